#include <string.h>

#include "base/buffer.h"
#include "cmd/environment.h"

const char *environment_get(const struct environment *environment, const char *variable) {
    const char *value = environment->get ? environment->get(environment->context, variable) : NULL;
    return value ? value : index_find(&environment->dotenv, variable);
}

static size_t name_length(const char *text) {
    size_t length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789");
    return *text >= '0' && *text <= '9' ? 0 : length;
}

struct variable {
    const char *name, *otherwise; /* null: there is no default */
    size_t length;                /* of the whole, as written */
};

static bool read_variable(struct arena *arena, const char *text, struct variable *variable) {
    size_t length = name_length(text + 2);
    const char *after = text + 2 + length, *end = strchr(after, '}');
    bool has_default = after[0] == ':' && after[1] == '-';
    if (!length || !end || (!has_default && end != after))
        return false;
    variable->name = arena_text(arena, text + 2, length);
    variable->otherwise = has_default ? arena_text(arena, after + 2, (size_t)(end - after - 2)) : NULL;
    variable->length = (size_t)(end + 1 - text);
    return true;
}

static const char *value_of(const struct environment *environment, const struct variable *variable) {
    const char *value = environment_get(environment, variable->name);
    return variable->otherwise && (!value || !*value) ? variable->otherwise : value;
}

static const char *refuse_form(struct errors *errors, struct place place) {
    struct error *error = error_add(errors, ERROR_CONFIG, place, "a \"${\" that names no variable");
    error_hint(errors, error, "write ${NAME} or ${NAME:-default}, or $$ for a $");
    return NULL;
}

const char *substitute(struct arena *arena, const struct environment *environment, const char *text,
    struct place place, struct errors *errors) {
    struct buffer out = {.arena = arena};
    for (const char *dollar; (dollar = strchr(text, '$'));) {
        buffer_add_text(&out, text, (size_t)(dollar - text));
        text = dollar + 1;
        if (*text != '{') {
            buffer_add_char(&out, '$');
            text += *text == '$';
            continue;
        }
        struct variable variable;
        if (!read_variable(arena, dollar, &variable))
            return refuse_form(errors, place);
        const char *value = value_of(environment, &variable);
        if (!value) {
            struct error *error = error_add(
                errors, ERROR_CONFIG, place, "the environment variable \"%s\" is not set", variable.name);
            error_hint(errors, error, "set it, or give it a default: ${%s:-…}", variable.name);
            return NULL;
        }
        buffer_add(&out, value);
        text = dollar + variable.length;
    }
    buffer_add(&out, text);
    return buffer_text(&out);
}
