#include "postgresql/inspect.h"

#include <string.h>

#include "base/text.h"

/* The queries are as version 15 takes them. What servers before a version lack or, with `until`, have had up
 * to it, and what stands in for it. */
static const struct {
    unsigned since, until;
    const char *text, *instead;
} versions_words[] = {
    {130000, 0, "t.tgparentid", "0"},
    {130000, 0, "p.pubviaroot", "false"},
    {140000, 0, "a.attcompression", "''::\"char\""},
    {150000, 0, "k.confdelsetcols", "NULL::int2[]"},
    {150000, 0, "i.indnullsnotdistinct", "false"},
    {150000, 0, "r.prattrs", "NULL::int2[]"},
    {150000, 0, "pg_get_expr(r.prqual, r.prrelid)", "NULL"},
    {150000, 0, "pg_publication_namespace", "(SELECT 0::oid AS pnpubid, 0::oid AS pnnspid)"},
    {150000, 0, "l.colliculocale", "NULL"},
    {0, 180000, "NULL::name AS not_null_name",
        "(SELECT k.conname FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'n' AND "
        "k.conkey = "
        "ARRAY[a.attnum])"},
    {0, 180000, "true AS is_enforced", "k.conenforced"},
    {0, 180000, "false AS has_period", "k.conperiod"},
    {0, 170000, "l.colliculocale", "l.colllocale"},
};

static bool lacks(unsigned version, unsigned since, unsigned until) {
    return version < since || (until && version >= until);
}

static const char *replaced(struct arena *arena, const char *text, const char *from, const char *to) {
    struct buffer out = {.arena = arena};
    for (const char *found; (found = strstr(text, from)); text = found + strlen(from)) {
        buffer_add_text(&out, text, (size_t)(found - text));
        buffer_add(&out, to);
    }
    buffer_add(&out, text);
    return buffer_text(&out);
}

static const char *schemas_sql(const struct inspection *inspection) {
    const struct names *schemas = inspection->scope->schemas;
    struct buffer out = {.arena = inspection->scratch};
    if (!schemas)
        return "ARRAY(SELECT oid FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> "
               "'information_schema')";
    buffer_add(&out, "ARRAY(SELECT oid FROM pg_namespace WHERE nspname = ANY (ARRAY[");
    for (size_t i = 0; i < schemas->count; i++) {
        buffer_add(&out, i ? ", " : "");
        postgresql_text_quoted(&out, schemas->items[i]);
    }
    buffer_add(&out, "]::text[]))");
    return buffer_text(&out);
}

static const char *indexes_sql(const struct inspection *inspection) {
    return arena_format(inspection->scratch, "ARRAY[%s]::oid[]",
        names_join(inspection->scratch, &inspection->asked_for, ", "));
}

/* The example for psql in the first line goes. */
bool inspection_query(struct inspection *inspection, const char *query, row_function *row) {
    struct arena *arena = inspection->scratch;
    const char *sql = strchr(query, '\n') + 1;
    sql = replaced(arena, sql, ":schemas", schemas_sql(inspection));
    sql = replaced(arena, sql, ":indexes", indexes_sql(inspection));
    unsigned version = inspection->connection->server.version;
    for (size_t i = 0; i < sizeof versions_words / sizeof *versions_words; i++)
        if (lacks(version, versions_words[i].since, versions_words[i].until))
            sql = replaced(arena, sql, versions_words[i].text, versions_words[i].instead);
    return inspection->connection->type->query(
        inspection->connection, sql, row, inspection, inspection->errors);
}

const char *inspection_text(const struct inspection *inspection, const char *value) {
    return value ? arena_string(inspection->arena, value) : NULL;
}

const char *inspection_schema(const struct inspection *inspection, const char *name) {
    if (!name || !strcmp(name, inspection->connection->server.default_schema))
        return NULL;
    return inspection_text(inspection, name);
}

void inspection_option(
    const struct inspection *inspection, struct options *options, const char *name, const char *value) {
    if (!value || !*value)
        return;
    struct option *option = list_add(inspection->arena, options);
    option->dialect = "postgresql";
    option->name = name;
    option->value = inspection_text(inspection, value);
    option->is_text = true;
}

void inspection_switch(
    const struct inspection *inspection, struct options *options, const char *name, const char *value) {
    if (!is_true(value))
        return;
    inspection_option(inspection, options, name, "true");
    options->items[options->count - 1].is_text = false;
}

bool inspection_wants(const struct inspection *inspection, const char *in_schema, const char *name) {
    const struct inspect_scope *scope = inspection->scope;
    const char *full = table_full_name(inspection->arena, in_schema, name);
    if (inspect_is_bookkeeping(scope, name))
        return false;
    for (size_t i = 0; scope->exclude && i < scope->exclude->count; i++)
        if (text_matches(full, scope->exclude->items[i]))
            return false;
    return !scope->tables || names_have(scope->tables, full);
}

static void describe_all(struct inspection *inspection) {
    for (size_t i = 0; i < inspection->schema->tables.count; i++)
        postgresql_describe(
            &inspection->connection->server, inspection->arena, inspection->schema->tables.items[i]);
}

bool inspection_read(struct connection *connection, const struct inspect_scope *scope, struct arena *arena,
    struct schema *schema, struct errors *errors) {
    struct arena scratch = {.exhausted = arena->exhausted};
    struct inspection inspection = {
        .connection = connection,
        .scope = scope,
        .arena = arena,
        .scratch = &scratch,
        .schema = schema,
        .errors = errors,
        .relations.arena = &scratch,
        .indexes.arena = &scratch,
        .enums.arena = &scratch,
    };
    bool done = inspect_enums(&inspection) && inspect_tables(&inspection) && inspect_columns(&inspection) &&
                inspect_constraints(&inspection) && inspect_indexes(&inspection) &&
                inspect_sequences(&inspection) && (scope->tables || inspect_objects(&inspection));
    if (done)
        describe_all(&inspection);
    arena_free(&scratch);
    return done;
}

/* Names are printed as the connection's own search_path has them, whatever a script has set. Compiling a
 * query of the catalog takes the server longer than running it. */
bool postgresql_inspect(struct connection *connection, const struct inspect_scope *scope, struct arena *arena,
    struct schema *schema, struct errors *errors) {
    const struct connection_type *type = connection->type;
    return type->execute(connection, "RESET search_path", NULL, errors) &&
           type->execute(connection, "SET jit = off", NULL, errors) &&
           inspection_read(connection, scope, arena, schema, errors) &&
           type->execute(connection, "RESET jit", NULL, errors);
}
