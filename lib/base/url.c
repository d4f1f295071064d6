#include "base/url.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

static const char word_characters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

static int hex_digit(char c) {
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)((at - digits) % 16) : -1;
}

static const char *decode(struct arena *arena, const char *text, size_t length, bool plus_is_blank) {
    char *out = arena_alloc(arena, length + 1), *to = out;
    for (size_t i = 0; i < length; i++) {
        int high = text[i] == '%' && i + 2 < length ? hex_digit(text[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low >= 0) {
            *to++ = (char)(high * 16 + low);
            i += 2;
        } else {
            *to++ = plus_is_blank && text[i] == '+' ? ' ' : text[i];
        }
    }
    size_t bad;
    return text_is_utf8(out, (size_t)(to - out), &bad) ? out : NULL;
}

static bool refuse(struct errors *errors, const char *why, const char *hint) {
    error_add(errors, ERROR_CONFIG, NOWHERE, "the url %s", why)->hint = hint;
    return false;
}

struct parsing {
    struct arena *arena;
    struct errors *errors;
    const char *at;
};

static bool take(struct parsing *parsing, size_t length, const char **part) {
    *part = decode(parsing->arena, parsing->at, length, false);
    parsing->at += length;
    return *part || refuse(parsing->errors, "holds an escape that isn't text in UTF-8",
                        "write %25 for a percent sign");
}

static bool read_scheme(struct parsing *parsing, struct url *url) {
    size_t scheme = strspn(parsing->at, word_characters);
    const char *after = parsing->at + scheme;
    size_t driver = *after == '+' ? strspn(after + 1, word_characters) : 0;
    if (*after == '+')
        after += 1 + driver;
    if (!scheme || !text_starts_with(after, "://"))
        return refuse(parsing->errors, "has no scheme",
            "write it as scheme://user:password@host:port/database, or sqlite:///file");
    url->scheme = text_lower(parsing->arena, arena_text(parsing->arena, parsing->at, scheme));
    if (driver)
        url->driver = arena_text(parsing->arena, parsing->at + scheme + 1, driver);
    parsing->at = after + 3;
    return true;
}

static bool read_user(struct parsing *parsing, struct url *url) {
    size_t user = strcspn(parsing->at, ":/?@[");
    const char *end = parsing->at[user] == ':' ? strchr(parsing->at + user, '@') : parsing->at + user;
    if (!end || *end != '@')
        return true;
    if (!take(parsing, user, &url->user))
        return false;
    if (parsing->at < end) {
        parsing->at++;
        if (!take(parsing, (size_t)(end - parsing->at), &url->password))
            return false;
    }
    parsing->at++;
    return true;
}

static bool read_port(struct parsing *parsing, struct url *url) {
    size_t digits = strspn(parsing->at, "0123456789");
    for (size_t i = 0; i < digits && url->port <= 65535; i++)
        url->port = url->port * 10 + (unsigned)(parsing->at[i] - '0');
    parsing->at += digits;
    if (url->port > 65535 || (*parsing->at && !strchr("/?", *parsing->at)))
        return refuse(parsing->errors, "has a port that isn't a number up to 65535",
            "in a user's name or password write %3A for \":\", %2F for \"/\" and %40 for \"@\"");
    return true;
}

static bool read_host(struct parsing *parsing, struct url *url) {
    bool bracket = *parsing->at == '[';
    parsing->at += bracket;
    size_t length = strcspn(parsing->at, bracket ? "]" : ":/?");
    if (memchr(parsing->at, '@', length))
        return refuse(parsing->errors, "has more than one \"@\"", "write %40 for an \"@\" in a password");
    if (bracket && !parsing->at[length])
        return refuse(parsing->errors, "has a \"[\" without its \"]\"", "write an IPv6 address as [::1]");
    if ((length || bracket) && !take(parsing, length, &url->host))
        return false;
    parsing->at += bracket;
    if (*parsing->at == ':') {
        parsing->at++;
        return read_port(parsing, url);
    }
    return !*parsing->at || strchr("/?", *parsing->at) ||
           refuse(parsing->errors, "has something after the \"]\"", "write an IPv6 address as [::1]");
}

static bool read_parameters(struct parsing *parsing, struct url *url) {
    while (*parsing->at) {
        size_t length = strcspn(parsing->at, "&"), key = strcspn(parsing->at, "=&");
        if (length) {
            struct url_parameter *parameter = list_add(parsing->arena, &url->parameters);
            size_t value = key < length ? key + 1 : length;
            parameter->key = decode(parsing->arena, parsing->at, key, true);
            parameter->value = decode(parsing->arena, parsing->at + value, length - value, true);
            if (!parameter->key || !parameter->value)
                return refuse(parsing->errors, "holds an escape that isn't text in UTF-8",
                    "write %25 for a percent sign");
        }
        parsing->at += length + (parsing->at[length] == '&');
    }
    return true;
}

bool url_parse(struct arena *arena, const char *text, struct url *url, struct errors *errors) {
    struct parsing parsing = {arena, errors, text};
    *url = (struct url){0};
    if (!read_scheme(&parsing, url) || !read_user(&parsing, url) || !read_host(&parsing, url))
        return false;
    if (*parsing.at == '/') {
        parsing.at++;
        size_t length = strcspn(parsing.at, "?");
        if (length && !take(&parsing, length, &url->database))
            return false;
    }
    parsing.at += *parsing.at == '?';
    return read_parameters(&parsing, url);
}

const char *url_parameter(const struct url *url, const char *key) {
    for (size_t i = url->parameters.count; i; i--)
        if (!strcmp(url->parameters.items[i - 1].key, key))
            return url->parameters.items[i - 1].value;
    return NULL;
}

bool url_host_is_local(const char *host) {
    static const char digits_and_dots[] = "0123456789.";
    if (!host || !*host || *host == '/' || *host == '@')
        return true;
    return text_same_word(host, "localhost") || !strcmp(host, "::1") ||
           (text_starts_with(host, "127.") && !host[strspn(host, digits_and_dots)]);
}
