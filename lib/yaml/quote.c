#include "yaml/quote.h"

#include <string.h>

#include "base/text.h"

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* The length of a character that must be escaped, and its number; 0 for others. */
static size_t special(const char *text, unsigned *number) {
    const unsigned char *at = (const unsigned char *)text;
    *number = at[0];
    if (at[0] < 0x20 || at[0] == 0x7f)
        return 1;
    if (at[0] == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0) {
        *number = at[1];
        return 2;
    }
    if ((at[0] & 0xf0) != 0xe0 || !at[1] || !at[2])
        return 0;
    *number = (at[0] & 0x0fu) << 12 | (at[1] & 0x3fu) << 6 | (at[2] & 0x3fu);
    bool line_end = *number == 0x2028 || *number == 0x2029;
    return line_end || *number == 0xfeff || *number >= 0xfffe ? 3 : 0;
}

bool text_is_printable(const char *text) {
    unsigned number;
    for (; *text; text++)
        if (*text != '\n' && *text != '\t' && special(text, &number))
            return false;
    return true;
}

static bool is_document_mark(const char *text) {
    return (text_starts_with(text, "---") || text_starts_with(text, "...")) &&
           (!text[3] || is_blank(text[3]));
}

static bool can_begin(const char *text) {
    if (!*text || is_blank(*text) || is_document_mark(text))
        return false;
    if (*text == '-')
        return text[1] && !is_blank(text[1]);
    return !strchr(",[]{}#&*!|>'\"%@`?:", *text);
}

/* What the reader would take for a text that a comma has cut. */
static bool is_unbalanced(const char *text) {
    int open = 0;
    for (; *text; text++)
        open += (*text == '(') - (*text == ')');
    return open != 0;
}

static bool can_be_plain(const char *text, bool flow) {
    size_t length = strlen(text);
    if (!can_begin(text) || is_blank(text[length - 1]) || text[length - 1] == ':')
        return false;
    if (strpbrk(text, "\n\t") || !text_is_printable(text) || strstr(text, ": ") || strstr(text, " #"))
        return false;
    return !flow || (!strpbrk(text, ",[]{}") && !is_unbalanced(text) && !(text[0] == '-' && !text[1]));
}

static void add_single_quoted(struct buffer *out, const char *text) {
    buffer_add_char(out, '\'');
    for (; *text; text++) {
        if (*text == '\'')
            buffer_add_char(out, '\'');
        buffer_add_char(out, *text);
    }
    buffer_add_char(out, '\'');
}

static void add_escape(struct buffer *out, unsigned number) {
    if (number == '\n')
        buffer_add(out, "\\n");
    else if (number == '\t')
        buffer_add(out, "\\t");
    else if (number == '\r')
        buffer_add(out, "\\r");
    else
        buffer_addf(out, number < 0x100 ? "\\x%02x" : "\\u%04x", number);
}

static void add_double_quoted(struct buffer *out, const char *text) {
    buffer_add_char(out, '"');
    while (*text) {
        unsigned number;
        size_t length = special(text, &number);
        if (length) {
            add_escape(out, number);
            text += length;
            continue;
        }
        if (*text == '"' || *text == '\\')
            buffer_add_char(out, '\\');
        buffer_add_char(out, *text++);
    }
    buffer_add_char(out, '"');
}

static void add_quoted(struct buffer *out, const char *text) {
    bool escapes = !text_is_printable(text) || strpbrk(text, "\n\t");
    if (!escapes && strpbrk(text, "\"\\"))
        add_single_quoted(out, text);
    else
        add_double_quoted(out, text);
}

/* YAML 1.1 forbids a colon and a question mark within plain text in flow form. */
static bool string_can_be_plain(const char *text, bool flow) {
    return can_be_plain(text, flow) && !text_means_more(text) && !(flow && strpbrk(text, ":?"));
}

void key_add(struct buffer *out, const char *key, bool flow) {
    if (string_can_be_plain(key, flow))
        buffer_add(out, key);
    else
        add_quoted(out, key);
}

void scalar_add(struct buffer *out, const struct yaml_node *scalar, bool flow) {
    bool plain = scalar->quoted || !text_means_more(scalar->text) ? string_can_be_plain(scalar->text, flow)
                                                                  : can_be_plain(scalar->text, flow);
    if (plain || (!*scalar->text && !scalar->quoted))
        buffer_add(out, scalar->text);
    else
        add_quoted(out, scalar->text);
}

bool yaml_needs_quotes(const char *text) {
    return !string_can_be_plain(text, false);
}
