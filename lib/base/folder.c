#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { HEAD_SIZE = 4096 };

/* A folder may number its entries otherwise than the files themselves are (overlays do): then a link and what
 * it leads to have to be asked alike. */
static void ask_all(struct folder_files *files) {
    bool has_links = false;
    for (size_t i = 0; i < files->count; i++)
        has_links |= files->items[i].is_link;
    for (size_t i = 0; has_links && i < files->count; i++) {
        struct stat info;
        if (stat(files->items[i].path, &info))
            continue;
        files->items[i].device = (uint64_t)info.st_dev;
        files->items[i].number = (uint64_t)info.st_ino;
    }
}

void folder_mark_again(struct arena *arena, struct folder_files *files) {
    size_t capacity = 64;
    while (capacity / 2 < files->count)
        capacity *= 2;
    const struct folder_file **slots = arena_alloc(arena, capacity * sizeof *slots);
    ask_all(files);
    for (size_t i = 0; i < files->count; i++) {
        struct folder_file *file = &files->items[i];
        size_t at = (size_t)((file->number + file->device) * 0x9e3779b97f4a7c15u >> 32) & (capacity - 1);
        while (slots[at] && (slots[at]->number != file->number || slots[at]->device != file->device))
            at = (at + 1) & (capacity - 1);
        file->is_again = slots[at] != NULL;
        if (!slots[at])
            slots[at] = file;
    }
}

bool folder_open(const char *path, struct folder *folder, struct errors *errors) {
    *folder = (struct folder){path, open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    return folder->descriptor >= 0 || file_refuse(errors, "read the folder", path);
}

void folder_close(struct folder *folder) {
    close(folder->descriptor);
}

static bool refuse_length(const struct folder_file *file, struct errors *errors) {
    struct error *error = error_add(errors, ERROR_FILE, NOWHERE,
        "could not read \"%s\": its first %d bytes are not enough", file->path, FILE_SIZE_LIMIT);
    error_hint(errors, error, "is it what it is named after?");
    return false;
}

/* Asked after the first block, at the end, and in between whenever the text has doubled. */
static bool read_enough(int fd, const struct folder_file *file, folder_enough *is_enough, struct buffer *head,
    struct errors *errors) {
    char block[HEAD_SIZE];
    for (size_t asked = 0;;) {
        ssize_t got = read(fd, block, sizeof block);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return file_refuse(errors, "read", file->path);
        buffer_add_text(head, block, (size_t)got);
        if (head->length > FILE_SIZE_LIMIT)
            return refuse_length(file, errors);
        if (got && head->length < 2 * asked)
            continue;
        if (is_enough(file, head->text, head->length, !got) || !got)
            return true;
        asked = head->length;
    }
}

bool folder_read_head(const struct folder *folder, const struct folder_file *file, folder_enough *is_enough,
    struct buffer *head, struct errors *errors) {
    buffer_clear(head);
    if (!file->is_regular) {
        error_add(errors, ERROR_FILE, NOWHERE, "could not read \"%s\": not a regular file", file->path);
        return false;
    }
    int fd = openat(folder->descriptor, file->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return file_refuse(errors, "read", file->path);
    bool done = read_enough(fd, file, is_enough, head, errors);
    close(fd);
    return done;
}
