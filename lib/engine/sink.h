/* Where statements go: a connection, or a text. The rest of the engine can't tell. */
#ifndef CMIGRATE_ENGINE_SINK_H
#define CMIGRATE_ENGINE_SINK_H

#include "dialect.h"

struct sink {
    const struct dialect *dialect;
    struct connection *connection; /* null for a text */
    unsigned wait;                 /* milliseconds that begin() waits for another runner */
    struct buffer *text;           /* null for a connection */
    bool in_transaction;
    struct names held;  /* rows of the log that wait for the next one; log.c alone looks */
    size_t held_length; /* of them in bytes */
};

struct sink sink_to_connection(struct connection *connection, unsigned wait);
struct sink sink_to_text(const struct dialect *dialect, struct buffer *text);

/* Runs one statement. `changed` may be null; a text doesn't know how many rows change. */
bool sink_execute(struct sink *sink, const char *sql, uint64_t *changed, struct errors *errors);
/* In a transaction: it may go together with the next one, which then fails in its place. */
bool sink_execute_later(struct sink *sink, const char *sql, struct errors *errors);
bool sink_begin(struct sink *sink, struct errors *errors);
bool sink_commit(struct sink *sink, struct errors *errors);
void sink_rollback(struct sink *sink);
/* What a text begins with: what it is for, and how its client shall read it; nothing on a connection. */
void sink_introduce(struct sink *sink, const struct server *server, const char *tool_version);
/* A line for the reader of a text; nothing on a connection. */
void sink_comment(struct sink *sink, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
