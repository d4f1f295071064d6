#include <string.h>

#include "diff/work.h"
#include "sql/expression.h"

/* A column as it shall be, and what it is now. */
struct column_pair {
    const struct column *desired;
    struct column *actual; /* null: it is new */
    const char *old_name;  /* of a rename, else null */
    unsigned changes;
    bool is_late; /* needs other columns to be there: generated */
};

struct column_work {
    struct diffing *diffing;
    struct table_pair *pair;
    struct column_pair *columns; /* one for each desired */
    struct name_index actual;    /* name before renames → column that is still without a partner */
    struct links renamed;        /* which of the desired, in an order that can be executed */
};

static const char *column_key(const struct diffing *diffing, const struct table *table, const char *column) {
    return arena_format(
        diffing->arena, "%s.%s", table_full_name(diffing->arena, table->schema, table->name), column);
}

bool diff_is_retyped(const struct diffing *diffing, const struct table *table, const char *column) {
    return diffing->retyped.count && index_find(&diffing->retyped, column_key(diffing, table, column));
}

static bool rename_column(struct column_work *work, struct column_pair *column) {
    struct diffing *diffing = work->diffing;
    column->old_name = column->actual->name;
    column->changes = CHANGE_NAME;
    const struct column renamed = {.name = column->desired->name};
    const struct operation rename = {.kind = OPERATION_ALTER_COLUMN,
        .schema = work->pair->actual->schema,
        .table = work->pair->actual->name,
        .name = column->old_name,
        .column = column_copy(diffing->arena, &renamed),
        .changes = CHANGE_NAME};
    return operation_apply(diffing->arena, &rename, diffing->work, diffing->errors);
}

static bool match_renames(struct column_work *work) {
    const struct columns *desired = &work->pair->desired->columns;
    bool again = true;
    while (again) {
        again = false;
        for (size_t i = 0; i < desired->count; i++) {
            struct column_pair *column = &work->columns[i];
            const char *name = desired->items[i]->name, *was = desired->items[i]->was;
            if (column->actual || !was || !strcmp(name, was) || index_find(&work->actual, name) ||
                !index_find(&work->actual, was))
                continue;
            column->actual = index_remove(&work->actual, was);
            if (!rename_column(work, column))
                return false;
            list_push(work->diffing->arena, &work->renamed, i);
            again = true;
        }
    }
    return true;
}

static bool match_columns(struct column_work *work) {
    const struct table *actual = work->pair->actual, *desired = work->pair->desired;
    struct arena *arena = work->diffing->arena;
    work->actual.arena = arena;
    work->columns = arena_alloc(arena, (desired->columns.count + 1) * sizeof *work->columns);
    for (size_t i = 0; i < actual->columns.count; i++)
        index_put(&work->actual, actual->columns.items[i]->name, actual->columns.items[i]);
    for (size_t i = 0; i < desired->columns.count; i++)
        work->columns[i].desired = desired->columns.items[i];
    if (!match_renames(work))
        return false;
    for (size_t i = 0; i < desired->columns.count; i++)
        if (!work->columns[i].actual)
            work->columns[i].actual = index_remove(&work->actual, desired->columns.items[i]->name);
    return true;
}

static bool same_type(const struct diffing *diffing, const struct column *left, const struct column *right) {
    if (!left->type_sql && !right->type_sql)
        return type_equal(&left->type, &right->type);
    return expression_equal(
        diffing->rules->syntax, left->type_sql ? left->type_sql : "", right->type_sql ? right->type_sql : "");
}

static bool is_retyped(const struct diffing *diffing, const struct column_pair *column) {
    return column->changes & CHANGE_TYPE &&
           !(diffing->rules->same_base && diffing->rules->same_base(column->actual, column->desired));
}

/* Where a column counts by itself, who says nothing of NULL means either. */
static bool same_nullable(
    const struct column_work *work, const struct column *actual, const struct column *desired) {
    const struct table *left = work->pair->actual, *right = work->pair->desired;
    bool counts = table_autoincrement_column(right) == desired;
    bool counted = actual->nullable == UNSET && table_autoincrement_column(left) == actual;
    if (counts && (counted || desired->nullable == UNSET))
        return true;
    return column_is_nullable(left, actual) == column_is_nullable(right, desired);
}

static unsigned changes_of(
    const struct column_work *work, const struct column *actual, const struct column *desired) {
    const struct diffing *diffing = work->diffing;
    bool generated_same = same_expression(diffing, actual->generated, desired->generated) &&
                          (!desired->generated || (actual->stored == ON) == (desired->stored == ON));
    unsigned changes = generated_same ? 0 : CHANGE_GENERATED;
    if (diffing->rules->types && !same_type(diffing, actual, desired))
        changes |= CHANGE_TYPE;
    if (!same_nullable(work, actual, desired))
        changes |= CHANGE_NULLABLE;
    if (diffing->rules->defaults && !same_expression(diffing, actual->default_sql, desired->default_sql))
        changes |= CHANGE_DEFAULT;
    if (diffing->rules->comments && !same_text(actual->comment, desired->comment))
        changes |= CHANGE_COMMENT;
    bool counting_said = actual->autoincrement != UNSET && desired->autoincrement != UNSET;
    if (counting_said && actual->autoincrement != desired->autoincrement)
        changes |= CHANGE_AUTOINCREMENT;
    if (!same_options(diffing, &actual->options, &desired->options) ||
        (changes & CHANGE_TYPE && desired->options.count))
        changes |= CHANGE_OPTIONS;
    return changes;
}

static void find_moves(struct column_work *work) {
    struct arena *arena = work->diffing->arena;
    const struct table *actual = work->pair->actual;
    size_t count = work->pair->desired->columns.count, kept = 0;
    struct name_index places = {.arena = arena};
    size_t *numbers = arena_alloc(arena, (actual->columns.count + 1) * sizeof *numbers);
    for (size_t i = 0; i < actual->columns.count; i++) {
        numbers[i] = i;
        index_put(&places, actual->columns.items[i]->name, &numbers[i]);
    }
    size_t *order = arena_alloc(arena, (count + 1) * sizeof *order);
    bool *stays = arena_alloc(arena, (count + 1) * sizeof *stays);
    for (size_t i = 0; i < count; i++)
        if (work->columns[i].actual)
            order[kept++] = *(size_t *)index_find(&places, work->columns[i].actual->name);
    places_stay(arena, order, kept, stays);
    for (size_t i = 0, k = 0; i < count; i++)
        if (work->columns[i].actual && !stays[k++])
            work->columns[i].changes |= CHANGE_POSITION;
}

/* Will it come to its place only when all others are there? */
static bool is_pending(const struct column_pair *column) {
    return column->is_late && (!column->actual || column->changes & CHANGE_POSITION);
}

static const char *place_behind(const struct column_work *work, size_t at, bool late) {
    while (at-- > 0)
        if (late || !is_pending(&work->columns[at]))
            return work->columns[at].desired->name;
    return "";
}

static struct column *new_values(
    const struct column_work *work, const struct column *desired, unsigned changes) {
    struct arena *arena = work->diffing->arena;
    const struct column *from = column_copy(arena, desired);
    struct column *column = arena_new(arena, struct column);
    column->name = from->name;
    column->place = from->place;
    if (changes & CHANGE_TYPE) {
        column->type = from->type;
        column->native = from->native;
        column->type_sql = from->type_sql;
    }
    if (changes & CHANGE_NULLABLE)
        column->nullable = column_is_nullable(work->pair->desired, desired) ? ON : OFF;
    if (changes & CHANGE_DEFAULT) {
        column->default_value = from->default_value;
        column->default_sql = from->default_sql;
        if (from->default_value.kind == VALUE_NONE && from->default_sql)
            column->default_value = (struct value){VALUE_SQL, from->default_sql};
    }
    if (changes & CHANGE_COMMENT)
        column->comment = from->comment;
    if (changes & CHANGE_GENERATED && from->generated) {
        column->generated = from->generated;
        column->stored = from->stored;
    }
    if (changes & CHANGE_AUTOINCREMENT)
        column->autoincrement = from->autoincrement == ON ? ON : OFF;
    if (changes & CHANGE_OPTIONS)
        column->options = options_wanted(work->diffing, &from->options);
    return column;
}

static void alter(struct column_work *work, struct column_pair *column, unsigned changes, const char *after) {
    if (!changes)
        return;
    struct operation *operation =
        diff_add(work->diffing, PHASE_COLUMNS, OPERATION_ALTER_COLUMN, work->pair->desired);
    operation->name = changes & CHANGE_NAME ? column->old_name : column->desired->name;
    operation->changes = changes;
    operation->column = new_values(work, column->desired, changes);
    operation->after = changes & CHANGE_POSITION ? after : NULL;
    operation->place = column->desired->place;
    column->changes &= ~changes;
}

static void add(struct column_work *work, const struct column_pair *column, const char *after) {
    struct operation *operation =
        diff_add(work->diffing, PHASE_COLUMNS, OPERATION_ADD_COLUMN, work->pair->desired);
    operation->name = column->desired->name;
    operation->column = column_copy(work->diffing->arena, column->desired);
    operation->column->was = NULL;
    operation->after = after;
    operation->place = column->desired->place;
}

static void sweep(struct column_work *work, bool late) {
    size_t count = work->pair->desired->columns.count;
    size_t tail = count; /* from here all are new, and come in this order */
    while (tail > 0 && !work->columns[tail - 1].actual && (!late || work->columns[tail - 1].is_late))
        tail--;
    for (size_t i = 0; i < count; i++) {
        struct column_pair *column = &work->columns[i];
        if (column->is_late != late)
            continue;
        /* Said even where the order doesn't count: the script may run on a database where it does. */
        const char *after = place_behind(work, i, late);
        if (column->actual)
            alter(work, column, column->changes, after);
        else
            add(work, column, i < tail ? after : NULL);
    }
}

struct name_index *diff_shaken(const struct diffing *diffing, const struct table_pair *pair) {
    if (!diffing->shaken.count)
        return NULL;
    return index_find(
        &diffing->shaken, table_full_name(diffing->scratch, pair->before->schema, pair->before->name));
}

/* What reads the column must be made again, or whatever reads its table. A name with quotes is another word
 * in texts. */
static void shake(struct column_work *work, const char *name) {
    struct diffing *diffing = work->diffing;
    struct table_pair *pair = work->pair;
    const char *key = table_full_name(diffing->scratch, pair->before->schema, pair->before->name);
    struct name_index *columns = diff_shaken(diffing, pair);
    bool all = pair->reshaped && !columns;
    pair->reshaped = true;
    if (all || !diffing->rules->columns_apart || strchr(name, '"')) {
        if (columns)
            index_remove(&diffing->shaken, key);
        return;
    }
    if (!columns) {
        columns = arena_new(diffing->scratch, struct name_index);
        columns->arena = diffing->shaken.arena = diffing->scratch;
        index_put(&diffing->shaken, key, columns);
    }
    index_put(columns, name, pair);
}

static void drop(struct column_work *work, bool generated) {
    const struct columns *columns = &work->pair->actual->columns;
    for (size_t i = columns->count; i-- > 0;) {
        const struct column *column = columns->items[i];
        if (index_find(&work->actual, column->name) != column || !column->generated == generated)
            continue;
        diff_add(work->diffing, PHASE_COLUMNS, OPERATION_DROP_COLUMN, work->pair->desired)->name =
            column->name;
        shake(work, column->name);
    }
}

static const char *collation_of(const struct diffing *diffing, const struct column *column) {
    const struct option *option = options_find(&column->options, diffing->rules->dialect, "collation");
    return option ? option->value : NULL;
}

/* Does the change concern those who read the column? */
static bool is_felt(const struct diffing *diffing, const struct column_pair *column) {
    const unsigned unfelt = CHANGE_COMMENT | CHANGE_DEFAULT;
    if (!diffing->rules->columns_apart)
        return column->changes & ~unfelt;
    return column->changes & (CHANGE_NAME | CHANGE_GENERATED) || is_retyped(diffing, column) ||
           !same_text(collation_of(diffing, column->actual), collation_of(diffing, column->desired));
}

static void compare(struct column_work *work) {
    struct diffing *diffing = work->diffing;
    const struct table *table = work->pair->desired;
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column_pair *column = &work->columns[i];
        if (column->actual)
            column->changes |= changes_of(work, column->actual, column->desired);
        column->is_late =
            column->actual ? column->changes & CHANGE_GENERATED : column->desired->generated != NULL;
        if (column->actual && is_felt(diffing, column))
            shake(work, column->old_name ? column->old_name : column->desired->name);
        if (column->actual && is_retyped(diffing, column)) {
            work->pair->has_retyped = true;
            index_put(&diffing->retyped, column_key(diffing, table, column->desired->name), work->pair);
        }
    }
}

/* Columns that have their values from one that changes are made again with it. */
static void shake_generated(struct column_work *work) {
    const struct table *table = work->pair->before;
    const struct name_index *columns;
    for (size_t i = 0; (columns = diff_shaken(work->diffing, work->pair)) && i < table->columns.count; i++) {
        const char *text = table->columns.items[i]->generated;
        if (!text)
            continue;
        struct lexer lexer = lexer_on(work->diffing->rules->syntax, text, strlen(text));
        if (next_firm_mention(work->diffing->arena, &lexer, columns))
            shake(work, table->columns.items[i]->name);
    }
}

bool diff_columns(struct diffing *diffing, struct table_pair *pair) {
    struct column_work work = {.diffing = diffing, .pair = pair};
    struct arena_mark mark = arena_mark(diffing->arena);
    size_t before = diff_count(diffing);
    if (!match_columns(&work))
        return false;
    compare(&work);
    if (diffing->rules->column_order)
        find_moves(&work);
    diff_table(diffing, pair);
    for (size_t i = 0; i < work.renamed.count; i++) {
        struct column_pair *column = &work.columns[work.renamed.items[i]];
        alter(&work, column, column->changes & ~(unsigned)(CHANGE_POSITION | CHANGE_GENERATED), NULL);
    }
    sweep(&work, false);
    sweep(&work, true);
    drop(&work, true);
    drop(&work, false);
    shake_generated(&work);
    if (diff_count(diffing) == before && !work.renamed.count)
        arena_rewind(diffing->arena, mark);
    return true;
}
