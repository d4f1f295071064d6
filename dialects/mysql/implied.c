#include "mysql/implied.h"

#include <string.h>

#include "base/text.h"

static bool begins_with(const struct key_parts *parts, const struct key_parts *start) {
    if (parts->count < start->count)
        return false;
    for (size_t i = 0; i < start->count; i++) {
        const struct key_part *part = &parts->items[i];
        if (!part->column || part->prefix || !start->items[i].column ||
            !text_same_word(part->column, start->items[i].column))
            return false;
    }
    return true;
}

static bool is_plain_kind(const struct index *index) {
    return !options_find(&index->options, "mysql", "kind");
}

static bool explicit_index_serves(const struct table *table, const struct key_parts *columns) {
    if (table->primary_key && begins_with(&table->primary_key->columns, columns))
        return true;
    for (size_t i = 0; i < table->indexes.count; i++)
        if (is_plain_kind(table->indexes.items[i]) && begins_with(&table->indexes.items[i]->parts, columns))
            return true;
    for (size_t i = 0; i < table->constraints.count; i++)
        if (table->constraints.items[i]->kind == CONSTRAINT_UNIQUE &&
            begins_with(&table->constraints.items[i]->columns, columns))
            return true;
    return false;
}

bool table_has_key_on(const struct table *table, const struct names *columns) {
    struct key_part parts[16];
    struct key_parts key = {.items = parts, .count = columns->count};
    if (columns->count > sizeof parts / sizeof *parts)
        return true;
    for (size_t i = 0; i < columns->count; i++)
        parts[i] = (struct key_part){.column = columns->items[i]};
    bool served = explicit_index_serves(table, &key);
    for (size_t i = 0; !served && i < table->constraints.count; i++)
        served = table->constraints.items[i]->kind == CONSTRAINT_FOREIGN_KEY &&
                 begins_with(&table->constraints.items[i]->columns, &key);
    return served;
}

/* Of two foreign keys on the same columns the first by name keeps the index; a longer one serves a shorter.
 */
static bool other_key_serves(const struct table *table, const struct constraint *key) {
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *other = table->constraints.items[i];
        if (other == key || other->kind != CONSTRAINT_FOREIGN_KEY ||
            !begins_with(&other->columns, &key->columns))
            continue;
        bool longer = other->columns.count > key->columns.count;
        if (longer || (other->name && key->name && strcmp(other->name, key->name) < 0))
            return true;
    }
    return false;
}

/* The server's own name for a foreign key that got none, TABLE_ibfk_N: its index is called by the column. */
static bool is_server_name(const struct table *table, const char *name) {
    size_t length = strlen(table->name);
    return !strncmp(name, table->name, length) && !strncmp(name + length, "_ibfk_", 6);
}

static const char *index_name(const struct table *table, const struct constraint *key) {
    if (!key->name || is_server_name(table, key->name))
        return key->columns.items[0].column;
    return key->name;
}

const char *implied_index_name(const struct table *table, const struct constraint *key) {
    bool served = explicit_index_serves(table, &key->columns) || other_key_serves(table, key);
    return served ? NULL : index_name(table, key);
}

static bool is_bare(const struct index *index) {
    for (size_t i = 0; i < index->options.count; i++)
        if (!strcmp(index->options.items[i].dialect, "mysql"))
            return false;
    for (size_t i = 0; i < index->parts.count; i++)
        if (index->parts.items[i].order != SORT_UNSET)
            return false;
    return !index->unique && !index->comment;
}

/* Would the server have made exactly this one for the key? */
static bool belongs_to(const struct table *table, const struct constraint *key, const struct index *index) {
    return key->kind == CONSTRAINT_FOREIGN_KEY && is_bare(index) &&
           index->parts.count == key->columns.count && begins_with(&index->parts, &key->columns) &&
           text_same_word(index->name, index_name(table, key));
}

void implied_indexes_remove(struct table *table) {
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *key = table->constraints.items[i];
        for (size_t j = 0; j < table->indexes.count; j++) {
            struct index *index = table->indexes.items[j];
            if (!belongs_to(table, key, index))
                continue;
            list_remove(&table->indexes, j);
            const char *name = implied_index_name(table, key);
            if (!name || !text_same_word(name, index->name)) { /* it wouldn't be there by itself */
                struct indexes *indexes = &table->indexes;
                memmove(indexes->items + j + 1, indexes->items + j, (indexes->count - j) * sizeof index);
                indexes->items[j] = index;
                indexes->count++;
            }
            break;
        }
    }
}

static bool is_plain_unique(const struct index *index) {
    if (!index->unique || index->comment)
        return false;
    for (size_t i = 0; i < index->options.count; i++)
        if (!strcmp(index->options.items[i].dialect, "mysql") &&
            strcmp(index->options.items[i].name, "using") != 0)
            return false;
    for (size_t i = 0; i < index->parts.count; i++) {
        const struct key_part *part = &index->parts.items[i];
        if (!part->column || part->prefix || part->order != SORT_UNSET)
            return false;
    }
    return true;
}

void unique_indexes_to_constraints(struct arena *arena, struct table *table) {
    for (size_t i = 0; i < table->indexes.count;) {
        struct index *index = table->indexes.items[i];
        if (!is_plain_unique(index)) {
            i++;
            continue;
        }
        struct constraint *constraint = arena_new(arena, struct constraint);
        *constraint = (struct constraint){.kind = CONSTRAINT_UNIQUE,
            .name = index->name,
            .conventional = index->conventional,
            .columns = index->parts,
            .options = index->options,
            .place = index->place};
        list_push(arena, &table->constraints, constraint);
        list_remove(&table->indexes, i);
    }
}
