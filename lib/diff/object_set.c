#include <string.h>

#include "base/text.h"
#include "diff/work.h"

const char *object_key(struct arena *arena, const struct object *object) {
    return arena_format(arena, "%s %s %s", object->kind, table_full_name(arena, object->schema, object->name),
        object->table ? object->table : "");
}

const char *object_body(const struct diffing *diffing, const struct object *object) {
    const struct dialect_text *text = texts_find(&object->create, diffing->rules->dialect);
    return text ? text->text : "";
}

const char *object_bare_name(struct arena *arena, const struct object *object) {
    size_t length = strcspn(object->name, "(");
    return object->name[length] ? arena_text(arena, object->name, length) : object->name;
}

/* What stands on a table that goes has to be known, to come back with it. */
static bool goes_with_table(const struct diffing *diffing, const struct object *object) {
    for (size_t i = 0; i < diffing->dropped.count; i++) {
        const struct table *table = diffing->dropped.items[i];
        if (same_text(table->schema, object->schema) &&
            ((object->table && !strcmp(object->table, table->name)) ||
                names_have(&object->after, table->name)))
            return true;
    }
    return false;
}

/* What the table is called in the models. */
static const char *later_name(const struct diffing *diffing, const struct object *object) {
    const char *full_name = table_full_name(diffing->arena, object->schema, object->table);
    const struct table_pair *same = index_find(&diffing->pair_index, full_name);
    if (same && !strcmp(same->before->name, object->table))
        return object->table;
    for (size_t i = 0; i < diffing->pairs.count; i++) {
        const struct table_pair *pair = diffing->pairs.items[i];
        if (!strcmp(pair->before->name, object->table) && same_text(pair->before->schema, object->schema))
            return pair->desired->name;
    }
    return object->table;
}

/* Triggers are managed with their table, or all together. */
static bool is_managed(struct diffing *diffing, const struct object *object) {
    if (schema_manages(diffing->desired, object->kind) || goes_with_table(diffing, object))
        return true;
    return object->table &&
           schema_manages(diffing->desired,
               arena_format(diffing->arena, "%s:%s", object->kind,
                   table_full_name(diffing->arena, object->schema, later_name(diffing, object))));
}

/* A set in the making. */
struct sorting {
    struct diffing *diffing;
    const struct schema *schema;
    struct object_set *set;
    struct name_index names;         /* bare name → the place in `namesakes` of the last of that name */
    struct name_index tables, enums; /* names that are one's */
    size_t *namesakes; /* of each object, the one of its name before it; itself: there is none */
    struct links *needs, *firm_needs;
    bool *held; /* by a table that stays */
};

/* The first from `last` on that is in the schema; or itself. */
static size_t in_schema(const struct sorting *sorting, size_t last, const char *schema, bool *found) {
    for (size_t at = last;; at = sorting->namesakes[at]) {
        *found = same_text(sorting->set->objects.items[at]->schema, schema);
        if (*found || sorting->namesakes[at] == at)
            return *found ? at : last;
    }
}

/* The one in the schema that is said, or that goes without saying; where there is none, all of that name. */
static void note_named(
    struct sorting *sorting, const size_t *named, const char *qualifier, struct links *needs) {
    size_t at = (size_t)(named - sorting->namesakes);
    bool found;
    at = in_schema(sorting, at, qualifier, &found);
    list_push(sorting->diffing->arena, needs, at);
    for (; !found && sorting->namesakes[at] != at; at = sorting->namesakes[at])
        list_push(sorting->diffing->arena, needs, sorting->namesakes[at]);
}

static void note_needs(struct sorting *sorting, const char *text, struct links *needs) {
    if (!text)
        return;
    struct mentions mentions = mentions_in(sorting->diffing, text, &sorting->names);
    for (struct mention mention; (mention = mentions_next(&mentions)).value;)
        note_named(sorting, mention.value, mention.qualifier, needs);
}

/* `all`: also what a body names that is a string, which nobody has to look at. */
static struct links needs_of(struct sorting *sorting, const struct object *object, bool all) {
    struct links needs = {0};
    for (size_t i = 0; i < object->after.count; i++) {
        const size_t *named = index_find(&sorting->names, object->after.items[i]);
        if (named)
            note_named(sorting, named, object->schema, &needs);
    }
    struct mentions mentions = mentions_of(sorting->diffing, object, &sorting->names, all);
    for (struct mention mention; (mention = mentions_next(&mentions)).value;)
        note_named(sorting, mention.value, mention.qualifier, &needs);
    return needs;
}

static bool mentions(
    const struct sorting *sorting, const struct object *object, const struct name_index *names) {
    const char *text = object_body(sorting->diffing, object);
    for (size_t i = 0; i < object->after.count; i++)
        if (index_find(names, object->after.items[i]))
            return true;
    struct lexer lexer = lexer_on(sorting->diffing->rules->syntax, text, strlen(text));
    return names->count && next_mention(sorting->diffing->arena, &lexer, names);
}

/* No earlier than what it needs. */
static void choose_stage(struct sorting *sorting, size_t at) {
    struct object_set *set = sorting->set;
    const struct object *object = set->objects.items[at];
    enum stage stage = STAGE_FIRST;
    if (diff_reaches_ahead(sorting->diffing, object))
        stage = STAGE_LAST;
    else if (object->table || mentions(sorting, object, &sorting->tables))
        stage = STAGE_LATE;
    else if (mentions(sorting, object, &sorting->enums))
        stage = STAGE_EARLY;
    for (size_t i = 0; i < sorting->needs[at].count; i++) {
        size_t needed = sorting->needs[at].items[i];
        if (needed != at && set->stages[needed] > stage)
            stage = set->stages[needed];
    }
    set->stages[at] = stage;
}

/* A view can't come before its tables: that a body names one is no reason. */
static bool hurries(const struct sorting *sorting, size_t at, size_t needed) {
    const struct links *firm = &sorting->firm_needs[at];
    const char *kind = sorting->set->objects.items[needed]->kind;
    if (strcmp(kind, "view") != 0 && strcmp(kind, "materialized_view") != 0)
        return true;
    for (size_t i = 0; i < firm->count; i++)
        if (firm->items[i] == needed)
            return true;
    return false;
}

/* What a table needs comes before it, whatever its text seems to mention. */
static void hurry(struct sorting *sorting, struct links needed, bool holds) {
    while (needed.count) {
        size_t at = needed.items[--needed.count];
        sorting->held[at] |= holds;
        if (sorting->set->stages[at] != STAGE_LATE || sorting->set->objects.items[at]->table)
            continue;
        sorting->set->stages[at] = STAGE_EARLY;
        for (size_t i = 0; i < sorting->needs[at].count; i++)
            if (hurries(sorting, at, sorting->needs[at].items[i]))
                list_push(sorting->diffing->arena, &needed, sorting->needs[at].items[i]);
    }
}

static struct links needs_of_table(struct sorting *sorting, const struct table *table) {
    struct links needed = {0};
    for (size_t i = 0; i < table->columns.count; i++) {
        note_needs(sorting, table->columns.items[i]->type_sql, &needed);
        note_needs(sorting, table->columns.items[i]->default_sql, &needed);
        note_needs(sorting, table->columns.items[i]->generated, &needed);
    }
    for (size_t i = 0; i < table->constraints.count; i++)
        note_needs(sorting, table->constraints.items[i]->expression, &needed);
    for (size_t i = 0; i < table->indexes.count; i++) {
        const struct index *index = table->indexes.items[i];
        note_needs(sorting, index->where, &needed);
        for (size_t k = 0; k < index->parts.count; k++)
            note_needs(sorting, index->parts.items[k].expression, &needed);
    }
    return needed;
}

/* Those that stay first: what they need is held, and stands between no others. The passing ones are in the
 * schema's order. */
static void hurry_for_tables(struct sorting *sorting) {
    const struct tables *tables = &sorting->schema->tables;
    struct object_set *set = sorting->set;
    size_t passed = 0;
    for (size_t i = 0; i < tables->count; i++) {
        if (passed < set->passing->count && set->passing->items[passed] == tables->items[i])
            passed++;
        else
            hurry(sorting, needs_of_table(sorting, tables->items[i]), true);
    }
    for (size_t i = 0; i < set->passing->count; i++) {
        struct links needed = needs_of_table(sorting, set->passing->items[i]);
        list_push(sorting->diffing->arena, &set->table_needs, needed);
        hurry(sorting, needed, false);
    }
}

static void note_names(struct sorting *sorting) {
    const struct schema *schema = sorting->schema;
    struct arena *arena = sorting->diffing->arena;
    sorting->names.arena = sorting->tables.arena = sorting->enums.arena = arena;
    for (size_t i = 0; i < sorting->set->objects.count; i++) {
        const struct object *object = sorting->set->objects.items[i];
        sorting->namesakes[i] = i;
        if (object->table) /* nothing is made of a trigger */
            continue;
        const size_t *before =
            index_put(&sorting->names, object_bare_name(arena, object), &sorting->namesakes[i]);
        if (before)
            sorting->namesakes[i] = (size_t)(before - sorting->namesakes);
    }
    for (size_t i = 0; i < schema->tables.count; i++)
        index_put(&sorting->tables, schema->tables.items[i]->name, schema->tables.items[i]);
    for (size_t i = 0; i < schema->enums.count; i++)
        index_put(&sorting->enums, schema->enums.items[i]->name, schema->enums.items[i]);
}

static void sort(struct sorting *sorting) {
    struct arena *arena = sorting->diffing->arena;
    struct object_set *set = sorting->set;
    size_t count = set->objects.count;
    sorting->namesakes = arena_alloc(arena, (count + 1) * sizeof *sorting->namesakes);
    sorting->needs = arena_alloc(arena, (count + 1) * sizeof *sorting->needs);
    sorting->firm_needs = arena_alloc(arena, (count + 1) * sizeof *sorting->firm_needs);
    sorting->held = arena_alloc(arena, (count + 1) * sizeof *sorting->held);
    set->stages = arena_alloc(arena, (count + 1) * sizeof *set->stages);
    note_names(sorting);
    for (size_t i = 0; i < count; i++)
        sorting->needs[i] = needs_of(sorting, set->objects.items[i], true);
    for (size_t i = 0; i < count; i++)
        sorting->firm_needs[i] = needs_of(sorting, set->objects.items[i], false);
    set->order = order_by_needs(arena, sorting->needs, count);
    for (size_t i = 0; i < count; i++)
        choose_stage(sorting, set->order[i]);
    hurry_for_tables(sorting);
    diff_stand_between(sorting->diffing, set, sorting->needs, sorting->held);
}

struct object_set managed_objects(struct diffing *diffing, const struct schema *schema) {
    struct object_set set = {.index.arena = diffing->arena};
    set.passing = schema == diffing->desired ? &diffing->created : &diffing->dropped;
    struct sorting sorting = {.diffing = diffing, .schema = schema, .set = &set};
    for (size_t i = 0; i < schema->objects.count; i++) {
        struct object *object = schema->objects.items[i];
        if (!is_managed(diffing, object))
            continue;
        list_push(diffing->arena, &set.objects, object);
        index_put(&set.index, object_key(diffing->arena, object), object);
    }
    if (set.objects.count)
        sort(&sorting);
    return set;
}
