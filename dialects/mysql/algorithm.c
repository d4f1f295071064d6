/* ALGORITHM and LOCK of an ALTER TABLE, from `with: {mysql: …}` of the operations in it. */
#include <string.h>

#include "base/text.h"
#include "mysql/ddl.h"
#include "mysql/mysql.h"

enum { WORDS_MAX = 5 };
static const struct {
    const char *name, *clause;
    const char *values[WORDS_MAX];
    size_t count;
} words[] = {
    {"algorithm", "ALGORITHM", {"DEFAULT", "INSTANT", "NOCOPY", "INPLACE", "COPY"}, 5},
    {"lock", "LOCK", {"DEFAULT", "NONE", "SHARED", "EXCLUSIVE"}, 4},
};
enum { WORDS = sizeof words / sizeof *words };

static bool refuse_word(struct ddl *ddl, const struct option *option) {
    static const char *const names[] = {"algorithm", "lock"};
    struct error *error =
        error_add(ddl->errors, ERROR_SCRIPT, option->place, "unknown word \"%s\" under with", option->name);
    const char *nearest = text_nearest(option->name, names, WORDS);
    error_hint(ddl->errors, error, nearest ? "did you mean \"%s\"?" : "it has algorithm and lock%s",
        nearest ? nearest : "");
    return false;
}

static bool add_word(struct ddl *ddl, const struct option *option, size_t at, struct names *clauses) {
    struct arena *arena = ddl->definition.arena;
    for (size_t i = 0; i < words[at].count; i++)
        if (text_same_word(words[at].values[i], option->value)) {
            list_push(arena, clauses, arena_format(arena, "%s=%s", words[at].clause, words[at].values[i]));
            return true;
        }
    struct error *error =
        error_add(ddl->errors, ERROR_SCRIPT, option->place, "\"%s\" is no %s", option->value, words[at].name);
    struct names known = {0};
    for (size_t i = 0; i < words[at].count; i++)
        list_push(arena, &known, words[at].values[i]);
    error_hint(ddl->errors, error, "it is one of %s", names_join(arena, &known, ", "));
    return false;
}

bool algorithm_clauses(struct ddl *ddl, const struct operation *operation, struct names *clauses) {
    *clauses = (struct names){0};
    for (size_t i = 0; i < operation->with.count; i++) {
        const struct option *option = &operation->with.items[i];
        size_t at = 0;
        if (strcmp(option->dialect, "mysql") != 0)
            continue;
        while (at < WORDS && strcmp(words[at].name, option->name) != 0)
            at++;
        if (at == WORDS ? !refuse_word(ddl, option) : !add_word(ddl, option, at, clauses))
            return false;
    }
    return true;
}

bool becomes_alter(const struct operation *operation) {
    switch (operation->kind) {
    case OPERATION_CREATE_TABLE:
    case OPERATION_DROP_TABLE:
    case OPERATION_RENAME_TABLE:
    case OPERATION_CREATE_OBJECT:
    case OPERATION_DROP_OBJECT:
    case OPERATION_RENAME_OBJECT:
        return false;
    default:
        return operation->table;
    }
}

bool mysql_takes_with(
    const struct schema *before, const struct operation *operation, const struct option *option) {
    (void)before;
    (void)option;
    return becomes_alter(operation);
}

bool algorithm_asked(const struct operation *operation) {
    for (size_t i = 0; i < operation->with.count; i++)
        if (!strcmp(operation->with.items[i].dialect, "mysql"))
            return true;
    return false;
}

bool algorithm_refuse(struct ddl *ddl, const struct operation *operation) {
    struct error *error = error_add(ddl->errors, ERROR_SCRIPT, operation->with.items[0].place,
        "%s takes no algorithm and no lock", operation_name(operation->kind));
    error_hint(ddl->errors, error, "only what becomes ALTER TABLE does");
    return false;
}
