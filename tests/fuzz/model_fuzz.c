/* A models file is refused with its mistakes named, or is a schema that is written and read back the same. */
#include "../unit/schema/random_schema.h"
#include "schema/check.h"
#include "schema/read.h"
#include "schema/write.h"
#include "target.h"
#include <stdio.h>

static bool read_models(
    struct arena *arena, const struct yaml_node *document, struct schema *schema, struct errors *errors) {
    const struct type_words words = {0};
    const struct schema_reading reading = {arena, errors, &words, NULL};
    struct yaml_items documents = {0};
    list_push(arena, &documents, (struct yaml_node *)(size_t)document);
    bool good = schema_read_all(&reading, &documents, schema);
    good = good && schema_check(schema, errors);
    must(good == !errors->list.count);
    return good;
}

static void check(struct arena *arena, const struct source *source, struct errors *errors) {
    struct schema schema = {0}, again = {0};
    const struct yaml_node *document = yaml_read(arena, source, errors);
    if (!document || !read_models(arena, document, &schema, errors))
        return;
    const char *text = yaml_write(arena, schema_write(arena, &schema));
    struct source written = {"written", text, strlen(text)};
    struct errors again_errors = {.arena = arena};
    const struct yaml_node *reread = yaml_read(arena, &written, &again_errors);
    must(reread && read_models(arena, reread, &again, &again_errors));
    const char *difference = schema_difference(arena, &schema, &again);
    if (difference)
        fprintf(stderr, "%s\n%s\n", difference, text);
    must(!difference);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_text(data, size, check);
}
