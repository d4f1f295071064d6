/* Reads the CREATE statements that SQLite keeps in its schema table: what no PRAGMA tells stands only there.
 *
 * The statements were accepted by SQLite once, so that the reader knows its grammar but leaves the refusing
 * of nonsense to it: what doesn't fit is false, never a guess. */
#ifndef CMIGRATE_SQLITE_PARSE_H
#define CMIGRATE_SQLITE_PARSE_H

#include "schema/schema.h"
#include "sql/lexer.h"

struct type_memory;

/* A statement and how far it is read. */
struct parser {
    struct arena *arena;
    struct lexer lexer;
    struct token token;     /* the next one */
    const char *end_before; /* where the one before it ended */
    struct type_memory *types;
    bool key_behind; /* the primary key stands behind the columns, not in one */
};

struct parser parser_on(struct arena *arena, const char *sql);
void parser_step(struct parser *parser);
bool parser_is(const struct parser *parser, const char *word);
/* Steps over the word if it is the next. */
bool parser_take(struct parser *parser, const char *word);
/* Both words, or none. */
bool parser_take_two(struct parser *parser, const char *first, const char *second);
/* A name, bare or in any of SQLite's quotes; null when there is none. */
const char *parser_name(struct parser *parser);
/* What was read since `start`, without blanks and comments around it. */
const char *parser_text_from(const struct parser *parser, const char *start);
/* What stands between two brackets, without blanks and comments around it; null when there are none. */
const char *parser_in_brackets(struct parser *parser);
/* Steps over what is up to a comma or bracket that ends it; its text. */
const char *parser_until_comma(struct parser *parser);

/* Each fills its last argument; false when the text isn't such a statement. */
bool parse_table(struct arena *arena, const char *sql, struct type_memory *types, struct table *table);
bool parse_index(struct arena *arena, const char *sql, struct index *index);
/* The module's name, in lower case; null when it is no virtual table. */
const char *parse_virtual_table(struct arena *arena, const char *sql);
/* What follows AS in a view without a list of columns; null when it has one. */
const char *parse_view_body(struct arena *arena, const char *sql);

/* Names as the table's columns have them, whatever their case. */
void own_column_names(const struct table *table, struct key_parts *parts);

/* The pieces of a table. */
bool parse_column(struct parser *parser, struct table *table);
bool parse_table_constraint(struct parser *parser, struct table *table);
/* `(a COLLATE NOCASE DESC, lower(b))` */
bool parse_key_parts(struct parser *parser, struct key_parts *parts);
/* What follows REFERENCES. */
bool parse_reference(struct parser *parser, struct constraint *constraint);
/* [NOT] DEFERRABLE [INITIALLY …]; false when it isn't there. */
bool parse_deferrable(struct parser *parser, struct constraint *constraint);
/* ON CONFLICT word, as an option of this name; true also when it isn't there. */
bool parse_on_conflict(struct parser *parser, struct options *options, const char *name);
void add_option(struct arena *arena, struct options *options, const char *name, const char *value);

#endif
