#include "script/script.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "script/header.h"

/* What begins with an underscore, or is in such a folder, is for execute_file and bulk_insert. */
static bool is_script_name(const char *path) {
    if (*path == '_' || strstr(path, "/_"))
        return false;
    return text_ends_with(path, ".yaml") || text_ends_with(path, ".yml") || text_ends_with(path, ".sql");
}

static struct script *script_of(struct arena *arena, const struct source *source) {
    struct script *script = arena_new(arena, struct script);
    script->path = script->revision.file = source->file;
    script->source = script->revision.source = source;
    script->is_sql = text_ends_with(source->file, ".sql");
    script->revision.script = script;
    return script;
}

struct script *script_read_header(struct arena *arena, const char *path, struct errors *errors) {
    const struct source *source = file_read_bytes(arena, path, errors);
    struct script *script = source ? script_of(arena, source) : NULL;
    return script && header_read(arena, script, errors) ? script : NULL;
}

static char *add_hex(char *out, uint64_t number) {
    for (; number; number >>= 4)
        *out++ = "0123456789abcdef"[number & 15];
    *out++ = ':';
    return out;
}

/* Two folders may overlap, and a link may lead to a file a second time. */
static bool is_new(struct arena *arena, struct name_index *seen, struct file_identity identity) {
    char name[2 * 17 + 1] = "";
    add_hex(add_hex(name, identity.number), identity.device);
    return !index_put(seen, arena_string(arena, name), seen);
}

static bool read_one(struct arena *arena, const struct folder *folder, const char *name,
    struct name_index *seen, struct scripts *scripts, struct errors *errors) {
    struct file_identity identity;
    const struct source *source = folder_read_file(arena, folder, name, &identity, errors);
    if (!source)
        return false;
    if (!is_new(arena, seen, identity))
        return true;
    struct script *script = script_of(arena, source);
    if (!header_read(arena, script, errors))
        return false;
    list_push(arena, scripts, script);
    return true;
}

static bool read_folder(struct arena *arena, const char *path, bool nested, struct name_index *seen,
    struct scripts *scripts, struct errors *errors) {
    struct names names = {0};
    struct folder folder;
    bool fine = folder_list(arena, path, nested, &names, errors);
    if (!folder_open(path, &folder, errors))
        return false;
    for (size_t i = 0; i < names.count; i++)
        if (is_script_name(names.items[i]) &&
            !read_one(arena, &folder, names.items[i], seen, scripts, errors))
            fine = false;
    folder_close(&folder);
    return fine;
}

bool scripts_read(struct arena *arena, const struct names *folders, bool nested, struct scripts *scripts,
    struct errors *errors) {
    struct name_index seen = {.arena = arena};
    bool fine = true;
    for (size_t i = 0; i < folders->count; i++)
        if (!read_folder(arena, folders->items[i], nested, &seen, scripts, errors))
            fine = false;
    return fine;
}
