/* Statements that go to the server together with the next one: a message less each. */
#ifndef CMIGRATE_POSTGRESQL_DRIVER_WAITING_H
#define CMIGRATE_POSTGRESQL_DRIVER_WAITING_H

#include "base/arena.h"
#include "base/list.h"

struct waiting {
    struct arena arena;
    struct names statements; /* each complete, without a semicolon; none gives a row */
    size_t finished;         /* of those that were sent with the last one, how many the server has done */
};

void waiting_add(struct waiting *waiting, const char *sql);
/* Takes the last one out; null when there is none. */
const char *waiting_take(struct waiting *waiting);
/* All of them and `sql`, as one text. */
const char *waiting_with(struct waiting *waiting, const char *sql);
/* Of which of them, or of `sql`, is an error? `*position`, in characters from 1, or 0, is one in the text of
 * waiting_with(), and becomes one in that statement. */
const char *waiting_blamed(const struct waiting *waiting, const char *sql, long *position);
void waiting_forget(struct waiting *waiting);

#endif
