#include <string.h>

#include "base/text.h"
#include "diff/work.h"

void diff_table(struct diffing *diffing, struct table_pair *pair) {
    const struct table *actual = pair->actual, *desired = pair->desired;
    unsigned changes = 0;
    if (diffing->rules->comments && !same_text(actual->comment, desired->comment))
        changes |= CHANGE_COMMENT;
    if (!same_options(diffing, &actual->options, &desired->options))
        changes |= CHANGE_OPTIONS;
    if (!changes)
        return;
    struct operation *alter = diff_add(diffing, PHASE_COLUMNS, OPERATION_ALTER_TABLE, desired);
    alter->changes = changes;
    alter->definition = arena_new(diffing->arena, struct table);
    alter->definition->schema = desired->schema;
    alter->definition->name = desired->name;
    if (changes & CHANGE_COMMENT)
        alter->definition->comment = desired->comment;
    if (changes & CHANGE_OPTIONS)
        alter->definition->options = options_wanted(diffing, &desired->options);
}

static const char *key(const struct diffing *diffing, const char *in_schema, const char *name) {
    return table_full_name(diffing->arena, in_schema, name);
}

/* Tables in an order in which those that foreign keys refer to, those that others are parts of, and those
 * whose rows are a column's type come first. `position` (full name → a pointer into `places`, the place in
 * that order) knows only these tables.
 */
struct table_order {
    size_t *order;
    size_t *places;
    struct name_index position;
    struct name_index sequences; /* of their columns' own: bare name → the same place */
};

static size_t *place_of(
    const struct diffing *diffing, const struct table_order *order, const struct constraint *constraint) {
    if (constraint->kind != CONSTRAINT_FOREIGN_KEY)
        return NULL;
    return index_find(
        &order->position, key(diffing, constraint->reference.schema, constraint->reference.table));
}

/* PostgreSQL has a type for the rows of each table: "book", "shop.book[]". */
static const size_t *place_of_type(
    const struct diffing *diffing, const struct table_order *order, const struct column *column) {
    if (column->type.kind != TYPE_VERBATIM || !column->type.text)
        return NULL;
    struct arena_mark mark = arena_mark(diffing->scratch);
    const char *text = column->type.text;
    size_t length = strlen(text) - (text_ends_with(text, "[]") ? 2 : 0);
    const size_t *place = index_find(&order->position, arena_text(diffing->scratch, text, length));
    arena_rewind(diffing->scratch, mark);
    return place;
}

static bool has_own_sequence(const struct column *column) {
    return column->autoincrement == ON || (column->type_sql && text_ends_with(column->type_sql, "serial"));
}

static void note_sequences(
    const struct diffing *diffing, struct table_order *order, const struct table *table, size_t *place) {
    for (size_t i = 0; i < table->columns.count; i++) {
        const struct column *column = table->columns.items[i];
        const struct option *own = options_find(&column->options, diffing->rules->dialect, "sequence");
        if (has_own_sequence(column))
            index_put(&order->sequences,
                own ? own->value : arena_format(diffing->arena, "%s_%s_seq", table->name, column->name),
                place);
    }
}

/* nextval('shop.book_id_seq'::regclass): a default that counts with another table's. */
static const size_t *place_of_sequence(
    const struct diffing *diffing, const struct table_order *order, const struct column *column) {
    static const char call[] = "nextval('";
    const char *found = column->default_sql ? strstr(column->default_sql, call) : NULL;
    if (!found)
        return NULL;
    const char *name = found + sizeof call - 1;
    size_t length = strcspn(name, "'");
    const char *dot = memchr(name, '.', length);
    if (dot) {
        length -= (size_t)(dot + 1 - name);
        name = dot + 1;
    }
    if (length > 2 && *name == '"') {
        name++;
        length -= 2;
    }
    return index_find(&order->sequences, arena_text(diffing->arena, name, length));
}

static void need_types(const struct diffing *diffing, const struct table_order *order,
    const struct table *table, struct links *needs) {
    for (size_t i = 0; i < table->columns.count; i++) {
        const size_t *place = place_of_type(diffing, order, table->columns.items[i]);
        if (place)
            list_push(diffing->arena, needs, (size_t)(place - order->places));
        place = place_of_sequence(diffing, order, table->columns.items[i]);
        if (place)
            list_push(diffing->arena, needs, (size_t)(place - order->places));
    }
}

static struct table_order order_tables(struct diffing *diffing, const struct const_tables *tables) {
    struct arena *arena = diffing->arena;
    struct table_order result = {.position.arena = arena, .sequences.arena = arena};
    struct links *needs = arena_alloc(arena, (tables->count + 1) * sizeof *needs);
    result.places = arena_alloc(arena, (tables->count + 1) * sizeof *result.places);
    for (size_t i = 0; i < tables->count; i++)
        index_put(&result.position, key(diffing, tables->items[i]->schema, tables->items[i]->name),
            &result.places[i]);
    for (size_t i = 0; diffing->rules->renames && i < tables->count; i++)
        note_sequences(diffing, &result, tables->items[i], &result.places[i]);
    for (size_t i = 0; i < tables->count; i++)
        for (size_t k = 0; k < tables->items[i]->constraints.count; k++) {
            const size_t *place = place_of(diffing, &result, tables->items[i]->constraints.items[k]);
            if (place)
                list_push(arena, &needs[i], (size_t)(place - result.places));
        }
    for (size_t i = 0; i < tables->count; i++)
        need_types(diffing, &result, tables->items[i], &needs[i]);
    for (size_t i = 0; i < tables->count; i++)
        for (size_t k = 0; k < tables->items[i]->parents.count; k++) {
            const size_t *place = index_find(&result.position, tables->items[i]->parents.items[k]);
            if (place)
                list_push(arena, &needs[i], (size_t)(place - result.places));
        }
    result.order = order_by_needs(arena, needs, tables->count);
    for (size_t i = 0; i < tables->count; i++)
        result.places[result.order[i]] = i;
    return result;
}

static bool loses_unique_index(const struct table_pair *pair) {
    for (size_t i = 0; i < pair->before->indexes.count; i++)
        if (pair->before->indexes.items[i]->unique &&
            !table_find_index(pair->desired, pair->before->indexes.items[i]->name))
            return true;
    return false;
}

/* Does it refer to a table that stays, whose keys go before this one does? */
static bool outlives_key(const struct diffing *diffing, const struct constraint *constraint) {
    const struct reference *reference = &constraint->reference;
    if (constraint->kind != CONSTRAINT_FOREIGN_KEY)
        return false;
    for (size_t i = 0; i < diffing->pairs.count; i++) {
        const struct table_pair *pair = diffing->pairs.items[i];
        if (!strcmp(pair->before->name, reference->table) &&
            same_text(pair->before->schema, reference->schema) && (pair->rekeyed || loses_unique_index(pair)))
            return true;
    }
    return false;
}

void diff_drop_tables(struct diffing *diffing) {
    const struct const_tables *tables = &diffing->dropped;
    struct table_order order = order_tables(diffing, tables);
    for (size_t i = 0; i < tables->count; i++) {
        const struct constraints *constraints = &tables->items[i]->constraints;
        for (size_t k = 0; k < constraints->count; k++) {
            const size_t *place = place_of(diffing, &order, constraints->items[k]);
            bool closes_circle = place && *place > order.places[i];
            if (closes_circle || outlives_key(diffing, constraints->items[k]))
                diff_drop_constraint(
                    diffing, PHASE_DROP_FOREIGN_KEYS, tables->items[i], constraints->items[k]);
        }
    }
    for (size_t i = tables->count; i-- > 0;)
        diff_add(diffing, PHASE_DROP_TABLES, OPERATION_DROP_TABLE, tables->items[order.order[i]]);
}

/* Is a column of this name there already, and not about to get another? */
static bool keeps_column(const struct table_pair *pair, const char *name) {
    size_t at = table_column_position(pair->before, name);
    return at < pair->before->columns.count && !strcmp(pair->actual->columns.items[at]->name, name);
}

static bool gets_unique_index(const struct table_pair *pair) {
    for (size_t i = 0; i < pair->desired->indexes.count; i++) {
        const struct index *index = pair->desired->indexes.items[i];
        if (index->unique && !table_find_index(pair->actual, index->name))
            return true;
    }
    return false;
}

/* Is what the foreign key refers to in a table that stays only there when that table has been changed? */
static bool waits_for_pair(const struct diffing *diffing, const struct constraint *constraint) {
    const struct reference *reference = &constraint->reference;
    if (constraint->kind != CONSTRAINT_FOREIGN_KEY)
        return false;
    const struct table_pair *pair =
        index_find(&diffing->pair_index, key(diffing, reference->schema, reference->table));
    if (!pair)
        return false;
    if (pair->rekeyed || gets_unique_index(pair))
        return true;
    for (size_t i = 0; i < reference->columns.count; i++)
        if (!keeps_column(pair, reference->columns.items[i]) ||
            diff_is_retyped(diffing, pair->desired, reference->columns.items[i]))
            return true;
    return pair->has_retyped && !reference->columns.count;
}

static struct table *definition(struct diffing *diffing, const struct table *table) {
    struct table *copy = table_copy(diffing->arena, table);
    copy->was = NULL;
    for (size_t i = 0; i < copy->columns.count; i++)
        copy->columns.items[i]->was = NULL;
    for (size_t i = 0; i < copy->indexes.count; i++)
        copy->indexes.items[i]->was = NULL;
    copy->constraints = (struct constraints){0};
    return copy;
}

static void create_table(struct diffing *diffing, enum phase phase, const struct table *table,
    const struct table_order *order, size_t at) {
    struct operation *create = diff_add(diffing, phase, OPERATION_CREATE_TABLE, table);
    struct table *made = create->definition = definition(diffing, table);
    create->place = table->place;
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *constraint = table->constraints.items[i];
        const size_t *place = place_of(diffing, order, constraint);
        bool waits = place ? *place > at : waits_for_pair(diffing, constraint);
        if (waits && diffing->rules->foreign_keys_alterable)
            diff_create_constraint(diffing, PHASE_CREATE_FOREIGN_KEYS, table, constraint);
        else
            list_push(diffing->arena, &made->constraints, constraint_copy(diffing->arena, constraint));
    }
}

static bool any_waits(const struct diffing *diffing) {
    for (size_t i = 0; i < diffing->created.count; i++) {
        const struct constraints *constraints = &diffing->created.items[i]->constraints;
        for (size_t k = 0; k < constraints->count; k++)
            if (waits_for_pair(diffing, constraints->items[k]))
                return true;
    }
    return false;
}

void diff_create_tables(struct diffing *diffing) {
    struct table_order order = order_tables(diffing, &diffing->created);
    bool late = !diffing->rules->foreign_keys_alterable && any_waits(diffing);
    enum phase phase = late ? PHASE_CREATE_WAITING_TABLES : PHASE_CREATE_TABLES;
    for (size_t i = 0; i < diffing->created.count; i++)
        create_table(diffing, phase, diffing->created.items[order.order[i]], &order, i);
}
