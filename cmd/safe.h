/* Text from a file or a database, on its way to a terminal: it must not be able to command it. */
#ifndef CMIGRATE_CMD_SAFE_H
#define CMIGRATE_CMD_SAFE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Writes the text; a control character, one that turns the direction of writing, or a byte that is no text
 * comes as "?", a tabulator as a blank. `lines`: line ends and tabulators stay. */
void safe_put(FILE *stream, const char *text, size_t length, bool lines);
/* How long the character at `at` is; 0 for what isn't UTF-8. */
size_t safe_length(const char *at, size_t left);

#endif
