#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/index.h"

enum { FOLDERS_DEEP = 32 };

struct listing {
    struct arena *arena;
    const char *root;
    bool nested;
    struct name_index seen; /* folders, by device and number */
    struct folder_files *files;
    struct errors *errors;
};

/* One folder of them, opened. */
struct level {
    DIR *folder;
    const char *below; /* the root; "" for the root itself */
    uint64_t device;
    struct names folders;
};

/* Links may lead to a folder again and again: it is listed once. */
static bool is_new_folder(struct listing *listing, struct level *level) {
    struct stat info;
    if (fstat(dirfd(level->folder), &info))
        return true;
    level->device = (uint64_t)info.st_dev;
    const char *name = arena_format(
        listing->arena, "%llx:%llx", (unsigned long long)info.st_dev, (unsigned long long)info.st_ino);
    return !index_put(&listing->seen, name, listing);
}

/* What the folder itself says of an entry is enough, unless it is a link; false for a folder. */
static bool look_at(const struct level *level, const struct dirent *entry, struct folder_file *file) {
    struct stat info;
    file->is_regular = entry->d_type == DT_REG;
    file->device = level->device;
    file->number = (uint64_t)entry->d_ino;
    file->is_link = entry->d_type == DT_LNK || entry->d_type == DT_UNKNOWN;
    if (!file->is_link || fstatat(dirfd(level->folder), entry->d_name, &info, 0))
        return entry->d_type != DT_DIR;
    file->is_regular = S_ISREG(info.st_mode);
    return !S_ISDIR(info.st_mode);
}

static void list_entry(struct listing *listing, struct level *level, const struct dirent *entry) {
    struct folder_file file = {0};
    if (!look_at(level, entry, &file)) {
        if (listing->nested)
            list_push(
                listing->arena, &level->folders, path_join(listing->arena, level->below, entry->d_name));
        return;
    }
    const char *name = *level->below ? path_join(listing->arena, level->below, entry->d_name) : entry->d_name;
    file.path = path_join(listing->arena, listing->root, name);
    file.name = file.path + strlen(file.path) - strlen(name);
    list_push(listing->arena, listing->files, file);
}

static bool list_into(struct listing *listing, const char *below, int depth) {
    const char *path = *below ? path_join(listing->arena, listing->root, below) : listing->root;
    struct level level = {.folder = opendir(path), .below = below};
    if (!level.folder)
        return file_refuse(listing->errors, "read the folder", path);
    if (is_new_folder(listing, &level))
        for (struct dirent *entry; (entry = readdir(level.folder));)
            if (entry->d_name[0] != '.')
                list_entry(listing, &level, entry);
    closedir(level.folder);
    names_sort(&level.folders);
    bool listed = true;
    for (size_t i = 0; listed && depth < FOLDERS_DEEP && i < level.folders.count; i++)
        listed = list_into(listing, level.folders.items[i], depth + 1);
    return listed;
}

static int by_name(const void *left, const void *right) {
    const struct folder_file *a = left, *b = right;
    return strcmp(a->name, b->name);
}

bool folder_list(
    struct arena *arena, const char *path, bool nested, struct folder_files *files, struct errors *errors) {
    struct listing listing = {
        arena, path, nested, .seen = {.arena = arena}, .files = files, .errors = errors};
    size_t first = files->count;
    bool listed = list_into(&listing, "", 0);
    if (files->count > first)
        qsort(files->items + first, files->count - first, sizeof *files->items, by_name);
    return listed;
}
