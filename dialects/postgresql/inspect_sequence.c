#include <string.h>

#include "base/text.h"
#include "postgresql/ddl.h"
#include "postgresql/inspect.h"
#include "postgresql_queries.h"

enum {
    SEQUENCE_SCHEMA,
    SEQUENCE_NAME,
    SEQUENCE_TYPE,
    SEQUENCE_START,
    SEQUENCE_INCREMENT,
    SEQUENCE_MIN,
    SEQUENCE_MAX,
    SEQUENCE_CACHE,
    SEQUENCE_CYCLE,
    SEQUENCE_PERSISTENCE,
    SEQUENCE_OWNER,
    SEQUENCE_OWNER_COLUMN,
    SEQUENCE_DEPENDENCY,
    SEQUENCE_OWNED_BY,
    SEQUENCE_PRINTED,
    SEQUENCE_COMMENT,
    SEQUENCE_AS_ITS_TABLE,
};

static const char *greatest(const char *type) {
    if (!strcmp(type, "smallint"))
        return "32767";
    return strcmp(type, "integer") ? "9223372036854775807" : "2147483647";
}

static const char *least(const char *type) {
    if (!strcmp(type, "smallint"))
        return "-32768";
    return strcmp(type, "integer") ? "-9223372036854775808" : "-2147483648";
}

/* What of it isn't the server's default, as clauses. */
static const char *sequence_options(struct inspection *inspection, const char *const *values) {
    struct buffer out = {.arena = inspection->arena};
    bool down = values[SEQUENCE_INCREMENT][0] == '-';
    const char *type = values[SEQUENCE_TYPE];
    const char *min = down ? least(type) : "1", *max = down ? "-1" : greatest(type);
    const char *start = down ? values[SEQUENCE_MAX] : values[SEQUENCE_MIN];
    const struct {
        const char *words, *value, *usual;
    } clauses[] = {{"START WITH", values[SEQUENCE_START], start},
        {"INCREMENT BY", values[SEQUENCE_INCREMENT], "1"}, {"MINVALUE", values[SEQUENCE_MIN], min},
        {"MAXVALUE", values[SEQUENCE_MAX], max}, {"CACHE", values[SEQUENCE_CACHE], "1"}};
    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++)
        if (strcmp(clauses[i].value, clauses[i].usual) != 0)
            buffer_addf(&out, "%s%s %s", out.length ? " " : "", clauses[i].words, clauses[i].value);
    if (is_true(values[SEQUENCE_CYCLE]))
        buffer_addf(&out, "%sCYCLE", out.length ? " " : "");
    return buffer_text(&out);
}

static void note_name(struct inspection *inspection, const struct table *table, struct column *column,
    const char *const *values) {
    const char *usual = ddl_sequence_name(inspection->arena, table->name, column->name);
    if (strcmp(usual, values[SEQUENCE_NAME]) != 0)
        inspection_option(inspection, &column->options, "sequence", values[SEQUENCE_NAME]);
}

static const char *serial_of(const char *type_sql) {
    static const char *const serials[][2] = {
        {"integer", "serial"}, {"bigint", "bigserial"}, {"smallint", "smallserial"}};
    for (size_t i = 0; i < 3; i++)
        if (!strcmp(serials[i][0], type_sql))
            return serials[i][1];
    return NULL;
}

/* Is the sequence exactly what `serial` makes? */
static bool is_serial(const struct inspection *inspection, const struct table *table,
    const struct column *column, const char *const *values, const char *options) {
    const char *expected = arena_format(inspection->arena, "nextval(%s::regclass)",
        postgresql_text(inspection->arena, values[SEQUENCE_PRINTED]));
    const char *in_schema = inspection_schema(inspection, values[SEQUENCE_SCHEMA]);
    bool same_schema =
        (!in_schema && !table->schema) || (in_schema && table->schema && !strcmp(in_schema, table->schema));
    return !*options && same_schema && column->nullable == OFF && serial_of(column->type_sql) &&
           !strcmp(column->type_sql, values[SEQUENCE_TYPE]) && column->default_sql &&
           !strcmp(column->default_sql, expected) && !values[SEQUENCE_COMMENT] &&
           is_true(values[SEQUENCE_AS_ITS_TABLE]);
}

static struct object *add_object(
    struct inspection *inspection, const char *kind, const char *const *values, const char *create) {
    struct object *object = arena_new(inspection->arena, struct object);
    object->kind = kind;
    object->schema = inspection_schema(inspection, values[SEQUENCE_SCHEMA]);
    object->name = inspection_text(inspection, values[SEQUENCE_NAME]);
    struct dialect_text *text = list_add(inspection->arena, &object->create);
    text->dialect = "postgresql";
    text->text = create;
    list_push(inspection->arena, &inspection->schema->objects, object);
    return object;
}

static void add_sequence(struct inspection *inspection, const char *const *values, const char *options) {
    struct arena *arena = inspection->arena;
    const char *in_schema = inspection_schema(inspection, values[SEQUENCE_SCHEMA]);
    const char *name = postgresql_full_name(arena, in_schema, values[SEQUENCE_NAME]);
    bool big = !strcmp(values[SEQUENCE_TYPE], "bigint");
    const char *create = arena_format(arena, "CREATE %sSEQUENCE %s%s%s%s%s",
        values[SEQUENCE_PERSISTENCE][0] == 'u' ? "UNLOGGED " : "", name, big ? "" : " AS ",
        big ? "" : values[SEQUENCE_TYPE], *options ? " " : "", options);
    add_object(inspection, "sequence", values, create)->comment =
        inspection_text(inspection, values[SEQUENCE_COMMENT]);
}

/* Whose a sequence is can be said when both are there: an object of its own. */
static void add_owner(struct inspection *inspection, const char *const *values, const struct table *table) {
    struct arena *arena = inspection->arena;
    const char *in_schema = inspection_schema(inspection, values[SEQUENCE_SCHEMA]);
    const char *name = postgresql_full_name(arena, in_schema, values[SEQUENCE_NAME]);
    const char *owner = arena_format(arena, "%s.%s", postgresql_full_name(arena, table->schema, table->name),
        postgresql_name(arena, values[SEQUENCE_OWNER_COLUMN]));
    struct object *object = add_object(inspection, "sequence_owner", values,
        arena_format(arena, "ALTER SEQUENCE %s OWNED BY %s", name, owner));
    object->name = arena_format(
        arena, "%s of %s(%s)", values[SEQUENCE_NAME], table->name, values[SEQUENCE_OWNER_COLUMN]);
    struct dialect_text *drop = list_add(arena, &object->drop);
    drop->dialect = "postgresql";
    drop->text = arena_format(arena, "ALTER SEQUENCE %s OWNED BY NONE", name);
    list_push(arena, &object->after, table->name);
}

static void take_serial(struct column *column) {
    column->type_sql = serial_of(column->type_sql);
    column->default_sql = NULL;
}

static bool take_sequence(void *context, const char *const *values, size_t count) {
    struct inspection *inspection = context;
    struct table *table =
        values[SEQUENCE_OWNER] ? inspection_table(inspection, values[SEQUENCE_OWNER]) : NULL;
    struct column *column = table ? table_find_column(table, values[SEQUENCE_OWNER_COLUMN]) : NULL;
    const char *options = sequence_options(inspection, values);
    (void)count;
    if (values[SEQUENCE_OWNER] && !table)
        return true; /* of a table that isn't reported */
    if (column && column->autoincrement == ON) {
        inspection_option(inspection, &column->options, "identity_options", options);
        note_name(inspection, table, column, values);
    } else if (column && is_serial(inspection, table, column, values, options)) {
        take_serial(column);
        note_name(inspection, table, column, values);
    } else if (!inspection->scope->tables) {
        add_sequence(inspection, values, options);
        if (column)
            add_owner(inspection, values, table);
    }
    return true;
}

bool inspect_sequences(struct inspection *inspection) {
    return inspection_query(inspection, postgresql_sequences_query, take_sequence);
}
