/* The bound of a partition as a condition on rows, as CREATE TABLE of PostgreSQL 15 describes them. */
#include <string.h>

#include "postgresql/ddl.h"

static const char *item_text(struct arena *arena, struct token first, struct token last) {
    return arena_text(arena, first.text, (size_t)(last.text + last.length - first.text));
}

/* What stands in the brackets that come next, parted by commas; none where there are no brackets. */
static struct names read_items(struct arena *arena, struct lexer *lexer) {
    struct names items = {0};
    struct token token = lexer_next_word(lexer), first = {0}, last = {0};
    if (!token_is(token, "("))
        return items;
    for (size_t depth = 1; depth && (token = lexer_next_word(lexer)).kind != TOKEN_END;) {
        depth += token_is(token, "(");
        depth -= token_is(token, ")");
        bool ends = !depth || (depth == 1 && token_is(token, ","));
        if (ends && first.text)
            list_push(arena, &items, item_text(arena, first, last));
        first = ends ? (struct token){0} : first.text ? first : token;
        last = token;
    }
    return items;
}

/* Is it a column or an expression, perhaps with its collation? Behind it there may be an operator class,
 * which is no part of an expression. */
static bool is_plain_key(const char *key) {
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, key, strlen(key));
    struct token token = lexer_next_word(&lexer), last = token;
    size_t words = 0, depth = 0;
    for (; token.kind != TOKEN_END; token = lexer_next_word(&lexer)) {
        depth += token_is(token, "(");
        depth -= token_is(token, ")");
        if (!depth && (token.kind == TOKEN_WORD || token.kind == TOKEN_NAME) && !token_is(token, "COLLATE") &&
            !token_is(last, "COLLATE") && !token_is(last, "."))
            words++;
        last = token;
    }
    return words <= 1;
}

/* --- Ranges --- */

static const char *row_of(struct arena *arena, const struct names *items, size_t count) {
    struct names first = {.items = items->items, .count = (unsigned)count};
    const char *list = names_join(arena, &first, ", ");
    return count == 1 ? list : arena_format(arena, "ROW(%s)", list);
}

static bool is_word(const char *item, const char *word) {
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, item, strlen(item));
    return token_is(lexer_next_word(&lexer), word) && lexer_next_word(&lexer).kind == TOKEN_END;
}

/* Adds "keys >= values", or "<" at the upper end. Behind MINVALUE or MAXVALUE nothing counts: what equals the
 * values before it is in or out by that. */
static void add_end(struct arena *arena, struct names *all, const struct names *keys,
    const struct names *values, const char *with, const char *without, bool lower) {
    size_t count = 0;
    while (count < values->count && !is_word(values->items[count], "MINVALUE") &&
           !is_word(values->items[count], "MAXVALUE"))
        count++;
    const char *sign = lower ? with : without;
    bool met = true;
    if (count < values->count) {
        met = is_word(values->items[count], lower ? "MINVALUE" : "MAXVALUE");
        sign = met ? with : without;
    }
    if (count)
        list_push(arena, all,
            arena_format(arena, "%s %s %s", row_of(arena, keys, count), sign, row_of(arena, values, count)));
    else if (!met)
        list_push(arena, all, "false");
}

static const char *range_condition(struct arena *arena, const struct names *keys, struct lexer *bound) {
    struct names all = {0};
    struct names lower = read_items(arena, bound);
    if (!token_is(lexer_next_word(bound), "TO"))
        return NULL;
    struct names upper = read_items(arena, bound);
    if (lower.count != keys->count || upper.count != keys->count)
        return NULL;
    for (size_t i = 0; i < keys->count; i++)
        list_push(arena, &all, arena_format(arena, "%s IS NOT NULL", keys->items[i]));
    add_end(arena, &all, keys, &lower, ">=", ">", true);
    add_end(arena, &all, keys, &upper, "<=", "<", false);
    return names_join(arena, &all, " AND ");
}

/* --- Lists and hashes --- */

static const char *list_condition(struct arena *arena, const char *key, struct lexer *bound) {
    struct names values = read_items(arena, bound), ways = {0}, given = {0};
    for (size_t i = 0; i < values.count; i++) {
        if (is_word(values.items[i], "NULL"))
            list_push(arena, &ways, arena_format(arena, "%s IS NULL", key));
        else
            list_push(arena, &given, values.items[i]);
    }
    if (given.count)
        list_push(arena, &ways, arena_format(arena, "%s IN (%s)", key, names_join(arena, &given, ", ")));
    return ways.count ? names_join(arena, &ways, " OR ") : NULL;
}

static const char *number_behind(struct arena *arena, const struct names *items, const char *word) {
    for (size_t i = 0; i < items->count; i++) {
        struct lexer lexer = lexer_on(postgresql_dialect.syntax, items->items[i], strlen(items->items[i]));
        if (!token_is(lexer_next_word(&lexer), word))
            continue;
        struct token number = lexer_next_word(&lexer);
        return arena_text(arena, number.text, number.length);
    }
    return NULL;
}

static const char *hash_condition(
    struct arena *arena, const struct table *parent, const struct names *keys, struct lexer *bound) {
    struct names items = read_items(arena, bound);
    const char *modulus = number_behind(arena, &items, "modulus");
    const char *remainder = number_behind(arena, &items, "remainder");
    if (!modulus || !remainder)
        return NULL;
    const char *name = postgresql_full_name(arena, parent->schema, parent->name);
    return arena_format(arena, "satisfies_hash_partition(%s::regclass, %s, %s, %s)",
        postgresql_text(arena, name), modulus, remainder, names_join(arena, keys, ", "));
}

const char *ddl_bound_condition(struct arena *arena, const struct table *parent, const char *bound) {
    const char *way = postgresql_option(&parent->options, "partition_by");
    if (!way || !bound)
        return NULL;
    struct lexer ways = lexer_on(postgresql_dialect.syntax, way, strlen(way));
    struct lexer bounds = lexer_on(postgresql_dialect.syntax, bound, strlen(bound));
    struct token kind = lexer_next_word(&ways);
    struct names keys = read_items(arena, &ways);
    bool plain = keys.count;
    for (size_t i = 0; i < keys.count; i++)
        plain = plain && is_plain_key(keys.items[i]);
    if (!plain || !token_is(lexer_next_word(&bounds), "FOR") || !token_is(lexer_next_word(&bounds), "VALUES"))
        return NULL;
    struct token word = lexer_next_word(&bounds);
    if (token_is(kind, "RANGE") && token_is(word, "FROM"))
        return range_condition(arena, &keys, &bounds);
    if (token_is(kind, "LIST") && token_is(word, "IN"))
        return list_condition(arena, keys.items[0], &bounds);
    return token_is(kind, "HASH") && token_is(word, "WITH") ? hash_condition(arena, parent, &keys, &bounds)
                                                            : NULL;
}
