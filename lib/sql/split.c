#include "sql/split.h"

#include <string.h>

#include "sql/routine.h"

enum { DELIMITER_MAX = 15 }; /* bytes; of MySQL's client */

struct splitter {
    struct arena *arena;
    const struct source *source;
    struct sql_statements *statements;
    struct errors *errors;
    struct lexer lexer;
    bool to_run; /* nothing may be left out */
    const char *delimiter;
    size_t delimiter_length;
    const char *placed; /* the last place that was asked for */
    struct place place;

    /* The statement at hand. */
    const char *start, *end; /* null: it has not begun */
    struct routine routine;
    const char *version_comment; /* where one began that is still open */
    bool is_copy, from_stdin;    /* COPY … FROM STDIN */
};

/* Places are asked for in order, so that counting lines takes one pass over the text. */
static struct place place_of(struct splitter *splitter, const char *at) {
    for (; splitter->placed < at; splitter->placed++) {
        if (*splitter->placed == '\n') {
            splitter->place.line++;
            splitter->place.column = 1;
        } else if (((unsigned char)*splitter->placed & 0xc0) != 0x80) {
            splitter->place.column++;
        }
    }
    return splitter->place;
}

static bool fail(struct splitter *splitter, const char *at, const char *what, const char *hint) {
    struct place place = place_at(splitter->source, (size_t)(at - splitter->source->text));
    struct error *error = error_add(splitter->errors, ERROR_SYNTAX, place, "%s", what);
    error_hint(splitter->errors, error, "%s", hint);
    return false;
}

static void begin_statement(struct splitter *splitter) {
    splitter->start = splitter->end = splitter->version_comment = NULL;
    splitter->routine = (struct routine){0};
    splitter->is_copy = splitter->from_stdin = false;
}

static void skip_line(struct splitter *splitter) {
    struct lexer *lexer = &splitter->lexer;
    const char *newline = memchr(lexer->at, '\n', (size_t)(lexer->end - lexer->at));
    lexer->at = newline ? newline + 1 : lexer->end;
}

/* The rows of a COPY reach to a line of `\.`; they are no SQL. */
static bool skip_copy_rows(struct splitter *splitter) {
    const char *copy = splitter->start;
    struct lexer *lexer = &splitter->lexer;
    skip_line(splitter);
    while (lexer->at < lexer->end) {
        const char *line = lexer->at;
        skip_line(splitter);
        size_t length = (size_t)(lexer->at - line);
        while (length && (line[length - 1] == '\n' || line[length - 1] == '\r'))
            length--;
        if (length == 2 && !memcmp(line, "\\.", 2))
            return true;
    }
    return fail(splitter, copy, "the rows of this COPY have no end", "end them with a line of \\.");
}

static bool end_statement(struct splitter *splitter) {
    bool ended = true;
    if (splitter->is_copy && splitter->from_stdin && splitter->to_run) {
        ended = fail(splitter, splitter->start, "COPY … FROM STDIN can't stand in a revision",
            "put its rows into a CSV file, for bulk_insert");
    } else if (splitter->is_copy && splitter->from_stdin) {
        ended = skip_copy_rows(splitter);
    } else if (splitter->start) {
        struct sql_statement *statement = list_add(splitter->arena, splitter->statements);
        statement->text = splitter->start;
        statement->length = (size_t)(splitter->end - splitter->start);
        statement->place = place_of(splitter, splitter->start);
    }
    begin_statement(splitter);
    return ended;
}

static bool read_delimiter(struct splitter *splitter, const char *word) {
    struct lexer *lexer = &splitter->lexer;
    const char *at = lexer->at;
    skip_line(splitter);
    while (at < lexer->at && (*at == ' ' || *at == '\t'))
        at++;
    size_t length = 0;
    while (at + length < lexer->at && (unsigned char)at[length] > ' ')
        length++;
    if (!length || length > DELIMITER_MAX)
        return fail(
            splitter, word, "DELIMITER needs a delimiter of 1 to 15 bytes", "write DELIMITER // or the like");
    splitter->delimiter = at;
    splitter->delimiter_length = length;
    return true;
}

/* \restrict and \unrestrict, with which pg_dump frames its text, do nothing to a database. */
static bool is_guard_of_dump(const struct splitter *splitter, struct token token) {
    size_t left = (size_t)(splitter->lexer.end - token.text);
    return (left > 9 && !memcmp(token.text, "\\restrict", 9)) ||
           (left > 11 && !memcmp(token.text, "\\unrestrict", 11));
}

/* A line for the database's client stands where a statement could begin. */
static bool skip_client_line(struct splitter *splitter, struct token token, bool *skipped) {
    const struct sql_syntax *syntax = splitter->lexer.syntax;
    *skipped = true;
    if (syntax->delimiter_lines && token_is(token, "delimiter"))
        return read_delimiter(splitter, token.text);
    *skipped = (syntax->backslash_lines && *token.text == '\\') || (syntax->dot_lines && *token.text == '.');
    if (!*skipped)
        return true;
    if (splitter->to_run && !is_guard_of_dump(splitter, token))
        return fail(splitter, token.text, "this line is for the database's client, not for the database",
            "write SQL, or put it into a file for execute_file");
    skip_line(splitter);
    return true;
}

static bool ends_here(const struct splitter *splitter) {
    const struct lexer *lexer = &splitter->lexer;
    if ((size_t)(lexer->end - lexer->at) < splitter->delimiter_length ||
        memcmp(lexer->at, splitter->delimiter, splitter->delimiter_length) != 0)
        return false;
    /* DELIMITER says that semicolons inside bodies don't end anything; else the body is counted. */
    bool in_body = splitter->routine.blocks && *splitter->delimiter == ';' && splitter->delimiter_length == 1;
    return !splitter->version_comment && !in_body;
}

/* A delimiter of one's own may follow a word at once, as in END$$: the token is cut before it. */
static void cut_at_delimiter(struct splitter *splitter, struct token *token) {
    bool own = splitter->delimiter_length != 1 || *splitter->delimiter != ';';
    if (!own || token->kind == TOKEN_STRING || token->kind == TOKEN_NAME)
        return;
    struct lexer *lexer = &splitter->lexer;
    const char *token_end = lexer->at;
    for (lexer->at = token->text + 1; lexer->at < token_end; lexer->at++)
        if (ends_here(splitter))
            break;
    token->length = (size_t)(lexer->at - token->text);
}

static void follow_version_comment(struct splitter *splitter, struct token token) {
    if (token.kind != TOKEN_SYMBOL || token.length < 2)
        return;
    if (!memcmp(token.text, "/*", 2))
        splitter->version_comment = token.text;
    else if (!memcmp(token.text, "*/", 2))
        splitter->version_comment = NULL;
}

static void take_token(struct splitter *splitter, struct token token) {
    const char *opened = splitter->version_comment;
    follow_version_comment(splitter, token);
    if (!splitter->start) {
        splitter->start = token.text;
        splitter->is_copy = splitter->lexer.syntax->backslash_lines && token_is(token, "copy");
    }
    splitter->end = token.text + token.length;
    splitter->from_stdin |= token_is(token, "stdin") && token_is(splitter->routine.before, "from");
    if (splitter->version_comment == opened)
        routine_take(&splitter->routine, splitter->lexer.syntax, token);
}

static bool fail_unfinished(struct splitter *splitter, struct token token) {
    if (token.kind == TOKEN_COMMENT)
        return fail(splitter, token.text, "this comment has no end", "end it with */");
    if (token.kind == TOKEN_NAME)
        return fail(splitter, token.text, "this quoted name has no end", "close the quote");
    return fail(splitter, token.text, "this string has no end", "close the quote");
}

static bool split_next(struct splitter *splitter) {
    if (ends_here(splitter)) {
        splitter->lexer.at += splitter->delimiter_length;
        return end_statement(splitter);
    }
    struct token token = lexer_next(&splitter->lexer);
    if (token.unfinished)
        return fail_unfinished(splitter, token);
    if (token.kind == TOKEN_BLANK || token.kind == TOKEN_COMMENT)
        return true;
    bool skipped = !splitter->start && *token.text == ';';
    if (!splitter->start && !skipped && !skip_client_line(splitter, token, &skipped))
        return false;
    if (skipped)
        return true;
    cut_at_delimiter(splitter, &token);
    take_token(splitter, token);
    return true;
}

static bool finish(struct splitter *splitter) {
    if (splitter->version_comment)
        return fail(splitter, splitter->version_comment, "this comment has no end", "end it with */");
    if (splitter->routine.blocks && splitter->routine.kind == ROUTINE_RULE)
        return fail(splitter, splitter->routine.began, "this bracket has no end", "close it with )");
    if (splitter->routine.blocks)
        return fail(splitter, splitter->routine.began, "this body has no END", "close each block with END;");
    return end_statement(splitter);
}

static bool split(struct splitter *splitter) {
    while (splitter->lexer.at < splitter->lexer.end)
        if (!split_next(splitter))
            return false;
    return finish(splitter);
}

static struct splitter splitter_on(struct arena *arena, const struct sql_syntax *syntax,
    const struct source *source, const char *text, size_t length, struct sql_statements *statements,
    struct errors *errors) {
    return (struct splitter){.arena = arena,
        .source = source,
        .statements = statements,
        .errors = errors,
        .lexer = lexer_on(syntax, text, length),
        .delimiter = ";",
        .delimiter_length = 1,
        .placed = source->text,
        .place = {source, 1, 1}};
}

bool sql_split(struct arena *arena, const struct sql_syntax *syntax, const struct source *source,
    const char *text, size_t length, struct sql_statements *statements, struct errors *errors) {
    struct splitter splitter = splitter_on(arena, syntax, source, text, length, statements, errors);
    return split(&splitter);
}

bool sql_split_to_run(struct arena *arena, const struct sql_syntax *syntax, const struct source *source,
    const char *text, size_t length, struct sql_statements *statements, struct errors *errors) {
    struct splitter splitter = splitter_on(arena, syntax, source, text, length, statements, errors);
    splitter.to_run = true;
    return split(&splitter);
}
