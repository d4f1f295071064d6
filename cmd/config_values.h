/* How each kind of value in cmigrate.yaml is read; for config.c. */
#ifndef CMIGRATE_CMD_CONFIG_VALUES_H
#define CMIGRATE_CMD_CONFIG_VALUES_H

#include "cmd/config.h"
#include "cmd/environment.h"
#include "yaml/yaml.h"

struct config_reader {
    struct arena *arena;
    struct errors *errors;
    struct environment environment;
    struct config *config;
};

typedef bool value_reader(
    struct config_reader *reader, const struct yaml_node *node, const char *what, void *value);

value_reader config_read_text, config_read_names, config_read_paths, config_read_bool, config_read_duration,
    config_read_seconds, config_read_policy, config_read_naming, config_read_compare, config_read_template,
    config_read_shadow, config_read_optional, config_read_table, config_read_zone, config_read_file_template,
    config_read_with;

#endif
