/* What SHOW CREATE says: read, or refused in words. */
#include "mysql/show.h"
#include "target.h"

static void check(struct arena *arena, const struct source *source, struct errors *errors) {
    static const struct server servers[] = {
        {.product = "mysql", .version = 80036}, {.product = "mariadb", .version = 101106}};
    static const char *const kinds[] = {
        "view", "trigger", "function", "procedure", "event", "sequence", "other"};
    for (size_t i = 0; i < sizeof servers / sizeof *servers; i++) {
        errors->list.count = 0;
        const struct table *table = show_read_table(arena, &servers[i], source->text, errors);
        must(!table == (errors->list.count > 0));
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        show_read_object(arena, kinds[i], source->text, "ann@%", "");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_text(data, size, check);
}
