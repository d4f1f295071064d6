/* How the three databases write SQL, for tests that need no dialect. */
#ifndef CMIGRATE_TESTS_SYNTAX_H
#define CMIGRATE_TESTS_SYNTAX_H

#include "sql/lexer.h"

static const struct sql_syntax sqlite_like = {
    .backtick_names = true, .bracket_names = true, .dot_lines = true, .trigger_bodies = true};

static const struct sql_syntax postgresql_like = {.escape_strings = true,
    .dollar_quotes = true,
    .nested_comments = true,
    .backslash_lines = true,
    .atomic_bodies = true};

static const struct sql_syntax mysql_like = {.backtick_names = true,
    .double_quoted_text = true,
    .backslash_escapes = true,
    .hash_comments = true,
    .dashes_need_blank = true,
    .version_comments = true,
    .delimiter_lines = true,
    .trigger_bodies = true};

#endif
