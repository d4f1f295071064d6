/* Keys, checks and indexes that only have another name: they are renamed where they stand, as nobody waits
 * for that and what rests on them stays. */
#include <string.h>

#include "diff/work.h"

static const char *full_name(struct diffing *diffing, const struct table *table, const char *name) {
    return table_full_name(diffing->scratch, table->schema, name);
}

/* Every name of a key or an index that is there: one may be free only after another rename, which is not
 * waited for. */
static void note_names(struct diffing *diffing) {
    const struct tables *tables = &diffing->work->tables;
    diffing->key_names = (struct name_index){.arena = diffing->scratch};
    for (size_t i = 0; i < tables->count; i++) {
        struct table *table = tables->items[i];
        if (table->primary_key && table->primary_key->name)
            index_put(&diffing->key_names, full_name(diffing, table, table->primary_key->name), table);
        for (size_t k = 0; k < table->constraints.count; k++)
            if (table->constraints.items[k]->name)
                index_put(
                    &diffing->key_names, full_name(diffing, table, table->constraints.items[k]->name), table);
        for (size_t k = 0; k < table->indexes.count; k++)
            index_put(&diffing->key_names, full_name(diffing, table, table->indexes.items[k]->name), table);
    }
}

static bool is_free(struct diffing *diffing, const struct table *table, const char *name) {
    if (!diffing->key_names.count)
        note_names(diffing);
    return !index_find(&diffing->key_names, full_name(diffing, table, name));
}

static struct match_item *alike(struct match_items *actual, const struct match_item *wanted) {
    for (size_t i = 0; i < actual->count; i++)
        if (actual->items[i].other == NO_PARTNER && actual->items[i].name &&
            !strcmp(actual->items[i].structure, wanted->structure))
            return &actual->items[i];
    return NULL;
}

void diff_match_renamed(struct diffing *diffing, const struct table_pair *pair, struct match_items *actual,
    struct match_items *desired) {
    if (!diffing->rules->renames_keys)
        return;
    for (unsigned i = 0; i < desired->count; i++) {
        struct match_item *wanted = &desired->items[i];
        struct match_item *found = wanted->other == NO_PARTNER && wanted->name ? alike(actual, wanted) : NULL;
        if (!found || !is_free(diffing, pair->actual, wanted->name) ||
            !diffing->rules->renames_keys(diffing->work, pair->actual))
            continue;
        found->other = i;
        wanted->other = (unsigned)(found - actual->items);
    }
}

void diff_rename_matched(struct diffing *diffing, const struct table_pair *pair, enum operation_kind kind,
    const struct match_items *actual, const struct match_items *desired) {
    for (size_t i = 0; diffing->rules->renames_keys && i < actual->count; i++) {
        const struct match_item *old = &actual->items[i];
        const struct match_item *new = old->other == NO_PARTNER ? NULL : &desired->items[old->other];
        if (!new || !old->name || !new->name || !strcmp(old->name, new->name))
            continue;
        struct operation *rename = diff_add(diffing, PHASE_RENAME_KEYS, kind, pair->desired);
        rename->name = old->name;
        rename->new_name = new->name;
    }
}
