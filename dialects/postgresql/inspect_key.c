#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "postgresql/ddl.h"
#include "postgresql/inspect.h"
#include "postgresql_queries.h"

enum {
    KEY_TABLE,
    KEY_NAME,
    KEY_KIND,
    KEY_DEFERRABLE,
    KEY_DEFERRED,
    KEY_VALID,
    KEY_ENFORCED,
    KEY_PERIOD,
    KEY_NO_INHERIT,
    KEY_COLUMNS,
    KEY_OTHER_NUMBER,
    KEY_OTHER_SCHEMA,
    KEY_OTHER,
    KEY_OTHER_COLUMNS,
    KEY_READ_COLUMNS,
    KEY_ON_DELETE,
    KEY_ON_UPDATE,
    KEY_MATCH,
    KEY_SET_COLUMNS,
    KEY_EXPRESSION,
    KEY_INCLUDE,
    KEY_NULLS_NOT_DISTINCT,
    KEY_PARAMETERS,
    KEY_SPACE,
    KEY_ATTACHED_TO,
    KEY_ATTACHED_TO_CONSTRAINT,
    KEY_INDEX_COLUMNS,
    KEY_INCOMPLETE,
};

static enum constraint_kind kind_of(char kind) {
    switch (kind) {
    case 'p':
        return CONSTRAINT_PRIMARY_KEY;
    case 'u':
        return CONSTRAINT_UNIQUE;
    case 'c':
        return CONSTRAINT_CHECK;
    case 'f':
        return CONSTRAINT_FOREIGN_KEY;
    default:
        return CONSTRAINT_EXCLUDE;
    }
}

static const char *action_of(char action) {
    switch (action) {
    case 'c':
        return "cascade";
    case 'n':
        return "set null";
    case 'd':
        return "set default";
    case 'r':
        return "restrict";
    default:
        return NULL;
    }
}

static void take_reference(
    struct inspection *inspection, struct constraint *constraint, const char *const *values) {
    struct reference *reference = &constraint->reference;
    reference->schema = inspection_schema(inspection, values[KEY_OTHER_SCHEMA]);
    reference->table = inspection_text(inspection, values[KEY_OTHER]);
    reference->columns = values[KEY_READ_COLUMNS] ? array_read(inspection->arena, values[KEY_READ_COLUMNS])
                                                  : inspection_columns(inspection, values[KEY_OTHER_NUMBER],
                                                        values[KEY_OTHER_COLUMNS], SIZE_MAX);
    reference->on_delete = action_of(values[KEY_ON_DELETE][0]);
    reference->on_update = action_of(values[KEY_ON_UPDATE][0]);
    reference->match = values[KEY_MATCH][0] == 'f' ? "full" : NULL;
    inspection_option(inspection, &constraint->options, "on_delete_columns", values[KEY_SET_COLUMNS]);
}

/* The end of the bracket that opens at `open`. */
static const char *closing(const char *open) {
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, open, strlen(open));
    size_t depth = 0;
    for (struct token token = lexer_next_word(&lexer); token.kind != TOKEN_END;
         token = lexer_next_word(&lexer)) {
        depth += token_is(token, "(");
        if (token_is(token, ")") && !--depth)
            return token.text;
    }
    return open + strlen(open);
}

/* "EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (active)": taken apart. */
static void take_exclusion(struct inspection *inspection, struct constraint *constraint, const char *text) {
    struct arena *arena = inspection->arena;
    const char *method = strstr(text, "USING "), *open = strchr(text, '(');
    if (!method || !open)
        return;
    method += strlen("USING ");
    const char *close = closing(open), *where = strstr(close, " WHERE (");
    inspection_option(
        inspection, &constraint->options, "using", arena_text(arena, method, strcspn(method, " ")));
    constraint->expression = arena_text(arena, open + 1, (size_t)(close - open - 1));
    if (!where)
        return;
    where += strlen(" WHERE ");
    const char *condition = arena_text(arena, where, (size_t)(closing(where) - where + 1));
    inspection_option(inspection, &constraint->options, "where", without_brackets(arena, condition));
}

static void take_columns(
    struct inspection *inspection, struct constraint *constraint, const char *const *values) {
    struct names names = inspection_columns(inspection, values[KEY_TABLE], values[KEY_COLUMNS], SIZE_MAX);
    for (size_t i = 0; i < names.count; i++)
        list_add(inspection->arena, &constraint->columns)->column = names.items[i];
}

static void take_body(
    struct inspection *inspection, struct constraint *constraint, const char *const *values) {
    switch (constraint->kind) {
    case CONSTRAINT_CHECK:
        constraint->expression =
            without_brackets(inspection->arena, inspection_text(inspection, values[KEY_EXPRESSION]));
        break;
    case CONSTRAINT_EXCLUDE:
        take_exclusion(inspection, constraint, inspection_text(inspection, values[KEY_EXPRESSION]));
        break;
    case CONSTRAINT_FOREIGN_KEY:
        take_reference(inspection, constraint, values);
        take_columns(inspection, constraint, values);
        break;
    default:
        take_columns(inspection, constraint, values);
    }
}

static void take_options(
    struct inspection *inspection, struct constraint *constraint, const char *const *values) {
    struct options *options = &constraint->options;
    bool is_check = constraint->kind == CONSTRAINT_CHECK;
    bool enforced = is_true(values[KEY_ENFORCED]);
    inspection_switch(inspection, options, "not_valid", is_true(values[KEY_VALID]) || !enforced ? "f" : "t");
    inspection_switch(inspection, options, "not_enforced", enforced ? "f" : "t");
    inspection_switch(inspection, options, "period", values[KEY_PERIOD]);
    inspection_switch(inspection, options, "no_inherit", is_check ? values[KEY_NO_INHERIT] : NULL);
    inspection_switch(inspection, options, "nulls_not_distinct", values[KEY_NULLS_NOT_DISTINCT]);
    inspection_option(inspection, options, "include", values[KEY_INCLUDE]);
    inspection_option(inspection, options, "with", values[KEY_PARAMETERS]);
    inspection_option(inspection, options, "tablespace", values[KEY_SPACE]);
    inspection_option(inspection, options, "partition_of", values[KEY_ATTACHED_TO]);
    inspection_switch(inspection, options, "only", values[KEY_INCOMPLETE]);
}

/* Is it one that the server has made for a partition, as its parent has it? */
static bool is_implied(struct inspection *inspection, const struct table *table, const char *const *values) {
    return values[KEY_ATTACHED_TO] && values[KEY_INDEX_COLUMNS] &&
           is_true(values[KEY_ATTACHED_TO_CONSTRAINT]) &&
           ddl_is_automatic(inspection->arena, values[KEY_NAME], table->name, values[KEY_INDEX_COLUMNS],
               ddl_key_label(kind_of(values[KEY_KIND][0])));
}

static bool take_constraint(void *context, const char *const *values, size_t count) {
    struct inspection *inspection = context;
    struct table *table = inspection_table(inspection, values[KEY_TABLE]);
    (void)count;
    if (!table || is_implied(inspection, table, values))
        return true;
    struct constraint *constraint = arena_new(inspection->arena, struct constraint);
    constraint->kind = kind_of(values[KEY_KIND][0]);
    constraint->name = inspection_text(inspection, values[KEY_NAME]);
    constraint->deferrable = is_true(values[KEY_DEFERRED])     ? DEFERRABLE_DEFERRED
                             : is_true(values[KEY_DEFERRABLE]) ? DEFERRABLE_IMMEDIATE
                                                               : DEFERRABLE_UNSET;
    take_body(inspection, constraint, values);
    take_options(inspection, constraint, values);
    if (constraint->kind == CONSTRAINT_PRIMARY_KEY)
        table->primary_key = constraint;
    else
        list_push(inspection->arena, &table->constraints, constraint);
    return true;
}

static int by_name(const void *left, const void *right) {
    const struct constraint *const *one = left, *const *other = right;
    return strcmp((*one)->name, (*other)->name);
}

/* Sorted here, a table at a time: the server would write all of them to a file to sort them. */
bool inspect_constraints(struct inspection *inspection) {
    if (!inspection_query(inspection, postgresql_constraints_query, take_constraint))
        return false;
    for (size_t i = 0; i < inspection->reported.count; i++) {
        struct constraints *constraints = &inspection->reported.items[i]->table->constraints;
        if (constraints->count > 1)
            qsort(constraints->items, constraints->count, sizeof *constraints->items, by_name);
    }
    return true;
}
