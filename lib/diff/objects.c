#include <string.h>

#include "diff/work.h"

/* The objects of a schema that the models manage, in an order in which each comes after what it names. */
struct object_set {
    struct objects objects;
    struct name_index index; /* "kind name table" → struct object */
    size_t *order;
};

static const char *object_key(struct arena *arena, const struct object *object) {
    return arena_format(arena, "%s %s %s", object->kind, table_full_name(arena, object->schema, object->name),
        object->table ? object->table : "");
}

static const char *body(const struct diffing *diffing, const struct object *object) {
    const struct dialect_text *text = texts_find(&object->create, diffing->rules->dialect);
    return text ? text->text : "";
}

static const char *bare_name(struct arena *arena, struct token token) {
    if (token.kind == TOKEN_NAME && token.length >= 2)
        return arena_text(arena, token.text + 1, token.length - 2);
    return token.kind == TOKEN_WORD ? arena_text(arena, token.text, token.length) : NULL;
}

/* The first value in `names` whose name the object's text mentions, from `lexer` on; null at the end. */
static void *next_mention(struct arena *arena, struct lexer *lexer, const struct name_index *names) {
    for (struct token token = lexer_next_word(lexer); token.kind != TOKEN_END;
         token = lexer_next_word(lexer)) {
        const char *name = bare_name(arena, token);
        void *value = name ? index_find(names, name) : NULL;
        if (value)
            return value;
    }
    return NULL;
}

static struct links needs_of(struct diffing *diffing, const struct object_set *set, size_t at,
    const struct name_index *names, const size_t *numbers) {
    struct arena *arena = diffing->arena;
    const struct object *object = set->objects.items[at];
    struct links needs = {0};
    for (size_t i = 0; i < object->after.count; i++) {
        const size_t *needed = index_find(names, object->after.items[i]);
        if (needed)
            list_push(arena, &needs, (size_t)(needed - numbers));
    }
    const char *text = body(diffing, object);
    struct lexer lexer = lexer_on(diffing->rules->syntax, text, strlen(text));
    for (const size_t *needed; (needed = next_mention(arena, &lexer, names));)
        if (needed != &numbers[at])
            list_push(arena, &needs, (size_t)(needed - numbers));
    return needs;
}

/* Triggers are managed with their table, or all together. */
static bool is_managed(struct diffing *diffing, const struct object *object) {
    if (schema_manages(diffing->desired, object->kind))
        return true;
    return object->table && schema_manages(diffing->desired,
                                arena_format(diffing->arena, "%s:%s", object->kind,
                                    table_full_name(diffing->arena, object->schema, object->table)));
}

static struct object_set managed_objects(struct diffing *diffing, const struct schema *schema) {
    struct arena *arena = diffing->arena;
    struct object_set set = {.index.arena = arena};
    struct name_index names = {.arena = arena};
    for (size_t i = 0; i < schema->objects.count; i++) {
        struct object *object = schema->objects.items[i];
        if (!is_managed(diffing, object))
            continue;
        list_push(arena, &set.objects, object);
        index_put(&set.index, object_key(arena, object), object);
    }
    size_t count = set.objects.count;
    size_t *numbers = arena_alloc(arena, (count + 1) * sizeof *numbers);
    struct links *needs = arena_alloc(arena, (count + 1) * sizeof *needs);
    for (size_t i = 0; i < count; i++)
        index_put(&names, set.objects.items[i]->name, &numbers[i]);
    for (size_t i = 0; i < count; i++)
        needs[i] = needs_of(diffing, &set, i, &names, numbers);
    set.order = order_by_needs(arena, needs, count);
    return set;
}

static bool same_object(
    const struct diffing *diffing, const struct object *left, const struct object *right) {
    return left->is_body == right->is_body &&
           same_expression(diffing, body(diffing, left), body(diffing, right)) &&
           same_options(diffing, &left->options, &right->options) &&
           (!diffing->rules->comments || same_text(left->comment, right->comment));
}

/* The names of tables, and later of objects, that change under what reads them. */
static struct name_index changed_names(const struct diffing *diffing) {
    struct name_index names = {.arena = diffing->arena};
    for (size_t i = 0; i < diffing->dropped.count; i++)
        index_put(&names, diffing->dropped.items[i]->name, &names);
    for (size_t i = 0; i < diffing->pairs.count; i++)
        if (diffing->pairs.items[i]->reshaped)
            index_put(&names, diffing->pairs.items[i]->before->name, diffing->pairs.items[i]);
    return names;
}

static bool depends_on(struct diffing *diffing, const struct object *object, const struct name_index *names) {
    if (!names->count)
        return false;
    for (size_t i = 0; i < object->after.count; i++)
        if (index_find(names, object->after.items[i]))
            return true;
    const char *text = body(diffing, object);
    struct lexer lexer = lexer_on(diffing->rules->syntax, text, strlen(text));
    return next_mention(diffing->arena, &lexer, names);
}

static void add(
    struct diffing *diffing, enum phase phase, enum operation_kind kind, const struct object *object) {
    struct operation *operation = diff_add(diffing, phase, kind, NULL);
    operation->schema = object->schema;
    operation->table = object->table;
    operation->name = object->name;
    operation->place = object->place;
    operation->object = object_copy(diffing->arena, object);
}

/* Those that go, in the order of `actual`; what depends on one of them goes too. Takes them out of its index.
 */
static struct objects objects_that_go(
    struct diffing *diffing, struct object_set *actual, const struct object_set *desired) {
    struct objects gone = {0};
    struct name_index changed = changed_names(diffing);
    for (size_t i = 0; i < actual->objects.count; i++) {
        struct object *object = actual->objects.items[actual->order[i]];
        const char *key = object_key(diffing->arena, object);
        const struct object *wanted = index_find(&desired->index, key);
        if (wanted && same_object(diffing, object, wanted) && !depends_on(diffing, object, &changed))
            continue;
        list_push(diffing->arena, &gone, object);
        index_remove(&actual->index, key);
        if (!object->table)
            index_put(&changed, object->name, object);
    }
    return gone;
}

void diff_objects(struct diffing *diffing) {
    struct object_set actual = managed_objects(diffing, diffing->actual);
    struct object_set desired = managed_objects(diffing, diffing->desired);
    struct objects gone = objects_that_go(diffing, &actual, &desired);
    for (size_t i = gone.count; i-- > 0;)
        add(diffing, PHASE_DROP_OBJECTS, OPERATION_DROP_OBJECT, gone.items[i]);
    for (size_t i = 0; i < desired.objects.count; i++) {
        const struct object *object = desired.objects.items[desired.order[i]];
        if (!index_find(&actual.index, object_key(diffing->arena, object)))
            add(diffing, PHASE_CREATE_OBJECTS, OPERATION_CREATE_OBJECT, object);
    }
}
