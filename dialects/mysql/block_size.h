/* KEY_BLOCK_SIZE of a table, which the server notes for each of its keys. */
#ifndef CMIGRATE_MYSQL_BLOCK_SIZE_H
#define CMIGRATE_MYSQL_BLOCK_SIZE_H

#include "schema/schema.h"

/* `before` as the server shows it from the moment on at which `after` gets another size: with the old one at
 * each key that has none of its own. Itself where the size stays. */
const struct table *block_size_shown(
    struct arena *arena, const struct table *before, const struct table *after);

#endif
