#include <stdlib.h>
#include <string.h>

#include "postgresql/inspect.h"

struct relation *inspection_relation(struct inspection *inspection, const char *number) {
    struct relation *relation = index_find(&inspection->relations, number);
    if (relation)
        return relation;
    relation = arena_new(inspection->scratch, struct relation);
    index_put(&inspection->relations, arena_string(inspection->scratch, number), relation);
    return relation;
}

struct table *inspection_table(const struct inspection *inspection, const char *number) {
    const struct relation *relation = index_find(&inspection->relations, number);
    return relation ? relation->table : NULL;
}

struct names inspection_columns(
    const struct inspection *inspection, const char *table, const char *numbers, size_t count) {
    static const char digits[] = "0123456789";
    const struct relation *relation = index_find(&inspection->relations, table);
    struct names names = {0};
    if (!numbers)
        return names;
    for (const char *at = numbers + strcspn(numbers, digits); *at && names.count < count;
         at += strcspn(at, digits)) {
        char *end;
        unsigned long number = strtoul(at, &end, 10);
        const struct column *column = relation && number && number <= relation->columns.count
                                          ? relation->columns.items[number - 1]
                                          : NULL;
        if (column)
            list_push(inspection->arena, &names,
                relation->table ? column->name : inspection_text(inspection, column->name));
        at = end;
    }
    return names;
}
