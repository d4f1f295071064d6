/* Writes JSON, a value after the other; commas and quoting are its business. */
#ifndef CMIGRATE_CMD_JSON_H
#define CMIGRATE_CMD_JSON_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/list.h"

struct json {
    struct buffer text;
    bool needs_comma;
};

/* Each takes the key inside an object, null inside an array or at the top. */
void json_begin_object(struct json *json, const char *key);
void json_end_object(struct json *json);
void json_begin_array(struct json *json, const char *key);
void json_end_array(struct json *json);
void json_text(struct json *json, const char *key, const char *text); /* null text: null */
void json_number(struct json *json, const char *key, double number);
void json_digits(struct json *json, const char *key, const char *digits); /* a number, as written */
void json_bool(struct json *json, const char *key, bool value);
void json_names(struct json *json, const char *key, const struct names *names);

#endif
