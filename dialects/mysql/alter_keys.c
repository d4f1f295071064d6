#include "mysql/alter_keys.h"

#include <string.h>

#include "mysql/alter.h"
#include "mysql/implied.h"
#include "mysql/mysql.h"
#include "mysql/options.h"

static bool has_constraint(
    const struct definition *definition, const struct table *table, const struct constraint *wanted) {
    const char *text = define_constraint(definition, wanted);
    for (size_t i = 0; i < table->constraints.count; i++)
        if (!strcmp(define_constraint(definition, table->constraints.items[i]), text))
            return true;
    return false;
}

bool same_foreign_key(
    const struct definition *definition, const struct constraint *left, const struct constraint *right) {
    return !strcmp(define_constraint(definition, left), define_constraint(definition, right));
}

static bool has_index(
    const struct definition *definition, const struct table *table, const struct index *wanted) {
    const char *text = define_index(definition, wanted);
    for (size_t i = 0; i < table->indexes.count; i++)
        if (!strcmp(define_index(definition, table->indexes.items[i]), text))
            return true;
    return false;
}

/* The index of the other table that is the same but for its name; null when there is none, or it stays. */
static const struct index *renamed_index(const struct definition *definition, const struct table *here,
    const struct index *index, const struct table *there) {
    if (!definition->features.rename_index)
        return NULL;
    struct index copy = *index;
    for (size_t i = 0; i < there->indexes.count; i++) {
        const struct index *other = there->indexes.items[i];
        copy.name = other->name;
        if (!has_index(definition, here, other) &&
            !strcmp(define_index(definition, &copy), define_index(definition, other)))
            return other;
    }
    return NULL;
}

/* The index of that name, which a unique constraint is as well. */
static bool find_key(const struct table *table, const char *name, struct index *found) {
    const struct index *index = table_find_index(table, name);
    const struct constraint *constraint = index ? NULL : table_find_constraint(table, name);
    if (index)
        *found = *index;
    else if (constraint && constraint->kind == CONSTRAINT_UNIQUE)
        *found = (struct index){
            .name = name, .unique = true, .parts = constraint->columns, .options = constraint->options};
    else
        return false;
    return true;
}

/* Without the word that hides it. */
static char *define_in_sight(const struct definition *definition, const struct index *index) {
    struct index copy = *index;
    copy.options = (struct options){0};
    for (size_t i = 0; i < index->options.count; i++)
        if (strcmp(index->options.items[i].name, "invisible") != 0)
            list_push(definition->arena, &copy.options, index->options.items[i]);
    return define_index(definition, &copy);
}

/* Is the index in both tables, and hidden in one? MariaDB takes no notice when it is dropped and added for
 * that alone. */
static bool is_hidden_in_one(const struct definition *definition, const struct table *left,
    const struct table *right, const char *name) {
    struct index before, after;
    return name && find_key(left, name, &before) && find_key(right, name, &after) &&
           mysql_option_is_on(&before.options, "invisible") !=
               mysql_option_is_on(&after.options, "invisible") &&
           !strcmp(define_in_sight(definition, &before), define_in_sight(definition, &after));
}

static void hide_clause(
    const struct definition *definition, const char *name, bool hide, struct names *clauses) {
    const char *word = definition->features.mariadb ? hide ? "IGNORED" : "NOT IGNORED"
                       : hide                       ? "INVISIBLE"
                                                    : "VISIBLE";
    list_push(definition->arena, clauses,
        arena_format(definition->arena, "ALTER INDEX %s %s", mysql_name(definition->arena, name), word));
}

static bool same_primary_key(
    const struct definition *definition, const struct table *left, const struct table *right) {
    if (!left->primary_key || !right->primary_key)
        return left->primary_key == right->primary_key;
    return !strcmp(
        define_constraint(definition, left->primary_key), define_constraint(definition, right->primary_key));
}

static const char *drop_constraint_clause(
    const struct definition *definition, const struct constraint *constraint) {
    const char *name = mysql_name(definition->arena, constraint->name ? constraint->name : "");
    const char *word = constraint->kind == CONSTRAINT_UNIQUE  ? "INDEX"
                       : definition->features.drop_constraint ? "CONSTRAINT"
                                                              : "CHECK";
    return arena_format(definition->arena, "DROP %s %s", word, name);
}

/* The foreign key of `table` that is also in `other`, unchanged. */
static bool is_kept(
    const struct definition *definition, const struct table *other, const struct constraint *constraint) {
    return constraint->kind == CONSTRAINT_FOREIGN_KEY && has_constraint(definition, other, constraint);
}

static void drop_implied(const struct definition *definition, const struct table *before,
    const struct table *after, struct names *clauses) {
    struct arena *arena = definition->arena;
    for (size_t i = 0; i < before->constraints.count; i++) {
        const struct constraint *key = before->constraints.items[i];
        const char *name = key->kind == CONSTRAINT_FOREIGN_KEY ? implied_index_name(before, key) : NULL;
        bool stays = name && is_kept(definition, after, key) && implied_index_name(after, key);
        if (name && !stays)
            list_push(arena, clauses, arena_format(arena, "DROP INDEX %s", mysql_name(arena, name)));
    }
}

static void add_implied(const struct definition *definition, const struct table *before,
    const struct table *after, struct names *clauses) {
    struct arena *arena = definition->arena;
    for (size_t i = 0; i < after->constraints.count; i++) {
        const struct constraint *key = after->constraints.items[i];
        const char *name = is_kept(definition, before, key) ? implied_index_name(after, key) : NULL;
        if (!name || implied_index_name(before, key))
            continue;
        const struct index index = {.name = name, .parts = key->columns};
        list_push(arena, clauses, arena_format(arena, "ADD %s", define_index(definition, &index)));
    }
}

void drop_key_clauses(const struct definition *definition, const struct table *before,
    const struct table *after, struct names *clauses) {
    struct arena *arena = definition->arena;
    if (before->primary_key && !same_primary_key(definition, before, after))
        list_push(arena, clauses, "DROP PRIMARY KEY");
    for (size_t i = 0; i < before->indexes.count; i++) {
        const struct index *index = before->indexes.items[i];
        if (!has_index(definition, after, index) && !renamed_index(definition, before, index, after) &&
            !is_hidden_in_one(definition, before, after, index->name))
            list_push(arena, clauses, arena_format(arena, "DROP INDEX %s", mysql_name(arena, index->name)));
    }
    drop_implied(definition, before, after, clauses);
    for (size_t i = 0; i < before->constraints.count; i++) {
        const struct constraint *constraint = before->constraints.items[i];
        if (constraint->kind != CONSTRAINT_FOREIGN_KEY && !has_constraint(definition, after, constraint) &&
            !is_hidden_in_one(definition, before, after, constraint->name))
            list_push(arena, clauses, drop_constraint_clause(definition, constraint));
    }
}

void add_key_clauses(const struct definition *definition, const struct table *before,
    const struct table *after, struct names *clauses) {
    struct arena *arena = definition->arena;
    if (after->primary_key && !same_primary_key(definition, before, after))
        list_push(
            arena, clauses, arena_format(arena, "ADD %s", define_constraint(definition, after->primary_key)));
    for (size_t i = 0; i < after->indexes.count; i++) {
        const struct index *index = after->indexes.items[i];
        if (has_index(definition, before, index))
            continue;
        if (is_hidden_in_one(definition, before, after, index->name)) {
            hide_clause(definition, index->name, mysql_option_is_on(&index->options, "invisible"), clauses);
            continue;
        }
        const struct index *old = renamed_index(definition, after, index, before);
        list_push(arena, clauses,
            old ? arena_format(arena, "RENAME INDEX %s TO %s", mysql_name(arena, old->name),
                      mysql_name(arena, index->name))
                : arena_format(arena, "ADD %s", define_index(definition, index)));
    }
    add_implied(definition, before, after, clauses);
    for (size_t i = 0; i < after->constraints.count; i++) {
        const struct constraint *constraint = after->constraints.items[i];
        if (constraint->kind == CONSTRAINT_FOREIGN_KEY || has_constraint(definition, before, constraint))
            continue;
        if (is_hidden_in_one(definition, before, after, constraint->name))
            hide_clause(definition, constraint->name, false, clauses);
        else
            list_push(
                arena, clauses, arena_format(arena, "ADD %s", define_constraint(definition, constraint)));
    }
}
