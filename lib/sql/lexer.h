/* Cuts SQL into tokens by the rules of one database. Never fails: what it doesn't know is a token of one
 * character. */
#ifndef CMIGRATE_SQL_LEXER_H
#define CMIGRATE_SQL_LEXER_H

#include <stdbool.h>
#include <stddef.h>

/* How a database's SQL is written; facts of a dialect. */
struct sql_syntax {
    bool backtick_names;     /* `name`: SQLite, MySQL */
    bool bracket_names;      /* [name]: SQLite */
    bool double_quoted_text; /* "text" is a string: MySQL without ANSI_QUOTES */
    bool backslash_escapes;  /* 'it\'s': MySQL */
    bool escape_strings;     /* E'it\'s': PostgreSQL */
    bool dollar_quotes;      /* $tag$ … $tag$: PostgreSQL */
    bool nested_comments;    /* PostgreSQL */
    bool hash_comments;      /* # to the end of the line: MySQL */
    bool dashes_need_blank;  /* -- starts a comment only before a blank: MySQL */
    bool version_comments;   /* the text in a version comment counts: MySQL, MariaDB */
    bool delimiter_lines;    /* DELIMITER // lines of its client: MySQL */
    bool backslash_lines;    /* \connect and the like, and COPY blocks of its client: PostgreSQL */
    bool dot_lines;          /* .mode and the like of its client: SQLite */
    bool trigger_bodies;     /* BEGIN … END of a trigger holds semicolons: SQLite, MySQL */
    bool atomic_bodies;      /* BEGIN ATOMIC … END: PostgreSQL 14 */
};

enum token_kind {
    TOKEN_END,
    TOKEN_BLANK, /* white space */
    TOKEN_COMMENT,
    TOKEN_WORD,   /* keyword or bare name */
    TOKEN_NAME,   /* quoted name, with its quotes */
    TOKEN_STRING, /* with its quotes and prefix */
    TOKEN_NUMBER,
    TOKEN_PARAMETER,
    TOKEN_SYMBOL, /* operator or punctuation: the longest that is one, as || and >= */
};

struct token {
    enum token_kind kind;
    const char *text; /* within the input */
    size_t length;
    bool unfinished; /* a quote or comment that the input's end cuts */
};

struct lexer {
    const struct sql_syntax *syntax;
    const char *at, *end;
};

struct lexer lexer_on(const struct sql_syntax *syntax, const char *text, size_t length);
/* Every token, blanks and comments included; TOKEN_END at the end, again and again. */
struct token lexer_next(struct lexer *lexer);
/* The next token that is neither blank nor comment. */
struct token lexer_next_word(struct lexer *lexer);
/* Is it this keyword (or symbol), in any case? Quoted names are never keywords. */
bool token_is(struct token token, const char *word);

#endif
