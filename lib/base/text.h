/* Questions about a piece of text. */
#ifndef CMIGRATE_BASE_TEXT_H
#define CMIGRATE_BASE_TEXT_H

#include "base/list.h"

/* Is every byte part of a well-formed UTF-8 character other than NUL? If not, *bad is the offset of the first
 * that isn't. */
bool text_is_utf8(const char *text, size_t length, size_t *bad);

/* The one of `words` that `word` was most likely meant to be, or null when none is near. */
const char *text_nearest(const char *word, const char *const *words, size_t count);

/* Equal but for the case of ASCII letters, whatever the locale. */
bool text_same_word(const char *left, const char *right);
bool text_starts_with(const char *text, const char *start);
bool text_ends_with(const char *text, const char *end);
/* Does the path end so, in whatever case? */
bool text_has_extension(const char *path, const char *extension);
/* ASCII lower case, whatever the locale. */
char *text_lower(struct arena *arena, const char *text);
/* A shell pattern with * and ?, where both match any character. */
bool text_matches(const char *text, const char *pattern);
/* Cuts at every `separator` and trims blanks; no empty pieces. */
struct names text_split(struct arena *arena, const char *text, char separator);

#endif
