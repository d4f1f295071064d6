#include "engine/sink.h"

#include <string.h>

struct sink sink_to_connection(struct connection *connection, unsigned wait) {
    return (struct sink){.dialect = connection->dialect, .connection = connection, .wait = wait};
}

struct sink sink_to_text(const struct dialect *dialect, struct buffer *text) {
    return (struct sink){.dialect = dialect, .text = text};
}

/* A body with semicolons in it reaches the MySQL client whole only under another delimiter. */
static void add_statement(struct sink *sink, const char *sql) {
    bool delimited = sink->dialect->syntax->delimiter_lines && strchr(sql, ';');
    if (delimited)
        buffer_add(sink->text, "DELIMITER ;;\n");
    buffer_add(sink->text, sql);
    buffer_add(sink->text, delimited ? ";;\nDELIMITER ;\n\n" : ";\n\n");
}

bool sink_execute(struct sink *sink, const char *sql, uint64_t *changed, struct errors *errors) {
    if (sink->connection)
        return sink->connection->type->execute(sink->connection, sql, changed, errors);
    add_statement(sink, sql);
    return true;
}

bool sink_execute_later(struct sink *sink, const char *sql, struct errors *errors) {
    if (sink->connection && sink->in_transaction && sink->connection->type->execute_later)
        return sink->connection->type->execute_later(sink->connection, sql, errors);
    return sink_execute(sink, sql, NULL, errors);
}

bool sink_begin(struct sink *sink, struct errors *errors) {
    if (sink->connection && !sink->connection->type->begin(sink->connection, sink->wait, errors))
        return false;
    if (sink->text)
        buffer_add(sink->text, "BEGIN;\n\n");
    sink->in_transaction = true;
    return true;
}

bool sink_commit(struct sink *sink, struct errors *errors) {
    if (sink->connection && !sink->connection->type->commit(sink->connection, errors))
        return false;
    if (sink->text)
        buffer_add(sink->text, "COMMIT;\n\n");
    sink->in_transaction = false;
    return true;
}

void sink_rollback(struct sink *sink) {
    if (sink->in_transaction && sink->connection)
        sink->connection->type->rollback(sink->connection);
    sink->in_transaction = false;
}

/* A line end in a message must not end the comment. */
void sink_comment(struct sink *sink, const char *format, ...) {
    if (!sink->text)
        return;
    va_list args;
    va_start(args, format);
    char *line = arena_vformat(sink->text->arena, format, args);
    va_end(args);
    for (char *c = line; *c; c++)
        if (*c == '\n' || *c == '\r')
            *c = ' ';
    buffer_add(sink->text, "-- ");
    buffer_add(sink->text, line);
    buffer_add(sink->text, "\n\n");
}

void sink_introduce(struct sink *sink, const struct server *server, const char *tool_version) {
    const char *const *preamble = sink->dialect->text_preamble;
    if (!sink->text)
        return;
    sink_comment(sink, "Made by cmigrate %s for %s %u.%u%s", tool_version, server->product,
        server->version / 10000, server->version / 100 % 100,
        server->assumed ? ", the oldest that is supported: name another with --server" : "");
    for (; preamble && *preamble; preamble++)
        if (**preamble == '.' && sink->dialect->syntax->dot_lines)
            buffer_addf(
                sink->text, "%s\n\n", *preamble); /* a line for the client, which has no end but its own */
        else
            add_statement(sink, *preamble);
}
