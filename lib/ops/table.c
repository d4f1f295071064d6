#include <string.h>

#include "ops/kinds.h"

#define ROW(operation)                                                                                       \
    .read = operation##_read, .write = operation##_write, .apply = operation##_apply,                        \
    .inverse = operation##_inverse, .describe = operation##_describe

const struct operation_type operation_types[OPERATION_KINDS] = {
    [OPERATION_CREATE_TABLE] = {.word = "create_table", .structural = true, ROW(create_table)},
    [OPERATION_DROP_TABLE] = {.word = "drop_table", .structural = true, ROW(drop_table)},
    [OPERATION_RENAME_TABLE] = {.word = "rename_table", .structural = true, ROW(rename_table)},
    [OPERATION_ALTER_TABLE] = {.word = "alter_table", .structural = true, ROW(alter_table)},
    [OPERATION_ADD_COLUMN] = {.word = "add_column", .structural = true, ROW(add_column)},
    [OPERATION_DROP_COLUMN] = {.word = "drop_column", .structural = true, ROW(drop_column)},
    [OPERATION_ALTER_COLUMN] = {.word = "alter_column", .structural = true, ROW(alter_column)},
    [OPERATION_CREATE_INDEX] = {.word = "create_index", .structural = true, ROW(create_index)},
    [OPERATION_DROP_INDEX] = {.word = "drop_index", .structural = true, ROW(drop_index)},
    [OPERATION_RENAME_INDEX] = {.word = "rename_index", .structural = true, ROW(rename_index)},
    [OPERATION_CREATE_PRIMARY_KEY] = {.word = "create_primary_key",
        .structural = true,
        ROW(create_constraint)},
    [OPERATION_CREATE_UNIQUE] = {.word = "create_unique_constraint",
        .structural = true,
        ROW(create_constraint)},
    [OPERATION_CREATE_CHECK] = {.word = "create_check_constraint",
        .structural = true,
        ROW(create_constraint)},
    [OPERATION_CREATE_FOREIGN_KEY] = {.word = "create_foreign_key",
        .structural = true,
        ROW(create_constraint)},
    [OPERATION_CREATE_EXCLUDE] = {.word = "create_exclude_constraint",
        .structural = true,
        ROW(create_constraint)},
    [OPERATION_DROP_CONSTRAINT] = {.word = "drop_constraint", .structural = true, ROW(drop_constraint)},
    [OPERATION_RENAME_CONSTRAINT] = {.word = "rename_constraint", .structural = true, ROW(rename_constraint)},
    [OPERATION_CREATE_ENUM] = {.word = "create_enum", .structural = true, ROW(create_enum)},
    [OPERATION_ALTER_ENUM] = {.word = "alter_enum", .structural = true, ROW(alter_enum)},
    [OPERATION_RENAME_ENUM] = {.word = "rename_enum", .structural = true, ROW(rename_enum)},
    [OPERATION_DROP_ENUM] = {.word = "drop_enum", .structural = true, ROW(drop_enum)},
    [OPERATION_CREATE_OBJECT] = {.word = "create_object", .structural = true, ROW(create_object)},
    [OPERATION_DROP_OBJECT] = {.word = "drop_object", .structural = true, ROW(drop_object)},
    [OPERATION_RENAME_OBJECT] = {.word = "rename_object", .structural = true, ROW(rename_object)},
    [OPERATION_EXECUTE] = {.word = "execute",
        .opaque = true,
        .read = execute_read,
        .write = execute_write,
        .describe = execute_describe},
    [OPERATION_EXECUTE_FILE] = {.word = "execute_file",
        .opaque = true,
        .read = execute_file_read,
        .write = execute_file_write,
        .describe = execute_file_describe},
    [OPERATION_BULK_INSERT] = {.word = "bulk_insert",
        .read = bulk_insert_read,
        .write = bulk_insert_write,
        .describe = bulk_insert_describe},
};

const struct object_word object_words[OBJECT_WORDS] = {
    {"create_view", OPERATION_CREATE_OBJECT, "view"},
    {"create_trigger", OPERATION_CREATE_OBJECT, "trigger"},
    {"drop_view", OPERATION_DROP_OBJECT, "view"},
    {"drop_trigger", OPERATION_DROP_OBJECT, "trigger"},
};

const char *operation_name(enum operation_kind kind) {
    return operation_types[kind].word;
}

bool operation_is_opaque(const struct operation *operation) {
    return operation_types[operation->kind].opaque;
}

bool operation_is_structural(const struct operation *operation) {
    return operation_types[operation->kind].structural;
}

char *operation_describe(struct arena *arena, const struct operation *operation) {
    struct buffer out = {.arena = arena};
    operation_types[operation->kind].describe(&out, operation);
    return buffer_text(&out);
}

static bool same_name(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

bool operation_is_about(const struct operation *operation, const char *in_schema, const char *table) {
    return operation->table && same_name(operation->table, table) && same_name(operation->schema, in_schema);
}
