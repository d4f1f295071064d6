/* Reads the live schema. SHOW CREATE TABLE for each table rather than information_schema: it tells
 * everything, in one syntax for all releases, and takes half the time (docs/dialects/mysql.md has the
 * measurement). */
#include "mysql/inspect.h"

#include <string.h>

#include "base/text.h"
#include "mysql/implied.h"
#include "mysql/mysql.h"
#include "mysql/options.h"
#include "mysql/session.h"
#include "mysql/show.h"
#include "mysql/triggers.h"
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
    const char *reading;      /* of our sql_mode, what changes how SQL is read */
    struct name_index wanted; /* of the scope */
    struct name_index others; /* tables that are there and not reported */
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
    if (!is_wanted(inspection, values[0])) {
        index_put(&inspection->others, arena_string(inspection->arena, values[0]), inspection);
        return true;
    }
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
    if (!strcmp(values[0], "user")) {
        inspection->user = arena_string(inspection->arena, values[1]);
        inspection->reading = session_reading_modes(inspection->arena, values[2] ? values[2] : "");
    }
    bool outside = !strcmp(values[0], "trigger") && values[2] && !is_wanted(inspection, values[2]);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i], values[0]) && !outside)
            add_entry(inspection, &inspection->objects, kinds[i], values[1], values[2]);
    return true;
}

/* --- What they are --- */

/* A table of our own database is named without it. */
static void settle_references(struct inspection *inspection, struct table *table) {
    const char *own = inspection->connection->server.default_schema;
    for (size_t i = 0; i < table->constraints.count; i++) {
        struct reference *reference = &table->constraints.items[i]->reference;
        if (reference->schema && own && !strcmp(reference->schema, own))
            reference->schema = NULL;
    }
}

static bool add_table(struct inspection *inspection, const char *sql) {
    const struct server *server = &inspection->connection->server;
    struct table *table = show_read_table(inspection->arena, server, sql, inspection->errors);
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

/* The mode under which a text was read belongs to it where ours would read it otherwise. */
static void note_mode(struct inspection *inspection, struct object *object, const char *mode) {
    if (strcmp(session_reading_modes(inspection->arena, mode), inspection->reading) != 0)
        mysql_set_option(
            inspection->arena, &object->options, "sql_mode", arena_string(inspection->arena, mode));
}

static struct object *add_object(struct inspection *inspection, const struct entry *entry, const char *sql) {
    struct object *object = show_read_object(
        inspection->arena, entry->kind, arena_string(inspection->arena, sql), inspection->user, entry->about);
    object->name = entry->name;
    if (!strcmp(entry->kind, "trigger"))
        object->table = entry->about;
    list_push(inspection->arena, &inspection->schema->objects, object);
    return object;
}

/* --- Asking for them --- */

/* Many are asked for at once: while one is read here, the server is at the next. */
enum { TOGETHER = 100 };

struct asking {
    struct inspection *inspection;
    const struct entries *entries;
    size_t at; /* the next of them that is answered */
};

static const char *show_create(struct arena *arena, const struct entry *entry) {
    return arena_format(arena, "SHOW CREATE %s %s", entry->kind, mysql_name(arena, entry->name));
}

static bool is_untold(struct inspection *inspection, const struct entry *entry) {
    struct error *error = error_add(inspection->errors, ERROR_DATABASE, NOWHERE,
        "the server doesn't tell this user how %s \"%s\" was made", entry->kind, entry->name);
    error_hint(inspection->errors, error,
        "connect as its definer, or GRANT SELECT on mysql.proc, or SHOW_ROUTINE from MySQL 8.0.20 on");
    return false;
}

/* Each statement gives one row. */
static bool take_shown(void *context, const char *const *values, size_t count) {
    struct asking *asking = context;
    struct inspection *inspection = asking->inspection;
    if (asking->at == asking->entries->count)
        return false;
    const struct entry *entry = &asking->entries->items[asking->at++];
    bool is_table = !strcmp(entry->kind, "table");
    bool is_relation = is_table || !strcmp(entry->kind, "view") || !strcmp(entry->kind, "sequence");
    size_t column = is_relation ? 1 : !strcmp(entry->kind, "event") ? 3 : 2;
    if (column >= count || !values[column])
        return is_untold(inspection, entry);
    if (is_table)
        return add_table(inspection, values[column]);
    struct object *object = add_object(inspection, entry, values[column]);
    if (!is_relation && values[1])
        note_mode(inspection, object, values[1]);
    return true;
}

static bool ask(struct asking *asking, size_t many, struct errors *errors) {
    struct inspection *inspection = asking->inspection;
    struct connection *connection = inspection->connection;
    size_t end = asking->at + many;
    struct buffer sql = {.arena = inspection->arena};
    for (size_t i = asking->at; i < end; i++)
        buffer_addf(&sql, "%s%s", i > asking->at ? "; " : "",
            show_create(inspection->arena, &asking->entries->items[i]));
    return connection->type->query(connection, buffer_text(&sql), take_shown, asking, errors) &&
           asking->at == end;
}

/* What fails among others is asked for by itself, so that the error is about it alone; so is all where
 * something between here and the server takes one statement at a time. */
static bool ask_for_all(struct inspection *inspection, const struct entries *entries) {
    struct asking asking = {inspection, entries, 0};
    struct errors ignored = {.arena = inspection->errors->arena};
    while (asking.at < entries->count) {
        size_t left = entries->count - asking.at, before = inspection->errors->list.count;
        if (ask(&asking, left < TOGETHER ? left : TOGETHER, &ignored))
            continue;
        if (inspection->errors->list.count > before ||
            (asking.at < entries->count && !ask(&asking, 1, inspection->errors)))
            return false;
    }
    return true;
}

/* A key stays when its table goes, and may be made before it, while foreign_key_checks is off. */
static void note_dangling(struct inspection *inspection) {
    for (size_t i = 0; i < inspection->schema->tables.count; i++) {
        struct table *table = inspection->schema->tables.items[i];
        for (size_t j = 0; j < table->constraints.count; j++) {
            struct constraint *key = table->constraints.items[j];
            const struct reference *reference = &key->reference;
            bool is_own = key->kind == CONSTRAINT_FOREIGN_KEY && !reference->schema;
            if (is_own && !schema_find_table(inspection->schema, NULL, reference->table) &&
                !index_find(&inspection->others, reference->table))
                mysql_set_option(inspection->arena, &key->options, "dangling", "true");
        }
    }
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
        .wanted = {.arena = arena},
        .others = {.arena = arena}};
    for (size_t i = 0; scope->tables && i < scope->tables->count; i++)
        index_put(&inspection.wanted, scope->tables->items[i], schema);
    bool good = connection->type->query(connection, mysql_tables_query, take_table, &inspection, errors) &&
                (scope->tables || connection->type->query(
                                      connection, mysql_objects_query, take_object, &inspection, errors));
    if (!scope->tables)
        note_managed(&inspection);
    good =
        good && ask_for_all(&inspection, &inspection.tables) && ask_for_all(&inspection, &inspection.objects);
    if (good && !scope->tables)
        note_dangling(&inspection);
    triggers_note_order(arena, schema);
    return good;
}
