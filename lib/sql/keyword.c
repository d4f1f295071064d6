#include "sql/keyword.h"

#include <stdlib.h>
#include <string.h>

/* Sorted, for bsearch. */
static const char keywords[][20] = {"all", "alter", "and", "any", "array", "as", "asc", "between", "by",
    "case", "cast", "check", "collate", "column", "constraint", "create", "cross", "current_catalog",
    "current_date", "current_role", "current_schema", "current_time", "current_timestamp", "current_user",
    "default", "deferrable", "delete", "desc", "distinct", "drop", "else", "end", "escape", "except",
    "exists", "false", "for", "foreign", "from", "full", "grant", "group", "having", "ilike", "in", "index",
    "inner", "insert", "intersect", "into", "is", "isnull", "join", "lateral", "left", "like", "limit",
    "localtime", "localtimestamp", "natural", "not", "notnull", "null", "on", "only", "or", "order", "outer",
    "primary", "references", "returning", "right", "select", "session_user", "set", "some", "table", "then",
    "to", "true", "union", "unique", "update", "user", "using", "values", "when", "where", "with"};

static int compare(const void *left, const void *right) {
    return strcmp(left, right);
}

bool keyword_is(const char *word, size_t length) {
    char lowered[sizeof *keywords] = "";
    if (length >= sizeof lowered)
        return false;
    for (size_t i = 0; i < length; i++)
        lowered[i] = word[i] >= 'A' && word[i] <= 'Z' ? (char)(word[i] + ('a' - 'A')) : word[i];
    return bsearch(lowered, keywords, sizeof keywords / sizeof *keywords, sizeof *keywords, compare) != NULL;
}
