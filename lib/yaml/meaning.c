/* Which plain texts some reader, of YAML 1.1 or 1.2, takes for something else than a string. */
#include <string.h>

#include "base/text.h"
#include "yaml/quote.h"

static const char digits[] = "0123456789";

static bool is_word(const char *text) {
    static const char *const words[] = {"null", "~", "y", "n", "yes", "no", "true", "false", "on", "off",
        "<<", "=", ".inf", "+.inf", "-.inf", ".nan"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_same_word(text, words[i]))
            return true;
    return false;
}

static bool is_only(const char *text, const char *characters) {
    return !text[strspn(text, characters)];
}

/* Decimal, with a point, in 60s, with an exponent: 1_000 .5 12:30:45 1234567e9012 0x1f */
static bool is_number(const char *text) {
    text += *text == '-' || *text == '+';
    if (text[0] == '0' && text[1] && strchr("xXbBoO", text[1]))
        return is_only(text + 2, "0123456789abcdefABCDEF_");
    if (*text != '.' && !(*text && strchr(digits, *text)))
        return false;
    text += strspn(text, "0123456789_.:,");
    if (*text == 'e' || *text == 'E') {
        text++;
        text += *text == '-' || *text == '+';
        text += strspn(text, "0123456789_");
    }
    return !*text;
}

static bool is_date(const char *text) {
    return strspn(text, digits) == 4 && text[4] == '-' && is_only(text, "0123456789-+:.TtZz \t");
}

bool text_means_more(const char *text) {
    return !*text || is_word(text) || is_number(text) || is_date(text);
}
