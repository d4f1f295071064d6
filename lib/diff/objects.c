#include <string.h>

#include "diff/work.h"

static bool same_object(
    const struct diffing *diffing, const struct object *left, const struct object *right) {
    return left->is_body == right->is_body &&
           same_expression(diffing, object_body(diffing, left), object_body(diffing, right)) &&
           same_options(diffing, &left->options, &right->options) &&
           (!diffing->rules->comments || same_text(left->comment, right->comment));
}

/* The names of tables, and later of objects, that change under what reads them. Of two tables of one name it
 * can't be told which columns are meant. */
static struct name_index changed_names(struct diffing *diffing) {
    struct name_index names = {.arena = diffing->arena};
    for (size_t i = 0; i < diffing->dropped.count; i++)
        index_put(&names, diffing->dropped.items[i]->name, diffing);
    for (size_t i = 0; i < diffing->pairs.count; i++) {
        struct table_pair *pair = diffing->pairs.items[i];
        if (pair->reshaped && index_put(&names, pair->before->name, pair))
            index_put(&names, pair->before->name, diffing);
    }
    return names;
}

/* Constraints that go take what was said of them with them. */
static struct name_index gone_constraints(struct diffing *diffing) {
    static const enum phase phases[] = {PHASE_DROP_FOREIGN_KEYS, PHASE_DROP_KEYS};
    struct name_index names = {.arena = diffing->arena};
    for (size_t i = 0; i < sizeof phases / sizeof *phases; i++)
        for (size_t k = 0; k < diffing->phases[phases[i]].count; k++) {
            const struct operation *operation = &diffing->phases[phases[i]].items[k];
            if (operation->kind == OPERATION_DROP_CONSTRAINT && operation->name)
                index_put(&names, operation->name, diffing);
        }
    return names;
}

static bool is_clause(struct token token) {
    static const char *const words[] = {"USING", "WHERE", "WHEN", "JOIN", "ON", "IN", "VALUES"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(token, words[i]))
            return true;
    return false;
}

/* "FROM book b(a, b)": columns under other names. */
static bool gives_other_names(const struct diffing *diffing, const char *text, const char *table) {
    struct lexer lexer = lexer_on(diffing->rules->syntax, text, strlen(text));
    struct name_index names = {.arena = diffing->arena};
    index_put(&names, table, diffing->work);
    while (next_firm_mention(diffing->arena, &lexer, &names)) {
        struct lexer ahead = lexer;
        struct token token = lexer_next_word(&ahead);
        if (token_is(token, "AS"))
            token = lexer_next_word(&ahead);
        if ((token.kind == TOKEN_WORD || token.kind == TOKEN_NAME) && !is_clause(token) &&
            token_is(lexer_next_word(&ahead), "("))
            return true;
    }
    return false;
}

/* "book.*" */
static bool names_whole_rows(const struct diffing *diffing, const char *text) {
    struct lexer lexer = lexer_on(diffing->rules->syntax, text, strlen(text));
    struct token before = {0};
    for (struct token token; (token = lexer_next_word(&lexer)).kind != TOKEN_END; before = token)
        if (token_is(before, ".") && token_is(token, "*"))
            return true;
    return false;
}

/* Does what has changed of the table concern the object, which names it? */
static bool is_concerned(
    const struct diffing *diffing, const struct object *object, const struct table_pair *pair) {
    const char *text = object_body(diffing, object);
    struct lexer lexer = lexer_on(diffing->rules->syntax, text, strlen(text));
    const struct name_index *columns = diff_shaken(diffing, pair);
    return !columns || next_firm_mention(diffing->arena, &lexer, columns) ||
           names_whole_rows(diffing, text) || gives_other_names(diffing, text, pair->before->name);
}

/* What is found under a name is the table that changes, or else the comparison: then it goes. */
static bool comes_after(
    const struct diffing *diffing, const struct object *object, const struct name_index *names) {
    for (size_t i = 0; i < object->after.count; i++) {
        const void *found = index_find(names, object->after.items[i]);
        if (found && (found == diffing || is_concerned(diffing, object, found)))
            return true;
    }
    return false;
}

static bool depends_on(struct diffing *diffing, const struct object *object, const struct name_index *names) {
    if (!names->count)
        return false;
    if (comes_after(diffing, object, names))
        return true;
    struct mentions mentions = mentions_of(diffing, object, names, false);
    for (const void *found; (found = mentions_next(&mentions).value);)
        if (found == diffing || is_concerned(diffing, object, found))
            return true;
    return false;
}

void diff_add_object(
    struct diffing *diffing, enum phase phase, enum operation_kind kind, const struct object *object) {
    struct operation *operation = diff_add(diffing, phase, kind, NULL);
    operation->schema = object->schema;
    operation->table = object->table;
    operation->name = object->name;
    operation->place = object->place;
    operation->object = object_copy(diffing->arena, object);
}

/* What an object is to the other side. */
struct parting {
    size_t at;                    /* in the set of those that are there */
    const struct object *instead; /* takes its place without what depends on it noticing; or null */
    bool comes_back;
};
LIST_TYPE(partings, struct parting);

static const struct object *replacement(
    const struct diffing *diffing, const struct object *object, const struct object *wanted) {
    bool can = wanted && diffing->rules->replaces && diffing->rules->replaces(object, wanted);
    return can ? wanted : NULL;
}

static bool is_routine(const struct object *object) {
    return !strcmp(object->kind, "function") || !strcmp(object->kind, "procedure");
}

/* A domain may be a column's type, and can't go: its checks change first, and what they called goes then. */
static bool lets_go_of_routines(const struct object *object) {
    return !strcmp(object->kind, "domain");
}

/* Those that go, in the order of `actual`; what depends on one of them goes too. */
static struct partings objects_that_go(
    struct diffing *diffing, struct object_set *actual, const struct object_set *desired) {
    struct partings gone = {0};
    struct name_index changed = changed_names(diffing), constraints = gone_constraints(diffing);
    struct name_index firm = changed_names(diffing);        /* without routines that go for good */
    struct name_index triggers = {.arena = diffing->arena}; /* that go: those that follow them go, too */
    for (size_t i = 0; i < actual->objects.count; i++) {
        size_t at = actual->order[i];
        const struct object *object = actual->objects.items[at];
        const struct object *wanted = index_find(&desired->index, object_key(diffing->arena, object));
        bool lets_go = wanted && lets_go_of_routines(object) && actual->stages[at] < STAGE_LATE;
        bool shaken = depends_on(diffing, object, lets_go ? &firm : &changed) ||
                      (!strcmp(object->kind, "comment") && depends_on(diffing, object, &constraints)) ||
                      (object->table && comes_after(diffing, object, &triggers));
        if (wanted && !shaken && same_object(diffing, object, wanted))
            continue;
        struct parting *parting = list_add(diffing->arena, &gone);
        *parting = (struct parting){.at = at, .comes_back = wanted};
        parting->instead = shaken ? NULL : replacement(diffing, object, wanted);
        if (!parting->instead)
            index_remove(&actual->index, object_key(diffing->arena, object));
        const char *name = object_bare_name(diffing->arena, object);
        if (!parting->instead)
            index_put(object->table ? &triggers : &changed, name, diffing);
        if (!parting->instead && !object->table && !(is_routine(object) && !wanted))
            index_put(&firm, name, diffing);
    }
    return gone;
}

/* What tables need can go only after them. */
static enum phase drop_phase(enum stage stage, const struct parting *parting) {
    if (parting->comes_back || stage >= STAGE_LATE)
        return PHASE_DROP_OBJECTS;
    if (stage == STAGE_BETWEEN)
        return PHASE_DROP_MIDDLE_OBJECTS;
    return stage == STAGE_EARLY ? PHASE_DROP_EARLY_OBJECTS : PHASE_DROP_FIRST_OBJECTS;
}

static enum phase create_phase(enum stage stage) {
    static const enum phase phases[] = {PHASE_CREATE_FIRST_OBJECTS, PHASE_CREATE_EARLY_OBJECTS,
        PHASE_CREATE_MIDDLE_OBJECTS, PHASE_CREATE_OBJECTS, PHASE_CREATE_LAST_OBJECTS};
    return phases[stage];
}

static const struct object *replaced_by(
    const struct object_set *actual, const struct partings *gone, const struct object *wanted) {
    for (size_t i = 0; i < gone->count; i++)
        if (gone->items[i].instead == wanted)
            return actual->objects.items[gone->items[i].at];
    return NULL;
}

void diff_objects(struct diffing *diffing) {
    struct object_set actual = managed_objects(diffing, diffing->actual);
    struct object_set desired = managed_objects(diffing, diffing->desired);
    struct partings gone = objects_that_go(diffing, &actual, &desired);
    diff_part_tables(diffing, &actual, PHASE_DROP_TABLES, PHASE_DROP_WAITING_TABLES);
    diff_part_tables(diffing, &desired, PHASE_CREATE_TABLES, PHASE_CREATE_WAITING_TABLES);
    for (size_t i = gone.count; i-- > 0;) {
        const struct parting *parting = &gone.items[i];
        if (!parting->instead)
            diff_add_object(diffing, drop_phase(actual.stages[parting->at], parting), OPERATION_DROP_OBJECT,
                actual.objects.items[parting->at]);
    }
    for (size_t i = 0; i < desired.objects.count; i++) {
        const struct object *object = desired.objects.items[desired.order[i]];
        enum phase phase = create_phase(desired.stages[desired.order[i]]);
        const struct object *old = replaced_by(&actual, &gone, object);
        if (old)
            diff_add_object(diffing, phase, OPERATION_DROP_OBJECT, old);
        if (old || !index_find(&actual.index, object_key(diffing->arena, object)))
            diff_add_object(diffing, phase, OPERATION_CREATE_OBJECT, object);
    }
    diff_take_back(diffing, &actual, &desired);
}
