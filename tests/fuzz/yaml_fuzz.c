/* What is read and written is read back the same. */
#include "../unit/yaml/same_nodes.h"
#include "target.h"

static void check(struct arena *arena, const struct source *source, struct errors *errors) {
    const struct yaml_node *document = yaml_read(arena, source, errors);
    if (!document) {
        must(errors->list.count);
        return;
    }
    struct errors again_errors = {.arena = arena};
    const char *text = yaml_write(arena, document);
    struct source written = {"written", text, strlen(text)};
    const struct yaml_node *again = yaml_read(arena, &written, &again_errors);
    must(again && same_nodes(document, again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_text(data, size, check);
}
