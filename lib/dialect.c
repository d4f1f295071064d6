#include "dialect.h"

#include "base/text.h"

void dialect_add_table(
    struct buffer *out, const struct dialect *dialect, const char *in_schema, const char *table) {
    if (in_schema) {
        dialect->name_quoted(out, in_schema);
        buffer_add_char(out, '.');
    }
    dialect->name_quoted(out, table);
}

void dialect_add_value(struct buffer *out, const struct dialect *dialect, const struct value *value) {
    switch (value->kind) {
    case VALUE_NONE:
    case VALUE_NULL:
        buffer_add(out, "NULL");
        break;
    case VALUE_BOOLEAN:
    case VALUE_NUMBER:
    case VALUE_SQL:
        buffer_add(out, value->text);
        break;
    case VALUE_STRING:
        dialect->text_quoted(out, value->text);
        break;
    }
}

static bool note_row(void *context, const char *const *values, size_t count) {
    (void)values;
    (void)count;
    *(bool *)context = true;
    return true;
}

void connection_give_back(struct connection *connection) {
    if (connection->type->give_back)
        connection->type->give_back(connection);
}

bool connection_has_row(struct connection *connection, const char *sql, bool *found, struct errors *errors) {
    *found = false;
    return connection->type->query(connection, sql, note_row, found, errors);
}

bool inspect_is_bookkeeping(const struct inspect_scope *scope, const char *table) {
    const char *const known[] = {
        scope->version_table, scope->log_table, "cmigrate_version", "cmigrate_log", "alembic_version"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i] && text_same_word(table, known[i]))
            return true;
    return false;
}
