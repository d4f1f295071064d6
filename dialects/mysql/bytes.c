#include "mysql/bytes.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "mysql/literal.h"

bool bytes_are_kept(const char *base) {
    return !strcmp(base, "binary") || !strcmp(base, "varbinary") || text_ends_with(base, "blob");
}

static unsigned digit(char c) {
    return c <= '9' ? (unsigned)(c - '0') : (unsigned)((c | 32) - 'a') + 10;
}

/* x'0041' and 0x41 */
static struct buffer read_hex(struct arena *arena, struct token token) {
    struct buffer bytes = {.arena = arena};
    bool quoted = token.text[1] == '\'';
    const char *at = token.text + 2, *end = token.text + token.length - quoted;
    if ((end - at) % 2)
        buffer_add_char(&bytes, (char)digit(*at++));
    for (; at + 1 < end; at += 2)
        buffer_add_char(&bytes, (char)(digit(at[0]) * 16 + digit(at[1])));
    return bytes;
}

static const char *hex(struct arena *arena, const struct buffer *bytes) {
    struct buffer out = {.arena = arena};
    buffer_add(&out, "x'");
    for (size_t i = 0; i < bytes->length; i++)
        buffer_addf(&out, "%02x", (unsigned)(unsigned char)bytes->text[i]);
    buffer_add_char(&out, '\'');
    return buffer_text(&out);
}

static bool is_hex(struct token token) {
    bool quoted = token.length > 2 && (token.text[0] | 32) == 'x' && token.text[1] == '\'';
    return quoted || (token.kind == TOKEN_NUMBER && token.length > 2 && token.text[1] == 'x');
}

/* A column of a fixed length fills up with zeros, and shows them. */
const char *bytes_canonical(struct arena *arena, const char *base, struct token token) {
    bool bits = token.length > 1 && (token.text[0] | 32) == 'b' && token.text[1] == '\'';
    if (bits || (token.kind != TOKEN_STRING && !is_hex(token)))
        return NULL;
    struct buffer bytes = is_hex(token) ? read_hex(arena, token) : literal_bytes(arena, token);
    while (!strcmp(base, "binary") && bytes.length && !bytes.text[bytes.length - 1])
        bytes.length--;
    size_t bad;
    return text_is_utf8(bytes.text, bytes.length, &bad) ? mysql_text(arena, buffer_text(&bytes))
                                                        : hex(arena, &bytes);
}
