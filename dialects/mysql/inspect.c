/* Reads the live schema. SHOW CREATE TABLE for each table rather than information_schema: it tells
 * everything, in one syntax for all releases, and takes half the time (docs/dialects/mysql.md has the
 * measurement). */
#include "mysql/inspect.h"

#include <string.h>

#include "base/text.h"
#include "mysql/implied.h"
#include "mysql/mysql.h"
#include "mysql/options.h"
#include "mysql/show.h"
#include "mysql_queries.h"

/* Something that SHOW CREATE tells about. */
struct entry {
    const char *kind, *name, *about;
};
LIST_TYPE(entries, struct entry);

struct inspection {
    struct connection *connection;
    const struct inspect_scope *scope;
    struct arena *arena;
    struct schema *schema;
    struct errors *errors;
    struct entries tables, objects;
    const char *user;         /* user@host that we are */
    struct name_index wanted; /* of the scope */
};

static bool is_wanted(const struct inspection *inspection, const char *table) {
    const struct names *exclude = inspection->scope->exclude;
    if (inspect_is_bookkeeping(inspection->scope, table))
        return false;
    for (size_t i = 0; exclude && i < exclude->count; i++)
        if (text_matches(table, exclude->items[i]))
            return false;
    return !inspection->scope->tables || index_find(&inspection->wanted, table);
}

static void add_entry(struct inspection *inspection, struct entries *entries, const char *kind,
    const char *name, const char *about) {
    *list_add(inspection->arena, entries) = (struct entry){
        kind, arena_string(inspection->arena, name), about ? arena_string(inspection->arena, about) : NULL};
}

static bool take_table(void *context, const char *const *values, size_t count) {
    struct inspection *inspection = context;
    const char *type = count > 1 && values[1] ? values[1] : "BASE TABLE";
    if (!is_wanted(inspection, values[0]))
        return true;
    if (!strcmp(type, "VIEW") || !strcmp(type, "SEQUENCE"))
        add_entry(inspection, &inspection->objects, *type == 'V' ? "view" : "sequence", values[0], NULL);
    else
        add_entry(inspection, &inspection->tables, "table", values[0], NULL);
    return true;
}

static bool take_object(void *context, const char *const *values, size_t count) {
    static const char *const kinds[] = {"function", "procedure", "event", "trigger"};
    struct inspection *inspection = context;
    if (count != 3 || !values[0] || !values[1])
        return false;
    if (!strcmp(values[0], "user"))
        inspection->user = arena_string(inspection->arena, values[1]);
    bool outside = !strcmp(values[0], "trigger") && values[2] && !is_wanted(inspection, values[2]);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i], values[0]) && !outside)
            add_entry(inspection, &inspection->objects, kinds[i], values[1], values[2]);
    return true;
}

/* --- One thing at a time --- */

struct shown {
    struct arena *arena;
    size_t column;
    const char *sql;
};

static bool take_shown(void *context, const char *const *values, size_t count) {
    struct shown *shown = context;
    if (shown->column < count && values[shown->column])
        shown->sql = arena_string(shown->arena, values[shown->column]);
    return true;
}

/* The statement that would make it; null after an error. */
static const char *show_create(struct inspection *inspection, const struct entry *entry) {
    struct arena *arena = inspection->arena;
    bool is_relation =
        !strcmp(entry->kind, "view") || !strcmp(entry->kind, "table") || !strcmp(entry->kind, "sequence");
    struct shown shown = {.arena = arena, .column = is_relation ? 1 : !strcmp(entry->kind, "event") ? 3 : 2};
    const char *sql = arena_format(arena, "SHOW CREATE %s %s", entry->kind, mysql_name(arena, entry->name));
    if (!inspection->connection->type->query(
            inspection->connection, sql, take_shown, &shown, inspection->errors))
        return NULL;
    if (shown.sql)
        return shown.sql;
    struct error *error = error_add(inspection->errors, ERROR_DATABASE, NOWHERE,
        "the server doesn't tell this user how %s \"%s\" was made", entry->kind, entry->name);
    error_hint(inspection->errors, error,
        "connect as its definer, or GRANT SELECT on mysql.proc, or SHOW_ROUTINE from MySQL 8.0.20 on");
    return NULL;
}

/* A table of our own database is named without it. */
static void settle_references(struct inspection *inspection, struct table *table) {
    const char *own = inspection->connection->server.default_schema;
    for (size_t i = 0; i < table->constraints.count; i++) {
        struct reference *reference = &table->constraints.items[i]->reference;
        if (reference->schema && own && !strcmp(reference->schema, own))
            reference->schema = NULL;
    }
}

static bool add_table(struct inspection *inspection, const struct entry *entry) {
    const char *sql = show_create(inspection, entry);
    const struct server *server = &inspection->connection->server;
    struct table *table = sql ? show_read_table(inspection->arena, server, sql, inspection->errors) : NULL;
    if (!table)
        return false;
    settle_references(inspection, table);
    if (!mysql_resolve_table(server, inspection->arena, NULL, table, inspection->errors))
        return false;
    implied_indexes_remove(table);
    mysql_describe(server, inspection->arena, table);
    schema_add_table(inspection->arena, inspection->schema, table);
    return true;
}

static bool add_object(struct inspection *inspection, const struct entry *entry) {
    const char *sql = show_create(inspection, entry);
    if (!sql)
        return false;
    struct object *object =
        show_read_object(inspection->arena, entry->kind, sql, inspection->user, entry->about);
    object->name = entry->name;
    if (!strcmp(entry->kind, "trigger"))
        object->table = entry->about;
    list_push(inspection->arena, &inspection->schema->objects, object);
    return true;
}

/* Every kind there is: what isn't here is not there. */
static void note_managed(struct inspection *inspection) {
    static const char *const kinds[] = {"view", "trigger", "function", "procedure", "event", "sequence"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        list_push(inspection->arena, &inspection->schema->managed, kinds[i]);
}

bool mysql_inspect(struct connection *connection, const struct inspect_scope *scope, struct arena *arena,
    struct schema *schema, struct errors *errors) {
    struct inspection inspection = {.connection = connection,
        .scope = scope,
        .arena = arena,
        .schema = schema,
        .errors = errors,
        .wanted = {.arena = arena}};
    for (size_t i = 0; scope->tables && i < scope->tables->count; i++)
        index_put(&inspection.wanted, scope->tables->items[i], schema);
    bool good = connection->type->query(connection, mysql_tables_query, take_table, &inspection, errors) &&
                (scope->tables || connection->type->query(
                                      connection, mysql_objects_query, take_object, &inspection, errors));
    if (!scope->tables)
        note_managed(&inspection);
    for (size_t i = 0; good && i < inspection.tables.count; i++)
        good = add_table(&inspection, &inspection.tables.items[i]);
    for (size_t i = 0; good && i < inspection.objects.count; i++)
        good = add_object(&inspection, &inspection.objects.items[i]);
    return good;
}
