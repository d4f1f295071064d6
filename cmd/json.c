#include "cmd/json.h"

#include <string.h>

#include "cmd/safe.h"

/* What isn't UTF-8, as a database or a file name may hold it, is U+FFFD: a reader takes nothing else. */
static void add_quoted(struct buffer *out, const char *text) {
    buffer_add_char(out, '"');
    for (size_t left = strlen(text), step; left; text += step, left -= step) {
        unsigned char c = (unsigned char)*text;
        size_t length = safe_length(text, left);
        step = length ? length : 1;
        if (!length)
            buffer_add(out, "\xef\xbf\xbd");
        else if (c == 0xc2 && (unsigned char)text[1] < 0xa0) /* to a terminal as good as an escape */
            buffer_addf(out, "\\u%04x", (unsigned char)text[1]);
        else if (length > 1)
            buffer_add_text(out, text, length);
        else if (c == '"' || c == '\\')
            buffer_addf(out, "\\%c", c);
        else if (c == '\n')
            buffer_add(out, "\\n");
        else if (c < 0x20 || c == 0x7f)
            buffer_addf(out, "\\u%04x", c);
        else
            buffer_add_char(out, *text);
    }
    buffer_add_char(out, '"');
}

static void begin_value(struct json *json, const char *key) {
    if (json->needs_comma)
        buffer_add(&json->text, ", ");
    if (key) {
        add_quoted(&json->text, key);
        buffer_add(&json->text, ": ");
    }
    json->needs_comma = true;
}

static void open_value(struct json *json, const char *key, char bracket) {
    begin_value(json, key);
    buffer_add_char(&json->text, bracket);
    json->needs_comma = false;
}

static void close_value(struct json *json, char bracket) {
    buffer_add_char(&json->text, bracket);
    json->needs_comma = true;
}

void json_begin_object(struct json *json, const char *key) {
    open_value(json, key, '{');
}

void json_end_object(struct json *json) {
    close_value(json, '}');
}

void json_begin_array(struct json *json, const char *key) {
    open_value(json, key, '[');
}

void json_end_array(struct json *json) {
    close_value(json, ']');
}

void json_text(struct json *json, const char *key, const char *text) {
    begin_value(json, key);
    if (text)
        add_quoted(&json->text, text);
    else
        buffer_add(&json->text, "null");
}

void json_number(struct json *json, const char *key, double number) {
    begin_value(json, key);
    buffer_addf(&json->text, "%.10g", number);
}

void json_digits(struct json *json, const char *key, const char *digits) {
    begin_value(json, key);
    buffer_add(&json->text, digits);
}

void json_bool(struct json *json, const char *key, bool value) {
    begin_value(json, key);
    buffer_add(&json->text, value ? "true" : "false");
}

void json_names(struct json *json, const char *key, const struct names *names) {
    json_begin_array(json, key);
    for (size_t i = 0; i < names->count; i++)
        json_text(json, NULL, names->items[i]);
    json_end_array(json);
}
