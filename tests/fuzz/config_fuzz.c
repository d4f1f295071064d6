/* cmigrate.yaml, and the same bytes as `.env`: read, or refused with at least one mistake named. */
#include "base/file.h"
#include "cmd/config.h"
#include "cmd/environment.h"
#include "memory_file.h"

static const char *environment(void *context, const char *variable) {
    (void)context;
    return strcmp(variable, "HOME") ? NULL : "/home/${HOME}";
}

static void check_config(const uint8_t *data, size_t size, const char *name) {
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct config config;
    int fd = memory_file(data, size);
    struct config_source source = {
        .path = memory_file_path(&arena, fd), .name = name, .environment = environment};
    bool good = config_read(&arena, &source, &config, &errors);
    must(good == !errors.list.count);
    must(!good || (*config.url && config.models.count && config.migrations.count));
    close(fd);
    arena_free(&arena);
}

static void check_dotenv(struct arena *arena, const struct source *source, struct errors *errors) {
    struct name_index variables = {.arena = arena};
    bool good = dotenv_read(arena, source, &variables, errors);
    must(good == !errors->list.count);
    const struct environment values = {.get = environment, .dotenv = variables};
    struct errors others = {.arena = arena};
    bool replaced = substitute(arena, &values, source->text, NOWHERE, &others);
    must(replaced == !others.list.count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    check_config(data, size, NULL);
    check_config(data, size, "test");
    return fuzz_text(data, size, check_dotenv);
}
