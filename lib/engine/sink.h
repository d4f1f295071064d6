/* Where statements go: a connection, or a text. The rest of the engine can't tell. */
#ifndef CMIGRATE_ENGINE_SINK_H
#define CMIGRATE_ENGINE_SINK_H

#include "dialect.h"

struct sink {
    /* `changed` may be null; a text knows none and says 1. */
    bool (*execute)(struct sink *sink, const char *sql, uint64_t *changed, struct errors *errors);
    bool (*begin)(struct sink *sink, struct errors *errors);
    bool (*commit)(struct sink *sink, struct errors *errors);
    void (*rollback)(struct sink *sink);
    void (*comment)(struct sink *sink, const char *text);
    struct connection *connection;                                 /* null for a text */
    struct buffer *text;                                           /* null for a connection */
    void (*flush)(void *context, const char *text, size_t length); /* of a text: called as it grows */
    void *context;
};

struct sink sink_to_connection(struct connection *connection, unsigned wait);
struct sink sink_to_text(const struct dialect *dialect, struct buffer *text);

#endif
