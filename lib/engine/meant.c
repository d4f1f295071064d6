#include "engine/meant.h"

#include <string.h>

#include "base/text.h"

static bool is_time(const struct type *type) {
    return type->kind == TYPE_DATE || type->kind == TYPE_TIME || type->kind == TYPE_DATETIME ||
           type->kind == TYPE_TIMESTAMP;
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* name() */
static bool is_call(const char *text) {
    size_t length = 0;
    while (is_letter(text[length]))
        length++;
    return length && !strcmp(text + length, "()");
}

bool meant_as_expression(const struct column *column) {
    static const char *const words[] = {
        "now", "current_timestamp", "current_date", "current_time", "localtimestamp", "localtime", "sysdate"};
    const char *text = column->default_value.text;
    if (column->default_value.kind != VALUE_STRING || !text)
        return false;
    for (size_t i = 0; is_time(&column->type) && i < sizeof words / sizeof *words; i++)
        if (text_same_word(text, words[i]))
            return true;
    return is_call(text);
}
