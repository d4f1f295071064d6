#include "postgresql/normalise.h"

struct giving_up {
    struct arena *arena;
    const struct table *table; /* whose parts are looked at */
    struct names *undecided;
};

static void note(const struct giving_up *giving_up, const char *what, const char *name) {
    const struct table *table = giving_up->table;
    list_push(giving_up->arena, giving_up->undecided,
        arena_format(giving_up->arena, "%s \"%s\" of table \"%s\"", what, name,
            table_full_name(giving_up->arena, table->schema, table->name)));
}

/* Was there something to decide? */
static bool take_over(const char **desired, const char *actual) {
    if (!*desired || !actual || same_tokens(*desired, actual))
        return false;
    *desired = actual;
    return true;
}

static void give_up_column(
    const struct giving_up *giving_up, struct column *column, const struct column *there) {
    if (there && take_over(&column->default_sql, there->default_sql))
        note(giving_up, "the default of column", column->name);
    if (there && take_over(&column->generated, there->generated))
        note(giving_up, "the expression of column", column->name);
}

static void give_up_constraint(
    const struct giving_up *giving_up, struct constraint *constraint, const struct constraint *there) {
    if (there && there->kind == constraint->kind && take_over(&constraint->expression, there->expression))
        note(giving_up, "the constraint", constraint->name);
}

static void give_up_index(const struct giving_up *giving_up, struct index *index, const struct index *there) {
    if (!there || there->parts.count != index->parts.count)
        return;
    bool any = take_over(&index->where, there->where);
    for (size_t i = 0; i < index->parts.count; i++)
        any |= take_over(&index->parts.items[i].expression, there->parts.items[i].expression);
    if (any)
        note(giving_up, "the index", index->name);
}

static void give_up_table(
    const struct giving_up *giving_up, const struct table *table, const struct table *there) {
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column *column = table->columns.items[i];
        give_up_column(giving_up, column, table_find_column(there, column->was ? column->was : column->name));
    }
    for (size_t i = 0; i < table->constraints.count; i++) {
        struct constraint *constraint = table->constraints.items[i];
        if (constraint->name)
            give_up_constraint(giving_up, constraint, table_find_constraint(there, constraint->name));
    }
    for (size_t i = 0; i < table->indexes.count; i++) {
        struct index *index = table->indexes.items[i];
        give_up_index(giving_up, index, table_find_index(there, index->was ? index->was : index->name));
    }
}

void normalise_give_up(const struct normalising *normalising, struct names *undecided) {
    struct arena *arena = normalising->arena;
    for (size_t i = 0; i < normalising->tables.count; i++) {
        const struct table *table = normalising->tables.items[i];
        const struct giving_up giving_up = {arena, table, undecided};
        give_up_table(&giving_up, table, counterpart_of_table(normalising, table));
    }
    for (size_t i = 0; i < normalising->objects.count; i++) {
        struct object *object = normalising->objects.items[i];
        const struct object *there = counterpart_of_object(normalising, object);
        object->create = there->create;
        object->drop = there->drop;
        object->is_body = there->is_body;
        list_push(arena, undecided, arena_format(arena, "the %s \"%s\"", object->kind, object->name));
    }
}
