/* Portable types: SQLAlchemy's generic ones, in lower case. */
#ifndef CMIGRATE_SCHEMA_TYPE_H
#define CMIGRATE_SCHEMA_TYPE_H

#include "schema/schema.h"

/* What is known of type words besides the portable ones. */
struct type_words {
    const struct enum_types *enums;  /* declared enums, or null */
    bool (*known)(const char *word); /* the dialect's own words, by the type's first word in lower case, and
                                        "[]" for whether it has arrays; null: any word is taken as native */
    const char *const *words;        /* for the nearest, may be null */
    size_t count;
    bool enums_elsewhere; /* in scripts: a bare word that is nothing else names an enum that another made */
};

/* Reads "string(30)", "numeric(8,2)", "mood", "int unsigned". Errors name the nearest known type. */
bool type_parse(struct arena *arena, const char *text, struct place place, const struct type_words *words,
    struct type *type, struct errors *errors);
/* "string(30)"; of an enum its name; of verbatim the SQL; "" of TYPE_NONE; null of an inline enum. */
char *type_text(struct arena *arena, const struct type *type);
/* The declared enum that an enum type's text names, as "mood" or "schema.mood"; or null. */
const struct enum_type *enums_find(const struct enum_types *enums, const char *text);

#endif
