/* SQLite's language: what the rooms of this folder share. */
#ifndef CMIGRATE_SQLITE_SQLITE_H
#define CMIGRATE_SQLITE_SQLITE_H

#include "dialect.h"

extern const struct dialect sqlite_dialect; /* dialect.c */
extern const struct sql_syntax sqlite_syntax;

/* Versions as in struct server. */
enum {
    SQLITE_OLDEST = 32600,      /* pragma_table_xinfo, and ALTER TABLE RENAME that mends references */
    SQLITE_DROP_COLUMN = 33503, /* 3.35.0 to 3.35.2 had it with bugs that lost rows */
};

/* Before a table's name: its successor, while a rebuild fills it. */
#define SQLITE_NEW_TABLE "cmigrate_new_"

/* Appends a name, quoted where it must be. */
void sqlite_name_quoted(struct buffer *out, const char *name);
void sqlite_text_quoted(struct buffer *out, const char *text);
/* Appends a text between quotes of that kind, whatever it is. */
void sqlite_add_doubled(struct buffer *out, const char *text, char quote);
/* What a string literal means. */
char *sqlite_text_unquoted(struct arena *arena, struct token token);
/* Is the word one of SQLite's keywords, in any case? */
bool sqlite_is_keyword(const char *word);

/* Names are equal whatever the case of ASCII letters. */
bool sqlite_same_name(const char *left, const char *right);

/* The value of a switch or word in `options` for SQLite; null when it isn't there. */
const char *sqlite_option(const struct options *options, const char *name);
bool sqlite_switch(const struct options *options, const char *name);

#endif
