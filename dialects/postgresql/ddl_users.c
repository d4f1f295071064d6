/* What stands in the way when types, a table or a function are made anew: the server changes no column's type
 * under a view, and compares no old value with a new one. It steps aside and comes back. */
#include <string.h>

#include "postgresql/ddl.h"
#include "sql/expression.h"

struct finding {
    struct ddl *ddl;
    const struct remade_types *types; /* may be null */
    const struct object *routine;     /* that is made anew; or null */
    bool readers_only;                /* no routines, whatever they take */
    struct objects first;             /* found already */
    struct ddl_users *users;
    struct name_index shaken; /* names of the types' tables, and of all that goes */
    struct name_index gone;   /* the types' names, and of all that goes */
};

static const char *text_of(const struct object *object) {
    const struct dialect_text *text = texts_find(&object->create, "postgresql");
    return text ? text->text : "";
}

static const char *bare_name(struct arena *arena, const struct object *object) {
    return arena_text(arena, object->name, strcspn(object->name, "("));
}

/* The next of the names that the text mentions, from the lexer on; null at the end. */
static void *next_mention(struct arena *arena, struct lexer *lexer, const struct name_index *names) {
    for (struct token token = lexer_next_word(lexer); token.kind != TOKEN_END;
         token = lexer_next_word(lexer)) {
        bool quoted = token.kind == TOKEN_NAME && token.length >= 2;
        if (token.kind != TOKEN_WORD && !quoted)
            continue;
        void *found = index_find(names, arena_text(arena, token.text + quoted, token.length - 2 * quoted));
        if (found)
            return found;
    }
    return NULL;
}

static bool mentions(
    struct finding *finding, const char *text, size_t length, const struct name_index *names) {
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, text, length);
    return next_mention(finding->ddl->arena, &lexer, names);
}

static bool is_one_of(const char *kind, const char *const *kinds) {
    for (; *kinds; kinds++)
        if (!strcmp(kind, *kinds))
            return true;
    return false;
}

/* A function's body is nobody's business, but what it takes and gives is. */
static size_t heading_length(const char *text) {
    const char *body = strstr(text, "\nAS $");
    return body ? (size_t)(body - text) : strlen(text);
}

static const char *const routines[] = {"function", "procedure", "aggregate", NULL};

/* It, or one for other types, of which nothing is taken. */
static bool is_namesake(const struct finding *finding, const struct object *object) {
    struct arena *arena = finding->ddl->arena;
    return finding->routine && !strcmp(bare_name(arena, object), bare_name(arena, finding->routine));
}

static const char *const readers[] = {
    "view", "materialized_view", "rule", "policy", "index", "statistics", "publication", NULL};

static bool reads_columns(const struct object *object) {
    const char *text = text_of(object);
    return is_one_of(object->kind, readers) ||
           (!strcmp(object->kind, "trigger") && (strstr(text, " WHEN (") || strstr(text, " UPDATE OF ")));
}

static bool stands_in_the_way(struct finding *finding, const struct object *object) {
    for (size_t i = 0; i < finding->first.count; i++)
        if (finding->first.items[i] == object)
            return true;
    static const char *const remarks[] = {"comment", "grant", "owner", NULL};
    const char *text = text_of(object);
    if (is_one_of(object->kind, routines) && (finding->readers_only || is_namesake(finding, object)))
        return false;
    if (is_one_of(object->kind, routines))
        return mentions(finding, text, heading_length(text), &finding->gone);
    if (is_one_of(object->kind, remarks))
        return mentions(finding, text, strlen(text), &finding->gone);
    if (!strcmp(object->kind, "trigger") && !reads_columns(object))
        return mentions(finding, text, strlen(text), &finding->gone);
    return reads_columns(object) && mentions(finding, text, strlen(text), &finding->shaken);
}

static void note(struct finding *finding, const char *name) {
    if (!name)
        return;
    index_put(&finding->shaken, name, finding);
    index_put(&finding->gone, name, finding);
}

/* --- Constraints and indexes --- */

static bool is_foreign(const struct table_key *key) {
    return key->constraint && key->constraint->kind == CONSTRAINT_FOREIGN_KEY;
}

static bool is_of_type(const struct finding *finding, const struct table *table, const char *column) {
    const struct column *found = table_find_column(table, column);
    bool array;
    for (size_t i = 0; found && i < finding->types->count; i++)
        if (ddl_uses_type(finding->ddl, found, &finding->types->items[i], &array))
            return true;
    return false;
}

static bool reads_type(const struct finding *finding, const struct table *table, const char *expression) {
    for (size_t i = 0; expression && i < table->columns.count; i++) {
        const char *name = table->columns.items[i]->name;
        if (is_of_type(finding, table, name) && expression_names(postgresql_dialect.syntax, expression, name))
            return true;
    }
    for (size_t i = 0; expression && i < finding->types->count; i++)
        if (expression_names(postgresql_dialect.syntax, expression, finding->types->items[i].name))
            return true;
    return false;
}

static bool constraint_is_in_the_way(
    const struct finding *finding, const struct table *table, const struct constraint *constraint) {
    if (constraint->kind != CONSTRAINT_FOREIGN_KEY)
        return reads_type(finding, table, constraint->expression);
    for (size_t i = 0; i < constraint->columns.count; i++)
        if (is_of_type(finding, table, constraint->columns.items[i].column))
            return true;
    return false;
}

static bool index_is_in_the_way(
    const struct finding *finding, const struct table *table, const struct index *index) {
    for (size_t i = 0; i < index->parts.count; i++)
        if (reads_type(finding, table, index->parts.items[i].expression))
            return true;
    return reads_type(finding, table, index->where);
}

static void find_keys(struct finding *finding, const struct table *table) {
    struct arena *arena = finding->ddl->arena;
    for (size_t i = 0; i < table->constraints.count; i++) {
        struct table_key key = {.table = table, .constraint = table->constraints.items[i]};
        if (!constraint_is_in_the_way(finding, table, key.constraint))
            continue;
        list_push(arena, &finding->users->keys, key);
        note(finding, key.constraint->name);
    }
    for (size_t i = 0; i < table->indexes.count; i++) {
        struct table_key key = {.table = table, .index = table->indexes.items[i]};
        if (!index_is_in_the_way(finding, table, key.index))
            continue;
        list_push(arena, &finding->users->keys, key);
        note(finding, key.index->name);
    }
}

/* Foreign keys that refer to the table, of others or its own, too. */
static void find_references(struct finding *finding, const struct table *table, bool own) {
    const struct tables *tables = &finding->ddl->schema->tables;
    struct arena *arena = finding->ddl->arena;
    const char *name = table_full_name(arena, table->schema, table->name);
    for (size_t i = 0; i < tables->count; i++)
        for (size_t k = 0; (own || tables->items[i] != table) && k < tables->items[i]->constraints.count;
             k++) {
            struct table_key key = {
                .table = tables->items[i], .constraint = tables->items[i]->constraints.items[k]};
            const struct reference *reference = &key.constraint->reference;
            if (!is_foreign(&key) ||
                strcmp(table_full_name(arena, reference->schema, reference->table), name) != 0 ||
                ddl_has_key(&finding->users->keys, &key))
                continue;
            list_push(arena, &finding->users->keys, key);
            note(finding, key.constraint->name);
        }
}

static void find_tables(struct finding *finding) {
    const struct tables *tables = &finding->ddl->schema->tables;
    for (size_t i = 0; i < tables->count; i++) {
        const struct table *table = tables->items[i];
        for (size_t k = 0; k < table->columns.count; k++)
            if (is_of_type(finding, table, table->columns.items[k]->name))
                index_put(&finding->shaken, table->name, finding);
        find_keys(finding, table);
    }
    for (size_t i = 0; i < tables->count; i++)
        if (ddl_types_part(finding->ddl, finding->types, tables->items[i])) {
            note(finding, tables->items[i]->name);
            find_references(finding, tables->items[i], false);
        }
}

/* --- Objects --- */

static void note_calls(struct finding *finding) {
    const struct ddl_users *users = finding->users;
    for (size_t i = 0; i < users->keys.count; i++)
        note(finding, users->keys.items[i].constraint ? users->keys.items[i].constraint->name
                                                      : users->keys.items[i].index->name);
    for (size_t i = 0; i < users->columns.count; i++)
        if (users->columns.items[i].column->generated)
            index_put(&finding->shaken, users->columns.items[i].column->name, finding);
}

/* Tables and domains that call the routine must let go of it, and have it again before they come back. */
static void find_calls(struct finding *finding, struct object *routine) {
    const char *name = bare_name(finding->ddl->arena, routine);
    bool called = ddl_find_calls(finding->ddl, name, finding->types, finding->users);
    if (called)
        list_push(finding->ddl->arena, &finding->users->called, routine);
    note_calls(finding);
}

static bool is_called(const struct ddl_users *users, const struct object *object) {
    for (size_t i = 0; i < users->called.count; i++)
        if (users->called.items[i] == object)
            return true;
    return false;
}

static void find_objects(struct finding *finding) {
    const struct objects *objects = &finding->ddl->schema->objects;
    bool *found = arena_alloc(finding->ddl->arena, (objects->count + 1) * sizeof *found);
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < objects->count; i++) {
            if (found[i] || !stands_in_the_way(finding, objects->items[i]))
                continue;
            again = found[i] = true;
            note(finding, bare_name(finding->ddl->arena, objects->items[i]));
            if (is_one_of(objects->items[i]->kind, routines))
                find_calls(finding, objects->items[i]);
        }
    }
    for (size_t i = 0; i < objects->count; i++)
        if (found[i] && !is_called(finding->users, objects->items[i]))
            list_push(finding->ddl->arena, &finding->users->objects, objects->items[i]);
}

/* Does it mention one that is still to come? */
static bool must_wait(
    struct finding *finding, const struct object *object, const struct name_index *waiting) {
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, text_of(object), strlen(text_of(object)));
    for (const void *found; (found = next_mention(finding->ddl->arena, &lexer, waiting));)
        if (found != object)
            return true;
    return false;
}

/* Each after what it mentions; what goes in a circle, as it stands. */
static void sort_objects(struct finding *finding) {
    struct arena *arena = finding->ddl->arena;
    struct objects rest = finding->users->objects, sorted = {0};
    struct name_index waiting = {.arena = arena};
    for (size_t i = 0; i < rest.count; i++)
        if (!rest.items[i]->table)
            index_put(&waiting, bare_name(arena, rest.items[i]), rest.items[i]);
    for (bool stuck = false; rest.count;) {
        struct objects later = {0};
        for (size_t i = 0; i < rest.count; i++) {
            bool waits = !stuck && must_wait(finding, rest.items[i], &waiting);
            list_push(arena, waits ? &later : &sorted, rest.items[i]);
            if (!waits && index_find(&waiting, bare_name(arena, rest.items[i])) == rest.items[i])
                index_remove(&waiting, bare_name(arena, rest.items[i]));
        }
        stuck = later.count == rest.count;
        rest = later;
    }
    finding->users->objects = sorted;
}

static struct ddl_users find_users(struct ddl *ddl, const struct remade_types *types, bool all) {
    struct ddl_users users = {0};
    struct finding finding = {.ddl = ddl, .types = types, .users = &users};
    finding.shaken.arena = finding.gone.arena = ddl->arena;
    for (size_t i = 0; all && i < types->count; i++)
        note(&finding, types->items[i].name);
    find_tables(&finding);
    find_objects(&finding);
    sort_objects(&finding);
    return users;
}

struct ddl_users ddl_users_of_types(struct ddl *ddl, const struct remade_types *types) {
    return find_users(ddl, types, true);
}

struct ddl_users ddl_users_of_columns(struct ddl *ddl, const struct remade_type *type) {
    return find_users(ddl, &(struct remade_types){.items = (struct remade_type[]){*type}, .count = 1}, false);
}

struct ddl_users ddl_users_of_table(struct ddl *ddl, const struct table *table) {
    struct ddl_users users = {0};
    struct finding finding = {.ddl = ddl, .users = &users};
    finding.shaken.arena = finding.gone.arena = ddl->arena;
    note(&finding, table->name);
    find_references(&finding, table, false);
    find_objects(&finding);
    sort_objects(&finding);
    return users;
}

struct ddl_users ddl_references_to(struct ddl *ddl, const struct table *table) {
    struct ddl_users references = {0};
    struct finding finding = {.ddl = ddl, .users = &references};
    finding.shaken.arena = finding.gone.arena = ddl->arena;
    find_references(&finding, table, true);
    return references;
}

struct ddl_users ddl_users_of_routine(struct ddl *ddl, const struct object *routine) {
    struct ddl_users users = {0};
    struct finding finding = {.ddl = ddl, .routine = routine, .users = &users};
    finding.shaken.arena = finding.gone.arena = ddl->arena;
    note(&finding, bare_name(ddl->arena, routine));
    ddl_find_calls(ddl, bare_name(ddl->arena, routine), NULL, &users);
    note_calls(&finding);
    find_objects(&finding);
    sort_objects(&finding);
    return users;
}

struct ddl_users ddl_readers_of_column(struct ddl *ddl, const struct table *table, const char *column) {
    struct ddl_users users = {0};
    struct finding finding = {.ddl = ddl, .readers_only = true, .users = &users};
    struct name_index tables = {.arena = ddl->arena}, columns = {.arena = ddl->arena};
    finding.shaken.arena = finding.gone.arena = ddl->arena;
    index_put(&tables, table->name, ddl);
    index_put(&columns, column, ddl);
    for (size_t i = 0; i < ddl->schema->objects.count; i++) {
        struct object *object = ddl->schema->objects.items[i];
        const char *text = text_of(object);
        bool may = strstr(text, table->name) && strstr(text, column); /* which is soon seen */
        if (may && reads_columns(object) && mentions(&finding, text, strlen(text), &tables) &&
            mentions(&finding, text, strlen(text), &columns))
            list_push(ddl->arena, &finding.first, object);
    }
    if (finding.first.count)
        find_objects(&finding);
    sort_objects(&finding);
    return users;
}

struct ddl_users ddl_readers_of_view(struct ddl *ddl, const struct object *view) {
    struct ddl_users users = {0};
    struct finding finding = {.ddl = ddl, .readers_only = true, .users = &users};
    struct objects others = {0};
    finding.shaken.arena = finding.gone.arena = ddl->arena;
    note(&finding, view->name);
    find_objects(&finding);
    for (size_t i = 0; i < users.objects.count; i++)
        if (users.objects.items[i] != view)
            list_push(ddl->arena, &others, users.objects.items[i]);
    users.objects = others;
    sort_objects(&finding);
    return users;
}

/* --- Aside and back --- */

static void drop_key(struct ddl *ddl, const struct table_key *key) {
    if (key->constraint)
        ddl_sayf(ddl, "ALTER TABLE %s DROP CONSTRAINT %s", ddl_table_name(ddl, key->table),
            postgresql_name(ddl->arena, key->constraint->name));
    else if (!ddl_drop_partition_index(ddl, key->table, key->index))
        ddl_sayf(
            ddl, "DROP INDEX %s", postgresql_full_name(ddl->arena, key->table->schema, key->index->name));
}

void ddl_drop_users(struct ddl *ddl, const struct ddl_users *users) {
    for (size_t i = users->objects.count; i-- > 0;)
        ddl_drop_object(ddl, users->objects.items[i]);
    for (size_t i = 0; i < users->keys.count; i++)
        if (is_foreign(&users->keys.items[i]))
            drop_key(ddl, &users->keys.items[i]);
    for (size_t i = 0; i < users->keys.count; i++)
        if (!is_foreign(&users->keys.items[i]))
            drop_key(ddl, &users->keys.items[i]);
    ddl_drop_calls(ddl, users);
    for (size_t i = users->called.count; i-- > 0;)
        ddl_drop_object(ddl, users->called.items[i]);
}

static void create_key(struct ddl *ddl, const struct table_key *key) {
    if (key->constraint)
        ddl_add_constraint(ddl, key->table, key->constraint);
    else
        ddl_create_indexes(
            ddl, key->table, &(struct indexes){.items = (struct index *[]){key->index}, .count = 1});
}

static bool is_made_later(const struct ddl *ddl, const struct object *object) {
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        if (operation->kind == OPERATION_CREATE_OBJECT && !strcmp(operation->object->kind, object->kind) &&
            !strcmp(operation->object->name, object->name))
            return true;
    }
    return false;
}

/* A body that is about to be another may not fit what has become of the types. */
static void create_object(struct ddl *ddl, const struct object *object) {
    bool unchecked = is_one_of(object->kind, routines) && is_made_later(ddl, object);
    if (unchecked)
        ddl_say(ddl, "SET LOCAL check_function_bodies = off");
    ddl_create_object(ddl, object);
    if (unchecked)
        ddl_say(ddl, "SET LOCAL check_function_bodies = on");
}

void ddl_create_keys(struct ddl *ddl, const struct table_keys *keys) {
    for (size_t i = 0; i < keys->count; i++)
        if (!is_foreign(&keys->items[i]))
            create_key(ddl, &keys->items[i]);
    for (size_t i = 0; i < keys->count; i++)
        if (is_foreign(&keys->items[i]))
            create_key(ddl, &keys->items[i]);
}

void ddl_create_users(struct ddl *ddl, const struct ddl_users *users) {
    for (size_t i = 0; i < users->called.count; i++)
        create_object(ddl, users->called.items[i]);
    ddl_create_calls(ddl, users);
    ddl_create_keys(ddl, &users->keys);
    for (size_t i = 0; i < users->objects.count; i++)
        create_object(ddl, users->objects.items[i]);
}
