/* Did a statement of ours take effect? An ALTER is done whole or not at all, so any one clause that makes or
 * takes away something with a name tells. The others say what a thing shall be: doing them again does no
 * harm. */
#include <string.h>

#include "base/text.h"
#include "mysql/literal.h"
#include "mysql/mysql.h"
#include "mysql/options.h"
#include "mysql/show.h"
#include "mysql/versioning.h"

struct effect {
    struct connection *connection;
    struct arena *arena;
    struct errors ignored;
    struct lexer lexer;
};

static struct token peek(const struct effect *effect) {
    struct lexer ahead = effect->lexer;
    return lexer_next_word(&ahead);
}

static bool take(struct effect *effect, const char *word) {
    if (!token_is(peek(effect), word))
        return false;
    lexer_next_word(&effect->lexer);
    return true;
}

static const char *name(struct effect *effect) {
    const char *found = literal_name(effect->arena, lexer_next_word(&effect->lexer));
    return take(effect, ".") ? name(effect) : found;
}

/* --- What is there --- */

static int has_row(struct effect *effect, const char *sql) {
    bool found;
    return connection_has_row(effect->connection, sql, &found, &effect->ignored) ? found : -1;
}

static int has_table(struct effect *effect, const char *table) {
    return has_row(effect, mysql_dialect.has_table_query(effect->arena, NULL, table));
}

static int has_object(struct effect *effect, const char *kind, const char *object) {
    static const char *const places[][3] = {{"trigger", "triggers", "trigger"}, {"event", "events", "event"},
        {"function", "routines", "routine"}, {"procedure", "routines", "routine"}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (!strcmp(places[i][0], kind))
            return has_row(effect,
                arena_format(effect->arena,
                    "SELECT 1 FROM information_schema.%s WHERE %s_schema = DATABASE() AND %s_name = %s",
                    places[i][1], places[i][2], places[i][2], mysql_text(effect->arena, object)));
    return has_table(effect, object);
}

static int opposite(int answer) {
    return answer < 0 ? answer : !answer;
}

struct shown {
    struct arena *arena;
    const char *sql;
};

static bool take_shown(void *context, const char *const *values, size_t count) {
    struct shown *shown = context;
    if (count > 1 && values[1])
        shown->sql = arena_string(shown->arena, values[1]);
    return true;
}

static struct table *look(struct effect *effect, const char *table) {
    struct shown shown = {effect->arena, NULL};
    const char *sql = arena_format(effect->arena, "SHOW CREATE TABLE %s", mysql_name(effect->arena, table));
    if (!effect->connection->type->query(effect->connection, sql, take_shown, &shown, &effect->ignored) ||
        !shown.sql)
        return NULL;
    return show_read_table(effect->arena, &effect->connection->server, shown.sql, &effect->ignored);
}

/* --- ALTER TABLE --- */

enum part {
    PART_NONE,
    PART_COLUMN,
    PART_INDEX,
    PART_CONSTRAINT,
    PART_PERIOD,
    PART_PRIMARY_KEY, /* it and what follows has no name */
    PART_HISTORY,
    PART_PARTITIONS
};

/* What a clause says is there afterwards, or isn't. */
struct claim {
    enum part part;
    const char *name;
    bool present;
};
LIST_TYPE(claims, struct claim);

static void claim(struct effect *effect, struct claims *claims, enum part part, bool present) {
    const char *called = part >= PART_PRIMARY_KEY ? "" : name(effect);
    list_push(effect->arena, claims, ((struct claim){part, called, present}));
}

static void read_add(struct effect *effect, struct claims *claims) {
    if (take(effect, "column"))
        claim(effect, claims, PART_COLUMN, true);
    else if (take(effect, "constraint"))
        claim(effect, claims, PART_CONSTRAINT, true);
    else if (take(effect, "primary"))
        claim(effect, claims, PART_PRIMARY_KEY, true);
    else if (take(effect, "system"))
        claim(effect, claims, PART_HISTORY, true);
    else if (take(effect, "period") && take(effect, "for"))
        claim(effect, claims, PART_PERIOD, true);
    else {
        if (!take(effect, "unique") && !take(effect, "fulltext"))
            take(effect, "spatial");
        if (take(effect, "key"))
            claim(effect, claims, PART_INDEX, true);
    }
}

static void read_drop(struct effect *effect, struct claims *claims) {
    if (take(effect, "column"))
        claim(effect, claims, PART_COLUMN, false);
    else if (take(effect, "index"))
        claim(effect, claims, PART_INDEX, false);
    else if (take(effect, "primary"))
        claim(effect, claims, PART_PRIMARY_KEY, false);
    else if (take(effect, "system"))
        claim(effect, claims, PART_HISTORY, false);
    else if (take(effect, "period") && take(effect, "for"))
        claim(effect, claims, PART_PERIOD, false);
    else if (take(effect, "constraint") || take(effect, "check") ||
             (take(effect, "foreign") && take(effect, "key")))
        claim(effect, claims, PART_CONSTRAINT, false);
}

static void read_clause(struct effect *effect, struct claims *claims) {
    if (take(effect, "add"))
        read_add(effect, claims);
    else if (take(effect, "drop"))
        read_drop(effect, claims);
    else if (take(effect, "change") && take(effect, "column")) {
        claim(effect, claims, PART_COLUMN, false);
        claim(effect, claims, PART_COLUMN, true);
    } else if (take(effect, "rename")) {
        enum part part = take(effect, "index")    ? PART_INDEX
                         : take(effect, "column") ? PART_COLUMN
                                                  : PART_NONE;
        claim(effect, claims, part, false);
        take(effect, "to");
        claim(effect, claims, part, true);
    }
}

/* To behind the next comma that isn't in brackets; false at the end. REMOVE PARTITIONING stands behind the
 * last clause, and without a comma. */
static bool next_clause(struct effect *effect, struct claims *claims) {
    size_t depth = 0;
    for (struct token token; (token = lexer_next_word(&effect->lexer)).kind != TOKEN_END;) {
        if (!depth && token_is(token, "remove") && take(effect, "partitioning"))
            claim(effect, claims, PART_PARTITIONS, false);
        if (token_is(token, "("))
            depth++;
        else if (depth && token_is(token, ")"))
            depth--;
        else if (!depth && token_is(token, ","))
            return true;
    }
    return false;
}

/* Does another clause claim the contrary, as when an index is made anew? Then neither tells. */
static bool is_contradicted(const struct claims *claims, const struct claim *claim) {
    for (size_t i = 0; i < claims->count; i++) {
        const struct claim *other = &claims->items[i];
        if (other->part == claim->part && other->present != claim->present &&
            text_same_word(other->name, claim->name))
            return true;
    }
    return false;
}

static bool is_there(const struct table *table, const struct claim *claim) {
    switch (claim->part) {
    case PART_COLUMN:
        return table_find_column(table, claim->name);
    case PART_INDEX:
        return table_find_index(table, claim->name);
    case PART_CONSTRAINT:
        return table_find_constraint(table, claim->name);
    case PART_PERIOD:
        return versioning_has_period(table, claim->name);
    case PART_HISTORY:
        return is_versioned(table);
    case PART_PARTITIONS:
        return mysql_option(&table->options, "partition");
    default:
        return table->primary_key;
    }
}

static int altered(struct effect *effect) {
    struct claims claims = {0};
    const struct table *table = look(effect, name(effect));
    if (!table)
        return -1;
    do
        read_clause(effect, &claims);
    while (next_clause(effect, &claims));
    for (size_t i = 0; i < claims.count; i++) {
        const struct claim *claim = &claims.items[i];
        if (claim->part != PART_NONE && !is_contradicted(&claims, claim))
            return is_there(table, claim) == claim->present;
    }
    return 0;
}

/* --- Other statements --- */

/* CREATE DEFINER=… VIEW name: the kind is the first of these words. */
static const char *read_kind(struct effect *effect) {
    static const char *const kinds[] = {
        "table", "view", "trigger", "function", "procedure", "event", "sequence"};
    for (struct token token; (token = lexer_next_word(&effect->lexer)).kind != TOKEN_END;)
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (token_is(token, kinds[i]))
                return kinds[i];
    return NULL;
}

static int renamed(struct effect *effect) {
    name(effect);
    return take(effect, "to") ? has_table(effect, name(effect)) : -1;
}

int mysql_took_effect(struct connection *connection, struct arena *arena, const char *sql) {
    struct effect effect = {.connection = connection,
        .arena = arena,
        .ignored = {.arena = arena},
        .lexer = lexer_on(mysql_dialect.syntax, sql, strlen(sql))};
    if (take(&effect, "alter"))
        return take(&effect, "table") ? altered(&effect) : take(&effect, "sequence") ? 0 : -1;
    if (take(&effect, "rename") && take(&effect, "table"))
        return renamed(&effect);
    bool create = take(&effect, "create");
    if (!create && !take(&effect, "drop"))
        return -1;
    const char *kind = read_kind(&effect);
    int there = kind ? has_object(&effect, kind, name(&effect)) : -1;
    return create ? there : opposite(there);
}
