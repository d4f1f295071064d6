#include "sqlite/convert.h"

#include <string.h>

#include "sqlite/ddl.h"
#include "sqlite/types.h"

static bool has_word(const char *type_sql, const char *const *words, size_t count) {
    size_t length = strcspn(type_sql, " (");
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == length && !strncmp(words[i], type_sql, length))
            return true;
    return false;
}

/* CAST would make a year of a date, and 0 of a JSON text; as numbers they were never meant. */
bool sqlite_wants_cast(const struct column *from, const struct column *to) {
    static const char *const not_numbers[] = {"DATE", "TIME", "DATETIME", "TIMESTAMP", "TIMESTAMPTZ",
        "BOOLEAN", "BOOL", "JSON", "UUID", "BINARY", "INTERVAL", "ANY"};
    enum affinity before = sqlite_affinity(from->type_sql), after = sqlite_affinity(to->type_sql);
    return before != after && after != AFFINITY_BLOB &&
           !has_word(to->type_sql, not_numbers, sizeof not_numbers / sizeof *not_numbers);
}

/* A text is compared as the number that it becomes; what a number can't hold are zeros in front. */
const char *sqlite_loses(struct arena *arena, const struct column *from, const struct column *to) {
    if (!sqlite_wants_cast(from, to))
        return NULL;
    const char *name = sqlite_name(arena, from->name);
    const char *cast = arena_format(arena, "CAST(%s AS %s)", name, to->type_sql);
    return arena_format(arena,
        "CASE typeof(%s) WHEN 'blob' THEN CAST(%s AS BLOB) <> %s"
        " WHEN 'text' THEN CAST(%s AS BLOB) <> CAST(%s AS BLOB) AND (%s <> %s OR %s GLOB '0[0-9]*')"
        " ELSE %s <> %s END",
        name, cast, name, cast, name, cast, name, name, cast, name);
}

/* How typeof() calls what a column of a STRICT table takes, after the conversion that its values had already;
 * null: anything. */
static const char *taken(struct arena *arena, const char *type_sql) {
    static const char *const kinds[][2] = {{"INT", "'integer', 'null'"}, {"INTEGER", "'integer', 'null'"},
        {"REAL", "'real', 'integer', 'null'"}, {"TEXT", "'text', 'real', 'integer', 'null'"},
        {"BLOB", "'blob', 'null'"}};
    const char *written = sqlite_type_written(arena, type_sql, true);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i][0], written))
            return kinds[i][1];
    return NULL;
}

const char *sqlite_excludes(struct arena *arena, const struct table *from, const struct table *to) {
    struct names conditions = {0};
    if (sqlite_switch(&from->options, "strict") || !sqlite_switch(&to->options, "strict"))
        return NULL;
    for (size_t i = 0; i < from->columns.count; i++) {
        const struct column *column = from->columns.items[i];
        const char *kinds = taken(arena, to->columns.items[i]->type_sql);
        if (kinds && !column->generated && !sqlite_wants_cast(column, to->columns.items[i]))
            list_push(arena, &conditions,
                arena_format(arena, "typeof(%s) NOT IN (%s)", sqlite_name(arena, column->name), kinds));
    }
    return conditions.count ? names_join(arena, &conditions, " OR ") : NULL;
}
