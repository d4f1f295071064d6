#include "postgresql/normalise.h"

#include <string.h>

#include "base/text.h"
#include "postgresql/ddl.h"
#include "postgresql/inspect.h"
#include "sql/expression.h"

bool same_tokens(const char *left, const char *right) {
    return expression_equal(postgresql_dialect.syntax, left, right);
}

const struct table *counterpart_of_table(const struct normalising *normalising, const struct table *table) {
    return schema_find_table(normalising->actual, table->schema, table->was ? table->was : table->name);
}

const char *object_text(const struct object *object) {
    const struct dialect_text *text = texts_find(&object->create, "postgresql");
    return text ? text->text : "";
}

const char *printed_schema(const struct normalising *normalising) {
    const char *name =
        normalising->in_schema ? normalising->in_schema : normalising->connection->server.default_schema;
    return postgresql_printed_name(normalising->arena, NULL, name);
}

static bool same_word(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

const struct object *counterpart_of_object(
    const struct normalising *normalising, const struct object *object) {
    const struct objects *objects = &normalising->actual->objects;
    for (size_t i = 0; i < objects->count; i++) {
        const struct object *there = objects->items[i];
        if (!strcmp(there->kind, object->kind) && !strcmp(there->name, object->name) &&
            same_word(there->schema, object->schema) && same_word(there->table, object->table))
            return there;
    }
    return NULL;
}

/* --- What differs as tokens --- */

static bool column_differs(const struct column *column, const struct column *there) {
    if (!there)
        return false;
    return (column->default_sql && there->default_sql &&
               !same_tokens(column->default_sql, there->default_sql)) ||
           (column->generated && there->generated && !same_tokens(column->generated, there->generated));
}

static bool has_expression(const struct table *table, const char *expression) {
    for (size_t i = 0; i < table->constraints.count; i++)
        if (table->constraints.items[i]->expression &&
            same_tokens(table->constraints.items[i]->expression, expression))
            return true;
    return false;
}

static bool constraints_differ(const struct table *table, const struct table *there) {
    for (size_t i = 0; i < table->constraints.count; i++)
        if (table->constraints.items[i]->expression &&
            !has_expression(there, table->constraints.items[i]->expression))
            return true;
    return false;
}

static bool index_has_expressions(const struct index *index) {
    for (size_t i = 0; i < index->parts.count; i++)
        if (index->parts.items[i].expression)
            return true;
    return index->where;
}

/* With expressions that read as those of no index that is there. */
static bool index_differs(const struct index *index, const struct table *there) {
    const struct index *same = table_find_index(there, index->name);
    if (!index_has_expressions(index))
        return false;
    if (!same || same->parts.count != index->parts.count || !same_tokens(same->where, index->where))
        return true;
    for (size_t i = 0; i < index->parts.count; i++)
        if (!same_tokens(same->parts.items[i].expression, index->parts.items[i].expression))
            return true;
    return false;
}

static bool table_differs(const struct table *table, const struct table *there) {
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = table->columns.items[i];
        if (column_differs(column, table_find_column(there, column->was ? column->was : column->name)))
            return true;
    }
    for (size_t i = 0; i < table->indexes.count; i++)
        if (index_differs(table->indexes.items[i], there))
            return true;
    return constraints_differ(table, there);
}

/* Rights that are added up: a trial would add them to those that are there. */
/* What names a type that is about to have another name would be told back under the old one. */
static bool names_former_enum(
    const struct normalising *normalising, const struct schema *desired, const char *text) {
    for (size_t i = 0; text && i < desired->enums.count; i++) {
        const struct enum_type *type = desired->enums.items[i];
        if (type->was && schema_find_enum(normalising->actual, type->schema, type->was) &&
            expression_names(postgresql_dialect.syntax, text, type->was))
            return true;
    }
    return false;
}

static bool speaks_for_all_schemas(const struct object *object) {
    return !object->schema && !strcmp(object->kind, "grant") && text_starts_with(object->name, "default ");
}

static void find_differences(struct normalising *normalising) {
    const struct schema *desired = normalising->desired;
    for (size_t i = 0; i < desired->tables.count; i++) {
        struct table *table = desired->tables.items[i];
        const struct table *there = counterpart_of_table(normalising, table);
        if (there && same_word(table->schema, normalising->in_schema) && table_differs(table, there))
            list_push(normalising->arena, &normalising->tables, table);
    }
    for (size_t i = 0; i < desired->objects.count; i++) {
        struct object *object = desired->objects.items[i];
        bool is_here = same_word(object->schema, normalising->in_schema) && !speaks_for_all_schemas(object);
        const struct object *there = is_here ? counterpart_of_object(normalising, object) : NULL;
        if (there && !same_tokens(object_text(object), object_text(there)) &&
            !names_former_enum(normalising, desired, object_text(there)))
            list_push(normalising->arena, &normalising->objects, object);
    }
}

/* --- Temporary copies --- */

/* Each statement by itself: one that fails leaves the others. */
static void add_attempt(struct buffer *out, const char *sql) {
    const char *block = arena_format(out->arena, "BEGIN EXECUTE %s; EXCEPTION WHEN OTHERS THEN NULL; END",
        postgresql_text(out->arena, postgresql_with_array_types(out->arena, sql)));
    buffer_addf(out, "DO %s;\n", postgresql_text(out->arena, block));
}

static const char *plain_column(struct arena *arena, const struct column *column) {
    const char *base = postgresql_serial_base(column->type_sql);
    const char *collation = postgresql_option(&column->options, "collation");
    return arena_format(arena, "%s %s%s%s", postgresql_name(arena, column->name),
        base ? base : column->type_sql, collation ? " COLLATE " : "",
        collation ? postgresql_collation(arena, collation) : "");
}

static void add_columns(struct buffer *out, const struct table *table) {
    struct buffer create = {.arena = out->arena};
    const char *name = postgresql_name(out->arena, table->name), *comma = "";
    buffer_addf(&create, "CREATE TEMPORARY TABLE %s (", name);
    for (size_t i = 0; i < table->columns.count; i++)
        if (!table->columns.items[i]->generated) {
            buffer_addf(&create, "%s%s", comma, plain_column(out->arena, table->columns.items[i]));
            comma = ", ";
        }
    buffer_add_char(&create, ')');
    add_attempt(out, buffer_text(&create));
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = table->columns.items[i];
        if (column->generated)
            add_attempt(out, arena_format(out->arena,
                                 "ALTER TABLE pg_temp.%s ADD COLUMN %s GENERATED ALWAYS AS (%s) STORED", name,
                                 plain_column(out->arena, column), column->generated));
        else if (column->default_sql)
            add_attempt(out, arena_format(out->arena, "ALTER TABLE pg_temp.%s ALTER COLUMN %s SET DEFAULT %s",
                                 name, postgresql_name(out->arena, column->name), column->default_sql));
    }
}

static void add_table(struct buffer *out, const struct table *table) {
    const char *name = postgresql_name(out->arena, table->name);
    const struct table copy = {.name = table->name};
    add_columns(out, table);
    for (size_t i = 0; i < table->constraints.count; i++)
        if (table->constraints.items[i]->expression)
            add_attempt(out, arena_format(out->arena, "ALTER TABLE pg_temp.%s ADD %s", name,
                                 ddl_constraint(out->arena, table->constraints.items[i])));
    for (size_t i = 0; i < table->indexes.count; i++)
        if (index_has_expressions(table->indexes.items[i]))
            add_attempt(out, postgresql_shadow_statement(
                                 out->arena, ddl_create_index(out->arena, &copy, table->indexes.items[i])));
}

/* The statement without the schema at hand before the object's name, so that it lands in the temporary one.
 */
static const char *without_schema(const struct normalising *normalising, const char *sql) {
    enum { WORDS_BEFORE_NAME = 10 };
    const char *schema = printed_schema(normalising);
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, sql, strlen(sql));
    for (size_t i = 0; i < WORDS_BEFORE_NAME; i++) {
        struct token token = lexer_next_word(&lexer);
        struct lexer ahead = lexer;
        if (token.kind == TOKEN_END || token_is(token, "("))
            break;
        if (token_is(token, schema) && token_is(lexer_next_word(&ahead), "."))
            return arena_format(normalising->arena, "%.*s%s", (int)(token.text - sql), sql, ahead.at);
    }
    return sql;
}

static void add_object(
    const struct normalising *normalising, struct buffer *out, const struct object *object) {
    struct statements statements = {0};
    struct operations operations = {0};
    struct schema nothing = {0};
    struct operation *create = list_add(normalising->arena, &operations);
    create->kind = OPERATION_CREATE_OBJECT;
    create->object = object_copy(normalising->arena, object);
    create->object->schema = NULL;
    if (!postgresql_compile(&normalising->connection->server, normalising->arena, &nothing, &operations,
            &statements, normalising->errors))
        return;
    for (size_t i = 0; i < statements.count; i++) {
        const char *sql = statements.items[i].sql;
        if (normalise_is_wide(object)) {
            add_attempt(out, normalise_under_trial_name(normalising, object, sql));
            continue;
        }
        bool is_bare = normalising->in_schema && object->is_body; /* what it reads keeps its name */
        const char *bare = is_bare ? sql : without_schema(normalising, sql);
        bool touches_table = normalising->in_schema && object->table && bare == sql;
        if (!text_starts_with(sql, "COMMENT ON") && !touches_table)
            add_attempt(out, bare);
    }
}

static void add_objects(const struct normalising *normalising, struct buffer *out, bool wide) {
    for (size_t i = 0; i < normalising->objects.count; i++)
        if (normalise_is_wide(normalising->objects.items[i]) == wide)
            add_object(normalising, out, normalising->objects.items[i]);
}

/* A copy of the table that a trigger, rule or policy stands on. */
static void add_tables_of_objects(const struct normalising *normalising, struct buffer *out) {
    for (size_t i = 0; i < normalising->objects.count; i++) {
        const char *name = normalising->objects.items[i]->table;
        const struct table *table =
            name ? schema_find_table(normalising->desired, normalising->in_schema, name) : NULL;
        bool made = false;
        for (size_t k = 0; k < normalising->tables.count; k++)
            made = made || normalising->tables.items[k] == table;
        if (table && !made)
            add_columns(out, table);
    }
}

static bool note_name(void *context, const char *const *values, size_t count) {
    struct normalising *normalising = context;
    normalising->temporary = count && values[0] ? arena_string(normalising->arena, values[0]) : NULL;
    normalising->forbidden = count > 1 && values[1] && values[1][0] == 'f';
    return true;
}

static bool make_copies(struct normalising *normalising) {
    struct connection *connection = normalising->connection;
    struct buffer out = {.arena = normalising->arena};
    buffer_add(&out,
        "SELECT set_config('search_path', 'pg_temp, ' || current_setting('search_path'), true);\n"
        "SET LOCAL check_function_bodies = off;\n");
    add_objects(normalising, &out, true); /* of the tables that are there, not of their copies */
    for (size_t i = 0; i < normalising->tables.count; i++)
        add_table(&out, normalising->tables.items[i]);
    add_tables_of_objects(normalising, &out);
    add_objects(normalising, &out, false);
    return connection->type->execute(connection, buffer_text(&out), NULL, normalising->errors) &&
           connection->type->query(connection,
               "SELECT (SELECT nspname FROM pg_namespace WHERE oid = pg_my_temp_schema()), "
               "has_database_privilege(current_database(), 'TEMPORARY')",
               note_name, normalising, normalising->errors);
}

static bool read_copies(struct normalising *normalising) {
    struct connection *connection = normalising->connection;
    struct names schemas = {0};
    struct schema printed = {0};
    if (!make_copies(normalising))
        return false;
    if (!normalising->temporary)
        return true;
    list_push(normalising->arena, &schemas, normalising->temporary);
    const struct inspect_scope scope = {.schemas = &schemas};
    const char *usual = connection->server.default_schema;
    connection->server.default_schema = normalising->temporary;
    bool read = inspection_read(connection, &scope, normalising->arena, &printed, normalising->errors);
    connection->server.default_schema = usual;
    if (read)
        normalise_adopt(normalising, &printed);
    return read;
}

static bool normalise_schema(struct connection *connection, struct arena *arena, const struct schema *actual,
    struct schema *desired, const char *in_schema, struct names *undecided, struct errors *errors) {
    struct errors ignored = {.arena = errors->arena};
    struct normalising normalising = {.connection = connection,
        .arena = arena,
        .actual = actual,
        .desired = desired,
        .in_schema = in_schema,
        .errors = &ignored};
    bool nested = connection->in_transaction;
    find_differences(&normalising);
    if (!normalising.tables.count && !normalising.objects.count)
        return true;
    if (!connection->type->execute(
            connection, nested ? "SAVEPOINT cmigrate_normalise" : "BEGIN READ WRITE", NULL, &ignored)) {
        normalise_give_up(&normalising, undecided); /* a standby */
        return true;
    }
    read_copies(&normalising);
    if (normalising.forbidden)
        normalise_give_up(&normalising, undecided);
    return connection->type->execute(
        connection, nested ? "ROLLBACK TO SAVEPOINT cmigrate_normalise" : "ROLLBACK", NULL, errors);
}

static void note_schema(struct arena *arena, struct names *schemas, const char *name) {
    if (name && !names_have(schemas, name))
        list_push(arena, schemas, name);
}

/* One schema after the other: the temporary one has room for one table of a name. */
bool postgresql_normalise(struct connection *connection, struct arena *arena, const struct schema *actual,
    struct schema *desired, struct names *undecided, struct errors *errors) {
    struct names schemas = {0};
    for (size_t i = 0; i < desired->tables.count; i++)
        note_schema(arena, &schemas, desired->tables.items[i]->schema);
    for (size_t i = 0; i < desired->objects.count; i++)
        note_schema(arena, &schemas, desired->objects.items[i]->schema);
    bool done = normalise_schema(connection, arena, actual, desired, NULL, undecided, errors);
    for (size_t i = 0; done && i < schemas.count; i++)
        done = normalise_schema(connection, arena, actual, desired, schemas.items[i], undecided, errors);
    return done;
}
