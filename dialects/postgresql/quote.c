#include <string.h>

#include "postgresql/postgresql.h"

/* What the server puts in quotes when it is a name: its keywords but for the unreserved ones, up to
 * version 17. */
static const char keywords[] =
    " all analyse analyze and any array as asc asymmetric authorization between bigint binary bit "
    "boolean both case cast char character check coalesce collate collation column concurrently "
    "constraint create cross current_catalog current_date current_role current_schema current_time "
    "current_timestamp current_user dec decimal default deferrable desc distinct do else end except "
    "exists extract false fetch float for foreign freeze from full grant greatest group grouping "
    "having ilike in initially inner inout int integer intersect interval into is isnull join json "
    "json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar "
    "json_serialize json_table json_value lateral leading least left like limit localtime "
    "localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric "
    "offset on only or order out outer overlaps overlay placing position precision primary real "
    "references returning right row select session_user setof similar smallint some substring "
    "symmetric system_user table tablesample then time timestamp to trailing treat trim true union "
    "unique user using values varchar variadic verbose when where window with xmlattributes xmlconcat "
    "xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable ";

void postgresql_name_quoted(struct buffer *out, const char *name) {
    buffer_add_char(out, '"');
    for (; *name; name++) {
        if (*name == '"')
            buffer_add_char(out, '"');
        buffer_add_char(out, *name);
    }
    buffer_add_char(out, '"');
}

/* With a backslash the E form, which means the same whatever standard_conforming_strings is. */
void postgresql_text_quoted(struct buffer *out, const char *text) {
    bool escapes = strchr(text, '\\');
    buffer_add(out, escapes ? "E'" : "'");
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            buffer_add_char(out, *text);
        buffer_add_char(out, *text);
    }
    buffer_add_char(out, '\'');
}

char *postgresql_name(struct arena *arena, const char *name) {
    struct buffer out = {.arena = arena};
    postgresql_name_quoted(&out, name);
    return buffer_text(&out);
}

char *postgresql_full_name(struct arena *arena, const char *in_schema, const char *name) {
    struct buffer out = {.arena = arena};
    dialect_add_table(&out, &postgresql_dialect, in_schema, name);
    return buffer_text(&out);
}

char *postgresql_text(struct arena *arena, const char *text) {
    struct buffer out = {.arena = arena};
    postgresql_text_quoted(&out, text);
    return buffer_text(&out);
}

static bool is_keyword(const char *name) {
    size_t length = strlen(name);
    for (const char *at = strstr(keywords, name); at; at = strstr(at + 1, name))
        if (at[-1] == ' ' && at[length] == ' ')
            return true;
    return false;
}

static bool is_plain(const char *name) {
    const char *letters = "abcdefghijklmnopqrstuvwxyz_", *more = "abcdefghijklmnopqrstuvwxyz_0123456789";
    return *name && strchr(letters, *name) && !name[strspn(name, more)] && !is_keyword(name);
}

static void add_printed(struct buffer *out, const char *name) {
    if (is_plain(name))
        buffer_add(out, name);
    else
        postgresql_name_quoted(out, name);
}

char *postgresql_printed_name(struct arena *arena, const char *in_schema, const char *name) {
    struct buffer out = {.arena = arena};
    if (in_schema) {
        add_printed(&out, in_schema);
        buffer_add_char(&out, '.');
    }
    add_printed(&out, name);
    return buffer_text(&out);
}

char *postgresql_collation(struct arena *arena, const char *name) {
    return strchr(name, '"') ? arena_string(arena, name) : postgresql_name(arena, name);
}

bool postgresql_token_names(struct token token, const char *name) {
    bool quoted = token.kind == TOKEN_NAME && token.length == strlen(name) + 2 &&
                  !strncmp(token.text + 1, name, token.length - 2);
    return quoted || token_is(token, name);
}
