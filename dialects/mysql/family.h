/* What a server of either family can do, by product and version, each with the release that brought it. */
#ifndef CMIGRATE_MYSQL_FAMILY_H
#define CMIGRATE_MYSQL_FAMILY_H

#include "dialect.h"

struct features {
    bool mariadb;
    bool checks;              /* CHECK is kept and enforced */
    bool drop_constraint;     /* ALTER TABLE … DROP CONSTRAINT takes a check */
    bool default_expressions; /* DEFAULT (expression) */
    bool bracketed_defaults;  /* … which must stand in brackets */
    bool text_literals;       /* DEFAULT 'x' for TEXT and BLOB, without brackets */
    bool generated_columns;
    bool functional_indexes;
    bool descending_indexes;
    bool rename_index;
    bool rename_column;
    bool display_widths; /* int(11) is shown, and int(5) remembered */
    bool json;           /* a type of its own, not LONGTEXT with a check */
    bool json_word;      /* the word JSON is known at all */
    bool uuid;
    bool invisible_columns;
    bool invisible_indexes; /* MariaDB says IGNORED */
    bool utf8mb3;           /* the old utf8 is spelt utf8mb3 */
    bool sequences;
};

struct features mysql_features(const struct server *server);

#endif
