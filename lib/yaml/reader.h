/* What is known while a document is read; for the files of this room. */
#ifndef CMIGRATE_YAML_READER_H
#define CMIGRATE_YAML_READER_H

#include <yaml.h>

#include "yaml/yaml.h"

/* libyaml counts characters, and its lines end at characters that end none of ours; this follows it through
 * the source's bytes. */
struct cursor {
    size_t index, offset;
    struct place place;
};

enum { RECENT_TEXTS = 4096 }; /* a power of two */

/* Texts at the place of their hash, so that a word which is there a thousand times is kept about once. */
struct recent_texts {
    const char *texts[RECENT_TEXTS];
};

struct reader {
    struct arena *arena;         /* of the nodes */
    struct arena *texts;         /* of what they say */
    struct recent_texts *recent; /* or null: every text is kept for itself */
    struct arena scratch;        /* of the indexes of keys */
    struct arena open_arena;     /* of `open` */
    struct yaml_pairs open;      /* what the collections that are not read to their ends hold so far; items
                                    have no key */
    const struct source *source;
    struct errors *errors;
    yaml_parser_t parser;
    struct cursor cursor;
    bool cut; /* has a comma cut a value? What follows it makes no sense */
};

/* The place of a mark; in linear time as long as marks don't go back. */
struct place reader_place(struct reader *reader, yaml_mark_t mark);
/* Adds an error for what stopped libyaml, in our words. */
void reader_add_syntax_error(struct reader *reader);
/* Adds an error when a plain text within a flow collection was cut by a comma, as in {type: numeric(8,2)};
 * the reader stands at its start, and it ends at `end`. */
void reader_check_cut(struct reader *reader, const char *text, yaml_mark_t end);
/* Does the text close more brackets than it opens, as the rest of a cut one does? */
bool text_is_rest(const char *text);

#endif
