/* A revision's checksum: "sha256:1:" and 64 hexadecimal digits, over its own canonical content.
 * docs/reference/checksums.md writes the form down, with test vectors. */
#ifndef CMIGRATE_SCRIPT_CHECKSUM_H
#define CMIGRATE_SCRIPT_CHECKSUM_H

#include "script/script.h"

/* Of a loaded script. Reads the files that it executes or loads; fails when one can't be read. */
bool script_checksum(
    struct arena *arena, const struct script *script, const char **checksum, struct errors *errors);

#endif
