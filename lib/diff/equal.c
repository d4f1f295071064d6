#include <string.h>

#include "diff/work.h"
#include "sql/expression.h"

bool same_text(const char *left, const char *right) {
    return !strcmp(left ? left : "", right ? right : "");
}

/* What can't be decided is not reported as a difference; whoever answers knows what to say about it. */
bool same_expression(const struct diffing *diffing, const char *left, const char *right) {
    const struct diff_rules *rules = diffing->rules;
    if (expression_equal(rules->syntax, left, right))
        return true;
    return left && right && rules->same_expression &&
           rules->same_expression(rules->context, left, right) != 0;
}

/* How an index was built doesn't show in it, nor counts that the parts of one are still to come. */
static bool goes_without_saying(const struct option *option) {
    return option->is_usual || !strcmp(option->name, "concurrently") || !strcmp(option->name, "incomplete");
}

bool option_counts(const struct diffing *diffing, const struct option *option) {
    return option->name && !strcmp(option->dialect, diffing->rules->dialect) && !goes_without_saying(option);
}

/* Types are compared as such. */
static bool counts(const struct diffing *diffing, const struct option *option) {
    return option_counts(diffing, option) && strcmp(option->name, "type") != 0;
}

/* Like the name of any constraint: a model that is silent about it is content with the one that is there. */
static bool must_be_wanted(const struct option *option) {
    return strcmp(option->name, "not_null_name") != 0;
}

static bool has_all(
    const struct diffing *diffing, const struct options *options, const struct options *of, bool wanted) {
    for (size_t i = 0; i < of->count; i++) {
        if (!counts(diffing, &of->items[i]) || (!wanted && !must_be_wanted(&of->items[i])))
            continue;
        const struct option *found = options_find(options, of->items[i].dialect, of->items[i].name);
        if (!found || !same_text(found->value, of->items[i].value))
            return false;
    }
    return true;
}

bool same_options(
    const struct diffing *diffing, const struct options *actual, const struct options *desired) {
    return has_all(diffing, actual, desired, true) && has_all(diffing, desired, actual, false);
}

struct options options_wanted(const struct diffing *diffing, const struct options *options) {
    struct options wanted = {0};
    bool named = false;
    for (size_t i = 0; i < options->count; i++) {
        list_push(diffing->arena, &wanted, options->items[i]);
        named = named || !strcmp(options->items[i].dialect, diffing->rules->dialect);
    }
    if (!named)
        list_push(diffing->arena, &wanted, ((struct option){.dialect = diffing->rules->dialect}));
    return wanted;
}
