/* A type, domain or sequence gets another name: so it is called wherever the schema says it, in columns, in
 * expressions and in the texts of objects as PostgreSQL prints them. It keeps what hangs on a type by itself;
 * a text that still says the old name would be a difference that isn't there. */
#include <string.h>

#include "base/buffer.h"
#include "schema/schema.h"
#include "sql/keyword.h"
#include "sql/lexer.h"

static const struct sql_syntax printed_syntax = {
    .backtick_names = true, .escape_strings = true, .dollar_quotes = true, .nested_comments = true};

/* Where a text stands: what a name in it can mean. */
enum place_of_text {
    IN_EXPRESSION, /* a type only behind :: */
    IN_DEFINITION, /* also as the type of a parameter or attribute, behind AS, RETURNS… */
    IN_TYPE,       /* also at its beginning */
};

struct renaming {
    struct arena *arena;
    bool is_sequence; /* else a type */
    const char *in_schema, *from;
    const char *to;
    enum place_of_text place;
    const char *own_schema; /* what a bare name is in; null: that of the connection */
};

bool object_kind_has_names(const char *kind) {
    return !strcmp(kind, "domain") || !strcmp(kind, "type") || !strcmp(kind, "sequence");
}

static bool same_text(const char *left, const char *right) {
    return left == right || (left && right && !strcmp(left, right));
}

static const char *quoted(struct arena *arena, const char *name, char quote) {
    struct buffer out = {.arena = arena};
    buffer_add_char(&out, quote);
    for (; *name; name++) {
        if (*name == quote)
            buffer_add_char(&out, quote);
        buffer_add_char(&out, *name);
    }
    buffer_add_char(&out, quote);
    return buffer_text(&out);
}

static const char *in_sql(struct arena *arena, const char *name) {
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    bool is_plain = name[strspn(name, plain)] == '\0' && !strchr("0123456789", name[0]);
    return is_plain && !keyword_is(name, strlen(name)) ? name : quoted(arena, name, '"');
}

static bool is_name(struct token token) {
    return token.kind == TOKEN_WORD || token.kind == TOKEN_NAME;
}

/* Is the token that name, bare or quoted? */
static bool says(struct arena *arena, struct token token, const char *name) {
    if (!is_name(token))
        return false;
    const char *text = token.kind == TOKEN_NAME ? quoted(arena, name, token.text[0]) : name;
    return token.length == strlen(text) && !strncmp(token.text, text, token.length);
}

static bool is_one_of(struct token token, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (token_is(token, words[i]))
            return true;
    return false;
}
#define IS_ONE_OF(token, words) is_one_of(token, words, sizeof(words) / sizeof *(words))

/* The last tokens, the newest first; and how deep in brackets. */
enum { BEHIND = 4 };
struct behind {
    struct token tokens[BEHIND];
    size_t depth;
};

static void step(struct behind *behind, struct token token) {
    behind->depth += token_is(token, "(");
    behind->depth -= token_is(token, ")") && behind->depth;
    memmove(behind->tokens + 1, behind->tokens, (BEHIND - 1) * sizeof *behind->tokens);
    behind->tokens[0] = token;
}

/* "(email, email email DEFAULT …)": the type, or the name in front of it? */
static bool is_type_in_brackets(struct token lead, struct token next) {
    static const char *const ends[] = {")", ",", "[", "DEFAULT", "="};
    if (token_is(lead, "(") || token_is(lead, ","))
        return IS_ONE_OF(next, ends);
    return is_name(lead) || token_is(lead, "=");
}

/* Can it mean the type between what stands before it, with its schema, and behind it? */
static bool means_type(const struct renaming *renaming, struct token lead, struct token next, size_t depth) {
    static const char *const kinds[] = {"DOMAIN", "TYPE", "COLUMN"};
    static const char *const leads[] = {"RETURNS", "SETOF", "AS", "OF"};
    if (token_is(lead, "::"))
        return true;
    if (renaming->place == IN_EXPRESSION)
        return false;
    if (lead.kind == TOKEN_END)
        return renaming->place == IN_TYPE;
    if (IS_ONE_OF(lead, kinds))
        return true;
    return depth ? is_type_in_brackets(lead, next) : IS_ONE_OF(lead, leads);
}

/* Or the sequence? MariaDB calls it nextval(`ids`). */
static bool means_sequence(const struct token *lead) {
    static const char *const functions[] = {"NEXTVAL", "LASTVAL", "SETVAL"};
    return token_is(lead[0], "SEQUENCE") || (token_is(lead[0], "(") && IS_ONE_OF(lead[1], functions));
}

/* A bare name is in the text's own schema; one of the connection's own may stand behind that one's name. */
static bool is_in_schema(
    const struct renaming *renaming, struct token qualifier, struct token lead, const char *own_schema) {
    if (qualifier.kind == TOKEN_END)
        return same_text(own_schema, renaming->in_schema);
    if (renaming->in_schema)
        return says(renaming->arena, qualifier, renaming->in_schema);
    return token_is(qualifier, "public") || token_is(lead, "DOMAIN") || token_is(lead, "TYPE") ||
           token_is(lead, "SEQUENCE");
}

static bool is_meant(
    const struct renaming *renaming, const struct behind *behind, struct token token, struct token next) {
    static const struct token none = {.kind = TOKEN_END};
    bool qualified = token_is(behind->tokens[0], ".") && is_name(behind->tokens[1]);
    struct token qualifier = qualified ? behind->tokens[1] : none;
    const struct token *lead = behind->tokens + (qualified ? 2 : 0);
    if (!says(renaming->arena, token, renaming->from) ||
        !is_in_schema(renaming, qualifier, *lead, renaming->own_schema))
        return false;
    return renaming->is_sequence ? means_sequence(lead) : means_type(renaming, *lead, next, behind->depth);
}

/* 'book_seq'::regclass; null for another string. */
static const char *in_string(const struct renaming *renaming, struct token token, struct lexer ahead) {
    struct arena *arena = renaming->arena;
    const char *from = in_sql(arena, renaming->from), *prefix = "";
    if (!renaming->is_sequence || token.kind != TOKEN_STRING || !token_is(lexer_next_word(&ahead), "::") ||
        !token_is(lexer_next_word(&ahead), "regclass"))
        return NULL;
    if (renaming->in_schema)
        prefix = arena_format(arena, "%s.", in_sql(arena, renaming->in_schema));
    const char *whole = arena_format(arena, "'%s%s'", prefix, from);
    if (token.length != strlen(whole) || strncmp(token.text, whole, token.length) != 0)
        return NULL;
    return arena_format(arena, "'%s%s'", prefix, in_sql(arena, renaming->to));
}

/* The text with the new name; itself where it doesn't say the old one. */
static const char *reprinted(const struct renaming *renaming, const char *text) {
    if (!text || !strstr(text, renaming->from))
        return text;
    struct buffer out = {.arena = renaming->arena};
    struct behind behind = {0};
    struct lexer lexer = lexer_on(&printed_syntax, text, strlen(text));
    for (struct token token; (token = lexer_next(&lexer)).kind != TOKEN_END;) {
        struct lexer ahead = lexer;
        const char *string = in_string(renaming, token, lexer);
        if (string)
            buffer_add(&out, string);
        else if (is_meant(renaming, &behind, token, lexer_next_word(&ahead)))
            buffer_add(&out, token.text[0] == '`' ? quoted(renaming->arena, renaming->to, '`')
                                                  : in_sql(renaming->arena, renaming->to));
        else
            buffer_add_text(&out, token.text, token.length);
        if (token.kind != TOKEN_BLANK && token.kind != TOKEN_COMMENT)
            step(&behind, token);
    }
    return buffer_text(&out);
}

static const char *reprinted_as(const struct renaming *renaming, enum place_of_text place, const char *text) {
    struct renaming there = *renaming;
    there.place = place;
    return reprinted(&there, text);
}

/* --- The parts of a schema --- */

static const char *reprinted_type(const struct renaming *renaming, const char *type) {
    return renaming->is_sequence ? type : reprinted_as(renaming, IN_TYPE, type);
}

static void rename_in_type(const struct renaming *renaming, struct type *type) {
    if (type->kind == TYPE_VERBATIM)
        type->text = reprinted_type(renaming, type->text);
}

static void rename_in_options(const struct renaming *renaming, struct options *options) {
    for (size_t i = 0; i < options->count; i++) {
        struct option *option = &options->items[i];
        if (option->name && (!strcmp(option->name, "type") || !strcmp(option->name, "of")))
            option->value = reprinted_type(renaming, option->value);
    }
}

static void rename_in_column(const struct renaming *renaming, struct column *column) {
    rename_in_type(renaming, &column->type);
    rename_in_options(renaming, &column->options);
    if (column->native) {
        struct type *native = arena_new(renaming->arena, struct type);
        *native = *column->native;
        column->native = native;
        rename_in_type(renaming, native);
    }
    column->type_sql = reprinted_type(renaming, column->type_sql);
    column->default_sql = reprinted(renaming, column->default_sql);
    column->generated = reprinted(renaming, column->generated);
    if (column->default_value.kind == VALUE_SQL)
        column->default_value.text = reprinted(renaming, column->default_value.text);
}

static void rename_in_parts(const struct renaming *renaming, struct key_parts *parts) {
    for (size_t i = 0; i < parts->count; i++)
        parts->items[i].expression = reprinted(renaming, parts->items[i].expression);
}

static void rename_in_table(const struct renaming *renaming, struct table *table) {
    rename_in_options(renaming, &table->options);
    for (size_t i = 0; i < table->columns.count; i++)
        rename_in_column(renaming, table->columns.items[i]);
    for (size_t i = 0; i < table->constraints.count; i++) {
        struct constraint *constraint = table->constraints.items[i];
        constraint->expression = reprinted(renaming, constraint->expression);
        rename_in_parts(renaming, &constraint->columns);
    }
    for (size_t i = 0; i < table->indexes.count; i++) {
        table->indexes.items[i]->where = reprinted(renaming, table->indexes.items[i]->where);
        rename_in_parts(renaming, &table->indexes.items[i]->parts);
    }
}

static void rename_in_texts(const struct renaming *renaming, struct dialect_texts *texts) {
    for (size_t i = 0; i < texts->count; i++)
        texts->items[i].text = reprinted(renaming, texts->items[i].text);
}

/* What reads tables has column names in all places; what follows a type has its name where types stand. */
static enum place_of_text place_in(const struct object *object) {
    static const char *const readers[] = {
        "view", "materialized_view", "rule", "policy", "trigger", "statistics", "index", "event_trigger"};
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (!strcmp(object->kind, readers[i]))
            return IN_EXPRESSION;
    return IN_DEFINITION;
}

/* "domain email to joe", "column address.zip": what is said of something is called after it, without quotes.
 */
static const char *called(const struct renaming *renaming, const char *label) {
    static const char *const words[] = {"sequence", "domain", "type", "column"};
    for (size_t i = renaming->is_sequence ? 0 : 1; i < (renaming->is_sequence ? 1 : 4); i++) {
        const char *before = arena_format(renaming->arena, "%s %s", words[i], renaming->from);
        const char *found = strstr(label, before), *rest = found ? found + strlen(before) : "";
        if (found && (found == label || found[-1] == ' ') && strchr(" .", *rest))
            return arena_format(
                renaming->arena, "%.*s%s %s%s", (int)(found - label), label, words[i], renaming->to, rest);
    }
    return label;
}

/* "ids of author(id)" */
static const char *owned(const struct renaming *renaming, const char *label) {
    size_t length = strlen(renaming->from);
    bool is_its = !strncmp(label, renaming->from, length) && !strncmp(label + length, " of ", 4);
    return is_its ? arena_format(renaming->arena, "%s%s", renaming->to, label + length) : label;
}

static bool says_something(const struct object *object) {
    return !strcmp(object->kind, "grant") || !strcmp(object->kind, "comment") ||
           !strcmp(object->kind, "owner");
}

static const char *renamed_name(const struct renaming *renaming, const struct object *object) {
    const char *name = object->name;
    bool in_schema = same_text(object->schema, renaming->in_schema);
    if (renaming->is_sequence && in_schema && !strcmp(object->kind, "sequence_owner"))
        return owned(renaming, name);
    if (in_schema && says_something(object))
        name = called(renaming, name);
    if (name != object->name || renaming->place == IN_EXPRESSION)
        return name;
    struct renaming there = *renaming;
    there.own_schema = object->schema;
    return reprinted(&there, name);
}

static void rename_in_object(const struct renaming *renaming, struct object *object) {
    struct renaming there = *renaming;
    there.place = place_in(object);
    rename_in_texts(&there, &object->create);
    rename_in_texts(&there, &object->drop);
    object->name = renamed_name(&there, object);
    for (size_t i = 0; i < object->after.count; i++)
        if (!strcmp(object->after.items[i], renaming->from))
            object->after.items[i] = renaming->to;
}

static void rename_everywhere(
    const struct renaming *renaming, struct schema *schema, const struct object *but) {
    for (size_t i = 0; i < schema->tables.count; i++)
        rename_in_table(renaming, schema->tables.items[i]);
    for (size_t i = 0; i < schema->objects.count; i++)
        if (schema->objects.items[i] != but)
            rename_in_object(renaming, schema->objects.items[i]);
}

void schema_rename_type(
    struct arena *arena, struct schema *schema, const char *in_schema, const char *from, const char *to) {
    const struct renaming renaming = {.arena = arena, .in_schema = in_schema, .from = from, .to = to};
    rename_everywhere(&renaming, schema, NULL);
}

void schema_rename_object(
    struct arena *arena, struct schema *schema, struct object *object, const char *new_name) {
    const struct renaming renaming = {.arena = arena,
        .is_sequence = !strcmp(object->kind, "sequence"),
        .in_schema = object->schema,
        .from = object->name,
        .to = new_name};
    rename_everywhere(&renaming, schema, object);
    struct renaming own = renaming;
    own.place = IN_DEFINITION;
    rename_in_texts(&own, &object->create);
    rename_in_texts(&own, &object->drop);
    object->name = new_name;
}

const char *sequence_renamed_in(
    struct arena *arena, const char *expression, const char *in_schema, const char *from, const char *to) {
    const struct renaming renaming = {
        .arena = arena, .is_sequence = true, .in_schema = in_schema, .from = from, .to = to};
    return reprinted(&renaming, expression);
}
