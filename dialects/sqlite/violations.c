/* Queries for the rows that break a foreign key, to be compared before and after the work: tables by the
 * names that they will have, rows by their rowids where those stay. */
#include <string.h>

#include "base/text.h"
#include "schema/type.h"
#include "sqlite/compile.h"

struct comparison {
    struct column_renames tables; /* from what they are called now to what they are called in the end */
    struct names moved;           /* tables, by their last names, whose rowids may become others */
};

static const char **called_now(struct column_renames *renames, const char *table) {
    for (size_t i = 0; i < renames->count; i++)
        if (sqlite_same_name(renames->items[i].to, table))
            return &renames->items[i].to;
    return NULL;
}

static void note_rename(
    struct arena *arena, struct comparison *comparison, const char *from, const char *to) {
    const char **known = called_now(&comparison->tables, from);
    if (known)
        *known = to;
    else
        *list_add(arena, &comparison->tables) = (struct column_rename){from, to};
    for (size_t i = 0; i < comparison->moved.count; i++)
        if (sqlite_same_name(comparison->moved.items[i], from))
            comparison->moved.items[i] = to;
}

/* May the column, which may be the key, be the rowid from here on? */
static bool becomes_rowid(const struct operation *operation) {
    const struct type *type = &operation->column->type;
    bool is_integer = type_is_integer(type) || (type->text && text_same_word(type->text, "INTEGER"));
    return operation->changes & (CHANGE_AUTOINCREMENT | CHANGE_OPTIONS) ||
           (operation->changes & CHANGE_TYPE && is_integer);
}

static void follow(struct arena *arena, struct comparison *comparison, const struct operation *operation) {
    bool moves = operation->kind == OPERATION_CREATE_PRIMARY_KEY ||
                 (operation->kind == OPERATION_ALTER_COLUMN && becomes_rowid(operation)) ||
                 (operation->kind == OPERATION_ALTER_TABLE && operation->changes & CHANGE_OPTIONS);
    if (operation->kind == OPERATION_RENAME_TABLE)
        note_rename(arena, comparison, operation->table, operation->new_name);
    else if (moves)
        list_push(arena, &comparison->moved, operation->table);
}

/* "CASE name COLLATE NOCASE WHEN 'now' THEN 'then' … ELSE name END AS name" */
static void add_then(struct buffer *out, const char *name, const struct column_renames *renames) {
    if (renames->count)
        buffer_addf(out, "CASE %s COLLATE NOCASE", name);
    for (size_t i = 0; i < renames->count; i++) {
        buffer_add(out, " WHEN ");
        sqlite_text_quoted(out, renames->items[i].from);
        buffer_add(out, " THEN ");
        sqlite_text_quoted(out, renames->items[i].to);
    }
    if (renames->count)
        buffer_addf(out, " ELSE %s END AS ", name);
    buffer_add(out, name);
}

static void add_row(struct buffer *out, const struct names *moved) {
    for (size_t i = 0; i < moved->count; i++) {
        buffer_add(out, i ? ", " : "CASE WHEN child COLLATE NOCASE NOT IN (");
        sqlite_text_quoted(out, moved->items[i]);
    }
    buffer_add(out, moved->count ? ") THEN row END" : "row");
}

/* Of all tables, or of one, `table` being its name in brackets. A key may spell its parent in another case
 * than the parent itself, and a rebuild mends that. */
static const char *query(
    struct arena *arena, const struct column_renames *renames, const struct names *moved, const char *table) {
    struct buffer out = {.arena = arena};
    buffer_add(&out, "SELECT coalesce(child || ' row ' || ");
    add_row(&out, moved);
    buffer_add(&out, ", 'a row of ' || child), 'refers to a missing row of', parent FROM (SELECT ");
    add_then(&out, "child", renames);
    buffer_add(&out, ", row, ");
    add_then(&out, "parent", renames);
    buffer_addf(&out,
        " FROM (SELECT \"table\" AS child, rowid AS row, coalesce((SELECT name FROM sqlite_master"
        " WHERE type = 'table' AND name = parent COLLATE NOCASE), parent) AS parent"
        " FROM pragma_foreign_key_check%s))",
        table);
    return buffer_text(&out);
}

/* SQLite checks nothing while one key refers to columns that aren't unique: each table by itself, then. */
static const char *part_query(
    struct arena *arena, const struct column_renames *renames, const struct names *moved) {
    static const char mark[] = "(*)";
    const char *of_one = query(arena, renames, moved, mark), *at = strstr(of_one, mark);
    struct buffer out = {.arena = arena};
    buffer_add(&out, "SELECT ");
    add_then(&out, "child", renames);
    buffer_add(&out, ", ");
    sqlite_text_quoted(&out, arena_text(arena, of_one, (size_t)(at + 1 - of_one)));
    buffer_add(&out, " || quote(child) || ");
    sqlite_text_quoted(&out, at + strlen(mark) - 1);
    buffer_add(&out, " FROM (SELECT name AS child FROM sqlite_master WHERE type = 'table'"
                     " AND EXISTS (SELECT 1 FROM pragma_foreign_key_list(name)))");
    return buffer_text(&out);
}

static struct check check_of(
    struct arena *arena, const struct column_renames *renames, const struct names *moved) {
    return (struct check){query(arena, renames, moved, ""), part_query(arena, renames, moved)};
}

void sqlite_compare_violations(
    struct arena *arena, const struct operations *operations, struct frame *frame) {
    static const struct column_renames none;
    struct comparison comparison = {0};
    for (size_t i = 0; i < operations->count; i++)
        follow(arena, &comparison, &operations->items[i]);
    frame->check_before = check_of(arena, &comparison.tables, &comparison.moved);
    frame->check = check_of(arena, &none, &comparison.moved);
}
