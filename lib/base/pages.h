/* Memory straight from the system, for what grows large. */
#ifndef CMIGRATE_BASE_PAGES_H
#define CMIGRATE_BASE_PAGES_H

#include <stddef.h>

/* So large is a large page of the usual systems; what is taken is a multiple of it. */
enum { PAGES_UNIT = 2 * 1024 * 1024 };

/* At least `*size` bytes, zeroed; sets `*size` to what they are. They are asked for as large pages, all at
 * once: touched one by one, small pages cost more than what is done with them, most of all in a virtual
 * machine. Null when the system has none, or can't be asked so: then malloc() will do. */
void *pages_take(size_t *size);
void pages_give_back(void *start, size_t size);

#endif
