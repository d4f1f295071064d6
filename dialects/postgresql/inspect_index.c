#include <stdlib.h>
#include <string.h>

#include "postgresql/ddl.h"
#include "postgresql/inspect.h"
#include "postgresql_queries.h"

enum {
    INDEX_OID,
    INDEX_TABLE,
    INDEX_NAME,
    INDEX_UNIQUE,
    INDEX_VALID,
    INDEX_METHOD,
    INDEX_PREDICATE,
    INDEX_NULLS_NOT_DISTINCT,
    INDEX_INCLUDE,
    INDEX_PARAMETERS,
    INDEX_SPACE,
    INDEX_CLUSTERED,
    INDEX_COMMENT,
    INDEX_ATTACHED_TO,
    INDEX_COLUMNS,
    INDEX_INCOMPLETE,
    INDEX_STATISTICS,
    INDEX_PLAIN_PARTS,
    INDEX_PART_COLUMNS,
    INDEX_PART_OPTIONS,
};

static void take_order(struct key_part *part, bool descending, bool nulls_first) {
    part->order = descending ? SORT_DESCENDING : SORT_UNSET;
    part->nulls = descending == nulls_first ? NULL
                  : nulls_first             ? "first"
                                            : "last"; /* null: as the order has it */
}

/* pg_index.indoption, a number for each part: the lowest bit says DESC, the next NULLS FIRST. */
static void take_plain_parts(struct inspection *inspection, struct index *index, const char *const *values) {
    struct names names = inspection_columns(inspection, values[INDEX_TABLE], values[INDEX_PART_COLUMNS],
        strtoul(values[INDEX_PLAIN_PARTS], NULL, 10));
    const char *options = values[INDEX_PART_OPTIONS];
    for (size_t i = 0; i < names.count; i++) {
        char *end;
        unsigned long option = strtoul(options, &end, 10);
        struct key_part *part = list_add(inspection->arena, &index->parts);
        part->column = names.items[i];
        take_order(part, option & 1, option & 2);
        options = end;
    }
}

static void ask_for_parts(struct inspection *inspection, struct index *index, const char *number) {
    number = arena_string(inspection->scratch, number);
    list_push(inspection->scratch, &inspection->asked_for, number);
    index_put(&inspection->indexes, number, index);
}

static bool take_index(void *context, const char *const *values, size_t count) {
    struct inspection *inspection = context;
    struct table *table = inspection_table(inspection, values[INDEX_TABLE]);
    (void)count;
    bool attached = values[INDEX_ATTACHED_TO] && values[INDEX_COLUMNS];
    if (!table || (attached && ddl_is_automatic(inspection->arena, values[INDEX_NAME], table->name,
                                   values[INDEX_COLUMNS], "idx")))
        return true;
    struct index *index = arena_new(inspection->arena, struct index);
    struct options *options = &index->options;
    index->name = inspection_text(inspection, values[INDEX_NAME]);
    index->unique = is_true(values[INDEX_UNIQUE]);
    index->where = without_brackets(inspection->arena, inspection_text(inspection, values[INDEX_PREDICATE]));
    index->comment = inspection_text(inspection, values[INDEX_COMMENT]);
    inspection_option(inspection, options, "using", values[INDEX_METHOD]);
    inspection_option(inspection, options, "include", values[INDEX_INCLUDE]);
    inspection_option(inspection, options, "with", values[INDEX_PARAMETERS]);
    inspection_option(inspection, options, "tablespace", values[INDEX_SPACE]);
    inspection_switch(inspection, options, "nulls_not_distinct", values[INDEX_NULLS_NOT_DISTINCT]);
    inspection_switch(inspection, options, "invalid",
        is_true(values[INDEX_VALID]) || is_true(values[INDEX_INCOMPLETE]) ? "f" : "t");
    inspection_switch(inspection, options, "incomplete", values[INDEX_INCOMPLETE]);
    inspection_option(inspection, options, "statistics", values[INDEX_STATISTICS]);
    inspection_option(inspection, options, "partition_of", values[INDEX_ATTACHED_TO]);
    if (values[INDEX_PLAIN_PARTS])
        take_plain_parts(inspection, index, values);
    else
        ask_for_parts(inspection, index, values[INDEX_OID]);
    list_push(inspection->arena, &table->indexes, index);
    return true;
}

enum {
    PART_INDEX,
    PART_COLUMN,
    PART_EXPRESSION,
    PART_DESCENDING,
    PART_NULLS_FIRST,
    PART_OPERATOR_CLASS,
    PART_COLLATION,
};

static bool take_part(void *context, const char *const *values, size_t count) {
    struct inspection *inspection = context;
    struct index *index = index_find(&inspection->indexes, values[PART_INDEX]);
    (void)count;
    if (!index)
        return true;
    struct key_part *part = list_add(inspection->arena, &index->parts);
    part->column = inspection_text(inspection, values[PART_COLUMN]);
    part->expression =
        without_brackets(inspection->arena, inspection_text(inspection, values[PART_EXPRESSION]));
    take_order(part, is_true(values[PART_DESCENDING]), is_true(values[PART_NULLS_FIRST]));
    part->operator_class = inspection_text(inspection, values[PART_OPERATOR_CLASS]);
    part->collation = inspection_text(inspection, values[PART_COLLATION]);
    return true;
}

static int by_name(const void *left, const void *right) {
    const struct index *const *one = left, *const *other = right;
    return strcmp((*one)->name, (*other)->name);
}

static bool sort_indexes(const struct relations *reported) {
    for (size_t i = 0; i < reported->count; i++) {
        struct indexes *indexes = &reported->items[i]->table->indexes;
        if (indexes->count > 1)
            qsort(indexes->items, indexes->count, sizeof *indexes->items, by_name);
    }
    return true;
}

bool inspect_indexes(struct inspection *inspection) {
    return inspection_query(inspection, postgresql_indexes_query, take_index) &&
           sort_indexes(&inspection->reported) &&
           (!inspection->asked_for.count ||
               inspection_query(inspection, postgresql_index_parts_query, take_part));
}
