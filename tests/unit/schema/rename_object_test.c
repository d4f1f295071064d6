#include "check.h"

#include "schema/schema.h"

static struct object *add(
    struct arena *arena, struct schema *schema, const char *kind, const char *name, const char *text) {
    struct object *object = arena_new(arena, struct object);
    *object = (struct object){.kind = kind, .name = name};
    if (text)
        list_push(arena, &object->create, ((struct dialect_text){.dialect = "postgresql", .text = text}));
    list_push(arena, &schema->objects, object);
    return object;
}

/* What a text of an object of that kind says once the domain email is called mail. */
static void text_becomes(const char *kind, const char *before, const char *after) {
    struct arena arena = {0};
    struct schema schema = {0};
    struct object *email = add(&arena, &schema, "domain", "email", "CREATE DOMAIN public.email AS text");
    struct object *object = add(&arena, &schema, kind, "it", before);
    schema_rename_object(&arena, &schema, email, "mail");
    assert_string_equal(object->create.items[0].text, after);
    assert_string_equal(email->name, "mail");
    assert_string_equal(email->create.items[0].text, "CREATE DOMAIN public.mail AS text");
    arena_free(&arena);
}

static void a_type_is_named_where_types_stand(void **state) {
    (void)state;
    text_becomes("view", "SELECT email, 'x'::email, email::text FROM email.email",
        "SELECT email, 'x'::mail, email::text FROM email.email");
    text_becomes("view", "SELECT 'x'::public.email, 'y'::shop.email, 'z'::\"email\"",
        "SELECT 'x'::public.mail, 'y'::shop.email, 'z'::mail");
    text_becomes("domain", "CREATE DOMAIN public.narrow AS email CHECK (lower(VALUE) <> 'email')",
        "CREATE DOMAIN public.narrow AS mail CHECK (lower(VALUE) <> 'email')");
    text_becomes("type", "CREATE TYPE a AS (email text, b email, email email[], c shop.email)",
        "CREATE TYPE a AS (email text, b mail, email mail[], c shop.email)");
    text_becomes(
        "type", "CREATE TYPE a AS RANGE (subtype = email)", "CREATE TYPE a AS RANGE (subtype = mail)");
    text_becomes("function",
        "CREATE FUNCTION f(email email, OUT b email, email, VARIADIC email[]) RETURNS TABLE(email email) AS "
        "$$ SELECT 'x'::email $$",
        "CREATE FUNCTION f(email mail, OUT b mail, mail, VARIADIC mail[]) RETURNS TABLE(email mail) AS "
        "$$ SELECT 'x'::email $$");
    text_becomes("function", "CREATE FUNCTION f(emails text) RETURNS SETOF email -- email\n",
        "CREATE FUNCTION f(emails text) RETURNS SETOF mail -- email\n");
    text_becomes("grant", "GRANT USAGE ON DOMAIN email TO email", "GRANT USAGE ON DOMAIN mail TO email");
}

/* What an object of that kind is called then. */
static void name_becomes(const char *kind, const char *before, const char *after) {
    struct arena arena = {0};
    struct schema schema = {0};
    struct object *email = add(&arena, &schema, "domain", "email", NULL);
    struct object *object = add(&arena, &schema, kind, before, NULL);
    list_push(&arena, &object->after, "email");
    schema_rename_object(&arena, &schema, email, "My mail");
    assert_string_equal(object->name, after);
    assert_string_equal(object->after.items[0], "My mail");
    arena_free(&arena);
}

static void what_is_called_after_a_type_follows(void **state) {
    (void)state;
    name_becomes("function", "f(email, integer)", "f(\"My mail\", integer)");
    name_becomes("function", "email(text)", "email(text)");
    name_becomes("view", "email", "email");
    name_becomes("grant", "domain email to email", "domain My mail to email");
    name_becomes("grant", "domain emails to joe", "domain emails to joe");
    name_becomes("comment", "constraint has_at on domain email", "constraint has_at on domain My mail");
    name_becomes("comment", "column author.email", "column author.email");
}

static void columns_follow(void **state) {
    (void)state;
    struct arena arena = {0};
    struct schema schema = {0};
    struct table *table = arena_new(&arena, struct table);
    table->name = "author";
    static const char *const types[][2] = {{"email", "mail"}, {"email[]", "mail[]"},
        {"shop.email", "shop.email"}, {"emails", "emails"}, {"\"email\"", "mail"}};
    for (size_t i = 0; i < 5; i++) {
        struct column *column = arena_new(&arena, struct column);
        column->name = types[i][1];
        column->type = (struct type){.kind = TYPE_VERBATIM, .text = types[i][0]};
        column->type_sql = types[i][0];
        column->default_sql = "nextval('email'::regclass)";
        column->generated = "lower(email)::email";
        list_push(&arena, &table->columns, column);
    }
    schema_add_table(&arena, &schema, table);
    struct object *email = add(&arena, &schema, "domain", "email", NULL);
    schema_rename_object(&arena, &schema, email, "mail");
    for (size_t i = 0; i < 5; i++) {
        const struct column *column = table->columns.items[i];
        assert_string_equal(column->type_sql, types[i][1]);
        assert_string_equal(column->type.text, types[i][1]);
        assert_string_equal(column->generated, "lower(email)::mail");
    }
    arena_free(&arena);
}

static void a_sequence_is_named_in_strings_and_backticks(void **state) {
    (void)state;
    struct arena arena = {0};
    struct schema schema = {0};
    struct table *table = arena_new(&arena, struct table);
    struct column *column = arena_new(&arena, struct column);
    table->name = "author";
    column->name = "id";
    column->type_sql = "shop.ids"; /* a type that is called like it */
    column->default_sql = "nextval('shop.ids'::regclass) + length('shop.ids'::text)";
    struct column *counted = arena_new(&arena, struct column);
    counted->name = "counted";
    counted->default_sql = "nextval(`ids`) + ids + nextval(`shop`.`ids`) + nextval(`other`.`ids`)";
    list_push(&arena, &table->columns, column);
    list_push(&arena, &table->columns, counted);
    schema_add_table(&arena, &schema, table);
    struct object *ids = add(&arena, &schema, "sequence", "ids", NULL);
    struct object *owner = add(&arena, &schema, "sequence_owner", "ids of author(ids)", NULL);
    ids->schema = owner->schema = "shop";
    list_push(&arena, &ids->create,
        ((struct dialect_text){.dialect = "mysql", .text = "CREATE SEQUENCE `shop`.`ids` START WITH 5"}));
    schema_rename_object(&arena, &schema, ids, "Numbers");
    assert_string_equal(
        column->default_sql, "nextval('shop.\"Numbers\"'::regclass) + length('shop.ids'::text)");
    assert_string_equal(column->type_sql, "shop.ids");
    assert_string_equal(
        counted->default_sql, "nextval(`ids`) + ids + nextval(`shop`.`Numbers`) + nextval(`other`.`ids`)");
    assert_string_equal(owner->name, "Numbers of author(ids)");
    assert_string_equal(ids->create.items[0].text, "CREATE SEQUENCE `shop`.`Numbers` START WITH 5");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_type_is_named_where_types_stand),
        cmocka_unit_test(what_is_called_after_a_type_follows),
        cmocka_unit_test(columns_follow),
        cmocka_unit_test(a_sequence_is_named_in_strings_and_backticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
