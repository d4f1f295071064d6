#include <stdint.h>
#include <string.h>

#include "base/index.h"
#include "yaml/reader.h"

enum {
    DEPTH_MAX = 64,
    FEW_KEYS = 8, /* up to here, looking at each is quicker than an index */
};

/* Where a node stands. */
struct level {
    unsigned depth;
    bool flow; /* within a collection in flow form? */
};

static struct error *add_error(
    struct reader *reader, struct place place, const char *message, const char *hint) {
    struct error *error = error_add(reader->errors, ERROR_SYNTAX, place, "%s", message);
    error->hint = hint;
    return error;
}

static bool next_event(struct reader *reader, yaml_event_t *event) {
    if (yaml_parser_parse(&reader->parser, event))
        return true;
    reader_add_syntax_error(reader);
    return false;
}

static struct yaml_node *new_node(struct reader *reader, enum yaml_kind kind, struct place place) {
    struct yaml_node *node = arena_new(reader->arena, struct yaml_node);
    *node = (struct yaml_node){.kind = kind, .place = place};
    return node;
}

static void check_properties(
    struct reader *reader, struct place place, const yaml_char_t *anchor, const yaml_char_t *tag) {
    if (anchor)
        add_error(reader, place, "anchors are not allowed", "quote the text if the \"&\" belongs to it");
    if (tag)
        add_error(reader, place, "tags are not allowed", "quote the text if the \"!\" belongs to it");
}

static const char *keep_text(struct reader *reader, const char *text, size_t length) {
    uint32_t hash = 0x811c9dc5;
    if (!reader->recent)
        return arena_text(reader->texts, text, length);
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 0x01000193;
    const char **recent = &reader->recent->texts[(hash ^ hash >> 15) % RECENT_TEXTS];
    if (!*recent || strlen(*recent) != length || memcmp(*recent, text, length) != 0)
        *recent = arena_text(reader->texts, text, length);
    return *recent;
}

static struct yaml_node *read_scalar(
    struct reader *reader, const yaml_event_t *event, struct place place, struct level level) {
    struct yaml_node *node = new_node(reader, YAML_SCALAR, place);
    const char *text = (const char *)event->data.scalar.value;
    node->text = keep_text(reader, text, event->data.scalar.length);
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    check_properties(reader, place, event->data.scalar.anchor, event->data.scalar.tag);
    if (memchr(text, 0, event->data.scalar.length))
        add_error(reader, place, "the text holds a NUL character", "take out the \\0");
    if (level.flow && !node->quoted)
        reader_check_cut(reader, node->text, event->end_mark);
    return node;
}

/* A collection that is being read: its part of the reader's open pairs, from `first` on. */
struct opened {
    unsigned first;
    struct name_index keys; /* of a mapping with many → 1 for the first pair, 2 for the second… */
    struct arena_mark mark; /* of the scratch memory, where the index is */
};

static struct opened open_collection(struct reader *reader) {
    return (struct opened){reader->open.count, {.arena = &reader->scratch}, arena_mark(&reader->scratch)};
}

static unsigned opened_count(const struct reader *reader, const struct opened *opened) {
    return reader->open.count - opened->first;
}

static const struct yaml_pair *opened_pairs(const struct reader *reader, const struct opened *opened) {
    return reader->open.items + opened->first;
}

static void close_collection(struct reader *reader, const struct opened *opened) {
    reader->open.count = opened->first;
    arena_rewind(&reader->scratch, opened->mark);
}

static struct yaml_node *new_mapping(struct reader *reader, const struct opened *opened, struct place place) {
    struct yaml_node *mapping = new_node(reader, YAML_MAPPING, place);
    struct yaml_pairs *pairs = &mapping->pairs;
    pairs->count = pairs->capacity = opened_count(reader, opened);
    if (pairs->count) {
        pairs->items = arena_alloc(reader->arena, pairs->count * sizeof *pairs->items);
        memcpy(pairs->items, opened_pairs(reader, opened), pairs->count * sizeof *pairs->items);
    }
    close_collection(reader, opened);
    return mapping;
}

static struct yaml_node *new_sequence(
    struct reader *reader, const struct opened *opened, struct place place) {
    struct yaml_node *sequence = new_node(reader, YAML_SEQUENCE, place);
    struct yaml_items *items = &sequence->items;
    items->count = items->capacity = opened_count(reader, opened);
    items->items = items->count ? arena_alloc(reader->arena, items->count * sizeof *items->items) : NULL;
    for (size_t i = 0; i < items->count; i++)
        items->items[i] = opened_pairs(reader, opened)[i].value;
    close_collection(reader, opened);
    return sequence;
}

static size_t find_key(const struct reader *reader, const struct opened *opened, const char *key) {
    if (opened->keys.count)
        return (size_t)(uintptr_t)index_find(&opened->keys, key);
    for (size_t i = 0; i < opened_count(reader, opened); i++)
        if (!strcmp(opened_pairs(reader, opened)[i].key, key))
            return i + 1;
    return 0;
}

static void index_key(const struct reader *reader, struct opened *opened) {
    size_t count = opened_count(reader, opened);
    for (size_t i = opened->keys.count ? count - 1 : 0; count > FEW_KEYS && i < count; i++)
        index_put(&opened->keys, opened_pairs(reader, opened)[i].key, (void *)(uintptr_t)(i + 1));
}

static void check_key(
    struct reader *reader, const struct opened *opened, const struct yaml_node *key, struct level level) {
    if (!key->quoted && !strcmp(key->text, "<<")) {
        add_error(reader, key->place, "merge keys are not allowed", "write the keys out");
        return;
    }
    if (!key->quoted && !*key->text)
        add_error(reader, key->place, "a key is missing before the \":\"", "write \"key: value\"");
    size_t before = find_key(reader, opened, key->text);
    bool rest_of_cut = reader->cut && level.flow && text_is_rest(key->text);
    if (!before || rest_of_cut)
        return;
    struct error *error =
        error_add(reader->errors, ERROR_SYNTAX, key->place, "duplicate key \"%s\"", key->text);
    error_hint(reader->errors, error, "it is already in line %u: keep one of them",
        opened_pairs(reader, opened)[before - 1].place.line);
}

static struct yaml_node *read_node(struct reader *reader, yaml_event_t *event, struct level level);

static bool read_pair(struct reader *reader, struct opened *opened, yaml_event_t *event, struct level level) {
    if (event->type == YAML_MAPPING_START_EVENT || event->type == YAML_SEQUENCE_START_EVENT) {
        add_error(reader, reader_place(reader, event->start_mark), "a key must be a name",
            "quote it if the brackets belong to the name");
        yaml_event_delete(event);
        return false;
    }
    struct arena_mark mark = arena_mark(reader->arena);
    const struct yaml_node *key = read_node(reader, event, level);
    check_key(reader, opened, key, level);
    size_t at = reader->open.count;
    struct yaml_pair pair = {.key = key->text, .place = key->place};
    if (reader->recent && reader->errors->arena != reader->arena)
        arena_rewind(reader->arena, mark); /* its text is elsewhere */
    list_push(&reader->open_arena, &reader->open, pair);
    index_key(reader, opened);
    yaml_event_t next;
    struct yaml_node *value = next_event(reader, &next) ? read_node(reader, &next, level) : NULL;
    reader->open.items[at].value = value;
    return value;
}

static struct yaml_node *read_mapping(struct reader *reader, struct place place, struct level level) {
    struct opened opened = open_collection(reader);
    yaml_event_t event;
    while (next_event(reader, &event)) {
        if (event.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&event);
            return new_mapping(reader, &opened, place);
        }
        if (!read_pair(reader, &opened, &event, level))
            return NULL;
    }
    return NULL;
}

static struct yaml_node *read_sequence(struct reader *reader, struct place place, struct level level) {
    struct opened opened = open_collection(reader);
    yaml_event_t event;
    while (next_event(reader, &event)) {
        if (event.type == YAML_SEQUENCE_END_EVENT) {
            yaml_event_delete(&event);
            return new_sequence(reader, &opened, place);
        }
        struct yaml_node *item = read_node(reader, &event, level);
        if (!item)
            return NULL;
        list_push(&reader->open_arena, &reader->open, ((struct yaml_pair){.value = item}));
    }
    return NULL;
}

static struct yaml_node *read_collection(
    struct reader *reader, const yaml_event_t *event, struct place place, struct level level) {
    bool mapping = event->type == YAML_MAPPING_START_EVENT;
    if (++level.depth > DEPTH_MAX) {
        struct error *error =
            error_add(reader->errors, ERROR_SYNTAX, place, "more than %d levels deep", DEPTH_MAX);
        error_hint(reader->errors, error, "check the brackets and the indentation");
        return NULL;
    }
    if (mapping) {
        check_properties(reader, place, event->data.mapping_start.anchor, event->data.mapping_start.tag);
        level.flow |= event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
        return read_mapping(reader, place, level);
    }
    check_properties(reader, place, event->data.sequence_start.anchor, event->data.sequence_start.tag);
    level.flow |= event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    return read_sequence(reader, place, level);
}

/* Takes the event over. Null when reading can't go on. */
static struct yaml_node *read_node(struct reader *reader, yaml_event_t *event, struct level level) {
    struct place place = reader_place(reader, event->start_mark);
    struct yaml_node *node;
    if (event->type == YAML_ALIAS_EVENT) {
        add_error(reader, place, "aliases are not allowed", "quote the text if the \"*\" belongs to it");
        node = new_node(reader, YAML_SCALAR, place);
        node->text = arena_format(reader->texts, "*%s", (const char *)event->data.alias.anchor);
    } else if (event->type == YAML_SCALAR_EVENT) {
        node = read_scalar(reader, event, place, level);
    } else {
        node = read_collection(reader, event, place, level);
    }
    yaml_event_delete(event);
    return node;
}

static struct yaml_node *read_documents(struct reader *reader) {
    struct yaml_node *document = new_node(reader, YAML_MAPPING, (struct place){reader->source, 1, 1});
    bool found = false;
    for (yaml_event_t event; next_event(reader, &event);) {
        yaml_event_type_t type = event.type;
        if (type == YAML_DOCUMENT_START_EVENT && found) {
            add_error(reader, reader_place(reader, event.start_mark), "a second document begins here",
                "one file holds one document: put it into a file of its own");
            yaml_event_delete(&event);
            return NULL;
        }
        if (type == YAML_STREAM_END_EVENT || type == YAML_STREAM_START_EVENT ||
            type == YAML_DOCUMENT_START_EVENT || type == YAML_DOCUMENT_END_EVENT) {
            yaml_event_delete(&event);
            if (type == YAML_STREAM_END_EVENT)
                return document;
            continue;
        }
        found = true;
        struct yaml_node *node = read_node(reader, &event, (struct level){0});
        if (!node)
            return NULL;
        if (node->kind != YAML_SCALAR || node->quoted || *node->text)
            document = node;
    }
    return NULL;
}

static struct yaml_node *read_source(struct reader *reader) {
    struct errors *errors = reader->errors;
    size_t before = errors->list.count + errors->left_out;
    if (!yaml_parser_initialize(&reader->parser)) {
        error_add(
            errors, ERROR_SYNTAX, (struct place){reader->source, 0, 0}, "not enough memory to read the file");
        return NULL;
    }
    reader->scratch.exhausted = reader->open_arena.exhausted = reader->arena->exhausted;
    yaml_parser_set_input_string(
        &reader->parser, (const unsigned char *)reader->source->text, reader->source->length);
    struct yaml_node *document = read_documents(reader);
    yaml_parser_delete(&reader->parser);
    arena_free(&reader->scratch);
    arena_free(&reader->open_arena);
    return errors->list.count + errors->left_out == before ? document : NULL;
}

struct yaml_node *yaml_read(struct arena *arena, const struct source *source, struct errors *errors) {
    struct reader reader = {.arena = arena, .texts = arena, .source = source, .errors = errors};
    return read_source(&reader);
}

struct yaml_node *yaml_read_apart(
    struct arena *nodes, struct arena *texts, const struct source *source, struct errors *errors) {
    struct recent_texts *recent = arena_new(nodes, struct recent_texts);
    struct reader reader = {
        .arena = nodes, .texts = texts, .recent = recent, .source = source, .errors = errors};
    return read_source(&reader);
}
