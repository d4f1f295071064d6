#include "cmd/safe.h"

#include <string.h>

#include "base/text.h"

size_t safe_length(const char *at, size_t left) {
    unsigned char c = (unsigned char)*at;
    size_t length = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4, bad;
    return length <= left && text_is_utf8(at, length, &bad) ? length : 0;
}

/* U+0000 to U+001F, U+007F to U+009F; U+2028 to U+202E and U+2066 to U+2069, which part lines or turn them.
 */
static bool is_control(const char *at, size_t length) {
    const unsigned char *c = (const unsigned char *)at;
    if (length == 1)
        return c[0] < ' ' || c[0] == 0x7f;
    if (length == 2)
        return c[0] == 0xc2 && c[1] < 0xa0;
    return length == 3 && c[0] == 0xe2 &&
           ((c[1] == 0x80 && c[2] >= 0xa8 && c[2] <= 0xae) || (c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9));
}

static size_t plain_length(const char *text, size_t length) {
    size_t plain = 0;
    while (plain < length && text[plain] >= ' ' && text[plain] < 0x7f)
        plain++;
    return plain;
}

void safe_put(FILE *stream, const char *text, size_t length, bool lines) {
    for (size_t at = 0, step; at < length; at += step ? step : 1) {
        step = plain_length(text + at, length - at);
        if (step) {
            fwrite(text + at, 1, step, stream);
            continue;
        }
        step = safe_length(text + at, length - at);
        if (lines && (text[at] == '\n' || text[at] == '\t'))
            fputc(text[at], stream);
        else if (text[at] == '\t')
            fputc(' ', stream);
        else if (!step || is_control(text + at, step))
            fputc('?', stream);
        else
            fwrite(text + at, 1, step, stream);
    }
}
