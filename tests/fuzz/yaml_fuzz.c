/* What is read and written is read back the same. */
#include <stdlib.h>

#include "../unit/yaml/same_nodes.h"
#include "base/text.h"
#include "target.h"

static void check(struct arena *arena, const struct source *source) {
    struct errors errors = {.arena = arena}, again_errors = {.arena = arena};
    const struct yaml_node *document = yaml_read(arena, source, &errors);
    if (!document) {
        if (!errors.list.count)
            abort();
        return;
    }
    const char *text = yaml_write(arena, document);
    struct source written = {"written", text, strlen(text)};
    const struct yaml_node *again = yaml_read(arena, &written, &again_errors);
    if (!again || !same_nodes(document, again))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    size_t bad;
    struct source source = {"fuzz", arena_text(&arena, (const char *)data, size), size};
    if (text_is_utf8(source.text, size, &bad)) /* as file_read() has it */
        check(&arena, &source);
    arena_free(&arena);
    return 0;
}
