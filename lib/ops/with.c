/* `with: {mysql: {algorithm: instant}}`, `with: {postgresql: {online: true}}`: how the server shall do an
 * operation, no part of the schema. */
#include "ops/kinds.h"
#include "schema/write.h"

/* Those that have words for it. */
static const char *const dialects[] = {"mysql", "postgresql"};

bool read_with(
    const struct schema_reading *reading, const struct yaml_node **node, struct operation *operation) {
    static const char *const key[] = {"with"};
    const struct yaml_node *with = (*node)->kind == YAML_MAPPING ? yaml_get(*node, "with") : NULL;
    if (!with)
        return true;
    if (!operation_is_structural(operation))
        return script_error(reading, with->place, "%s has no \"with\"", operation_name(operation->kind));
    *node = node_without(reading->arena, *node, key, 1);
    return yaml_expect(with, YAML_MAPPING, "with", reading->errors) &&
           yaml_check_keys(with, "with", dialects, 2, reading->errors) &&
           options_read(reading, with, &operation->with);
}

void write_with(struct arena *arena, struct yaml_node *mapping, const struct operation *operation) {
    if (!operation->with.count)
        return;
    struct yaml_node *with = yaml_mapping(arena);
    options_write(arena, with, &operation->with);
    yaml_put(arena, mapping, "with", with);
}
