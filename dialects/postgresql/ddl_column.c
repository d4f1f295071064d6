#include <string.h>

#include "base/text.h"
#include "postgresql/ddl.h"

/* Types between which the server converts by itself when it assigns. */
enum family {
    FAMILY_OTHER,
    FAMILY_STRING,
    FAMILY_NUMBER,
    FAMILY_MOMENT,
    FAMILY_TIME,
    FAMILY_JSON,
    FAMILY_BITS
};

static enum family family_of(const char *type_sql) {
    static const struct {
        const char *start;
        enum family family;
    } starts[] = {{"text", FAMILY_STRING}, {"character", FAMILY_STRING}, {"bpchar", FAMILY_STRING},
        {"name", FAMILY_STRING}, {"smallint", FAMILY_NUMBER}, {"integer", FAMILY_NUMBER},
        {"bigint", FAMILY_NUMBER}, {"numeric", FAMILY_NUMBER}, {"real", FAMILY_NUMBER},
        {"double precision", FAMILY_NUMBER}, {"serial", FAMILY_NUMBER}, {"bigserial", FAMILY_NUMBER},
        {"smallserial", FAMILY_NUMBER}, {"timestamp", FAMILY_MOMENT}, {"date", FAMILY_MOMENT},
        {"time ", FAMILY_TIME}, {"time(", FAMILY_TIME}, {"json", FAMILY_JSON}, {"bit", FAMILY_BITS}};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (text_starts_with(type_sql, starts[i].start))
            return text_ends_with(type_sql, "range") ? FAMILY_OTHER : starts[i].family;
    return FAMILY_OTHER;
}

/* The type without length or precision. */
static const char *bare_type(struct arena *arena, const char *type_sql) {
    size_t open = strcspn(type_sql, "(");
    const char *close = strchr(type_sql + open, ')');
    return close ? arena_format(arena, "%.*s%s", (int)open, type_sql, close + 1) : type_sql;
}

static bool needs_using(struct arena *arena, const char *from, const char *to) {
    bool from_array = text_ends_with(from, "[]"), to_array = text_ends_with(to, "[]");
    enum family family = family_of(to);
    if (family == FAMILY_STRING && !to_array)
        return false;
    if (!strcmp(bare_type(arena, from), bare_type(arena, to)))
        return false;
    return from_array != to_array || family == FAMILY_OTHER || family_of(from) != family;
}

const char *ddl_conversion(struct arena *arena, const char *name, const char *from, const char *to) {
    if (!needs_using(arena, from, to))
        return NULL;
    if (!strcmp(from, "boolean") && family_of(to) == FAMILY_NUMBER)
        return arena_format(arena, "%s::integer::%s", name, to);
    if (!strcmp(to, "boolean") && family_of(from) == FAMILY_NUMBER)
        return arena_format(arena, "(%s <> 0)", name);
    if (family_of(from) == FAMILY_STRING)
        return arena_format(arena, "%s::%s", name, to);
    return arena_format(arena, "%s::text%s::%s", name,
        text_ends_with(from, "[]") && text_ends_with(to, "[]") ? "[]" : "", to);
}

static void say(struct ddl *ddl, const struct table *table, const struct column *column, const char *what) {
    ddl_alter(ddl, ddl_table_name(ddl, table),
        arena_format(ddl->arena, "ALTER COLUMN %s %s", postgresql_name(ddl->arena, column->name), what));
}

static bool has_own_default(const struct column *column) {
    return column->default_sql && column->autoincrement != ON;
}

static const char *set_default(struct ddl *ddl, const struct column *column) {
    struct buffer out = {.arena = ddl->arena};
    buffer_add(&out, "SET DEFAULT ");
    if (column->default_value.kind == VALUE_NONE)
        buffer_add(&out, column->default_sql);
    else
        dialect_add_value(&out, &postgresql_dialect, &column->default_value);
    return buffer_text(&out);
}

static bool same_text(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

static bool same_option(const struct column *before, const struct column *after, const char *name) {
    return same_text(postgresql_option(&before->options, name), postgresql_option(&after->options, name));
}

bool ddl_changes_type(const struct column *before, const struct column *after) {
    return strcmp(ddl_column_type(before), ddl_column_type(after)) != 0 ||
           !same_option(before, after, "collation");
}

static void change_type(struct ddl *ddl, const struct table *table, const struct column *before,
    const struct column *after, const char *using_sql) {
    const char *collation = postgresql_option(&after->options, "collation");
    const char *name = postgresql_name(ddl->arena, after->name);
    struct buffer out = {.arena = ddl->arena};
    if (!using_sql)
        using_sql = ddl_conversion(ddl->arena, name, ddl_column_type(before), ddl_column_type(after));
    buffer_addf(&out, "TYPE %s", ddl_column_type(after));
    if (collation)
        buffer_addf(&out, " COLLATE %s", postgresql_collation(out.arena, collation));
    if (using_sql)
        buffer_addf(&out, " USING %s", using_sql);
    say(ddl, table, after, buffer_text(&out));
}

bool postgresql_same_base(const struct column *before, const struct column *after) {
    return before->type_sql && after->type_sql && !ddl_changes_type(before, after);
}

/* The server converts a default with its column only where it could by itself, so it steps aside. */
void ddl_change_type(struct ddl *ddl, const struct table *table, const struct column *before,
    const struct column *after, const char *using_sql) {
    bool type = ddl_changes_type(before, after);
    bool differs = !same_text(before->default_sql, after->default_sql);
    if (has_own_default(before) && (type || (differs && !has_own_default(after))))
        say(ddl, table, after, "DROP DEFAULT");
    if (type)
        change_type(ddl, table, before, after, using_sql);
    bool waits = ddl_calls_remade(ddl, after->default_sql) || ddl_type_is_remade_later(ddl, after);
    if (has_own_default(after) && (type || differs) && !waits)
        say(ddl, table, after, set_default(ddl, after));
}

static void change_settings(
    struct ddl *ddl, const struct table *table, const struct column *before, const struct column *after) {
    static const char *const settings[] = {"storage", "compression", "statistics", "with"};
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (!same_option(before, after, settings[i]))
            ddl_column_setting(
                ddl, table, after, settings[i], postgresql_option(&before->options, settings[i]));
}

/* What a generated column was made of can't be changed before version 17: the column is made again. Its
 * values come from the others, so that nothing is lost. */
static bool change_generation(
    struct ddl *ddl, const struct table *table, const struct column *before, struct column *after) {
    if (same_text(before->generated, after->generated) &&
        (!after->generated || before->stored == after->stored))
        return false;
    if (!after->generated) {
        say(ddl, table, after, "DROP EXPRESSION");
        return false;
    }
    ddl_drop_generated(ddl, table, after);
    ddl_add_generated_again(ddl, table, &(struct columns){.items = (struct column *[]){after}, .count = 1});
    return true;
}

/* From version 18 on it is a constraint that may have a name. */
static void require(struct ddl *ddl, const struct table *table, const struct column *column) {
    const char *name = postgresql_option(&column->options, "not_null_name");
    if (ddl->online)
        ddl_require_online(ddl, table, column);
    else if (name)
        ddl_alter(ddl, ddl_table_name(ddl, table),
            arena_format(ddl->arena, "ADD CONSTRAINT %s NOT NULL %s", postgresql_name(ddl->arena, name),
                postgresql_name(ddl->arena, column->name)));
    else
        say(ddl, table, column, "SET NOT NULL");
}

static const char *not_null_name(
    struct ddl *ddl, const struct table *table, const struct column *before, const struct column *column) {
    const char *name = postgresql_option(&column->options, "not_null_name");
    return name ? name : ddl_automatic_name(ddl->arena, table->name, before->name, "not_null");
}

static void change_not_null(
    struct ddl *ddl, const struct table *table, const struct column *before, const struct column *after) {
    if (before->nullable != after->nullable && after->nullable == OFF)
        require(ddl, table, after);
    else if (before->nullable != after->nullable)
        say(ddl, table, after, "DROP NOT NULL");
    else if (after->nullable == OFF && !same_option(before, after, "not_null_name"))
        ddl_rename_constraint(
            ddl, table, not_null_name(ddl, table, before, before), not_null_name(ddl, table, before, after));
}

void ddl_alter_column(struct ddl *ddl, const struct table *table, const struct column *before,
    struct column *after, const struct operation *operation) {
    struct columns generated = {0};
    struct ddl_users readers = {0};
    if (change_generation(ddl, table, before, after))
        return;
    ddl_drop_old_counter(ddl, table, before, after);
    bool retyped = ddl_changes_type(before, after);
    if (retyped) {
        readers = ddl_readers_of_column(ddl, table, after->name);
        ddl_drop_users(ddl, &readers);
        ddl_set_rows_aside(ddl, table);
        generated = ddl_drop_generated_from(ddl, table, after);
    }
    ddl_change_type(ddl, table, before, after, operation->using_sql);
    if (retyped)
        ddl_take_rows_back(ddl, table);
    ddl_add_generated_again(ddl, table, &generated);
    ddl_create_users(ddl, &readers);
    change_not_null(ddl, table, before, after);
    change_settings(ddl, table, before, after);
    ddl_add_new_counter(ddl, table, before, after);
    if (!same_text(before->comment, after->comment))
        ddl_column_comment(ddl, table, after->name, after->comment);
}
