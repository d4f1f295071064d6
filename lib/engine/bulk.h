/* bulk_insert: rows from the script or a CSV file, as INSERT statements of bounded size. */
#ifndef CMIGRATE_ENGINE_BULK_H
#define CMIGRATE_ENGINE_BULK_H

#include "dialect.h"

/* Called for each INSERT; the text holds until it returns. */
typedef bool bulk_function(void *context, const char *sql, struct errors *errors);

/* `folder`: where the script is; a CSV file's path starts there. Memory stays bounded however long the file
 * is. */
bool bulk_insert(const struct dialect *dialect, const struct operation *operation, const char *folder,
    bulk_function *run, void *context, struct errors *errors);

#endif
