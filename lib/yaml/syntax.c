#include <string.h>

#include "yaml/reader.h"

/* What libyaml says, and how we say it. */
static const struct wording {
    const char *problem, *context; /* a null context stands for any */
    const char *message, *hint;
} wordings[] = {
    {"mapping values are not allowed in this context", NULL, "a \":\" can't stand here",
        "quote the text if the colon belongs to it; otherwise mend the indentation"},
    {"block sequence entries are not allowed in this context", NULL, "a list can't begin here",
        "put the \"-\" on a line of its own, indented under its key"},
    {"mapping keys are not allowed in this context", NULL, "a key can't stand here",
        "mend the indentation, or quote the text"},
    {"could not find expected ':'", NULL, "a key without a \":\" after it",
        "write \"key: value\"; text of several lines needs quotes or a \"|\" after its key"},
    {"found unexpected end of stream", "while scanning a quoted scalar", "the quote is never closed",
        "close it; inside single quotes write '' for a quote, inside double quotes \\\""},
    {"found unexpected document indicator", NULL, "the quote is never closed",
        "close it before the line of dashes or dots"},
    {"found unknown escape character", NULL, "an unknown escape after the backslash",
        "write \\\\ for a backslash, or use single quotes"},
    {"did not find expected hexdecimal number", NULL, "an escape needs hexadecimal digits",
        "\\x takes two, \\u four, \\U eight of them"},
    {"found invalid Unicode character escape code", NULL, "the escape is no Unicode character", NULL},
    {"did not find expected ',' or '}'", NULL, "a \"{\" without its \"}\", or a \",\" is missing",
        "close the brace; quote text that holds any of , [ ] { }"},
    {"did not find expected ',' or ']'", NULL, "a \"[\" without its \"]\", or a \",\" is missing",
        "close the bracket; quote text that holds any of , [ ] { }"},
    {"did not find expected key", NULL, "a key was expected here",
        "keys of one mapping start in the same column, and text after a closing quote is not allowed"},
    {"did not find expected '-' indicator", NULL, "a \"-\" was expected here",
        "items of one list start in the same column"},
    {"did not find expected node content", NULL, "a value was expected here",
        "quote text that begins with a character that means something in YAML"},
    {"did not find expected <document start>", NULL, "something stands after the end of the document",
        "mend the indentation, or take it out"},
    {"found a tab character where an indentation space is expected", NULL, "a tab in the indentation",
        "indent with blanks"},
    {"found a tab character that violates indentation", NULL, "a tab in the indentation",
        "indent with blanks"},
    {"found a tab character that violate intendation", NULL, "a tab in the indentation",
        "indent with blanks"},
    {"did not find expected comment or line break", NULL, "text right after the \"|\" or \">\"",
        "begin the text on the next line, or quote it"},
    {"found an indentation indicator equal to 0", NULL, "an indentation can't be 0", NULL},
    {"did not find expected alphabetic or numeric character", NULL,
        "\"&\" and \"*\" begin anchors and aliases, which are not allowed", "quote the text"},
    {"found undefined tag handle", NULL, "tags are not allowed", "quote the text if the \"!\" belongs to it"},
    {"control characters are not allowed", NULL, "a control character",
        "take it out, or write it as an escape in double quotes, such as \"\\x07\""},
};

static const struct wording *find_wording(const yaml_parser_t *parser) {
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        const struct wording *wording = &wordings[i];
        bool here = !wording->context || (parser->context && !strcmp(parser->context, wording->context));
        if (here && !strcmp(parser->problem, wording->problem))
            return wording;
    }
    return NULL;
}

/* Where something that is never closed began says more than where the file ends. */
static struct place problem_place(struct reader *reader) {
    const yaml_parser_t *parser = &reader->parser;
    if (parser->error == YAML_READER_ERROR)
        return place_at(reader->source, parser->problem_offset);
    struct place place = reader_place(reader, parser->problem_mark);
    bool at_end = reader->cursor.offset >= reader->source->length;
    bool key = !strcmp(parser->problem, "could not find expected ':'");
    return parser->context && (at_end || key) ? reader_place(reader, parser->context_mark) : place;
}

static void add_bad_start(struct reader *reader, struct place place) {
    const char *at = reader->source->text + reader->cursor.offset;
    struct error *error;
    if (reader->cursor.offset < reader->source->length && *at == '\t') {
        error = error_add(reader->errors, ERROR_SYNTAX, place, "a tab where a value or a key should begin");
        error_hint(reader->errors, error, "indent with blanks");
    } else {
        error = error_add(reader->errors, ERROR_SYNTAX, place, "text can't begin with \"%.1s\"", at);
        error_hint(reader->errors, error, "quote it");
    }
}

void reader_add_syntax_error(struct reader *reader) {
    const yaml_parser_t *parser = &reader->parser;
    if (parser->error == YAML_MEMORY_ERROR || !parser->problem) {
        error_add(reader->errors, ERROR_SYNTAX, (struct place){reader->source, 0, 0},
            "not enough memory to read the file");
        return;
    }
    if (reader->cut)
        return;
    struct place place = problem_place(reader);
    const struct wording *wording = find_wording(parser);
    if (!strcmp(parser->problem, "found character that cannot start any token")) {
        add_bad_start(reader, place);
    } else if (wording) {
        struct error *error = error_add(reader->errors, ERROR_SYNTAX, place, "%s", wording->message);
        error->hint = wording->hint;
    } else {
        error_add(reader->errors, ERROR_SYNTAX, place, "%s%s%s", parser->context ? parser->context : "",
            parser->context ? ": " : "", parser->problem);
    }
}
