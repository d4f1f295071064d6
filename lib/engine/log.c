#include "engine/log.h"

#include <string.h>

const char *log_table(struct engine *engine) {
    struct buffer name = {.arena = engine->arena};
    dialect_add_table(&name, engine->dialect, engine->version_table_schema, engine->log_table);
    return buffer_text(&name);
}

const char *log_event_name(enum log_event event) {
    static const char *const names[] = {
        [LOG_STARTED] = "started",
        [LOG_STATEMENT_STARTED] = "statement started",
        [LOG_STATEMENT_DONE] = "statement done",
        [LOG_FINISHED] = "finished",
        [LOG_FAILED] = "failed",
        [LOG_STAMPED] = "stamped",
        [LOG_CHANGED] = "changed",
        [LOG_SETTLED] = "settled",
        [LOG_PLANNED] = "planned",
    };
    return names[event];
}

static const char *direction_name(enum step_kind direction) {
    return direction == STEP_UPGRADE ? "upgrade" : direction == STEP_DOWNGRADE ? "downgrade" : "stamp";
}

static void add_text(struct buffer *sql, const struct dialect *dialect, const char *text, size_t limit) {
    buffer_add(sql, ", ");
    if (!text) {
        buffer_add(sql, "NULL");
        return;
    }
    size_t length = strlen(text);
    if (length > limit) {
        length = limit;
        while (length && ((unsigned char)text[length] & 0xc0) == 0x80)
            length--;
    }
    dialect->text_quoted(sql, arena_text(sql->arena, text, length));
}

static void add_count(struct buffer *sql, size_t count) {
    if (count)
        buffer_addf(sql, ", %zu", count);
    else
        buffer_add(sql, ", NULL");
}

enum { NAME_LIMIT = 32, PERSON_LIMIT = 200, TOOL_LIMIT = 40, CHECKSUM_LIMIT = 80, DETAIL_LIMIT = 1000000 };

/* (…), a row of the log */
static const char *row_of(struct engine *engine, const struct log_entry *entry) {
    struct buffer sql = {.arena = engine->arena};
    const struct dialect *dialect = engine->dialect;
    buffer_addf(&sql, "(%d", LOG_LAYOUT);
    if (engine->connection)
        add_text(&sql, dialect, engine->now(engine->arena), NAME_LIMIT);
    else
        buffer_add(&sql, ", CURRENT_TIMESTAMP");
    add_text(&sql, dialect, log_event_name(entry->event), NAME_LIMIT);
    add_text(&sql, dialect, entry->revision, NAME_LIMIT);
    add_text(&sql, dialect, direction_name(entry->direction), NAME_LIMIT);
    add_text(&sql, dialect, entry->checksum, CHECKSUM_LIMIT);
    add_count(&sql, entry->statement);
    add_count(&sql, entry->statements);
    add_text(&sql, dialect, engine->connection ? engine->user : "offline SQL", PERSON_LIMIT);
    add_text(&sql, dialect, engine->connection ? engine->host : "", PERSON_LIMIT);
    add_text(&sql, dialect, engine->tool_version, TOOL_LIMIT);
    add_text(&sql, dialect, entry->detail, DETAIL_LIMIT);
    buffer_add_char(&sql, ')');
    return buffer_text(&sql);
}

static void hold(struct engine *engine, struct sink *sink, const char *row) {
    list_push(engine->arena, &sink->held, row);
    sink->held_length += strlen(row);
}

bool log_flush(struct engine *engine, struct sink *sink, struct errors *errors) {
    if (!sink->held.count)
        return true;
    const char *sql = arena_format(engine->arena,
        "INSERT INTO %s (layout, at, event, revision, direction, checksum, statement, statements, actor, "
        "host, tool, detail) VALUES %s",
        log_table(engine), names_join(engine->arena, &sink->held, ", "));
    sink->held.count = 0;
    sink->held_length = 0;
    return sink_execute_later(sink, sql, errors);
}

bool log_hold(
    struct engine *engine, struct sink *sink, const struct log_entry *entry, struct errors *errors) {
    enum { HELD_MAX = 200000 }; /* bytes: no server refuses a packet for it */
    hold(engine, sink, row_of(engine, entry));
    return (engine->connection && sink->held_length < HELD_MAX) || log_flush(engine, sink, errors);
}

bool log_write(
    struct engine *engine, struct sink *sink, const struct log_entry *entry, struct errors *errors) {
    hold(engine, sink, row_of(engine, entry));
    return log_flush(engine, sink, errors);
}

static bool take_checksum(void *context, const char *const *values, size_t count) {
    struct name_index *checksums = context;
    if (count != 3 || !values[0] || !values[2])
        return true;
    if (!strcmp(values[2], direction_name(STEP_DOWNGRADE)))
        index_remove(checksums, values[0]);
    else
        index_put(checksums, arena_string(checksums->arena, values[0]),
            arena_string(checksums->arena, values[1] ? values[1] : ""));
    return true;
}

bool log_is_there(struct engine *engine, bool *there, struct errors *errors) {
    const char *has =
        engine->dialect->has_table_query(engine->arena, engine->version_table_schema, engine->log_table);
    return connection_has_row(engine->connection, has, there, errors);
}

bool log_checksums(struct engine *engine, struct name_index *checksums, struct errors *errors) {
    bool there;
    if (!log_is_there(engine, &there, errors))
        return false;
    if (!there)
        return true;
    const char *sql = arena_format(engine->arena,
        "SELECT revision, checksum, direction FROM %s WHERE event IN ('finished', 'stamped', 'changed') "
        "ORDER BY id",
        log_table(engine));
    return engine->connection->type->query(engine->connection, sql, take_checksum, checksums, errors);
}
