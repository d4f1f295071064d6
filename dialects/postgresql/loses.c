/* Values that don't stay what they are when their column's type changes, be it that the server rounds them,
 * or that it refuses them in the middle of the upgrade. */
#include <string.h>

#include "base/text.h"
#include "postgresql/ddl.h"

/* Within a family a cast cuts and rounds; what comes back as another value has lost something. */
static size_t family_of(const char *type_sql) {
    static const struct {
        const char *start;
        size_t family;
    } types[] = {{"character varying", 1}, {"text", 1}, {"numeric", 2}, {"double precision", 2}, {"real", 2},
        {"timestamp", 3}, {"time", 4}, {"interval", 5}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (text_starts_with(type_sql, types[i].start))
            return text_ends_with(type_sql, "]") ? 0 : types[i].family;
    return 0;
}

/* Another value by another time zone is no loss. */
static bool has_zone(const char *type_sql) {
    return text_ends_with(type_sql, "with time zone");
}

const char *postgresql_loses(struct arena *arena, const struct column *from, const struct column *to) {
    const char *before = ddl_column_type(from), *after = ddl_column_type(to);
    const char *name = postgresql_name(arena, from->name);
    if (!strcmp(before, after) || !family_of(before) || family_of(before) != family_of(after) ||
        has_zone(before) != has_zone(after))
        return NULL;
    return arena_format(arena, "CAST(CAST(%s AS %s) AS %s) <> %s", name, after, before, name);
}
