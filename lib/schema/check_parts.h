/* What the checking files of this room share. */
#ifndef CMIGRATE_SCHEMA_CHECK_PARTS_H
#define CMIGRATE_SCHEMA_CHECK_PARTS_H

#include "schema/check.h"

struct check {
    const struct schema *schema;
    struct errors *errors;
    bool ok;
};

/* Adds an error and returns it for a hint. */
struct error *check_fail(struct check *check, struct place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Names the known word that is nearest; false when none is near. */
bool check_hint_nearest(
    struct check *check, struct error *error, const char *word, const struct names *known);

/* A table's primary key, constraints and indexes. */
void check_keys(struct check *check, const struct table *table);

#endif
