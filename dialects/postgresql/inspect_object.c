#include <string.h>

#include "base/text.h"
#include "postgresql/inspect.h"
#include "postgresql_queries.h"

enum {
    OBJECT_KIND,
    OBJECT_CLASS,
    OBJECT_OID,
    OBJECT_SCHEMA,
    OBJECT_NAME,
    OBJECT_TABLE,
    OBJECT_CREATE,
    OBJECT_DROP,
    OBJECT_IS_BODY,
    OBJECT_PARAMETERS,
    OBJECT_COMMENT,
};

static const char *trimmed(struct arena *arena, const char *text) {
    text += strspn(text, " \t\r\n");
    size_t length = strlen(text);
    while (length && strchr(" \t\r\n;", text[length - 1]))
        length--;
    return arena_text(arena, text, length);
}

static void put_text(struct inspection *inspection, struct dialect_texts *texts, const char *text) {
    if (!text)
        return;
    struct dialect_text *added = list_add(inspection->arena, texts);
    added->dialect = "postgresql";
    added->text = trimmed(inspection->arena, text);
}

static bool take_object(void *context, const char *const *values, size_t count) {
    struct inspection *inspection = context;
    const char *in_schema = inspection_schema(inspection, values[OBJECT_SCHEMA]);
    const char *subject = values[OBJECT_TABLE] ? values[OBJECT_TABLE] : values[OBJECT_NAME];
    (void)count;
    if (!inspection_wants(inspection, in_schema, subject))
        return true;
    struct object *object = arena_new(inspection->arena, struct object);
    object->kind = inspection_text(inspection, values[OBJECT_KIND]);
    object->schema = in_schema;
    object->name = inspection_text(inspection, values[OBJECT_NAME]);
    object->table = inspection_text(inspection, values[OBJECT_TABLE]);
    object->is_body = is_true(values[OBJECT_IS_BODY]);
    object->comment = inspection_text(inspection, values[OBJECT_COMMENT]);
    put_text(inspection, &object->create, values[OBJECT_CREATE]);
    put_text(inspection, &object->drop, values[OBJECT_DROP]);
    inspection_option(inspection, &object->options, "with", values[OBJECT_PARAMETERS]);
    list_push(inspection->arena, &inspection->schema->objects, object);
    return true;
}

enum { GRANT_SCHEMA, GRANT_SUBJECT, GRANT_KIND, GRANT_LABEL, GRANT_CREATE, GRANT_DROP };

/* Who may do what, and who owns what, is managed only where something is said about it: a row without a label
 * says that. */
static bool take_grant(void *context, const char *const *values, size_t count) {
    struct inspection *inspection = context;
    struct schema *schema = inspection->schema;
    const char *in_schema = inspection_schema(inspection, values[GRANT_SCHEMA]);
    (void)count;
    const char *kind = strcmp(values[GRANT_KIND], "owner") ? "grant" : "owner";
    if (!names_have(&schema->managed, kind))
        list_push(inspection->arena, &schema->managed, kind);
    if (!values[GRANT_LABEL] ||
        (values[GRANT_SUBJECT] && !inspection_wants(inspection, in_schema, values[GRANT_SUBJECT])))
        return true;
    struct object *object = arena_new(inspection->arena, struct object);
    object->kind = kind;
    object->schema = in_schema;
    object->name = inspection_text(inspection, values[GRANT_LABEL]);
    put_text(inspection, &object->create, values[GRANT_CREATE]);
    put_text(inspection, &object->drop, values[GRANT_DROP]);
    if (values[GRANT_SUBJECT])
        list_push(inspection->arena, &object->after, inspection_text(inspection, values[GRANT_SUBJECT]));
    list_push(inspection->arena, &schema->objects, object);
    return true;
}

/* All that is reported, there or not: models that are written from it have the section. */
static void note_kinds(struct inspection *inspection) {
    static const char *const kinds[] = {"schema", "enum", "view", "materialized_view", "trigger", "extension",
        "domain", "type", "collation", "sequence", "sequence_owner", "function", "procedure", "aggregate",
        "operator", "rule", "policy", "statistics", "event_trigger", "index", "foreign_data_wrapper",
        "server", "foreign_table", "publication", "comment"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        list_push(inspection->arena, &inspection->schema->managed, kinds[i]);
}

static bool note_unasked(struct inspection *inspection) {
    static const char *const kinds[] = {"grant", "owner"};
    struct schema *schema = inspection->schema;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!names_have(&schema->managed, kinds[i]))
            list_push(inspection->arena, &schema->unmanaged, kinds[i]);
    return true;
}

static bool take_other(void *context, const char *const *values, size_t count) {
    struct inspection *inspection = context;
    (void)count;
    list_push(inspection->arena, &inspection->schema->left_out, inspection_text(inspection, values[0]));
    return true;
}

static bool take_present(void *context, const char *const *values, size_t count) {
    struct inspection *inspection = context;
    (void)count;
    list_push(inspection->scratch, &inspection->present, arena_string(inspection->scratch, values[0]));
    return true;
}

/* The query without the parts, from one "-- if KIND" to the next, for what the database at hand has nothing
 * of. */
static const char *objects_sql(struct inspection *inspection, const char *query) {
    static const char mark[] = "-- if ";
    struct arena *arena = inspection->scratch;
    struct buffer out = {.arena = arena};
    const char *end = strstr(query, "-- end"), *at = strstr(query, mark);
    buffer_add_text(&out, query, (size_t)(at - query));
    while (at < end) {
        const char *kind = at + sizeof mark - 1, *next = strstr(kind, mark);
        next = next ? next : end;
        if (names_have(&inspection->present, arena_text(arena, kind, strcspn(kind, "\n"))))
            buffer_add_text(&out, at, (size_t)(next - at));
        at = next;
    }
    buffer_add(&out, end);
    return buffer_text(&out);
}

static bool inspect_grants(struct inspection *inspection) {
    return (!names_have(&inspection->present, "grant") ||
               inspection_query(inspection, postgresql_grants_query, take_grant)) &&
           note_unasked(inspection);
}

bool inspect_objects(struct inspection *inspection) {
    note_kinds(inspection);
    return inspection_query(inspection, postgresql_present_query, take_present) &&
           inspection_query(inspection, objects_sql(inspection, postgresql_objects_query), take_object) &&
           inspect_grants(inspection) && inspection_query(inspection, postgresql_others_query, take_other);
}
