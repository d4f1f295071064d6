#include "engine/asking.h"

#include <string.h>

#include "engine/danger.h"
#include "sql/expression.h"

/* --- Names --- */

const char *asking_table_key(struct asking *asking, const struct operation *operation) {
    return table_full_name(asking->engine->arena, operation->schema, operation->table);
}

const char *asking_column_key(struct asking *asking, const struct operation *operation, const char *column) {
    return arena_format(asking->engine->arena, "%s.%s", asking_table_key(asking, operation), column);
}

bool asking_is_of_table(const struct operation *left, const struct operation *right) {
    return right->table && operation_is_about(left, right->schema, right->table);
}

const char *asking_table_now(struct asking *asking, const struct operation *operation) {
    const char *now = index_find(&asking->tables, asking_table_key(asking, operation));
    return !now ? operation->table : *now ? now : NULL;
}

const char *asking_column_now(struct asking *asking, const struct operation *operation, const char *column) {
    const char *now = index_find(&asking->columns, asking_column_key(asking, operation, column));
    return !now ? column : *now ? now : NULL;
}

/* --- What happens to the rows before --- */

static bool touches(
    struct asking *asking, const struct operation *earlier, const struct operation *operation) {
    const struct dialect *dialect = asking->engine->dialect;
    const struct dialect_text *text = texts_find(&earlier->texts, dialect->name);
    if (operation_is_structural(earlier))
        return false;
    if (earlier->table)
        return asking_is_of_table(earlier, operation);
    const char *now = asking_table_now(asking, operation);
    return earlier->kind == OPERATION_EXECUTE_FILE ||
           (text && (expression_names(dialect->syntax, text->text, operation->table) ||
                        (now && expression_names(dialect->syntax, text->text, now))));
}

bool asking_is_too_early(struct asking *asking, const struct operation *operation) {
    for (size_t i = 0; i < asking->at; i++)
        if (touches(asking, &asking->operations->items[i], operation))
            return true;
    return false;
}

/* --- The rows that are looked at --- */

static struct buffer begin_query(struct asking *asking, const char *start) {
    struct buffer sql = {.arena = asking->engine->arena};
    buffer_add(&sql, start);
    return sql;
}

static void add_name(struct asking *asking, struct buffer *sql, const char *name) {
    asking->engine->dialect->name_quoted(sql, name);
}

/* False: there is no such table now, or it has no rows. */
static bool add_limited(struct asking *asking, struct buffer *sql, const struct operation *operation) {
    struct engine *engine = asking->engine;
    const char *table = asking_table_now(asking, operation);
    if (!table ||
        !filled_may_have_rows(&asking->filled, engine, asking->operations, operation->schema, table))
        return false;
    buffer_add(sql, " FROM ");
    dialect_add_table(sql, engine->dialect, operation->schema, table);
    buffer_addf(sql, " LIMIT %d) AS rows_now", DANGER_ROWS);
    return true;
}

/* "(SELECT columns FROM table LIMIT n) AS rows_now" */
static bool add_source(struct asking *asking, struct buffer *sql, const struct operation *operation,
    const struct names *columns) {
    buffer_add(sql, columns->count ? " FROM (SELECT " : " FROM (SELECT 1");
    for (size_t i = 0; i < columns->count; i++) {
        buffer_add(sql, i ? ", " : "");
        add_name(asking, sql, columns->items[i]);
    }
    return add_limited(asking, sql, operation);
}

static bool mentions(struct asking *asking, const struct names *expressions, const char *column) {
    for (size_t i = 0; i < expressions->count; i++)
        if (expression_names(asking->engine->dialect->syntax, expressions->items[i], column))
            return true;
    return false;
}

/* "(SELECT *, now AS then FROM table LIMIT n) AS rows_now": what the expressions, which name columns as they
 * are then, can be asked of. False: they name one that isn't there yet. */
static bool add_whole_source(struct asking *asking, struct buffer *sql, const struct operation *operation,
    const struct names *expressions) {
    buffer_add(sql, " FROM (SELECT *");
    for (size_t i = 0; i < asking->at; i++) {
        const struct operation *earlier = &asking->operations->items[i];
        bool names_column = earlier->kind == OPERATION_ADD_COLUMN ||
                            (earlier->kind == OPERATION_ALTER_COLUMN && earlier->changes & CHANGE_NAME);
        if (!names_column || !asking_is_of_table(earlier, operation) ||
            !mentions(asking, expressions, earlier->column->name))
            continue;
        const char *now = asking_column_now(asking, operation, earlier->column->name);
        if (!now)
            return false;
        buffer_add(sql, ", ");
        add_name(asking, sql, now);
        buffer_add(sql, " AS ");
        add_name(asking, sql, earlier->column->name);
    }
    return add_limited(asking, sql, operation);
}

static bool asks(struct asking *asking, struct buffer *sql, bool *found) {
    struct errors ignored = {.arena = asking->engine->arena};
    buffer_add(sql, " LIMIT 1");
    return connection_has_row(asking->engine->connection, buffer_text(sql), found, &ignored);
}

static bool is_so(struct asking *asking, struct buffer *sql) {
    bool found = false;
    return asks(asking, sql, &found) && found;
}

/* --- Questions --- */

bool asking_has_rows(struct asking *asking, const struct operation *operation) {
    static const struct names none;
    struct buffer sql = begin_query(asking, "SELECT 1");
    return add_source(asking, &sql, operation, &none) && is_so(asking, &sql);
}

bool asking_has_such(
    struct asking *asking, const struct operation *operation, const char *column, const char *condition) {
    struct names columns = {0};
    const char *now = asking_column_now(asking, operation, column);
    if (!now)
        return false;
    list_push(asking->engine->arena, &columns, now);
    struct buffer sql = begin_query(asking, "SELECT 1");
    if (!add_source(asking, &sql, operation, &columns))
        return false;
    buffer_addf(&sql, " WHERE %s", condition);
    return is_so(asking, &sql);
}

bool asking_has_value(
    struct asking *asking, const struct operation *operation, const char *column, const char *test) {
    const char *now = asking_column_now(asking, operation, column);
    struct buffer condition = {.arena = asking->engine->arena};
    if (!now)
        return false;
    add_name(asking, &condition, now);
    buffer_add(&condition, test);
    return asking_has_such(asking, operation, column, buffer_text(&condition));
}

bool asking_has_rows_with(struct asking *asking, const struct operation *operation, const char *condition) {
    struct buffer sql = begin_query(asking, "SELECT 1 FROM (SELECT *");
    if (!add_limited(asking, &sql, operation))
        return false;
    buffer_addf(&sql, " WHERE %s", condition);
    return is_so(asking, &sql);
}

/* A value of another type is greater or less for other reasons. */
static bool mentions_retyped(
    struct asking *asking, const struct operation *operation, const struct names *expressions) {
    for (size_t i = 0; i < asking->at; i++) {
        const struct operation *earlier = &asking->operations->items[i];
        if (earlier->kind == OPERATION_ALTER_COLUMN && earlier->changes & CHANGE_TYPE &&
            asking_is_of_table(earlier, operation) &&
            (mentions(asking, expressions, earlier->name) ||
                (earlier->changes & CHANGE_NAME && mentions(asking, expressions, earlier->column->name))))
            return true;
    }
    return false;
}

bool asking_breaks(struct asking *asking, const struct operation *operation, const char *check) {
    struct names expressions = {0};
    struct buffer sql = begin_query(asking, "SELECT 1");
    list_push(asking->engine->arena, &expressions, check);
    if (mentions_retyped(asking, operation, &expressions) ||
        !add_whole_source(asking, &sql, operation, &expressions))
        return false;
    buffer_addf(&sql, " WHERE NOT (%s)", check);
    return is_so(asking, &sql);
}

/* --- Duplicates --- */

static const char *collation_of(
    struct asking *asking, const struct operation *operation, const struct key_part *part) {
    if (part->collation || !part->column)
        return part->collation;
    return index_find(&asking->collations, asking_column_key(asking, operation, part->column));
}

static const char *term(
    struct asking *asking, const struct operation *operation, const struct key_part *part, bool collated) {
    struct buffer out = {.arena = asking->engine->arena};
    const char *collation = collated ? collation_of(asking, operation, part) : NULL;
    if (part->column)
        add_name(asking, &out, part->column);
    else
        buffer_addf(&out, "(%s)", part->expression);
    if (collation) {
        buffer_add(&out, " COLLATE ");
        add_name(asking, &out, collation);
    }
    return buffer_text(&out);
}

/* False: it can't be asked so. */
static bool ask_for_duplicates(struct asking *asking, const struct operation *operation,
    const struct names *terms, const char *where, bool *found) {
    struct arena *arena = asking->engine->arena;
    struct buffer sql = begin_query(asking, "SELECT 1");
    struct names expressions = {0};
    for (size_t i = 0; i < terms->count; i++)
        list_push(arena, &expressions, terms->items[i]);
    if (where)
        list_push(arena, &expressions, where);
    if (!add_whole_source(asking, &sql, operation, &expressions))
        return false;
    buffer_addf(&sql, " WHERE %s IS NOT NULL", names_join(arena, terms, " IS NOT NULL AND "));
    if (where)
        buffer_addf(&sql, " AND (%s)", where);
    buffer_addf(&sql, " GROUP BY %s HAVING COUNT(*) > 1", names_join(arena, terms, ", "));
    return asks(asking, &sql, found);
}

bool asking_has_duplicates(struct asking *asking, const struct operation *operation,
    const struct key_parts *parts, const char *where) {
    bool found = false;
    for (int collated = 1; collated >= 0; collated--) {
        struct names terms = {0};
        for (size_t i = 0; i < parts->count; i++)
            if (parts->items[i].prefix)
                return false;
            else
                list_push(asking->engine->arena, &terms, term(asking, operation, &parts->items[i], collated));
        if (!terms.count || ask_for_duplicates(asking, operation, &terms, where, &found))
            return found;
    }
    return false;
}

/* --- Orphans --- */

static void add_of(struct asking *asking, struct buffer *sql, const char *source, const char *column) {
    buffer_addf(sql, "%s.", source);
    add_name(asking, sql, column);
}

/* A join, which servers make with an index of their own where there is none. */
bool asking_has_orphans(struct asking *asking, const struct operation *operation,
    const struct reference *reference, const struct names *columns) {
    const struct key_parts *own = &operation->constraint->columns;
    struct names now = {0};
    for (size_t i = 0; i < own->count; i++) {
        const char *column = asking_column_now(asking, operation, own->items[i].column);
        if (!column)
            return false;
        list_push(asking->engine->arena, &now, column);
    }
    struct buffer sql = begin_query(asking, "SELECT 1");
    if (!now.count || now.count != columns->count || !add_source(asking, &sql, operation, &now))
        return false;
    buffer_add(&sql, " LEFT JOIN ");
    dialect_add_table(&sql, asking->engine->dialect, reference->schema, reference->table);
    buffer_add(&sql, " AS rows_there");
    for (size_t i = 0; i < now.count; i++) {
        buffer_add(&sql, i ? " AND " : " ON ");
        add_of(asking, &sql, "rows_there", columns->items[i]);
        buffer_add(&sql, " = ");
        add_of(asking, &sql, "rows_now", now.items[i]);
    }
    buffer_add(&sql, " WHERE ");
    for (size_t i = 0; i < now.count; i++) {
        add_of(asking, &sql, "rows_now", now.items[i]);
        buffer_add(&sql, " IS NOT NULL AND ");
    }
    add_of(asking, &sql, "rows_there", columns->items[0]);
    buffer_add(&sql, " IS NULL");
    return is_so(asking, &sql);
}
