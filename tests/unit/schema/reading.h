/* Models from text, for the tests of this room. */
#ifndef CMIGRATE_TESTS_SCHEMA_READING_H
#define CMIGRATE_TESTS_SCHEMA_READING_H

#include "schema/read.h"

struct reading_trial {
    struct arena arena;
    struct errors errors;
    struct source source;
    struct schema schema;
};

/* Reads `text` into trial->schema; any word is a type when `known` is null. */
static inline bool read_models(struct reading_trial *trial, const char *text, bool (*known)(const char *)) {
    *trial = (struct reading_trial){.source = {"models.yaml", text, strlen(text)}};
    trial->errors.arena = &trial->arena;
    const struct type_words words = {.known = known};
    const struct schema_reading reading = {&trial->arena, &trial->errors, &words, NULL};
    const struct yaml_node *document = yaml_read(&trial->arena, &trial->source, &trial->errors);
    return document && schema_read(&reading, document, &trial->schema);
}

#endif
