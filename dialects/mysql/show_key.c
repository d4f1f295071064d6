#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "mysql/literal.h"
#include "mysql/options.h"
#include "mysql/show.h"

/* `column`(10) DESC, or ((expression)) */
static bool read_part(struct showing *showing, struct key_parts *parts) {
    struct key_part *part = list_add(showing->arena, parts);
    if (token_is(show_peek(showing), "("))
        part->expression = show_brackets(showing);
    else
        part->column = show_name(showing);
    const char *prefix = part->column ? show_brackets(showing) : NULL;
    if (prefix)
        part->prefix = (unsigned)strtoul(prefix, NULL, 10);
    if (show_take(showing, "desc"))
        part->order = SORT_DESCENDING;
    else
        show_take(showing, "asc");
    return part->column || part->expression;
}

static bool read_open_parts(struct showing *showing, struct key_parts *parts) {
    if (!show_expect(showing, "("))
        return false;
    do
        if (!read_part(showing, parts))
            return show_fail(showing, show_peek(showing));
    while (show_take(showing, ","));
    return true;
}

static bool read_parts(struct showing *showing, struct key_parts *parts) {
    return read_open_parts(showing, parts) && show_expect(showing, ")");
}

/* The last one may be a period: (`room`,`stay` WITHOUT OVERLAPS) */
static bool read_key_parts(struct showing *showing, struct key_parts *parts, struct options *options) {
    if (!read_open_parts(showing, parts))
        return false;
    if (show_take(showing, "without")) {
        mysql_set_option(showing->arena, options, "without_overlaps", parts->items[parts->count - 1].column);
        list_remove(parts, parts->count - 1);
        if (!show_expect(showing, "overlaps"))
            return false;
    }
    return show_expect(showing, ")");
}

static bool ends_item(const struct showing *showing) {
    struct token token = show_peek(showing);
    return token_is(token, ",") || token_is(token, ")") || token.kind == TOKEN_END;
}

static void set(struct showing *showing, struct index *index, const char *name, const char *value) {
    mysql_set_option(showing->arena, &index->options, name, value);
}

/* MariaDB quotes the name of an engine's own option: `CLUSTERING`=YES */
static bool read_engine_option(struct showing *showing, struct index *index, struct token token) {
    static const char *const names[] = {"clustering", "engine_attribute", "secondary_engine_attribute"};
    const char *name = text_lower(showing->arena, literal_name(showing->arena, token));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], name)) {
            show_take(showing, "=");
            set(showing, index, name, show_name(showing));
            return true;
        }
    return show_fail(showing, token);
}

static bool read_index_option(struct showing *showing, struct index *index) {
    struct token token = show_next(showing);
    if (token_is(token, "using"))
        set(showing, index, "using", text_lower(showing->arena, show_name(showing)));
    else if (token_is(token, "comment"))
        index->comment = show_text(showing);
    else if (token_is(token, "ignored") || token_is(token, "invisible"))
        set(showing, index, "invisible", "true");
    else if (token_is(token, "with")) {
        if (!show_expect(showing, "parser"))
            return false;
        set(showing, index, "parser", show_name(showing));
    } else if (token_is(token, "key_block_size")) {
        show_take(showing, "=");
        set(showing, index, "key_block_size", show_name(showing));
    } else
        return read_engine_option(showing, index, token);
    return true;
}

static bool read_index(struct showing *showing, const char *kind, bool unique) {
    struct index *index = arena_new(showing->arena, struct index);
    list_push(showing->arena, &showing->table->indexes, index);
    index->unique = unique;
    if (kind)
        set(showing, index, "kind", kind);
    index->name = show_name(showing);
    if (!read_key_parts(showing, &index->parts, &index->options))
        return false;
    while (!ends_item(showing))
        if (!read_index_option(showing, index))
            return false;
    return true;
}

static bool read_primary_key(struct showing *showing) {
    struct constraint *key = showing->table->primary_key = arena_new(showing->arena, struct constraint);
    struct index index = {0};
    key->kind = CONSTRAINT_PRIMARY_KEY;
    if (!show_expect(showing, "key") || !read_key_parts(showing, &key->columns, &index.options))
        return false;
    while (!ends_item(showing))
        if (!read_index_option(showing, &index))
            return false;
    set(showing, &index, "comment", index.comment);
    key->options = index.options;
    return true;
}

/* --- Constraints --- */

static const char *read_action(struct showing *showing) {
    if (show_take(showing, "cascade"))
        return "cascade";
    if (show_take(showing, "restrict"))
        return "restrict";
    if (show_take(showing, "no"))
        return show_take(showing, "action") ? "no action" : NULL;
    if (!show_take(showing, "set"))
        return NULL;
    return show_take(showing, "null") ? "set null" : show_take(showing, "default") ? "set default" : NULL;
}

static bool read_actions(struct showing *showing, struct reference *reference) {
    while (show_take(showing, "on")) {
        const char **action = show_take(showing, "delete")   ? &reference->on_delete
                              : show_take(showing, "update") ? &reference->on_update
                                                             : NULL;
        if (!action || !(*action = read_action(showing)))
            return show_fail(showing, show_peek(showing));
    }
    return true;
}

static bool read_reference(struct showing *showing, struct reference *reference) {
    struct key_parts parts = {0};
    if (!show_expect(showing, "references"))
        return false;
    reference->table = show_name(showing);
    if (show_take(showing, ".")) {
        reference->schema = reference->table;
        reference->table = show_name(showing);
    }
    if (!read_parts(showing, &parts))
        return false;
    for (size_t i = 0; i < parts.count; i++)
        list_push(showing->arena, &reference->columns, parts.items[i].column);
    return read_actions(showing, reference);
}

static bool read_constraint(struct showing *showing) {
    struct constraint *constraint = arena_new(showing->arena, struct constraint);
    list_push(showing->arena, &showing->table->constraints, constraint);
    if (show_peek(showing).kind == TOKEN_NAME)
        constraint->name = show_name(showing);
    if (show_take(showing, "check")) {
        constraint->kind = CONSTRAINT_CHECK;
        constraint->expression = show_brackets(showing);
        if (show_take(showing, "not") && show_expect(showing, "enforced"))
            mysql_set_option(showing->arena, &constraint->options, "enforced", "false");
        return constraint->expression || show_fail(showing, show_peek(showing));
    }
    constraint->kind = CONSTRAINT_FOREIGN_KEY;
    return show_expect(showing, "foreign") && show_expect(showing, "key") &&
           read_parts(showing, &constraint->columns) && read_reference(showing, &constraint->reference);
}

static bool read_period(struct showing *showing, const char *start) {
    while (!ends_item(showing))
        if (!show_brackets(showing))
            show_next(showing);
    struct options *options = &showing->table->options;
    const char *other = mysql_option(options, "period");
    const char *period = arena_text(showing->arena, start, (size_t)(showing->end - start));
    mysql_set_option(showing->arena, options, "period",
        other ? arena_format(showing->arena, "%s, %s", other, period) : period);
    return true;
}

bool show_read_key(struct showing *showing) {
    struct token token = show_next(showing);
    if (token_is(token, "primary"))
        return read_primary_key(showing);
    if (token_is(token, "unique"))
        return show_expect(showing, "key") && read_index(showing, NULL, true);
    if (token_is(token, "key"))
        return read_index(showing, NULL, false);
    if (token_is(token, "fulltext"))
        return show_expect(showing, "key") && read_index(showing, "fulltext", false);
    if (token_is(token, "spatial"))
        return show_expect(showing, "key") && read_index(showing, "spatial", false);
    if (token_is(token, "constraint") || token_is(token, "check"))
        return read_constraint(showing);
    if (token_is(token, "period"))
        return read_period(showing, token.text);
    return show_fail(showing, token);
}
