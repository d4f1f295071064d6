#include <string.h>

#include "base/buffer.h"
#include "diff/work.h"
#include "sql/expression.h"

/* Each piece ends in a byte that no name holds. */
static void add(struct buffer *out, const char *text) {
    buffer_add(out, text ? text : "");
    buffer_add_char(out, '\x1f');
}

static void add_expression(const struct diffing *diffing, struct buffer *out, const char *text) {
    add(out, text ? expression_canonical(diffing->arena, diffing->rules->syntax, text) : NULL);
}

static void add_parts(const struct diffing *diffing, struct buffer *out, const struct key_parts *parts) {
    for (size_t i = 0; i < parts->count; i++) {
        const struct key_part *part = &parts->items[i];
        add(out, part->column);
        add_expression(diffing, out, part->expression);
        buffer_addf(out, "%d\x1f%u\x1f", part->order == SORT_DESCENDING, part->prefix);
        add(out, part->nulls);
        add(out, part->collation);
        add(out, part->operator_class);
    }
    buffer_add_char(out, '\x1e');
}

static void add_options(const struct diffing *diffing, struct buffer *out, const struct options *options) {
    struct names pairs = {0};
    for (size_t i = 0; i < options->count; i++) {
        const struct option *option = &options->items[i];
        if (option_counts(diffing, option))
            list_push(diffing->arena, &pairs,
                arena_format(diffing->arena, "%s=%s", option->name, option->value ? option->value : ""));
    }
    names_sort(&pairs);
    add(out, names_join(diffing->arena, &pairs, "\x1f"));
}

static const char *word_unless(const char *word, const char *usual) {
    return word && !strcmp(word, usual) ? NULL : word;
}

static bool same_key_columns(const struct table *left, const struct table *right) {
    const struct constraint *one = left->primary_key, *other = right->primary_key;
    if (!one || !other || one->columns.count != other->columns.count)
        return one == other;
    for (size_t i = 0; i < one->columns.count; i++)
        if (!same_text(one->columns.items[i].column, other->columns.items[i].column))
            return false;
    return true;
}

/* Without columns, a reference that is there goes along when its table gets another key. */
static bool goes_along(
    const struct diffing *diffing, const struct reference *reference, const struct table *table) {
    const struct table *then = schema_find_table(diffing->desired, reference->schema, reference->table);
    return then && !same_key_columns(table, then);
}

static void add_reference(const struct diffing *diffing, const struct schema *schema, struct buffer *out,
    const struct reference *reference) {
    add(out, reference->schema);
    add(out, reference->table);
    const struct table *table =
        reference->columns.count ? NULL : schema_find_table(schema, reference->schema, reference->table);
    if (table && schema != diffing->desired && goes_along(diffing, reference, table))
        add(out, "goes along");
    for (size_t i = 0; i < reference->columns.count; i++)
        add(out, reference->columns.items[i]);
    for (size_t i = 0; table && table->primary_key && i < table->primary_key->columns.count; i++)
        add(out, table->primary_key->columns.items[i].column);
    buffer_add_char(out, '\x1e');
    add(out, word_unless(reference->on_delete, "no action"));
    add(out, word_unless(reference->on_update, "no action"));
    add(out, word_unless(reference->match, "simple"));
}

char *constraint_structure(
    const struct diffing *diffing, const struct schema *schema, const struct constraint *constraint) {
    struct buffer out = {.arena = diffing->arena};
    buffer_addf(&out, "%d\x1f%d\x1f", constraint->kind,
        constraint->deferrable == DEFERRABLE_UNSET ? DEFERRABLE_NOT : constraint->deferrable);
    add_parts(diffing, &out, &constraint->columns);
    add_expression(diffing, &out, constraint->expression);
    if (constraint->kind == CONSTRAINT_FOREIGN_KEY)
        add_reference(diffing, schema, &out, &constraint->reference);
    add_options(diffing, &out, &constraint->options);
    return buffer_text(&out);
}

char *index_structure(const struct diffing *diffing, const struct index *index) {
    struct buffer out = {.arena = diffing->arena};
    buffer_addf(&out, "%d\x1f", index->unique);
    add_parts(diffing, &out, &index->parts);
    add_expression(diffing, &out, index->where);
    add_options(diffing, &out, &index->options);
    if (diffing->rules->comments)
        add(&out, index->comment);
    return buffer_text(&out);
}

static bool parts_same(
    const struct diffing *diffing, const struct key_parts *left, const struct key_parts *right) {
    if (left->count != right->count)
        return false;
    for (size_t i = 0; i < left->count; i++) {
        const struct key_part *one = &left->items[i], *other = &right->items[i];
        if (!same_expression(diffing, one->expression, other->expression))
            return false;
        struct key_part a = *one, b = *other;
        a.expression = b.expression = NULL;
        struct buffer first = {.arena = diffing->arena}, second = {.arena = diffing->arena};
        add_parts(diffing, &first, &(struct key_parts){.items = &a, .count = 1});
        add_parts(diffing, &second, &(struct key_parts){.items = &b, .count = 1});
        if (strcmp(buffer_text(&first), buffer_text(&second)) != 0)
            return false;
    }
    return true;
}

/* The same but for expressions that only the server can compare. Foreign keys have none. */
bool constraints_same(const struct diffing *diffing, const void *actual, const void *desired) {
    const struct constraint *left = actual, *right = desired;
    struct constraint a = *left, b = *right;
    if (left->kind != right->kind || left->kind == CONSTRAINT_FOREIGN_KEY ||
        !same_expression(diffing, left->expression, right->expression) ||
        !parts_same(diffing, &left->columns, &right->columns))
        return false;
    a.expression = b.expression = NULL;
    a.columns = b.columns = (struct key_parts){0};
    return !strcmp(constraint_structure(diffing, diffing->desired, &a),
        constraint_structure(diffing, diffing->desired, &b));
}

bool indexes_same(const struct diffing *diffing, const void *actual, const void *desired) {
    const struct index *left = actual, *right = desired;
    struct index a = *left, b = *right;
    if (!same_expression(diffing, left->where, right->where) ||
        !parts_same(diffing, &left->parts, &right->parts))
        return false;
    a.where = b.where = NULL;
    a.parts = b.parts = (struct key_parts){0};
    return !strcmp(index_structure(diffing, &a), index_structure(diffing, &b));
}
