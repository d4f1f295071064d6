#include "schema/naming.h"

#include <inttypes.h>
#include <string.h>

#include "base/buffer.h"

/* What a pattern's words stand for. */
struct words {
    const char *table, *columns, *column, *referred_table, *hash;
};

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The first eight hex digits of FNV-1a (64 bits), a run of white space counting as one blank. */
static const char *hash_text(struct arena *arena, const char *text) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *text; text++) {
        if (is_blank(*text) && is_blank(text[1]))
            continue;
        char c = is_blank(*text) ? ' ' : *text;
        hash = (hash ^ (unsigned char)c) * 0x100000001b3u;
    }
    return arena_format(arena, "%08" PRIx32, (uint32_t)(hash >> 32));
}

static const char *part_word(struct arena *arena, const struct key_part *part) {
    return part->column ? part->column : hash_text(arena, part->expression);
}

static const char *columns_word(struct arena *arena, const struct key_parts *parts) {
    struct buffer out = {.arena = arena};
    for (size_t i = 0; i < parts->count; i++) {
        if (i)
            buffer_add_char(&out, '_');
        buffer_add(&out, part_word(arena, &parts->items[i]));
    }
    return buffer_text(&out);
}

static struct words words_of(
    struct arena *arena, const struct table *table, const struct key_parts *parts, const char *expression) {
    struct words words = {.table = table->name, .columns = columns_word(arena, parts)};
    words.column = parts->count ? part_word(arena, &parts->items[0]) : "";
    words.referred_table = "";
    words.hash = hash_text(arena, expression ? expression : words.columns);
    return words;
}

static const char *find_word(const struct words *words, const char *name, size_t length) {
    const struct {
        const char *name, *text;
    } known[] = {
        {"table", words->table},
        {"columns", words->columns},
        {"column", words->column},
        {"referred_table", words->referred_table},
        {"hash", words->hash},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i].name) == length && !strncmp(known[i].name, name, length))
            return known[i].text;
    return NULL;
}

static char *expand(struct arena *arena, const char *pattern, const struct words *words) {
    struct buffer out = {.arena = arena};
    while (*pattern) {
        const char *end = *pattern == '{' ? strchr(pattern, '}') : NULL;
        const char *text = end ? find_word(words, pattern + 1, (size_t)(end - pattern) - 1) : NULL;
        if (text)
            buffer_add(&out, text);
        else
            buffer_add_char(&out, *pattern);
        pattern = text ? end + 1 : pattern + 1;
    }
    return buffer_text(&out);
}

/* The bytes of `text` that fit in `room` without cutting a character. */
static size_t whole_characters(const char *text, size_t room) {
    while (room && ((unsigned char)text[room] & 0xc0) == 0x80)
        room--;
    return room;
}

/* The name and the suffix, cut so that both fit; a cut name ends in its hash. */
static const char *fitted(struct arena *arena, const char *name, const char *suffix) {
    size_t room = NAME_LENGTH_MAX - strlen(suffix);
    if (strlen(name) <= room)
        return arena_format(arena, "%s%s", name, suffix);
    int kept = (int)whole_characters(name, room - 9);
    return arena_format(arena, "%.*s_%s%s", kept, name, hash_text(arena, name), suffix);
}

static bool is_taken(const struct table *table, const char *name, const void *self) {
    const struct constraint *key = table->primary_key;
    if (key && key != self && key->name && !strcmp(key->name, name))
        return true;
    for (size_t i = 0; i < table->constraints.count; i++) {
        const struct constraint *other = table->constraints.items[i];
        if (other != self && other->name && !strcmp(other->name, name))
            return true;
    }
    for (size_t i = 0; i < table->indexes.count; i++) {
        const struct index *other = table->indexes.items[i];
        if (other != self && other->name && !strcmp(other->name, name))
            return true;
    }
    return false;
}

static const char *unique_name(
    struct arena *arena, const struct table *table, const char *name, const void *self) {
    const char *unique = fitted(arena, name, "");
    for (unsigned number = 2; is_taken(table, unique, self); number++)
        unique = fitted(arena, name, arena_format(arena, "_%u", number));
    return unique;
}

static const char *pattern_of(const struct naming *naming, enum constraint_kind kind) {
    const char *primary_key = naming ? naming->primary_key : NULL;
    const char *foreign_key = naming ? naming->foreign_key : NULL;
    const char *unique = naming ? naming->unique : NULL;
    const char *check = naming ? naming->check : NULL;
    switch (kind) {
    case CONSTRAINT_PRIMARY_KEY:
        return primary_key ? primary_key : "pk_{table}";
    case CONSTRAINT_FOREIGN_KEY:
        return foreign_key ? foreign_key : "fk_{table}_{columns}";
    case CONSTRAINT_UNIQUE:
        return unique ? unique : "uq_{table}_{columns}";
    case CONSTRAINT_CHECK:
        return check ? check : "ck_{table}_{hash}";
    case CONSTRAINT_EXCLUDE:
        break;
    }
    return "ex_{table}_{hash}";
}

const char *naming_constraint(struct arena *arena, const struct naming *naming, const struct table *table,
    const struct constraint *constraint) {
    struct words words = words_of(arena, table, &constraint->columns, constraint->expression);
    if (constraint->reference.table)
        words.referred_table = constraint->reference.table;
    const char *name = expand(arena, pattern_of(naming, constraint->kind), &words);
    return unique_name(arena, table, name, constraint);
}

const char *naming_index(
    struct arena *arena, const struct naming *naming, const struct table *table, const struct index *index) {
    struct words words = words_of(arena, table, &index->parts, NULL);
    const char *pattern = naming && naming->index ? naming->index : "ix_{table}_{columns}";
    return unique_name(arena, table, expand(arena, pattern, &words), index);
}

static void name_constraint(struct arena *arena, const struct naming *naming, const struct table *table,
    struct constraint *constraint) {
    if (constraint->name)
        return;
    constraint->name = naming_constraint(arena, naming, table, constraint);
    constraint->conventional = true;
}

void naming_apply(struct arena *arena, const struct naming *naming, struct table *table) {
    if (table->primary_key)
        name_constraint(arena, naming, table, table->primary_key);
    for (size_t i = 0; i < table->constraints.count; i++)
        name_constraint(arena, naming, table, table->constraints.items[i]);
    for (size_t i = 0; i < table->indexes.count; i++) {
        struct index *index = table->indexes.items[i];
        if (index->name)
            continue;
        index->name = naming_index(arena, naming, table, index);
        index->conventional = true;
    }
}
