/* Files and folders. Paths are as the user gave them; none is made absolute. */
#ifndef CMIGRATE_BASE_FILE_H
#define CMIGRATE_BASE_FILE_H

#include <stdint.h>

#include "base/error.h"

enum { FILE_SIZE_LIMIT = 64 * 1024 * 1024 }; /* of a file that is read whole */

char *path_join(struct arena *arena, const char *folder, const char *name);
/* All before the last slash, "." when there is none. */
char *path_folder(struct arena *arena, const char *path);
const char *path_name(const char *path);

bool file_exists(const char *path);
bool folder_exists(const char *path);

/* Reads a regular file whole. Fails when there is none, when it is larger than FILE_SIZE_LIMIT, or when it
 * isn't UTF-8 text without NUL. */
struct source *file_read(struct arena *arena, const char *path, struct errors *errors);
/* The same without a look at what the bytes are. */
struct source *file_read_bytes(struct arena *arena, const char *path, struct errors *errors);

/* Two paths lead to one file when these are equal. */
struct file_identity {
    uint64_t device, number;
};

/* A folder that many files are read from: it is walked to once. */
struct folder {
    const char *path;
    int descriptor;
};
bool folder_open(const char *path, struct folder *folder, struct errors *errors);
void folder_close(struct folder *folder);
/* The same as file_read_bytes(), of a file in the folder, saying which file it was. */
struct source *folder_read_file(struct arena *arena, const struct folder *folder, const char *name,
    struct file_identity *identity, struct errors *errors);
/* Adds an error, at the first byte that isn't, unless the source is UTF-8 text without NUL. */
bool source_is_text(const struct source *source, struct errors *errors);
/* Writes a new file, making folders on the way; all of it or nothing. Fails when the file is there, unless
 * `replace`. */
bool file_write(const char *path, const char *text, size_t length, bool replace, struct errors *errors);
bool file_make_folders(const char *path, struct errors *errors);

/* The names in a folder, sorted by bytes, without those that start with a dot. With `nested`, files in
 * folders below come as "sub/name" and folders not at all. */
bool folder_list(
    struct arena *arena, const char *path, bool nested, struct names *names, struct errors *errors);

#endif
