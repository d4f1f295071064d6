#include "base/text.h"

#include <string.h>
#include <strings.h>

static size_t utf8_length(const unsigned char *at, size_t left) {
    unsigned char c = at[0];
    size_t length = c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
    if (!c || !length || length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    bool overlong = (c == 0xe0 && at[1] < 0xa0) || (c == 0xf0 && at[1] < 0x90);
    bool surrogate = c == 0xed && at[1] > 0x9f;
    bool beyond = c == 0xf4 && at[1] > 0x8f;
    return overlong || surrogate || beyond ? 0 : length;
}

bool text_is_utf8(const char *text, size_t length, size_t *bad) {
    for (size_t at = 0; at < length;) {
        size_t step = utf8_length((const unsigned char *)text + at, length - at);
        if (!step) {
            *bad = at;
            return false;
        }
        at += step;
    }
    return true;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

enum { WORD_MAX = 63 };

static size_t smallest(size_t a, size_t b, size_t c) {
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* Damerau-Levenshtein distance with adjacent swaps, case ignored. */
static size_t distance(const char *left, const char *right) {
    size_t n = strlen(left), m = strlen(right);
    if (n > WORD_MAX || m > WORD_MAX)
        return WORD_MAX;
    size_t rows[3][WORD_MAX + 1];
    size_t *older = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= m; j++)
        above[j] = j;
    for (size_t i = 1; i <= n; i++) {
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t change = lower(left[i - 1]) != lower(right[j - 1]);
            row[j] = smallest(above[j] + 1, row[j - 1] + 1, above[j - 1] + change);
            bool swapped = i > 1 && j > 1 && lower(left[i - 1]) == lower(right[j - 2]) &&
                           lower(left[i - 2]) == lower(right[j - 1]);
            if (swapped && older[j - 2] + 1 < row[j])
                row[j] = older[j - 2] + 1;
        }
        size_t *free_row = older;
        older = above;
        above = row;
        row = free_row;
    }
    return above[m];
}

const char *text_nearest(const char *word, const char *const *words, size_t count) {
    const char *nearest = NULL;
    size_t least = strlen(word) / 3 + 2;
    for (size_t i = 0; i < count; i++) {
        size_t far = distance(word, words[i]);
        if (far < least && far < strlen(words[i])) {
            least = far;
            nearest = words[i];
        }
    }
    return nearest;
}

bool text_same_word(const char *left, const char *right) {
    for (; *left && lower(*left) == lower(*right); left++)
        right++;
    return !*left && !*right;
}

bool text_starts_with(const char *text, const char *start) {
    return !strncmp(text, start, strlen(start));
}

bool text_ends_with(const char *text, const char *end) {
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && !strcmp(text + length - tail, end);
}

bool text_has_extension(const char *path, const char *extension) {
    size_t length = strlen(path), tail = strlen(extension);
    return length >= tail && !strcasecmp(path + length - tail, extension);
}

char *text_lower(struct arena *arena, const char *text) {
    char *copy = arena_string(arena, text);
    for (char *c = copy; *c; c++)
        *c = lower(*c);
    return copy;
}

bool text_matches(const char *text, const char *pattern) {
    const char *star = NULL, *resume = NULL;
    while (*text) {
        if (*pattern == '*') {
            star = ++pattern;
            resume = text;
        } else if (*pattern == '?' || *pattern == *text) {
            pattern++;
            text++;
        } else if (star) {
            pattern = star;
            text = ++resume;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}

struct names text_split(struct arena *arena, const char *text, char separator) {
    struct names pieces = {0};
    while (*text) {
        const char *end = strchr(text, separator);
        size_t length = end ? (size_t)(end - text) : strlen(text);
        const char *next = end ? end + 1 : text + length;
        while (length && (*text == ' ' || *text == '\t')) {
            text++;
            length--;
        }
        while (length && (text[length - 1] == ' ' || text[length - 1] == '\t'))
            length--;
        if (length)
            list_push(arena, &pieces, arena_text(arena, text, length));
        text = next;
    }
    return pieces;
}
