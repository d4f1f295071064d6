/* Changing who a revision's parents are, in the file as its author wrote it. */
#ifndef CMIGRATE_SCRIPT_PARENTS_H
#define CMIGRATE_SCRIPT_PARENTS_H

#include "script/script.h"

/* Stands in was_parents for having had no parent. */
#define WAS_BASE "base"

/* The file's text, which has been read whole, with these parents and was_parents, all else as it is. Null
 * after an error: the header is written in a way that can't be changed safely. */
char *script_with_parents(struct arena *arena, const struct script *script, const struct names *parents,
    const struct names *was_parents, struct errors *errors);

#endif
