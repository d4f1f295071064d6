/* A password, which stands in the input as "*", is never shown. */
#include "base/buffer.h"
#include "base/url.h"
#include "target.h"

static const char password[] = "hunter2hunter2";

static const char *with_password(struct arena *arena, const char *text) {
    struct buffer out = {.arena = arena};
    for (; *text; text++)
        if (*text == '*')
            buffer_add(&out, password);
        else
            buffer_add_char(&out, *text);
    return buffer_text(&out);
}

static bool is_secret_parameter(const struct url_parameter *parameter) {
    static const char *const keys[] = {"password", "passwd", "sslpassword"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcmp(parameter->key, keys[i]))
            return true;
    return false;
}

static void check(struct arena *arena, const struct source *source, struct errors *errors) {
    const char *text = with_password(arena, source->text);
    const char *shown = url_shown(arena, text);
    struct url url;
    bool good = url_parse(arena, text, &url, errors);
    must(good == !errors->list.count);
    for (size_t i = 0; i < errors->list.count; i++)
        must(!strstr(errors->list.items[i].message, password));
    if (!good)
        return;
    bool elsewhere = (url.driver && strstr(url.driver, password)) ||
                     (url.user && strstr(url.user, password)) || (url.host && strstr(url.host, password)) ||
                     (url.database && strstr(url.database, password));
    bool secret = url.password && strstr(url.password, password);
    for (size_t i = 0; i < url.parameters.count; i++) {
        const struct url_parameter *parameter = &url.parameters.items[i];
        if (strstr(parameter->key, password) || strstr(parameter->value, password))
            is_secret_parameter(parameter) ? (secret = true) : (elsewhere = true);
    }
    must(!secret || elsewhere || strstr(url.scheme, password) || !strstr(shown, password));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_text(data, size, check);
}
