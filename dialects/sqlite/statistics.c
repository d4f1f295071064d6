#include "sqlite/statistics.h"

#include <string.h>

#include "sqlite/ddl.h"
#include "sqlite/resolve.h"

static const char *quoted(struct arena *arena, const char *text) {
    struct buffer out = {.arena = arena};
    sqlite_text_quoted(&out, text);
    return buffer_text(&out);
}

static bool stays(
    struct arena *arena, const struct index *index, const struct table *before, const struct table *after) {
    const struct index *other = table_find_index(after, index->name);
    return other && !strcmp(sqlite_create_index_sql(arena, before, index),
                        sqlite_create_index_sql(arena, after, other));
}

/* The one key that has an index of its own; null: there is none, or which is which can't be told by their
 * numbers. */
static const struct constraint *lone_key(const struct table *table) {
    const struct constraint *key = sqlite_rowid_alias(table) ? NULL : table->primary_key;
    for (size_t i = 0; i < table->constraints.count; i++) {
        if (table->constraints.items[i]->kind != CONSTRAINT_UNIQUE)
            continue;
        if (key)
            return NULL;
        key = table->constraints.items[i];
    }
    return key;
}

static bool same_key(const struct constraint *left, const struct constraint *right) {
    if (!left || !right || left->kind != right->kind || left->columns.count != right->columns.count)
        return false;
    for (size_t i = 0; i < left->columns.count; i++)
        if (strcmp(left->columns.items[i].column, right->columns.items[i].column) != 0)
            return false;
    return true;
}

static struct names kept(struct arena *arena, const struct table *before, const struct table *after) {
    struct names names = {0};
    for (size_t i = 0; i < before->indexes.count; i++)
        if (stays(arena, before->indexes.items[i], before, after))
            list_push(arena, &names, quoted(arena, before->indexes.items[i]->name));
    if (same_key(lone_key(before), lone_key(after)))
        list_push(arena, &names, quoted(arena, arena_format(arena, "sqlite_autoindex_%s_1", before->name)));
    return names;
}

struct statistics_list sqlite_statistics(
    struct arena *arena, const struct table *before, const struct table *after, const char *successor) {
    static const char *const tables[] = {"sqlite_stat1", "sqlite_stat4"};
    struct statistics_list list = {0};
    struct names names = kept(arena, before, after);
    const char *from = quoted(arena, before->name), *to = quoted(arena, successor);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        *list_add(arena, &list) = (struct statistics){
            .exists = arena_format(arena, "SELECT 1 FROM sqlite_master WHERE name = '%s'", tables[i]),
            .put_aside = arena_format(arena, "UPDATE %s SET tbl = %s WHERE tbl = %s", tables[i], to, from),
            .forget = arena_format(arena, "DELETE FROM %s WHERE tbl = %s AND idx NOT IN (%s)", tables[i], to,
                names_join(arena, &names, ", ")),
            .put_back = arena_format(arena, "UPDATE %s SET tbl = %s WHERE tbl = %s", tables[i], from, to)};
    return list;
}
