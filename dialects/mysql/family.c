#include "mysql/family.h"

#include <string.h>

static struct features mariadb_features(unsigned version) {
    return (struct features){
        .mariadb = true,
        .checks = version >= 100201,
        .drop_constraint = version >= 100201,
        .default_expressions = version >= 100201,
        .text_literals = version >= 100201,
        .generated_columns = true,
        .descending_indexes = version >= 100800,
        .rename_index = version >= 100502,
        .rename_column = version >= 100502,
        .display_widths = true,
        .json_word = version >= 100207,
        .uuid = version >= 100700,
        .invisible_columns = version >= 100303,
        .invisible_indexes = version >= 100600,
        .utf8mb3 = version >= 100601,
        .sequences = version >= 100300,
    };
}

static struct features oracle_features(unsigned version) {
    return (struct features){
        .checks = version >= 80016,
        .drop_constraint = version >= 80019,
        .default_expressions = version >= 80013,
        .bracketed_defaults = true,
        .generated_columns = version >= 50706,
        .functional_indexes = version >= 80013,
        .descending_indexes = version >= 80001,
        .rename_index = version >= 50701,
        .rename_column = version >= 80003,
        .display_widths = version < 80019,
        .json = version >= 50708,
        .json_word = version >= 50708,
        .invisible_columns = version >= 80023,
        .invisible_indexes = version >= 80000,
        .utf8mb3 = version >= 80028,
    };
}

struct features mysql_features(const struct server *server) {
    return !strcmp(server->product, "mariadb") ? mariadb_features(server->version)
                                               : oracle_features(server->version);
}
