/* A revision's file on disk: YAML, or plain SQL with a header in comments. */
#ifndef CMIGRATE_SCRIPT_SCRIPT_H
#define CMIGRATE_SCRIPT_SCRIPT_H

#include "base/duration.h"
#include "graph/graph.h"
#include "ops/operation.h"
#include "sql/split.h"

enum transaction_mode { TRANSACTION_UNSET, TRANSACTION_PER_REVISION, TRANSACTION_NONE };

/* What the header says; cheap to load for thousands of files. */
struct script {
    struct revision revision; /* revision.script points back here */
    const char *path;         /* as shown to people */
    const struct source *source;
    bool is_cut; /* the source ends where the header does, until script_read_whole() */
    bool is_sql;
    enum transaction_mode transaction;
    struct time_limits limits;
    bool loaded; /* the body is */
    /* The body, once script_load() has read it. A SQL script's are execute operations, one a statement. */
    struct operations upgrade, downgrade;
    bool has_downgrade;               /* false: nobody wrote one, which is not the same as an empty one */
    const struct yaml_node *document; /* of a loaded YAML script: all that the file says */
};
LIST_TYPE(scripts, struct script *);

/* Reads the headers of all files in the folders (`nested`: and below), .yaml, .yml and .sql, and of each file
 * no more than that. A file that can't be read is an error; other files and those that start with a dot or an
 * underscore are not looked at. A file reached twice counts once. */
bool scripts_read(struct arena *arena, const struct names *folders, bool nested, struct scripts *scripts,
    struct errors *errors);
/* The header of one file. */
struct script *script_read_header(struct arena *arena, const char *path, struct errors *errors);
/* Reads the rest of the file. Fails when its header is no longer what it was. Fine to call again. */
bool script_read_whole(struct arena *arena, struct script *script, struct errors *errors);
/* Reads the body too, for one database: its syntax cuts SQL, its types are known. Fine to call again. */
bool script_load(struct arena *arena, struct script *script, const struct schema_reading *reading,
    const struct sql_syntax *syntax);

/* The file's text through a template (see templates/): the header's fields, and both lists. */
struct script_text {
    const struct revision *revision;
    const struct operations *upgrade, *downgrade; /* may be empty */
    const struct names *lossy;                    /* comments before the downgrade; may be null */
    const char *note;                             /* a comment after the header, or null */
    enum transaction_mode transaction;
    const char *upgrade_sql, *downgrade_sql; /* of a SQL script: the statements as text; null: empty */
    bool is_sql;
};
char *script_write(struct arena *arena, const char *template_text, const struct script_text *text);

/* file_template → "ae1027a6acf2_add_book.yaml"; tokens as Alembic's: %(rev)s, %(slug)s, %(year)d,
 * %(month).2d… */
char *script_file_name(struct arena *arena, const char *file_template, const struct revision *revision,
    bool is_sql, struct errors *errors);
/* "Add book!" → "add_book", at most 40 bytes, cut at a word. */
char *script_slug(struct arena *arena, const char *message);

#endif
