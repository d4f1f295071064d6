#include "mysql/block_size.h"

#include <string.h>

#include "mysql/implied.h"
#include "mysql/options.h"

static void add_size(struct arena *arena, struct options *options, const char *size) {
    if (!mysql_option(options, "key_block_size"))
        mysql_set_option(arena, options, "key_block_size", size);
}

/* The indexes that the server keeps for foreign keys are shown then, too. */
static void add_implied_indexes(struct arena *arena, struct table *table) {
    struct indexes implied = {0};
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *key = table->constraints.items[i];
        const char *name = key->kind == CONSTRAINT_FOREIGN_KEY ? implied_index_name(table, key) : NULL;
        if (!name)
            continue;
        struct index *index = arena_new(arena, struct index);
        *index = (struct index){.name = name, .parts = key->columns};
        list_push(arena, &implied, index);
    }
    for (size_t i = 0; i < implied.count; i++)
        list_push(arena, &table->indexes, implied.items[i]);
}

const struct table *block_size_shown(
    struct arena *arena, const struct table *before, const struct table *after) {
    const char *size = mysql_option(&before->options, "key_block_size"),
               *now = mysql_option(&after->options, "key_block_size");
    if (!size || (now && !strcmp(size, now)))
        return before;
    struct table *shown = table_copy(arena, before);
    add_implied_indexes(arena, shown);
    if (shown->primary_key)
        add_size(arena, &shown->primary_key->options, size);
    for (size_t i = 0; i < shown->indexes.count; i++)
        add_size(arena, &shown->indexes.items[i]->options, size);
    for (size_t i = 0; i < shown->constraints.count; i++)
        if (shown->constraints.items[i]->kind == CONSTRAINT_UNIQUE)
            add_size(arena, &shown->constraints.items[i]->options, size);
    return shown;
}
