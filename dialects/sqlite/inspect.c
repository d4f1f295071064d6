/* Reads the live schema with one query, whatever its size: SQLite keeps the statements that made it, and what
 * they say is all there is. */
#include "sqlite/inspect.h"

#include <string.h>

#include "base/text.h"
#include "sqlite/enums.h"
#include "sqlite/parse.h"
#include "sqlite/resolve.h"
#include "sqlite/types.h"
#include "sqlite_queries.h"

/* A row of sqlite_master that is no table. */
struct entry {
    const char *kind, *name, *table, *sql;
};
LIST_TYPE(entries, struct entry);

struct inspection {
    const struct inspect_scope *scope;
    struct arena *arena;
    struct schema *schema;
    struct errors *errors;
    struct tables tables;        /* as they come */
    struct name_index by_name;   /* lower case → struct table */
    struct names virtual_tables; /* "name module" */
    struct entries entries;
    struct type_memory types;
    struct name_index wanted; /* of the scope, in lower case */
};

static bool is_bookkeeping(const struct inspect_scope *scope, const char *table) {
    return text_starts_with(table, "sqlite_") || inspect_is_bookkeeping(scope, table);
}

static bool is_excluded(const struct inspect_scope *scope, const char *name) {
    for (size_t i = 0; scope->exclude && i < scope->exclude->count; i++)
        if (text_matches(name, scope->exclude->items[i]))
            return true;
    return false;
}

static bool is_wanted(const struct inspection *inspection, const char *table) {
    if (is_bookkeeping(inspection->scope, table) || is_excluded(inspection->scope, table))
        return false;
    return !inspection->scope->tables ||
           index_find(&inspection->wanted, text_lower(inspection->arena, table));
}

static struct table *find_table(const struct inspection *inspection, const char *name) {
    struct arena_mark mark = arena_mark(inspection->arena);
    struct table *table = index_find(&inspection->by_name, text_lower(inspection->arena, name));
    arena_rewind(inspection->arena, mark);
    return table;
}

static bool refuse(struct inspection *inspection, const char *kind, const char *name, const char *sql) {
    struct error *error = error_add(inspection->errors, ERROR_DATABASE, NOWHERE,
        "could not read the stored statement of %s \"%s\"", kind, name);
    error->statement = arena_string(inspection->errors->arena, sql);
    error_hint(inspection->errors, error, "leave it out with `exclude`, and report it with its statement");
    return false;
}

/* --- Tables --- */

static void settle_columns(struct table *table) {
    bool enforced =
        sqlite_switch(&table->options, "without_rowid") || sqlite_switch(&table->options, "strict");
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column *column = table->columns.items[i];
        bool key =
            enforced && table_in_primary_key(table, column->name) && sqlite_rowid_alias(table) != column;
        column->nullable = key || column->nullable == OFF ? OFF : ON;
    }
}

static bool take_table(struct inspection *inspection, const char *name, const char *sql) {
    struct table *table = arena_new(inspection->arena, struct table);
    if (!parse_table(inspection->arena, sql, &inspection->types, table))
        return refuse(inspection, "table", name, sql);
    settle_columns(table);
    sqlite_fold_enums(inspection->arena, table);
    sqlite_describe_all(inspection->arena, &inspection->types, table);
    list_push(inspection->arena, &inspection->tables, table);
    index_put(&inspection->by_name, text_lower(inspection->arena, table->name), table);
    return true;
}

/* --- Indexes --- */

/* A word that is no column is a string, as "text" can be; in 'quotes' SQLite would look for a column. */
static void settle_parts(struct arena *arena, const struct table *table, struct index *index) {
    own_column_names(table, &index->parts);
    for (size_t i = 0; i < index->parts.count; i++) {
        struct key_part *part = &index->parts.items[i];
        if (!part->column || table_find_column(table, part->column))
            continue;
        struct buffer out = {.arena = arena};
        sqlite_add_doubled(&out, part->column, '"');
        part->expression = buffer_text(&out);
        part->column = NULL;
    }
}

static bool add_index(struct inspection *inspection, struct table *table, const char *name, const char *sql) {
    struct index *index = arena_new(inspection->arena, struct index);
    if (!parse_index(inspection->arena, sql, index))
        return refuse(inspection, "index", name, sql);
    settle_parts(inspection->arena, table, index);
    list_push(inspection->arena, &table->indexes, index);
    return true;
}

static bool take_row(void *context, const char *const *values, size_t count) {
    struct inspection *inspection = context;
    const char *kind = values[0], *name = values[1], *table = values[2], *sql = values[3];
    (void)count;
    if (!is_wanted(inspection, table))
        return true;
    if (!strcmp(kind, "table") && !text_starts_with(sql, "CREATE VIRTUAL"))
        return take_table(inspection, name, sql);
    struct table *owner = !strcmp(kind, "index") ? find_table(inspection, table) : NULL;
    if (owner)
        return add_index(inspection, owner, name, sql);
    *list_add(inspection->arena, &inspection->entries) = (struct entry){
        arena_string(inspection->arena, kind),
        arena_string(inspection->arena, name),
        arena_string(inspection->arena, table),
        arena_string(inspection->arena, sql),
    };
    return true;
}

/* --- Shadow tables: the ones that a virtual table keeps its content in --- */

static bool has_suffix_of(const char *module, const char *suffix) {
    static const char *const fts3[] = {"content", "segments", "segdir", "docsize", "stat", NULL};
    static const char *const fts5[] = {"data", "idx", "content", "docsize", "config", NULL};
    static const char *const rtree[] = {"node", "rowid", "parent", NULL};
    static const char *const other[] = {"vocab", NULL};
    const char *const *suffixes = text_starts_with(module, "fts3") || text_starts_with(module, "fts4") ? fts3
                                  : text_starts_with(module, "fts5")                                   ? fts5
                                  : text_starts_with(module, "rtree") || !strcmp(module, "geopoly")    ? rtree
                                                                                                    : other;
    for (; *suffixes; suffixes++)
        if (text_same_word(*suffixes, suffix))
            return true;
    return false;
}

/* name_suffix, where `name` is a virtual table whose module keeps such a one. */
static bool is_shadow(const struct inspection *inspection, const char *table) {
    for (size_t i = 0; i < inspection->entries.count; i++) {
        const struct entry *entry = &inspection->entries.items[i];
        size_t length = strlen(entry->name);
        if (strcmp(entry->kind, "table") != 0 || strlen(table) <= length || table[length] != '_')
            continue;
        const char *start = arena_text(inspection->arena, table, length);
        if (sqlite_same_name(start, entry->name) &&
            has_suffix_of(parse_virtual_table(inspection->arena, entry->sql), table + length + 1))
            return true;
    }
    return false;
}

static bool has_virtual_tables(const struct inspection *inspection) {
    for (size_t i = 0; i < inspection->entries.count; i++)
        if (!strcmp(inspection->entries.items[i].kind, "table"))
            return true;
    return false;
}

static void settle_reference(const struct table *parent, struct reference *to) {
    to->table = parent->name;
    for (size_t i = 0; i < to->columns.count; i++)
        for (size_t c = 0; c < parent->columns.count; c++)
            if (sqlite_same_name(to->columns.items[i], parent->columns.items[c]->name))
                to->columns.items[i] = parent->columns.items[c]->name;
}

/* SQLite takes foreign keys to what isn't there. */
static bool dangles(const struct constraint *constraint, const struct table *parent) {
    const struct names *columns = &constraint->reference.columns;
    size_t count = columns->count;
    for (size_t i = 0; parent && i < columns->count; i++)
        if (!table_find_column(parent, columns->items[i]))
            return true;
    if (parent && !count)
        count = parent->primary_key ? parent->primary_key->columns.count : 0;
    return !parent || count != constraint->columns.count;
}

static void settle_references(const struct inspection *inspection, struct table *table) {
    for (size_t i = 0; i < table->constraints.count; i++) {
        struct constraint *constraint = table->constraints.items[i];
        if (constraint->kind != CONSTRAINT_FOREIGN_KEY)
            continue;
        struct table *parent = find_table(inspection, constraint->reference.table);
        if (parent)
            settle_reference(parent, &constraint->reference);
        if (!inspection->scope->tables && dangles(constraint, parent))
            add_option(inspection->arena, &constraint->options, "dangling", "true");
    }
}

static void add_tables(struct inspection *inspection) {
    bool look = has_virtual_tables(inspection);
    for (size_t i = 0; i < inspection->tables.count; i++) {
        struct table *table = inspection->tables.items[i];
        if (look && is_shadow(inspection, table->name)) {
            index_remove(&inspection->by_name, text_lower(inspection->arena, table->name));
            continue;
        }
        settle_references(inspection, table);
        schema_add_table(inspection->arena, inspection->schema, table);
    }
}

/* --- Views, triggers, virtual tables --- */

static void add_object(struct inspection *inspection, const struct entry *entry) {
    bool is_trigger = !strcmp(entry->kind, "trigger"), is_view = !strcmp(entry->kind, "view");
    struct table *table = is_trigger ? find_table(inspection, entry->table) : NULL;
    struct object *object = arena_new(inspection->arena, struct object);
    const char *body = is_view ? parse_view_body(inspection->arena, entry->sql) : NULL;
    *object = (struct object){
        .kind = !strcmp(entry->kind, "table") ? "virtual_table" : entry->kind,
        .name = entry->name,
        .table = table        ? table->name
                 : is_trigger ? entry->table
                              : NULL,
        .is_body = body != NULL,
    };
    *list_add(inspection->arena, &object->create) =
        (struct dialect_text){.dialect = body ? "default" : "sqlite", .text = body ? body : entry->sql};
    list_push(inspection->arena, &inspection->schema->objects, object);
}

static bool add_entries(struct inspection *inspection) {
    bool right = true;
    for (size_t i = 0; i < inspection->entries.count; i++) {
        const struct entry *entry = &inspection->entries.items[i];
        struct table *owner = find_table(inspection, entry->table);
        if (strcmp(entry->kind, "index") != 0)
            add_object(inspection, entry);
        else if (owner)
            right = add_index(inspection, owner, entry->name, entry->sql) && right;
    }
    return right;
}

bool sqlite_inspect(struct connection *connection, const struct inspect_scope *scope, struct arena *arena,
    struct schema *schema, struct errors *errors) {
    struct inspection inspection = {.scope = scope,
        .arena = arena,
        .schema = schema,
        .errors = errors,
        .by_name = {.arena = arena},
        .types = sqlite_type_memory(arena),
        .wanted = {.arena = arena}};
    for (size_t i = 0; scope->tables && i < scope->tables->count; i++)
        index_put(&inspection.wanted, text_lower(arena, scope->tables->items[i]), schema);
    if (!connection->type->query(connection, sqlite_schema_query, take_row, &inspection, errors))
        return false;
    add_tables(&inspection);
    list_push(arena, &schema->managed, "trigger");
    list_push(arena, &schema->managed, "virtual_table");
    return add_entries(&inspection);
}
