/* The counters behind serial and identity columns. */
#include <string.h>

#include "base/text.h"
#include "postgresql/ddl.h"

const char *ddl_column_type(const struct column *column) {
    const char *base = postgresql_serial_base(column->type_sql);
    return base ? base : column->type_sql;
}

static bool same_text(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

static bool is_serial(const struct column *column) {
    return column->autoincrement != ON && postgresql_serial_base(column->type_sql);
}

bool ddl_has_sequence(const struct column *column) {
    return column->autoincrement == ON || postgresql_serial_base(column->type_sql);
}

static const char *own_name(const struct column *column) {
    return postgresql_option(&column->options, "sequence");
}

char *ddl_sequence_name(struct arena *arena, const char *table, const char *column) {
    return ddl_automatic_name(arena, table, column, "seq");
}

const char *ddl_bare_counter_name(
    struct arena *arena, const struct table *table, const struct column *column) {
    return own_name(column) ? own_name(column) : ddl_sequence_name(arena, table->name, column->name);
}

char *ddl_counter_name(struct arena *arena, const struct table *table, const struct column *column) {
    return postgresql_full_name(arena, table->schema, ddl_bare_counter_name(arena, table, column));
}

/* The sequence as a thing of its own, be it that it was one, or that it will be. */
static const struct object *lone_sequence(
    const struct ddl *ddl, const struct table *table, const struct column *column) {
    return schema_find_object(
        ddl->schema, "sequence", table->schema, ddl_bare_counter_name(ddl->arena, table, column));
}

static void say(struct ddl *ddl, const struct table *table, const struct column *column, const char *what) {
    ddl_alter(ddl, ddl_table_name(ddl, table),
        arena_format(ddl->arena, "ALTER COLUMN %s %s", postgresql_name(ddl->arena, column->name), what));
}

/* --- A sequence with a name that the server wouldn't give it --- */

char *ddl_named_counter(struct arena *arena, const struct table *table, const struct column *column) {
    return own_name(column) ? ddl_counter_name(arena, table, column) : NULL;
}

static void create_named(struct ddl *ddl, const struct table *table, const struct column *column) {
    bool unlogged = postgresql_switch(&table->options, "unlogged") && ddl->server->version >= 150000;
    if (ddl_has_sequence(column))
        ddl_free_counter_name(ddl, table, column);
    if (!is_serial(column) || !own_name(column))
        return;
    ddl_sayf(ddl, "CREATE %sSEQUENCE %s AS %s", unlogged ? "UNLOGGED " : "",
        ddl_counter_name(ddl->arena, table, column), ddl_column_type(column));
}

static void own_named(struct ddl *ddl, const struct table *table, const struct column *column) {
    if (is_serial(column) && own_name(column))
        ddl_sayf(ddl, "ALTER SEQUENCE %s OWNED BY %s.%s", ddl_counter_name(ddl->arena, table, column),
            ddl_table_name(ddl, table), postgresql_name(ddl->arena, column->name));
}

void ddl_create_named_counters(struct ddl *ddl, const struct table *table, const struct columns *columns) {
    for (size_t i = 0; i < columns->count; i++)
        create_named(ddl, table, columns->items[i]);
}

void ddl_own_named_counters(struct ddl *ddl, const struct table *table, const struct columns *columns) {
    for (size_t i = 0; i < columns->count; i++)
        own_named(ddl, table, columns->items[i]);
}

/* --- A column that changes --- */

/* What the clause says: "5" of "MINVALUE 5"; null when it isn't there. */
static const char *value_of(struct arena *arena, const char *clauses, const char *word) {
    const char *found = strstr(clauses, word);
    if (!found || (found != clauses && found[-1] != ' ') ||
        (found - clauses >= 3 && !strncmp(found - 3, "NO ", 3)))
        return NULL;
    found += strlen(word);
    return arena_text(arena, found, strcspn(found, " "));
}

/* Behind the values that are there, and where the old counter stood, which may be null; but no further back
 * than where `clauses` let it start. */
static void set_counter(struct ddl *ddl, const char *sequence, const struct table *table,
    const struct column *column, const char *clauses, const char *old) {
    struct arena *arena = ddl->arena;
    const char *name = postgresql_name(arena, column->name),
               *step = value_of(arena, clauses, "INCREMENT BY ");
    bool down = step && *step == '-';
    const char *first = value_of(arena, clauses, "START WITH ");
    const char *from = value_of(arena, clauses, down ? "MAXVALUE " : "MINVALUE ");
    const char *to = value_of(arena, clauses, down ? "MINVALUE " : "MAXVALUE ");
    if (!first)
        first = from ? from : down ? "-1" : "1";
    const char *next = arena_format(arena, "%s(%s(%s) + %s, %s)", down ? "least" : "greatest",
        down ? "min" : "max", name, step ? step : "1", first);
    if (old)
        next = arena_format(arena,
            "%s(%s, (SELECT last_value + CASE WHEN is_called THEN %s ELSE 0 END FROM %s))",
            down ? "least" : "greatest", next, step ? step : "1", old);
    if (to)
        next = arena_format(arena, "%s(%s, %s)", down ? "greatest" : "least", next, to);
    ddl_sayf(ddl, "SELECT setval(%s, %s, false) FROM %s", sequence, next, ddl_table_name(ddl, table));
}

static void drop_counter(struct ddl *ddl, const struct table *table, const struct column *column) {
    bool alone = lone_sequence(ddl, table, column);
    if (column->autoincrement == ON) {
        if (!alone)
            say(ddl, table, column, "DROP IDENTITY");
        return;
    }
    say(ddl, table, column, "DROP DEFAULT");
    if (!alone)
        ddl_sayf(ddl, "DROP SEQUENCE %s", ddl_counter_name(ddl->arena, table, column));
}

/* True when the sequence starts anew, not when it was there. */
static bool add_serial(struct ddl *ddl, const struct table *table, const struct column *column) {
    struct arena *arena = ddl->arena;
    const char *sequence = ddl_counter_name(arena, table, column), *type = ddl_column_type(column);
    bool alone = lone_sequence(ddl, table, column);
    struct buffer out = {.arena = arena};
    buffer_addf(&out, alone ? "ALTER SEQUENCE %s" : "CREATE SEQUENCE %s AS %s", sequence, type);
    if (alone)
        ddl_add_sequence_clauses(&out, arena_format(arena, " AS %s", type), "");
    buffer_addf(&out, " OWNED BY %s.%s", ddl_table_name(ddl, table), postgresql_name(arena, column->name));
    ddl_say(ddl, buffer_text(&out));
    say(ddl, table, column, arena_format(arena, "SET DEFAULT nextval(%s)", postgresql_text(arena, sequence)));
    return !alone;
}

static const char *identity_kind(const struct column *column) {
    const char *identity = postgresql_option(&column->options, "identity");
    return identity && text_same_word(identity, "always") ? "ALWAYS" : "BY DEFAULT";
}

void ddl_add_identity(struct buffer *out, const struct table *table, const struct column *column) {
    const char *options = postgresql_option(&column->options, "identity_options");
    const char *name = ddl_named_counter(out->arena, table, column);
    buffer_addf(out, "GENERATED %s AS IDENTITY", identity_kind(column));
    if (options || name)
        buffer_addf(out, " (%s%s%s%s)", name ? "SEQUENCE NAME " : "", name ? name : "",
            options && name ? " " : "", options ? options : "");
}

static void add_identity(struct ddl *ddl, const struct table *table, const struct column *column) {
    struct buffer out = {.arena = ddl->arena};
    if (lone_sequence(ddl, table, column))
        ddl_sayf(ddl, "DROP SEQUENCE %s", ddl_counter_name(ddl->arena, table, column));
    buffer_add(&out, "ADD ");
    ddl_add_identity(&out, table, column);
    say(ddl, table, column, buffer_text(&out));
}

static const char *identity_clauses(const struct column *column) {
    const char *options = postgresql_option(&column->options, "identity_options");
    return column->autoincrement == ON && options ? options : "";
}

static bool same_counter(const struct column *before, const struct column *after) {
    return before->autoincrement == after->autoincrement && is_serial(before) == is_serial(after);
}

/* The sequence that remembers where the old counter stood, which values that are gone had, too; null where
 * none takes its place. */
static const char *memory_of(
    struct ddl *ddl, const struct table *table, const struct column *before, const struct column *after) {
    if (!ddl_has_sequence(before) || !ddl_has_sequence(after) || same_counter(before, after))
        return NULL;
    struct column *named = column_copy(ddl->arena, before);
    named->name = after->name;
    if (lone_sequence(ddl, table, named))
        return NULL;
    return postgresql_full_name(ddl->arena, table->schema,
        arena_format(ddl->arena, "%.55s__old", ddl_bare_counter_name(ddl->arena, table, named)));
}

static void remember(struct ddl *ddl, const char *memory, const char *counter) {
    ddl_sayf(ddl, "CREATE SEQUENCE %s MINVALUE -9223372036854775808", memory);
    ddl_sayf(ddl, "SELECT setval(%s, last_value, is_called) FROM %s", postgresql_text(ddl->arena, memory),
        counter);
}

void ddl_drop_old_counter(
    struct ddl *ddl, const struct table *table, const struct column *before, const struct column *after) {
    if (!ddl_has_sequence(before) || same_counter(before, after))
        return;
    struct column *named = column_copy(ddl->arena, before);
    named->name = after->name;
    const char *memory = memory_of(ddl, table, before, after);
    if (memory)
        remember(ddl, memory, ddl_counter_name(ddl->arena, table, named));
    drop_counter(ddl, table, named);
}

/* Where another has the name still, which goes, it comes last. */
static void rename_counter(
    struct ddl *ddl, const struct table *table, const struct column *before, const struct column *after) {
    struct arena *arena = ddl->arena;
    struct column *named = column_copy(arena, before);
    const struct table *other;
    named->name = after->name;
    if (same_text(own_name(before), own_name(after)) || ddl_counter_is_renamed(ddl, table, after))
        return;
    const char *name = ddl_bare_counter_name(arena, table, after);
    const char *sql = arena_format(arena, "ALTER SEQUENCE %s RENAME TO %s",
        ddl_counter_name(arena, table, named), postgresql_name(arena, name));
    const struct column *holder = ddl_counts_with(ddl, table->schema, name, table, after, &other);
    if (holder)
        list_push(arena, &ddl->last, sql);
    else
        ddl_say(ddl, sql);
}

void ddl_clamp_sequence(struct ddl *ddl, const char *sequence, const char *clauses) {
    const char *max = value_of(ddl->arena, clauses, "MAXVALUE "),
               *min = value_of(ddl->arena, clauses, "MINVALUE ");
    const char *value = "last_value";
    if (max)
        value = arena_format(ddl->arena, "least(%s, %s)", value, max);
    if (min)
        value = arena_format(ddl->arena, "greatest(%s, %s)", value, min);
    if (max || min)
        ddl_sayf(ddl, "SELECT setval(%s, %s, is_called) FROM %s", postgresql_text(ddl->arena, sequence),
            value, sequence);
}

static void alter_counter(
    struct ddl *ddl, const struct table *table, const struct column *before, const struct column *after) {
    rename_counter(ddl, table, before, after);
    if (after->autoincrement != ON) {
        if (strcmp(ddl_column_type(before), ddl_column_type(after)) != 0)
            ddl_sayf(ddl, "ALTER SEQUENCE %s AS %s", ddl_counter_name(ddl->arena, table, after),
                ddl_column_type(after));
        return;
    }
    const char *options = postgresql_option(&after->options, "identity_options");
    struct buffer out = {.arena = ddl->arena};
    if (strcmp(identity_kind(before), identity_kind(after)) != 0)
        buffer_addf(&out, "SET GENERATED %s", identity_kind(after));
    bool differs = !same_text(postgresql_option(&before->options, "identity_options"), options);
    if (differs && options)
        ddl_clamp_sequence(ddl, ddl_counter_name(ddl->arena, table, after), options);
    if (differs)
        ddl_add_sequence_clauses(&out, options ? arena_format(ddl->arena, " %s", options) : "", "SET ");
    if (out.length)
        say(ddl, table, after, buffer_text(&out) + strspn(buffer_text(&out), " "));
}

void ddl_add_new_counter(
    struct ddl *ddl, const struct table *table, const struct column *before, const struct column *after) {
    if (!ddl_has_sequence(after))
        return;
    if (same_counter(before, after)) {
        alter_counter(ddl, table, before, after);
        return;
    }
    bool anew = true;
    const char *memory = memory_of(ddl, table, before, after);
    ddl_free_counter_name(ddl, table, after);
    if (after->autoincrement == ON)
        add_identity(ddl, table, after);
    else
        anew = add_serial(ddl, table, after);
    if (anew)
        set_counter(ddl,
            arena_format(ddl->arena, "pg_get_serial_sequence(%s, %s)",
                postgresql_text(ddl->arena, ddl_table_name(ddl, table)),
                postgresql_text(ddl->arena, after->name)),
            table, after, identity_clauses(after), memory);
    if (memory)
        ddl_sayf(ddl, "DROP SEQUENCE %s", memory);
}

/* --- A column's sequence that becomes a thing of its own, or was one --- */

bool ddl_is_counter(const struct ddl *ddl, const struct object *object) {
    const struct table *table;
    return !strcmp(object->kind, "sequence") &&
           ddl_counts_with(ddl, object->schema, object->name, NULL, NULL, &table);
}

bool ddl_take_over_counter(struct ddl *ddl, const struct object *object) {
    const struct table *table;
    const struct column *column = strcmp(object->kind, "sequence") ? NULL
                                                                   : ddl_counts_with(ddl, object->schema,
                                                                         object->name, NULL, NULL, &table);
    const struct dialect_text *text = texts_find(&object->create, "postgresql");
    if (!column || !text)
        return false;
    const char *name = postgresql_full_name(ddl->arena, object->schema, object->name);
    if (column->autoincrement == ON) {
        say(ddl, table, column, "DROP IDENTITY");
        ddl_say(ddl, text->text);
        set_counter(ddl, postgresql_text(ddl->arena, name), table, column, text->text, NULL);
        return true;
    }
    struct buffer out = {.arena = ddl->arena};
    buffer_addf(&out, "ALTER SEQUENCE %s", name);
    ddl_add_sequence_clauses(&out, text->text, "");
    ddl_say(ddl, buffer_text(&out));
    return true;
}
