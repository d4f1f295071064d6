/* Reads what SHOW CREATE TABLE says, the one place where a server tells all of a table. */
#ifndef CMIGRATE_MYSQL_SHOW_H
#define CMIGRATE_MYSQL_SHOW_H

#include "mysql/family.h"

/* The table as written there, not yet resolved: types and defaults are SQL, every option is said. Null after
 * an error: text that isn't understood is never passed over in silence. */
struct table *show_read_table(
    struct arena *arena, const struct server *server, const char *sql, struct errors *errors);

/* A view, trigger, function, procedure, event or sequence from what SHOW CREATE says of it, without its name.
 * `user` is who asks: as a definer that goes without saying. `about`: of an event, that it starts when it is
 * made. */
struct object *show_read_object(
    struct arena *arena, const char *kind, const char *sql, const char *user, const char *about);

/* --- Between the files that read it --- */

struct showing {
    struct arena *arena;
    const struct server *server;
    struct lexer lexer;
    struct token ahead; /* the next one */
    const char *end;    /* of the last one that was taken */
    struct table *table;
    const char *trouble; /* what was not understood, or null */
};

struct token show_next(struct showing *showing);
struct token show_peek(const struct showing *showing);
/* Takes the word or symbol when it comes next. */
bool show_take(struct showing *showing, const char *word);
bool show_expect(struct showing *showing, const char *word);
char *show_name(struct showing *showing);
char *show_text(struct showing *showing);
/* "(…)" as it stands, without the outer brackets; null when none comes next. */
char *show_brackets(struct showing *showing);
bool show_fail(struct showing *showing, struct token token);

bool show_read_column(struct showing *showing);
/* A key, constraint or period; `first` is its first token. */
bool show_read_key(struct showing *showing);
bool show_read_options(struct showing *showing);

#endif
