#include <string.h>

#include "base/text.h"
#include "postgresql/ddl.h"
#include "sql/expression.h"

static const char *kind_words(struct arena *arena, const char *kind) {
    char *words = arena_string(arena, kind);
    for (char *c = words; *c; c++)
        *c = *c == '_' ? ' ' : *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    return words;
}

static const char *own_text(const struct dialect_texts *texts) {
    const struct dialect_text *text = texts_find(texts, "postgresql");
    return text ? text->text : NULL;
}

/* VIEW "shop"."cheap"; TRIGGER "t" ON "book"; as its own DROP has it, where it has one. */
static const char *object_title(struct arena *arena, const struct object *object) {
    const char *drop = own_text(&object->drop), *kind = kind_words(arena, object->kind);
    if (drop && text_starts_with(drop, "DROP "))
        return drop + strlen("DROP ");
    if (!object->table)
        return arena_format(arena, "%s %s", kind, postgresql_full_name(arena, object->schema, object->name));
    return arena_format(arena, "%s %s ON %s", kind, postgresql_name(arena, object->name),
        postgresql_full_name(arena, object->schema, object->table));
}

static void comment_on(struct ddl *ddl, const struct object *object) {
    ddl_sayf(ddl, "COMMENT ON %s IS %s", object_title(ddl->arena, object),
        object->comment ? postgresql_text(ddl->arena, object->comment) : "NULL");
}

static bool is_routine(const struct object *object) {
    return !strcmp(object->kind, "function") || !strcmp(object->kind, "procedure");
}

/* Does a later operation give one of the names in the text? Then what it says isn't there yet. */
static bool names_what_comes(const struct ddl *ddl, const char *text) {
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        bool of_column = operation->kind == OPERATION_ALTER_COLUMN && operation->changes & CHANGE_NAME;
        const char *name = of_column ? operation->column->name : operation->new_name;
        if (name && strstr(text, name))
            return true;
    }
    return false;
}

static void say_routine(struct ddl *ddl, const char *text) {
    bool unchecked = names_what_comes(ddl, text);
    if (unchecked)
        ddl_say(ddl, "SET LOCAL check_function_bodies = off");
    ddl_say(ddl, text);
    if (unchecked)
        ddl_say(ddl, "SET LOCAL check_function_bodies = on");
}

void ddl_create_object(struct ddl *ddl, const struct object *object) {
    const char *text = own_text(&object->create), *with = postgresql_option(&object->options, "with");
    if (!text)
        return; /* it is for other databases */
    if (ddl_take_over_counter(ddl, object))
        ;
    else if (object->is_body)
        ddl_sayf(ddl, "CREATE %s%s%s%s AS\n%s", object_title(ddl->arena, object), with ? " WITH (" : "",
            with ? with : "", with ? ")" : "", text);
    else if (is_routine(object))
        say_routine(ddl, text);
    else
        ddl_say(ddl, text);
    if (object->comment)
        comment_on(ddl, object);
}

void ddl_drop_object(struct ddl *ddl, const struct object *object) {
    const char *drop = own_text(&object->drop);
    if (ddl_is_counter(ddl, object))
        return; /* now the column's */
    if (drop)
        ddl_say(ddl, drop);
    else if (!object->create.count || own_text(&object->create))
        ddl_sayf(ddl, "DROP %s", object_title(ddl->arena, object));
}

static bool same_word(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

static bool is_same_object(const struct object *left, const struct object *right) {
    return !strcmp(left->kind, right->kind) && !strcmp(left->name, right->name) &&
           same_word(left->schema, right->schema) && (!right->table || same_word(left->table, right->table));
}

const struct object *ddl_met_object(const struct ddl *ddl, const struct operation *operation) {
    for (size_t i = 0; i < ddl->schema->objects.count; i++)
        if (is_same_object(ddl->schema->objects.items[i], operation->object))
            return ddl->schema->objects.items[i];
    return NULL;
}

/* --- Objects that take another's place --- */

static bool same_body(const struct object *before, const struct object *after) {
    const char *old = own_text(&before->create), *new = own_text(&after->create);
    return old && new &&
           before->is_body == after->is_body &&expression_equal(postgresql_dialect.syntax, old, new) &&
           same_word(postgresql_option(&before->options, "with"), postgresql_option(&after->options, "with"));
}

/* What is said anew takes the place of what was said. */
static bool is_remark(const struct object *object) {
    return !strcmp(object->kind, "comment") || !strcmp(object->kind, "owner");
}

bool postgresql_replaces(const struct object *before, const struct object *after) {
    const char *old = own_text(&before->create), *new = own_text(&after->create);
    if (same_body(before, after))
        return true; /* only the comment differs */
    if (!old || !new)
        return false;
    if (is_remark(after))
        return true;
    if (is_routine(after))
        return true;
    return ddl_alters_object(before, after);
}

bool ddl_remakes_routine(const struct object *before, const struct object *after) {
    const char *old = own_text(&before->create), *new = own_text(&after->create);
    return is_routine(after) && is_same_object(before, after) && old && new && !same_body(before, after) &&
           !ddl_replaces_routine(old, new);
}

/* The server lets none take other parameters or give another type: what uses it steps aside. */
static void remake_routine(struct ddl *ddl, const struct object *before, const struct object *after) {
    const struct ddl_users users = ddl_users_of_routine(ddl, before);
    ddl_drop_users(ddl, &users);
    ddl_drop_object(ddl, before);
    ddl_create_object(ddl, after);
    ddl_create_users(ddl, &users);
}

static bool has_namesake(const struct ddl *ddl, const struct object *routine) {
    size_t length = strcspn(routine->name, "(");
    for (size_t i = 0; i < ddl->schema->objects.count; i++) {
        const struct object *other = ddl->schema->objects.items[i];
        if (is_routine(other) && !strncmp(other->name, routine->name, length) && other->name[length] == '(')
            return true;
    }
    return false;
}

/* Drops a routine of whose name there is another, which takes over its callers; false, with nothing done,
 * where there is none. */
static bool drop_overload(struct ddl *ddl, const struct object *routine) {
    if (!is_routine(routine) || !has_namesake(ddl, routine))
        return false;
    const struct ddl_users users = ddl_users_of_routine(ddl, routine);
    ddl_drop_users(ddl, &users);
    ddl_drop_object(ddl, routine);
    ddl_create_users(ddl, &users);
    return true;
}

/* Puts the new one in the old one's place, if that can be; else false, with nothing done. */
static bool replace_object(struct ddl *ddl, const struct object *before, const struct object *after) {
    if (!is_same_object(before, after) || !postgresql_replaces(before, after))
        return false;
    bool same = same_body(before, after);
    if (ddl_remakes_routine(before, after)) {
        remake_routine(ddl, before, after);
        return true;
    }
    if (!same && is_routine(after))
        say_routine(ddl, own_text(&after->create));
    else if (!same && is_remark(after))
        ddl_say(ddl, own_text(&after->create));
    else if (!same)
        ddl_alter_object(ddl, before, after);
    if (!same_word(before->comment, after->comment))
        comment_on(ddl, after);
    return true;
}

/* A drop whose object comes back at once, and can take the old one's place. */
static bool compile_replacement(struct ddl *ddl, const struct object *met, bool *done) {
    const struct operation *next = ddl->operations->items + ddl->at + 1;
    *done = true;
    if (!met || ddl->at + 1 == ddl->operations->count || next->kind != OPERATION_CREATE_OBJECT ||
        !replace_object(ddl, met, next->object))
        return false;
    *done = operation_apply(ddl->arena, next - 1, ddl->schema, ddl->errors) &&
            operation_apply(ddl->arena, next, ddl->schema, ddl->errors);
    ddl->at++;
    return true;
}

static bool is_view(const struct object *object) {
    return !strcmp(object->kind, "view") || !strcmp(object->kind, "materialized_view");
}

static struct waiting_reader *find_waiting(struct ddl *ddl, const struct object *object) {
    for (size_t i = 0; i < ddl->waiting.count; i++)
        if (ddl->waiting.items[i].object == object)
            return &ddl->waiting.items[i];
    return NULL;
}

/* A grant, a remark or a view that models say nothing of: it comes back with what it stands on. */
static void set_readers_aside(struct ddl *ddl, const struct object *view) {
    const struct operation *until = operation_made_again(ddl->operations, ddl->at);
    if (!until || !is_view(view))
        return;
    const struct ddl_users readers = ddl_readers_of_view(ddl, view);
    for (size_t i = readers.objects.count; i-- > 0;)
        if (!find_waiting(ddl, readers.objects.items[i]))
            ddl_drop_object(ddl, readers.objects.items[i]);
    for (size_t i = 0; i < readers.objects.count; i++) {
        struct waiting_reader *known = find_waiting(ddl, readers.objects.items[i]);
        struct waiting_reader reader = {.object = readers.objects.items[i], .until = until};
        if (!known)
            list_push(ddl->arena, &ddl->waiting, reader);
        else if (known->until < until)
            known->until = until;
    }
}

static void take_readers_back(struct ddl *ddl) {
    const struct operation *made = &ddl->operations->items[ddl->at];
    for (size_t i = 0; i < ddl->waiting.count; i++)
        if (ddl->waiting.items[i].until == made)
            ddl_create_object(ddl, ddl->waiting.items[i].object);
}

bool ddl_compile_drop_object(struct ddl *ddl, const struct operation *operation) {
    const struct object *met = ddl_met_object(ddl, operation);
    bool done;
    if (compile_replacement(ddl, met, &done))
        return done;
    const struct object *object = met && !operation->object->drop.count ? met : operation->object;
    if (met)
        set_readers_aside(ddl, met);
    if (!operation_apply(ddl->arena, operation, ddl->schema, ddl->errors))
        return false;
    if (!drop_overload(ddl, object))
        ddl_drop_object(ddl, object);
    return true;
}

bool ddl_compile_create_object(struct ddl *ddl, const struct operation *operation) {
    if (!operation_apply(ddl->arena, operation, ddl->schema, ddl->errors))
        return false;
    ddl_create_object(ddl, operation->object);
    take_readers_back(ddl);
    return true;
}

bool ddl_compile_rename_object(struct ddl *ddl, const struct operation *operation) {
    const char *kind = operation->object->kind;
    const char *word = !strcmp(kind, "domain") ? "DOMAIN" : !strcmp(kind, "type") ? "TYPE" : "SEQUENCE";
    ddl_sayf(ddl, "ALTER %s %s RENAME TO %s", word,
        postgresql_full_name(ddl->arena, operation->schema, operation->name),
        postgresql_name(ddl->arena, operation->new_name));
    return operation_apply(ddl->arena, operation, ddl->schema, ddl->errors);
}
