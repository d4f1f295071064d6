/* Sequences, domains and composite types, which others use, change in place. */
#include <string.h>

#include "base/text.h"
#include "postgresql/ddl.h"
#include "sql/expression.h"

static const char *text_of(const struct object *object) {
    return texts_find(&object->create, "postgresql")->text;
}

/* --- Sequences --- */

static const char *const sequence_clauses[][2] = {{"AS", "AS bigint"}, {"INCREMENT BY", "INCREMENT BY 1"},
    {"MINVALUE", "NO MINVALUE"}, {"MAXVALUE", "NO MAXVALUE"}, {"START WITH", NULL}, {"CACHE", "CACHE 1"},
    {"CYCLE", "NO CYCLE"}};

/* " MINVALUE 5" in the text, and how long that is without the blank; null when it isn't there. */
static const char *find_clause(struct arena *arena, const char *text, const char *word, size_t *length) {
    const char *with_blank = arena_format(arena, " %s", word), *found = strstr(text, with_blank);
    if (!found)
        return NULL;
    *length = strlen(word);
    if (found[1 + *length] == ' ' && strcmp(word, "CYCLE") != 0)
        *length += 1 + strcspn(found + 2 + *length, " ");
    return found + 1;
}

static bool counts_down(const char *text) {
    return strstr(text, " INCREMENT BY -");
}

/* From its least value up, or from its greatest down. */
static const char *usual_start(struct arena *arena, const char *text) {
    size_t length;
    bool down = counts_down(text);
    const char *bound = find_clause(arena, text, down ? "MAXVALUE" : "MINVALUE", &length);
    const char *value = down ? "-1" : "1";
    if (bound)
        value = arena_text(arena, bound + strlen("MINVALUE "), length - strlen("MINVALUE "));
    return arena_format(arena, "START WITH %s", value);
}

void ddl_add_sequence_clauses(struct buffer *out, const char *text, const char *before_each) {
    for (size_t i = *before_each ? 1 : 0; i < sizeof sequence_clauses / sizeof *sequence_clauses; i++) {
        const char *usual = sequence_clauses[i][1];
        size_t length;
        const char *found = find_clause(out->arena, text, sequence_clauses[i][0], &length);
        buffer_addf(out, " %s", before_each);
        if (found)
            buffer_add_text(out, found, length);
        else
            buffer_add(out, usual ? usual : usual_start(out->arena, text));
    }
}

/* The bound where it begins, which the server takes for the type's when both types are said to be one. */
static const char *with_first_bound(struct arena *arena, const char *text) {
    size_t length;
    bool down = counts_down(text);
    if (find_clause(arena, text, down ? "MAXVALUE" : "MINVALUE", &length))
        return text;
    return arena_format(arena, "%s %s", text, down ? "MAXVALUE -1" : "MINVALUE 1");
}

/* One that turns round has no place between its new bounds: it begins again. */
static void alter_sequence(struct ddl *ddl, const struct object *before, const struct object *after) {
    const char *name = postgresql_full_name(ddl->arena, after->schema, after->name);
    const char *text = text_of(after);
    bool turns = counts_down(text_of(before)) != counts_down(text);
    struct buffer out = {.arena = ddl->arena};
    if (!turns)
        ddl_clamp_sequence(ddl, name, text);
    buffer_addf(&out, "ALTER SEQUENCE %s", name);
    ddl_add_sequence_clauses(&out, turns ? with_first_bound(ddl->arena, text) : text, "");
    buffer_add(&out, turns ? " RESTART" : "");
    ddl_say(ddl, buffer_text(&out));
}

/* --- Domains --- */

/* "CREATE DOMAIN name AS type DEFAULT … NOT NULL CONSTRAINT name CHECK (…)", as inspect writes it. */
struct domain {
    const char *base, *value;
    bool required;
    struct names constraints; /* name, body, name, body */
};

static bool starts_clause(struct token token) {
    return token_is(token, "DEFAULT") || token_is(token, "NOT") || token_is(token, "CONSTRAINT");
}

/* The text up to the next clause at this depth; the lexer stands before that. */
static const char *read_until_clause(struct arena *arena, struct lexer *lexer) {
    const char *start = lexer->at, *end = start;
    size_t depth = 0;
    for (struct lexer ahead = *lexer;;) {
        struct token token = lexer_next_word(&ahead);
        if (token.kind == TOKEN_END || (!depth && starts_clause(token)))
            break;
        depth += token_is(token, "(");
        depth -= token_is(token, ")") && depth;
        end = token.text + token.length;
        *lexer = ahead;
    }
    start += strspn(start, " ");
    return arena_text(arena, start, end > start ? (size_t)(end - start) : 0);
}

static const char *token_text(struct arena *arena, struct token token) {
    return arena_text(arena, token.text, token.length);
}

static struct domain read_domain(struct arena *arena, const char *text) {
    struct domain domain = {0};
    struct lexer lexer = lexer_on(postgresql_dialect.syntax, text, strlen(text));
    struct token token;
    do
        token = lexer_next_word(&lexer);
    while (token.kind != TOKEN_END && !token_is(token, "AS"));
    domain.base = read_until_clause(arena, &lexer);
    while ((token = lexer_next_word(&lexer)).kind != TOKEN_END) {
        if (token_is(token, "DEFAULT"))
            domain.value = read_until_clause(arena, &lexer);
        else if (token_is(token, "NOT"))
            domain.required = token_is(lexer_next_word(&lexer), "NULL");
        else if (token_is(token, "CONSTRAINT")) {
            list_push(arena, &domain.constraints, token_text(arena, lexer_next_word(&lexer)));
            list_push(arena, &domain.constraints, read_until_clause(arena, &lexer));
        }
    }
    return domain;
}

static bool has_constraint(const struct domain *domain, const char *name, const char *body) {
    for (size_t i = 0; i < domain->constraints.count; i += 2)
        if (!strcmp(domain->constraints.items[i], name) && !strcmp(domain->constraints.items[i + 1], body))
            return true;
    return false;
}

static struct remade_type made_as(struct ddl *ddl, const struct object *domain) {
    return (struct remade_type){
        .schema = domain->schema, .name = domain->name, .object = object_copy(ddl->arena, domain)};
}

/* Does it ask more of values than before? Those inside of arrays and composites the server doesn't look at,
 * and then refuses (ALTER DOMAIN, PostgreSQL 15). */
static bool asks_more(const struct domain *before, const struct domain *after) {
    bool more = after->required && !before->required;
    for (size_t i = 0; i < after->constraints.count; i += 2)
        more |= !has_constraint(before, after->constraints.items[i], after->constraints.items[i + 1]);
    return more;
}

static bool must_be_remade(
    struct ddl *ddl, const struct object *domain, const struct domain *before, const struct domain *after) {
    struct remade_type type = made_as(ddl, domain);
    return !expression_equal(postgresql_dialect.syntax, before->base, after->base) ||
           (asks_more(before, after) && ddl_type_is_contained(ddl, &type));
}

static void alter_domain(struct ddl *ddl, const struct object *before, const struct object *after) {
    struct domain old = read_domain(ddl->arena, text_of(before)),
                  new = read_domain(ddl->arena, text_of(after));
    const char *name = postgresql_full_name(ddl->arena, after->schema, after->name);
    struct remade_type type = made_as(ddl, after);
    if (must_be_remade(ddl, after, &old, &new)) {
        ddl_remake_type(ddl, &type);
        return;
    }
    for (size_t i = 0; i < old.constraints.count; i += 2)
        if (!has_constraint(&new, old.constraints.items[i], old.constraints.items[i + 1]))
            ddl_sayf(ddl, "ALTER DOMAIN %s DROP CONSTRAINT %s", name, old.constraints.items[i]);
    if (old.value && !new.value)
        ddl_sayf(ddl, "ALTER DOMAIN %s DROP DEFAULT", name);
    if (new.value && (!old.value || strcmp(old.value, new.value) != 0))
        ddl_sayf(ddl, "ALTER DOMAIN %s SET DEFAULT %s", name, new.value);
    if (old.required != new.required)
        ddl_sayf(ddl, "ALTER DOMAIN %s %s NOT NULL", name, new.required ? "SET" : "DROP");
    for (size_t i = 0; i < new.constraints.count; i += 2)
        if (!has_constraint(&old, new.constraints.items[i], new.constraints.items[i + 1]))
            ddl_sayf(ddl, "ALTER DOMAIN %s ADD CONSTRAINT %s %s", name, new.constraints.items[i],
                new.constraints.items[i + 1]);
}

void ddl_strip_domain(struct ddl *ddl, const struct object *domain) {
    struct domain had = read_domain(ddl->arena, text_of(domain));
    const char *name = postgresql_full_name(ddl->arena, domain->schema, domain->name);
    for (size_t i = 0; i < had.constraints.count; i += 2)
        ddl_sayf(ddl, "ALTER DOMAIN %s DROP CONSTRAINT %s", name, had.constraints.items[i]);
    if (had.value)
        ddl_sayf(ddl, "ALTER DOMAIN %s DROP DEFAULT", name);
}

void ddl_restore_domain(struct ddl *ddl, const struct object *domain) {
    struct domain has = read_domain(ddl->arena, text_of(domain));
    const char *name = postgresql_full_name(ddl->arena, domain->schema, domain->name);
    struct remade_type type = made_as(ddl, domain);
    if (has.constraints.count && ddl_type_is_contained(ddl, &type)) {
        ddl_remake_type(ddl, &type);
        return;
    }
    if (has.value)
        ddl_sayf(ddl, "ALTER DOMAIN %s SET DEFAULT %s", name, has.value);
    for (size_t i = 0; i < has.constraints.count; i += 2)
        ddl_sayf(ddl, "ALTER DOMAIN %s ADD CONSTRAINT %s %s", name, has.constraints.items[i],
            has.constraints.items[i + 1]);
}

static bool says_base(const char *text) {
    struct arena arena = {0};
    bool says = *read_domain(&arena, text).base;
    arena_free(&arena);
    return says;
}

bool ddl_alters_object(const struct object *before, const struct object *after) {
    if (!strcmp(after->kind, "sequence"))
        return text_starts_with(text_of(before), "CREATE SEQUENCE ") &&
               text_starts_with(text_of(after), "CREATE SEQUENCE ");
    if (!strcmp(after->kind, "type"))
        return ddl_alters_composite(text_of(before), text_of(after));
    return !strcmp(after->kind, "domain") && says_base(text_of(before)) && says_base(text_of(after));
}

void ddl_alter_object(struct ddl *ddl, const struct object *before, const struct object *after) {
    if (!strcmp(after->kind, "sequence"))
        alter_sequence(ddl, before, after);
    else if (!strcmp(after->kind, "type"))
        ddl_alter_composite(ddl, before, after);
    else
        alter_domain(ddl, before, after);
}
