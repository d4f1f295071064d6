/* Where a database takes Name and name for one: a change of case is a rename, not a drop and an add. */
#include <string.h>

#include "base/text.h"
#include "diff/work.h"

struct case_search {
    struct arena *arena;
    const struct schema *actual, *given;
    struct schema *settled;  /* a copy of `given`, made at the first difference */
    struct name_index lower; /* lower case → the actual table; filled at the first miss */
};

static const char *lower_key(struct arena *arena, const struct table *table) {
    return text_lower(arena, table_full_name(arena, table->schema, table->name));
}

static const struct table *find_whatever_case(struct case_search *search, const struct table *table) {
    if (!search->lower.arena) {
        search->lower.arena = search->arena;
        for (size_t i = 0; i < search->actual->tables.count; i++)
            index_put(&search->lower, lower_key(search->arena, search->actual->tables.items[i]),
                search->actual->tables.items[i]);
    }
    const struct table *found = index_find(&search->lower, lower_key(search->arena, table));
    return found && !schema_find_table(search->given, found->schema, found->name) ? found : NULL;
}

static struct table *own(struct case_search *search, size_t at) {
    if (!search->settled)
        search->settled = schema_copy(search->arena, search->given);
    return search->settled->tables.items[at];
}

static const char *other_case(const struct table *actual, const struct table *desired, const char *name) {
    for (size_t i = 0; i < actual->columns.count; i++) {
        const char *there = actual->columns.items[i]->name;
        if (text_same_word(there, name) && !table_find_column(desired, there))
            return there;
    }
    return NULL;
}

static void settle_columns(struct case_search *search, const struct table *actual, size_t at) {
    const struct table *desired = search->given->tables.items[at];
    for (size_t i = 0; i < desired->columns.count; i++) {
        const struct column *column = desired->columns.items[i];
        bool is_there = table_find_column(actual, column->name);
        const char *was = is_there || column->was ? NULL : other_case(actual, desired, column->name);
        if (was)
            own(search, at)->columns.items[i]->was = was;
    }
}

const struct schema *diff_settle_case(struct arena *arena, const struct diff_rules *rules,
    const struct schema *actual, const struct schema *desired) {
    struct case_search search = {.arena = arena, .actual = actual, .given = desired};
    for (size_t i = 0; i < desired->tables.count; i++) {
        const struct table *table = desired->tables.items[i];
        const struct table *there = schema_find_table(actual, table->schema, table->name);
        if (!there && table->was)
            there = schema_find_table(actual, table->schema, table->was);
        if (!there && !table->was && rules->tables_ignore_case &&
            (there = find_whatever_case(&search, table)))
            own(&search, i)->was = there->name;
        if (there && rules->columns_ignore_case)
            settle_columns(&search, there, i);
    }
    return search.settled ? search.settled : desired;
}
