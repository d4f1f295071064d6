#include "engine/filled.h"

#include <string.h>

enum { TABLES_A_QUERY = 100 };

static const char yes[] = "yes", no[] = "no";

static const char *key_of(struct engine *engine, const char *in_schema, const char *table) {
    struct buffer key = {.arena = engine->arena};
    dialect_add_table(&key, engine->dialect, in_schema, table);
    return buffer_text(&key);
}

/* Of the names that the operations use, those that are there already, once each. */
static struct names tables_of(struct engine *engine, const struct operations *operations) {
    struct names tables = {0};
    struct name_index met = {.arena = engine->arena};
    for (size_t i = 0; i < operations->count; i++) {
        const struct operation *operation = &operations->items[i];
        if (!operation->table)
            continue;
        const char *key = key_of(engine, operation->schema, operation->table);
        if (!index_put(&met, key, &met) && operation->kind != OPERATION_CREATE_TABLE)
            list_push(engine->arena, &tables, key);
        if (operation->kind == OPERATION_RENAME_TABLE)
            index_put(&met, key_of(engine, operation->schema, operation->new_name), &met);
    }
    return tables;
}

struct looking {
    struct filled *filled;
    const struct names *tables;
};

static bool note(void *context, const char *const *values, size_t count) {
    struct looking *looking = context;
    for (size_t i = 0; i < count && i < looking->tables->count; i++) {
        bool has = values[i] && strchr("t1", values[i][0]);
        index_put(&looking->filled->tables, looking->tables->items[i], (void *)(size_t)(has ? yes : no));
    }
    return true;
}

/* One that can't be asked leaves all of its query untold. */
static void look_at(struct filled *filled, struct engine *engine, const struct names *tables) {
    struct errors ignored = {.arena = engine->arena};
    struct looking looking = {filled, tables};
    struct buffer sql = {.arena = engine->arena};
    buffer_add(&sql, "SELECT ");
    for (size_t i = 0; i < tables->count; i++)
        buffer_addf(&sql, "%sEXISTS (SELECT 1 FROM %s)", i ? ", " : "", tables->items[i]);
    (void)engine->connection->type->query(engine->connection, buffer_text(&sql), note, &looking, &ignored);
}

static void look(struct filled *filled, struct engine *engine, const struct operations *operations) {
    const struct names all = tables_of(engine, operations);
    filled->tables.arena = engine->arena;
    filled->looked = true;
    for (unsigned at = 0; at < all.count; at += TABLES_A_QUERY) {
        unsigned count = all.count - at < TABLES_A_QUERY ? all.count - at : TABLES_A_QUERY;
        look_at(filled, engine, &(struct names){all.items + at, count, count});
    }
}

bool filled_may_have_rows(struct filled *filled, struct engine *engine, const struct operations *operations,
    const char *in_schema, const char *table) {
    if (!filled->looked)
        look(filled, engine, operations);
    return index_find(&filled->tables, key_of(engine, in_schema, table)) != no;
}
