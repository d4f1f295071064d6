#include <string.h>

#include "yaml/flow.h"
#include "yaml/quote.h"

enum {
    INDENT = 2,
    KEY_MAX = 900, /* readers give up on a key without a "?" after 1024 characters */
};

struct writer {
    struct buffer out;
    size_t line_start;
};

static void end_line(struct writer *writer) {
    buffer_add_char(&writer->out, '\n');
    writer->line_start = writer->out.length;
}

static void indent(struct writer *writer, size_t column) {
    buffer_addf(&writer->out, "%*s", (int)column, "");
}

static bool ends_with_blank_line(const char *text, size_t length) {
    while (length && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        length--;
    return !length || text[length - 1] == '\n';
}

/* Several lines that a literal block holds exactly, with at most one line end at the end. */
static bool can_be_literal(const char *text) {
    size_t length = strlen(text);
    const char *newline = strchr(text, '\n');
    if (!newline || !text_is_printable(text))
        return false;
    length -= text[length - 1] == '\n';
    return newline != text + length && !ends_with_blank_line(text, length);
}

static void add_literal(struct writer *writer, const char *text, size_t column) {
    buffer_add(&writer->out, strchr(" \t\n", *text) ? "|2" : "|");
    if (text[strlen(text) - 1] != '\n')
        buffer_add_char(&writer->out, '-');
    while (*text) {
        size_t length = strcspn(text, "\n");
        end_line(writer);
        if (length)
            indent(writer, column);
        buffer_add_text(&writer->out, text, length);
        text += length + (text[length] == '\n');
    }
}

/* On the line of what it belongs to. */
static void add_inline(struct writer *writer, const struct yaml_node *node, size_t column) {
    if (node->kind == YAML_SCALAR && !node->quoted && !*node->text)
        return;
    buffer_add_char(&writer->out, ' ');
    if (node->kind != YAML_SCALAR)
        flow_add(&writer->out, node);
    else if (can_be_literal(node->text))
        add_literal(writer, node->text, column);
    else
        scalar_add(&writer->out, node, false);
}

static bool is_inline(const struct writer *writer, const struct yaml_node *node) {
    if (!node->pairs.count && !node->items.count)
        return true;
    size_t used = writer->out.length - writer->line_start + 1;
    return used <= FLOW_WIDTH && flow_fits(node, FLOW_WIDTH - used);
}

static void add_block(struct writer *writer, const struct yaml_node *node, size_t column, bool line_begun);

static void add_key(struct writer *writer, const char *key, size_t column) {
    size_t start = writer->out.length;
    key_add(&writer->out, key, false);
    if (writer->out.length - start > KEY_MAX) {
        writer->out.length = start;
        buffer_add(&writer->out, "? ");
        key_add(&writer->out, key, false);
        end_line(writer);
        indent(writer, column);
    }
    buffer_add_char(&writer->out, ':');
}

/* The sections of a document are never squeezed into a line. */
static bool is_section(const struct yaml_node *node, size_t column) {
    return !column && node->kind == YAML_MAPPING && node->pairs.count;
}

static void add_pair(struct writer *writer, const struct yaml_pair *pair, size_t column) {
    add_key(writer, pair->key, column);
    if (!is_section(pair->value, column) && is_inline(writer, pair->value)) {
        add_inline(writer, pair->value, column + INDENT);
        end_line(writer);
    } else {
        end_line(writer);
        add_block(writer, pair->value, column + INDENT, false);
    }
}

/* A mapping of one pair reads better as "- drop_table: book" than in braces. */
static void add_item(struct writer *writer, const struct yaml_node *item, size_t column) {
    bool single = item->kind == YAML_MAPPING && item->pairs.count == 1;
    buffer_add_char(&writer->out, '-');
    if (!single && is_inline(writer, item)) {
        add_inline(writer, item, column + INDENT);
        end_line(writer);
    } else {
        buffer_add_char(&writer->out, ' ');
        add_block(writer, item, column + INDENT, true);
    }
}

static void add_block(struct writer *writer, const struct yaml_node *node, size_t column, bool line_begun) {
    size_t count = node->kind == YAML_MAPPING ? node->pairs.count : node->items.count;
    for (size_t i = 0; i < count; i++) {
        if (i || !line_begun)
            indent(writer, column);
        if (node->kind == YAML_MAPPING)
            add_pair(writer, &node->pairs.items[i], column);
        else
            add_item(writer, node->items.items[i], column);
    }
}

char *yaml_write(struct arena *arena, const struct yaml_node *node) {
    struct writer writer = {.out = {.arena = arena}};
    bool empty = !node->pairs.count && !node->items.count;
    if (node->kind == YAML_SCALAR) {
        scalar_add(&writer.out, node, false);
        end_line(&writer);
    } else if (empty) {
        flow_add(&writer.out, node);
        end_line(&writer);
    } else {
        add_block(&writer, node, 0, false);
    }
    return buffer_text(&writer.out);
}
