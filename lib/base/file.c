#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

char *path_join(struct arena *arena, const char *folder, const char *name) {
    if (*name == '/' || !*folder || !strcmp(folder, "."))
        return arena_string(arena, name);
    size_t length = strlen(folder), more = strlen(name);
    bool slash = folder[length - 1] != '/';
    char *path = arena_alloc(arena, length + slash + more + 1);
    memcpy(path, folder, length);
    path[length] = '/';
    memcpy(path + length + slash, name, more);
    return path;
}

char *path_folder(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash)
        return arena_string(arena, ".");
    return arena_text(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

const char *path_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool file_exists(const char *path) {
    struct stat info;
    return !stat(path, &info) && !S_ISDIR(info.st_mode);
}

bool folder_exists(const char *path) {
    struct stat info;
    return !stat(path, &info) && S_ISDIR(info.st_mode);
}

bool file_refuse(struct errors *errors, const char *what, const char *path) {
    error_add(errors, ERROR_FILE, NOWHERE, "could not %s \"%s\": %s", what, path, strerror(errno));
    return false;
}

static bool read_open(int fd, struct source *source, size_t size) {
    char *text = (char *)(size_t)source->text;
    while (source->length < size) {
        ssize_t got = read(fd, text + source->length, size - source->length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return !got;
        source->length += (size_t)got;
    }
    return true;
}

static struct source *read_regular(
    struct arena *arena, int fd, char *path, const struct stat *info, struct errors *errors) {
    if (!S_ISREG(info->st_mode)) {
        error_add(errors, ERROR_FILE, NOWHERE, "could not read \"%s\": not a regular file", path);
        return NULL;
    }
    if (info->st_size > FILE_SIZE_LIMIT) {
        error_add(errors, ERROR_FILE, NOWHERE,
            "could not read \"%s\": it has %lld bytes, more than the %d that a file may have", path,
            (long long)info->st_size, FILE_SIZE_LIMIT);
        return NULL;
    }
    struct source *source = arena_new(arena, struct source);
    source->file = path;
    source->text = arena_alloc(arena, (size_t)info->st_size + 1);
    if (read_open(fd, source, (size_t)info->st_size))
        return source;
    file_refuse(errors, "read", path);
    return NULL;
}

struct source *file_read_bytes(struct arena *arena, const char *path, struct errors *errors) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat info;
    struct source *source = NULL;
    if (fd < 0 || fstat(fd, &info))
        file_refuse(errors, "read", path);
    else
        source = read_regular(arena, fd, arena_string(arena, path), &info, errors);
    if (fd >= 0)
        close(fd);
    return source;
}

bool source_is_text(const struct source *source, struct errors *errors) {
    size_t bad;
    if (text_is_utf8(source->text, source->length, &bad))
        return true;
    struct error *error = error_add(errors, ERROR_SYNTAX, place_at(source, bad),
        "byte 0x%02x is not text in UTF-8", (unsigned)(unsigned char)source->text[bad]);
    error_hint(errors, error, "save the file as UTF-8");
    return false;
}

struct source *file_read(struct arena *arena, const char *path, struct errors *errors) {
    struct source *source = file_read_bytes(arena, path, errors);
    return source && source_is_text(source, errors) ? source : NULL;
}

void source_forget(struct source *source) {
    source->text = NULL;
    source->length = 0;
}

struct place file_place_again(struct arena *arena, struct place place) {
    struct errors ignored = {.arena = arena};
    if (place.source && !place.source->text && place.source->file) {
        struct source *again = file_read_bytes(arena, place.source->file, &ignored);
        if (again)
            again->has_secrets = place.source->has_secrets;
        place.source = again;
    }
    return place;
}

bool file_make_folders(const char *path, struct errors *errors) {
    char *copy = strdup(path);
    bool made = copy != NULL;
    for (char *at = copy; made && at;) {
        at = strchr(at + 1, '/');
        if (at)
            *at = 0;
        if (mkdir(copy, 0777) && !folder_exists(copy)) {
            file_refuse(errors, "make the folder", copy);
            made = false;
        }
        if (at)
            *at = '/';
    }
    free(copy);
    return made;
}

static bool write_all(int fd, const char *text, size_t length) {
    while (length) {
        ssize_t wrote = write(fd, text, length);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return false;
        text += wrote;
        length -= (size_t)wrote;
    }
    return true;
}

/* link() refuses an existing target, where rename() would replace it. */
static bool put_in_place(const char *draft, const char *path, bool replace) {
    if (replace)
        return !rename(draft, path);
    return !link(draft, path) && !unlink(draft);
}

bool file_write(const char *path, const char *text, size_t length, bool replace, struct errors *errors) {
    struct arena arena = {0};
    bool written = file_make_folders(path_folder(&arena, path), errors);
    if (written) {
        char *draft = arena_format(&arena, "%s.%ld.tmp", path, (long)getpid());
        int fd = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        written = fd >= 0 && write_all(fd, text, length) && !fsync(fd);
        int saved = errno;
        if (fd >= 0 && close(fd))
            written = false;
        errno = saved;
        written = written && put_in_place(draft, path, replace);
        if (!written) {
            file_refuse(errors, "write", path);
            if (fd >= 0)
                unlink(draft);
        }
    }
    arena_free(&arena);
    return written;
}
