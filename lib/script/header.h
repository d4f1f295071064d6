/* The header of a script: what it says above its operations. */
#ifndef CMIGRATE_SCRIPT_HEADER_H
#define CMIGRATE_SCRIPT_HEADER_H

#include "script/script.h"
#include "yaml/yaml.h"

extern const char *const header_keys[]; /* upgrade and downgrade stand behind them */
enum { HEADER_KEYS = 11, SCRIPT_KEYS = 13 };

/* Reads the header of a script whose source and kind are known. */
bool header_read(struct arena *arena, struct script *script, struct errors *errors);
/* The same, with an arena for what is soon forgotten, which is afterwards as it was: for thousands of files.
 */
bool header_read_among(
    struct arena *arena, struct arena *scratch, struct script *script, struct errors *errors);
/* Takes the fields from a mapping, be it of YAML or of SQL comments; copies what it takes. */
bool header_take(
    struct arena *arena, struct script *script, const struct yaml_node *header, struct errors *errors);

/* How many bytes stand before the line that begins `upgrade:` or `downgrade:`, in SQL before the first that
 * isn't a comment or is `-- cmigrate:`; all when there is none. */
size_t header_length(const struct source *source, bool is_sql);
/* Reads the plain form that nearly all headers have, without a YAML parser; null for any other, right or
 * wrong. */
struct yaml_node *header_scan(struct arena *arena, const struct source *source, size_t length);
/* Any form. `source` is cut at the header's end, and must outlive the result. */
struct yaml_node *header_parse(struct arena *arena, const struct source *source, struct errors *errors);
/* The `-- key: value` lines above the first `-- cmigrate:` line. */
struct yaml_node *header_read_sql(struct arena *arena, const struct source *source, struct errors *errors);
size_t header_length_sql(const struct source *source);
/* What follows `-- cmigrate:` in a comment, its length in *length; null for any other comment. */
const char *header_section(const char *comment, size_t comment_length, size_t *length);
/* A list as a header has it: "[a1, b2]", in SQL "a1, b2"; names are quoted where YAML needs it. */
const char *script_names_text(struct arena *arena, const struct names *names, bool is_sql);

#endif
