/* ALTER DEFAULT PRIVILEGES: what somebody may do with things that are made from then on. They are carried as
 * grants whose names begin with "default". */
#include <string.h>

#include "postgresql/ddl.h"

bool postgresql_reaches_ahead(const struct object *object) {
    return !strcmp(object->kind, "grant") && !strncmp(object->name, "default ", strlen("default "));
}

/* Whom it gives rights on what: read off its own "… REVOKE ALL ON TABLES FROM reader". */
struct giver {
    struct arena *arena;
    const struct object *object;
    const char *noun, *grantee;
    bool is_everywhere;
};

static bool read_giver(struct giver *giver) {
    static const char revoke[] = " REVOKE ALL ON ", from[] = " FROM ", in_schema[] = " IN SCHEMA ";
    const struct dialect_text *drop = texts_find(&giver->object->drop, "postgresql");
    const char *at = drop ? strstr(drop->text, revoke) : NULL, *end = at ? strstr(at, from) : NULL;
    if (!end)
        return false;
    const char *noun = at + sizeof revoke - 1, *where = strstr(drop->text, in_schema);
    giver->noun = arena_text(giver->arena, noun, (size_t)(end - noun));
    giver->grantee = end + sizeof from - 1;
    giver->is_everywhere = !where || where > at;
    return true;
}

static bool reaches(const struct giver *giver, const char *noun, const char *in_schema) {
    const char *own = giver->object->schema;
    return !strcmp(giver->noun, noun) &&
           (giver->is_everywhere || own == in_schema || (own && in_schema && !strcmp(own, in_schema)));
}

static void add(const struct giver *giver, const char *noun, const char *in_schema, const char *name,
    const char *title, const char *subject, struct objects *found) {
    static const struct {
        const char *noun, *label;
    } labels[] = {{"TABLE", "table"}, {"SEQUENCE", "sequence"}, {"FUNCTION", "function"},
        {"PROCEDURE", "procedure"}, {"DOMAIN", "domain"}, {"TYPE", "type"}};
    struct arena *arena = giver->arena;
    struct object *object = arena_new(arena, struct object);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (!strcmp(noun, labels[i].noun))
            object->name = arena_format(arena, "%s %s to %s", labels[i].label, name, giver->grantee);
    object->kind = "grant";
    object->schema = in_schema;
    *list_add(arena, &object->drop) = (struct dialect_text){.dialect = "postgresql",
        .text = arena_format(arena, "REVOKE ALL ON %s %s FROM %s", noun, title, giver->grantee)};
    list_push(arena, &object->after, subject);
    list_push(arena, found, object);
}

static void add_of_table(const struct giver *giver, const struct table *table, struct objects *found) {
    struct arena *arena = giver->arena;
    if (reaches(giver, "TABLES", table->schema))
        add(giver, "TABLE", table->schema, table->name,
            postgresql_full_name(arena, table->schema, table->name), table->name, found);
    for (size_t i = 0; reaches(giver, "SEQUENCES", table->schema) && i < table->columns.count; i++) {
        const struct column *column = table->columns.items[i];
        if (ddl_has_sequence(column))
            add(giver, "SEQUENCE", table->schema, ddl_bare_counter_name(arena, table, column),
                ddl_counter_name(arena, table, column), table->name, found);
    }
}

static void add_of_object(const struct giver *giver, const struct object *object, struct objects *found) {
    static const struct {
        const char *kind, *noun, *plural;
    } kinds[] = {{"view", "TABLE", "TABLES"}, {"materialized_view", "TABLE", "TABLES"},
        {"foreign_table", "TABLE", "TABLES"}, {"sequence", "SEQUENCE", "SEQUENCES"},
        {"function", "FUNCTION", "FUNCTIONS"}, {"procedure", "PROCEDURE", "FUNCTIONS"},
        {"domain", "DOMAIN", "TYPES"}, {"type", "TYPE", "TYPES"}};
    struct arena *arena = giver->arena;
    size_t length = strcspn(object->name, "(");
    const char *name = arena_text(arena, object->name, length);
    const char *title =
        arena_format(arena, "%s%s", postgresql_full_name(arena, object->schema, name), object->name + length);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(object->kind, kinds[i].kind) && reaches(giver, kinds[i].plural, object->schema))
            add(giver, kinds[i].noun, object->schema, name, title, name, found);
}

void postgresql_comes_with(struct arena *arena, const struct object *giver, const struct table *table,
    const struct object *object, struct objects *found) {
    struct giver reading = {.arena = arena, .object = giver};
    if (!read_giver(&reading))
        return;
    if (table)
        add_of_table(&reading, table, found);
    else
        add_of_object(&reading, object, found);
}
