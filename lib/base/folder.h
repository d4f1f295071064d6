/* The files in a folder, listed, and read by their beginnings: what loading thousands of them needs. */
#ifndef CMIGRATE_BASE_FOLDER_H
#define CMIGRATE_BASE_FOLDER_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"

struct folder_file {
    const char *path;        /* as the user would open it */
    const char *name;        /* of that, what is below the folder */
    uint64_t device, number; /* two paths lead to one file when these are equal */
    bool is_link, is_regular;
    bool is_again; /* an earlier one of the list leads to the same file */
};
LIST_TYPE(folder_files, struct folder_file);

/* Adds the files in a folder, sorted by the bytes of their names, without those that start with a dot. With
 * `nested`, those of the folders below too, as "sub/name"; folders themselves never. */
bool folder_list(
    struct arena *arena, const char *path, bool nested, struct folder_files *files, struct errors *errors);
/* Tells which files another before them leads to as well: folders overlap, and there are links. */
void folder_mark_again(struct arena *arena, struct folder_files *files);

/* A folder that many files are read from: it is walked to once. */
struct folder {
    const char *path;
    int descriptor;
};
bool folder_open(const char *path, struct folder *folder, struct errors *errors);
void folder_close(struct folder *folder);

/* Does the text hold all that the reader wants? `is_all` says that the file has no more. */
typedef bool folder_enough(const struct folder_file *file, const char *text, size_t length, bool is_all);
/* Reads as much of the file's beginning as is enough, into `head`, whose room serves again and again. Fails
 * when it is no regular file, or not enough after FILE_SIZE_LIMIT bytes. */
bool folder_read_head(const struct folder *folder, const struct folder_file *file, folder_enough *is_enough,
    struct buffer *head, struct errors *errors);

#endif
