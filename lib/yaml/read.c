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

static struct yaml_node *read_scalar(
    struct reader *reader, const yaml_event_t *event, struct place place, struct level level) {
    struct yaml_node *node = new_node(reader, YAML_SCALAR, place);
    const char *text = (const char *)event->data.scalar.value;
    node->text = arena_text(reader->arena, text, event->data.scalar.length);
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    check_properties(reader, place, event->data.scalar.anchor, event->data.scalar.tag);
    if (memchr(text, 0, event->data.scalar.length))
        add_error(reader, place, "the text holds a NUL character", "take out the \\0");
    if (level.flow && !node->quoted)
        reader_check_cut(reader, node->text, event->end_mark);
    return node;
}

static size_t find_key(const struct yaml_node *mapping, const struct name_index *index, const char *key) {
    if (index->count)
        return (size_t)(uintptr_t)index_find(index, key);
    for (size_t i = 0; i < mapping->pairs.count; i++)
        if (!strcmp(mapping->pairs.items[i].key, key))
            return i + 1;
    return 0;
}

static void index_key(const struct yaml_node *mapping, struct name_index *index) {
    size_t count = mapping->pairs.count;
    for (size_t i = index->count ? count - 1 : 0; count > FEW_KEYS && i < count; i++)
        index_put(index, mapping->pairs.items[i].key, (void *)(uintptr_t)(i + 1));
}

static void check_key(struct reader *reader, const struct yaml_node *mapping, const struct name_index *index,
    const struct yaml_node *key, struct level level) {
    if (!key->quoted && !strcmp(key->text, "<<")) {
        add_error(reader, key->place, "merge keys are not allowed", "write the keys out");
        return;
    }
    if (!key->quoted && !*key->text)
        add_error(reader, key->place, "a key is missing before the \":\"", "write \"key: value\"");
    size_t before = find_key(mapping, index, key->text);
    bool rest_of_cut = reader->cut && level.flow && text_is_rest(key->text);
    if (!before || rest_of_cut)
        return;
    struct error *error =
        error_add(reader->errors, ERROR_SYNTAX, key->place, "duplicate key \"%s\"", key->text);
    error_hint(reader->errors, error, "it is already in line %u: keep one of them",
        mapping->pairs.items[before - 1].place.line);
}

static struct yaml_node *read_node(struct reader *reader, yaml_event_t *event, struct level level);

static bool read_pair(struct reader *reader, struct yaml_node *mapping, struct name_index *index,
    yaml_event_t *event, struct level level) {
    if (event->type == YAML_MAPPING_START_EVENT || event->type == YAML_SEQUENCE_START_EVENT) {
        add_error(reader, reader_place(reader, event->start_mark), "a key must be a name",
            "quote it if the brackets belong to the name");
        yaml_event_delete(event);
        return false;
    }
    struct yaml_node *key = read_node(reader, event, level);
    check_key(reader, mapping, index, key, level);
    struct yaml_pair *pair = list_add(reader->arena, &mapping->pairs);
    *pair = (struct yaml_pair){.key = key->text, .place = key->place};
    index_key(mapping, index);
    yaml_event_t next;
    return next_event(reader, &next) && (pair->value = read_node(reader, &next, level));
}

static struct yaml_node *read_mapping(struct reader *reader, struct place place, struct level level) {
    struct yaml_node *mapping = new_node(reader, YAML_MAPPING, place);
    struct name_index index = {.arena = reader->arena};
    yaml_event_t event;
    while (next_event(reader, &event)) {
        if (event.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&event);
            return mapping;
        }
        if (!read_pair(reader, mapping, &index, &event, level))
            return NULL;
    }
    return NULL;
}

static struct yaml_node *read_sequence(struct reader *reader, struct place place, struct level level) {
    struct yaml_node *sequence = new_node(reader, YAML_SEQUENCE, place);
    yaml_event_t event;
    while (next_event(reader, &event)) {
        if (event.type == YAML_SEQUENCE_END_EVENT) {
            yaml_event_delete(&event);
            return sequence;
        }
        struct yaml_node *item = read_node(reader, &event, level);
        if (!item)
            return NULL;
        list_push(reader->arena, &sequence->items, item);
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
        node->text = arena_format(reader->arena, "*%s", (const char *)event->data.alias.anchor);
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

struct yaml_node *yaml_read(struct arena *arena, const struct source *source, struct errors *errors) {
    struct reader reader = {.arena = arena, .source = source, .errors = errors};
    size_t before = errors->list.count + errors->left_out;
    if (!yaml_parser_initialize(&reader.parser)) {
        error_add(errors, ERROR_SYNTAX, (struct place){source, 0, 0}, "not enough memory to read the file");
        return NULL;
    }
    yaml_parser_set_input_string(&reader.parser, (const unsigned char *)source->text, source->length);
    struct yaml_node *document = read_documents(&reader);
    yaml_parser_delete(&reader.parser);
    return errors->list.count + errors->left_out == before ? document : NULL;
}
