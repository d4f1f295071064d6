/* Models and scripts from text, for the tests of this room. */
#ifndef CMIGRATE_TESTS_OPS_SCRIPTS_H
#define CMIGRATE_TESTS_OPS_SCRIPTS_H

#include "ops/operation.h"

struct trial {
    struct arena arena;
    struct errors errors;
    struct schema schema;
    struct operations operations;
};

static inline const struct yaml_node *trial_yaml(struct trial *trial, const char *text) {
    struct source *source = arena_new(&trial->arena, struct source);
    *source = (struct source){"script.yaml", text, strlen(text)};
    return yaml_read(&trial->arena, source, &trial->errors);
}

static inline struct schema_reading trial_reading(struct trial *trial) {
    static const struct type_words words;
    return (struct schema_reading){&trial->arena, &trial->errors, &words, NULL};
}

static inline void trial_models(struct trial *trial, const char *models) {
    *trial = (struct trial){.errors.arena = &trial->arena};
    const struct schema_reading reading = trial_reading(trial);
    schema_read(&reading, trial_yaml(trial, models), &trial->schema);
    assert_no_errors(&trial->errors);
}

/* Reads a list of operations; false after an error. */
static inline bool trial_read(struct trial *trial, const char *script) {
    const struct schema_reading reading = trial_reading(trial);
    const struct yaml_node *node = trial_yaml(trial, script);
    return node && operations_read(&reading, node, &trial->operations);
}

/* Reads and applies them, up to the first that doesn't fit. */
static inline bool trial_apply(struct trial *trial, const char *script) {
    size_t from = trial->operations.count;
    if (!trial_read(trial, script))
        return false;
    for (size_t i = from; i < trial->operations.count; i++)
        if (!operation_apply(&trial->arena, &trial->operations.items[i], &trial->schema, &trial->errors))
            return false;
    return true;
}

static inline const char *first_hint(const struct errors *errors) {
    return errors->list.count && errors->list.items[0].hint ? errors->list.items[0].hint : "";
}

#endif
