/* Files, and paths to them as the user gave them; none is made absolute. */
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

/* Leaves the text to its owner; for the line of a place, the file will be read again. */
void source_forget(struct source *source);
/* The place in a source that has its text: its own, or one in the arena. With no text at all when the file
 * can't be read any more. */
struct place file_place_again(struct arena *arena, struct place place);

/* Adds an error, at the first byte that isn't, unless the source is UTF-8 text without NUL. */
bool source_is_text(const struct source *source, struct errors *errors);
/* Writes a new file, making folders on the way; all of it or nothing. Fails when the file is there, unless
 * `replace`. */
bool file_write(const char *path, const char *text, size_t length, bool replace, struct errors *errors);
bool file_make_folders(const char *path, struct errors *errors);

/* Adds the system's own reason, errno, why one could not `what` (read, write) the path; false. */
bool file_refuse(struct errors *errors, const char *what, const char *path);

#endif
