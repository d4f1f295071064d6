#include "script/script.h"

#include <string.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/text.h"
#include "script/header.h"

/* What begins with an underscore, or is in such a folder, is for execute_file and bulk_insert. */
static bool is_script_name(const char *path) {
    if (*path == '_' || strstr(path, "/_"))
        return false;
    return text_has_extension(path, ".yaml") || text_has_extension(path, ".yml") ||
           text_has_extension(path, ".sql");
}

static struct script *script_of(struct arena *arena, const struct source *source) {
    struct script *script = arena_new(arena, struct script);
    script->path = script->revision.file = source->file;
    script->source = script->revision.source = source;
    script->is_sql = text_has_extension(source->file, ".sql");
    script->revision.script = script;
    return script;
}

struct script *script_read_header(struct arena *arena, const char *path, struct errors *errors) {
    const struct source *source = file_read_bytes(arena, path, errors);
    struct script *script = source ? script_of(arena, source) : NULL;
    return script && header_read(arena, script, errors) ? script : NULL;
}

/* Folders, and their files in one list. */
struct reading {
    struct arena *arena, scratch;
    struct buffer head;
    struct folder_files files;
    struct scripts *scripts;
    struct errors *errors;
};

static bool holds_header(const struct folder_file *file, const char *text, size_t length, bool is_all) {
    while (!is_all && length && text[length - 1] != '\n')
        length--;
    struct source source = {file->path, text, length};
    return is_all || header_length(&source, text_has_extension(file->path, ".sql")) < length;
}

static bool read_one(struct reading *reading, const struct folder *folder, const struct folder_file *file) {
    struct arena *arena = reading->arena;
    if (!folder_read_head(folder, file, holds_header, &reading->head, reading->errors))
        return false;
    struct source *source = arena_new(arena, struct source);
    *source = (struct source){file->path, buffer_text(&reading->head), reading->head.length};
    struct script *script = script_of(arena, source);
    source->length = header_length(source, script->is_sql);
    source->text = arena_text(arena, source->text, source->length);
    script->is_cut = true;
    if (!header_read_among(arena, &reading->scratch, script, reading->errors))
        return false;
    list_push(arena, reading->scripts, script);
    return true;
}

static bool read_folder(struct reading *reading, const char *path, size_t first, size_t end) {
    struct folder folder;
    bool fine = true;
    if (!folder_open(path, &folder, reading->errors))
        return false;
    for (size_t i = first; i < end; i++) {
        const struct folder_file *file = &reading->files.items[i];
        if (is_script_name(file->name) && !file->is_again && !read_one(reading, &folder, file))
            fine = false;
    }
    folder_close(&folder);
    return fine;
}

static bool read_folders(struct reading *reading, const struct names *folders, bool nested) {
    size_t *ends = arena_alloc(reading->arena, (folders->count + 1) * sizeof *ends);
    bool fine = true;
    for (size_t i = 0; i < folders->count; i++) {
        fine &= folder_list(reading->arena, folders->items[i], nested, &reading->files, reading->errors);
        ends[i + 1] = reading->files.count;
    }
    folder_mark_again(reading->arena, &reading->files);
    for (size_t i = 0; i < folders->count; i++)
        if (ends[i] < ends[i + 1])
            fine &= read_folder(reading, folders->items[i], ends[i], ends[i + 1]);
    return fine;
}

bool scripts_read(struct arena *arena, const struct names *folders, bool nested, struct scripts *scripts,
    struct errors *errors) {
    struct reading reading = {
        .arena = arena, .scratch = {.exhausted = arena->exhausted}, .scripts = scripts, .errors = errors};
    reading.head.arena = &reading.scratch;
    buffer_add(&reading.head, ""); /* the chunk that all of them share */
    bool fine = read_folders(&reading, folders, nested);
    arena_free(&reading.scratch);
    return fine;
}

static bool refuse_changed(const struct script *script, struct errors *errors) {
    struct error *error = error_add(errors, ERROR_FILE, NOWHERE,
        "the header of \"%s\" was changed while cmigrate was reading it", script->path);
    error_hint(errors, error, "run the command again");
    return false;
}

bool script_read_whole(struct arena *arena, struct script *script, struct errors *errors) {
    if (!script->is_cut)
        return true;
    const struct source *head = script->source, *whole = file_read_bytes(arena, script->path, errors);
    if (!whole)
        return false;
    struct source part = *whole;
    part.length = header_length(whole, script->is_sql);
    if (part.length != head->length || memcmp(part.text, head->text, part.length) != 0)
        return refuse_changed(script, errors);
    script->source = script->revision.source = whole;
    script->is_cut = false;
    return true;
}
