#include <string.h>

#include "base/text.h"
#include "postgresql/postgresql.h"
#include "schema/type.h"

const char *postgresql_option(const struct options *options, const char *name) {
    const struct option *option = options_find(options, "postgresql", name);
    return option ? option->value : NULL;
}

bool postgresql_switch(const struct options *options, const char *name) {
    const char *value = postgresql_option(options, name);
    return value && !strcmp(value, "true");
}

struct enum_type *postgresql_implied_enum(
    struct arena *arena, const struct table *table, const struct column *column) {
    struct enum_type *implied = arena_new(arena, struct enum_type);
    implied->schema = table->schema;
    implied->name = arena_format(arena, "%s_%s", table->name, column->name);
    implied->place = column->place;
    if (column->type.values)
        implied->values = *column->type.values;
    return implied;
}

static bool is_inline_enum(const struct column *column) {
    return column->type.kind == TYPE_ENUM && !column->type.text && !column->native;
}

static void take_native_type(struct arena *arena, struct column *column) {
    const char *own = postgresql_option(&column->options, "type");
    if (!own)
        return;
    column->native = arena_new(arena, struct type);
    *column->native = (struct type){.kind = TYPE_VERBATIM, .text = own};
}

/* The type that the server appends to a literal when it prints it. */
static const char *literal_type(struct arena *arena, const char *type_sql) {
    size_t open = strcspn(type_sql, "(");
    const char *close = strchr(type_sql + open, ')');
    return close ? arena_format(arena, "%.*s%s", (int)open, type_sql, close + 1) : type_sql;
}

static bool is_numeric(const char *type_sql) {
    static const char *const numeric[] = {
        "integer", "bigint", "smallint", "numeric", "real", "double precision"};
    for (size_t i = 0; i < sizeof numeric / sizeof *numeric; i++)
        if (text_starts_with(type_sql, numeric[i]) && !text_ends_with(type_sql, "[]"))
            return true;
    return false;
}

static const char *number_sql(struct arena *arena, const struct column *column, const char *number) {
    if (number[0] == '-' && is_numeric(column->type_sql))
        return arena_format(arena, "'%s'::%s", number, strpbrk(number, ".eE") ? "numeric" : "integer");
    return number;
}

static const char *default_sql(struct arena *arena, const struct column *column) {
    const struct value *value = &column->default_value;
    switch (value->kind) {
    case VALUE_NONE:
    case VALUE_NULL: /* the server doesn't keep it */
        return NULL;
    case VALUE_NUMBER:
        return number_sql(arena, column, value->text);
    case VALUE_STRING:
        return arena_format(
            arena, "%s::%s", postgresql_text(arena, value->text), literal_type(arena, column->type_sql));
    case VALUE_BOOLEAN:
    case VALUE_SQL:
        break;
    }
    return value->text;
}

/* Before version 18 every generated column is stored, and NOT NULL has no name. */
static void take_version(const struct server *server, struct arena *arena, struct column *column) {
    bool modern = server->version >= 180000;
    if (column->generated && (!modern || column->stored == UNSET))
        column->stored = ON;
    struct options kept = {0};
    for (size_t i = 0; i < column->options.count; i++)
        if (modern || !column->options.items[i].name ||
            strcmp(column->options.items[i].name, "not_null_name") != 0)
            list_push(arena, &kept, column->options.items[i]);
    if (kept.count < column->options.count)
        column->options = kept;
}

bool postgresql_resolve_column(const struct server *server, struct arena *arena, const struct schema *schema,
    const struct table *table, struct column *column, struct errors *errors) {
    take_native_type(arena, column);
    const struct type *type = column->native ? column->native : &column->type;
    column->type_sql = postgresql_type_sql(arena, schema, table, column, type, errors);
    if (!column->type_sql)
        return false;
    column->default_sql = default_sql(arena, column);
    take_version(server, arena, column);
    bool serial = postgresql_serial_base(column->type_sql);
    bool identity = column->autoincrement == ON || table_autoincrement_column(table) == column ||
                    postgresql_option(&column->options, "identity");
    column->autoincrement = identity && !serial ? ON : OFF;
    column->nullable = !serial && !identity && column_is_nullable(table, column) ? ON : OFF;
    return true;
}

static const char *read_name(struct arena *arena, struct token token) {
    struct buffer name = {.arena = arena};
    if (token.kind != TOKEN_NAME)
        return arena_text(arena, token.text, token.length);
    for (size_t i = 1; i + 1 < token.length; i++) {
        buffer_add_char(&name, token.text[i]);
        if (token.text[i] == '"')
            i++;
    }
    return buffer_text(&name);
}

/* "shop.book, \"order\"": names as the server prints them. */
static void read_names(struct arena *arena, const char *text, struct names *names) {
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, text, strlen(text));
    const char *in_schema = NULL, *name = NULL;
    for (;;) {
        struct token token = lexer_next_word(&lexer);
        if (name && (token.kind == TOKEN_END || token_is(token, ","))) {
            list_push(arena, names, table_full_name(arena, in_schema, name));
            in_schema = name = NULL;
        } else if (token_is(token, ".")) {
            in_schema = name;
        } else {
            name = read_name(arena, token);
        }
        if (token.kind == TOKEN_END)
            return;
    }
}

void postgresql_note_parents(struct arena *arena, struct table *table) {
    const char *partition_of = postgresql_option(&table->options, "partition_of");
    const char *inherits = postgresql_option(&table->options, "inherits");
    table->parents = (struct names){0};
    if (partition_of)
        read_names(arena, partition_of, &table->parents);
    if (inherits)
        read_names(arena, inherits, &table->parents);
}

bool postgresql_resolve_table(const struct server *server, struct arena *arena, const struct schema *schema,
    struct table *table, struct errors *errors) {
    bool good = true;
    (void)server;
    postgresql_note_parents(arena, table);
    if (postgresql_option(&table->options, "partition_of") && !postgresql_option(&table->options, "bound")) {
        struct error *error = error_add(errors, ERROR_MODEL, table->place,
            "table \"%s\" is a partition without a \"bound\"", table->name);
        error_hint(errors, error, "a bound is FOR VALUES FROM (1) TO (10), FOR VALUES IN (1, 2), or DEFAULT");
        good = false;
    }
    for (size_t i = 0; i < table->columns.count; i++)
        if (!postgresql_resolve_column(server, arena, schema, table, table->columns.items[i], errors))
            good = false;
    return good;
}

static void imply_enums(struct arena *arena, struct schema *schema, const struct table *table) {
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = table->columns.items[i];
        if (!is_inline_enum(column))
            continue;
        struct enum_type *implied = postgresql_implied_enum(arena, table, column);
        if (!schema_find_enum(schema, implied->schema, implied->name))
            list_push(arena, &schema->enums, implied);
    }
}

/* A foreign key that names no columns means the other table's primary key. */
static void complete_reference(
    struct arena *arena, const struct schema *schema, struct constraint *constraint) {
    struct reference *reference = &constraint->reference;
    const struct table *other = schema_find_table(schema, reference->schema, reference->table);
    if (reference->columns.count || !other || !other->primary_key)
        return;
    for (size_t i = 0; i < other->primary_key->columns.count; i++)
        list_push(arena, &reference->columns, other->primary_key->columns.items[i].column);
}

static void mark_usual_methods(struct table *table) {
    for (size_t i = 0; i < table->indexes.count; i++)
        options_mark_usual(&table->indexes.items[i]->options, "postgresql", "using", "btree");
}

bool postgresql_resolve(
    const struct server *server, struct arena *arena, struct schema *schema, struct errors *errors) {
    bool good = true;
    for (size_t i = 0; i < schema->tables.count; i++) {
        struct table *table = schema->tables.items[i];
        if (!postgresql_resolve_table(server, arena, schema, table, errors))
            good = false;
        imply_enums(arena, schema, table);
        mark_usual_methods(table);
        for (size_t j = 0; j < table->constraints.count; j++)
            if (table->constraints.items[j]->kind == CONSTRAINT_FOREIGN_KEY)
                complete_reference(arena, schema, table->constraints.items[j]);
    }
    return good;
}
