/* Keys and indexes of partitions: the server makes them as the parent has them, under names of its own
 * choosing. Those with another name, or that are constraints where the parent has an index, are the
 * partition's own. */
#include <string.h>

#include "base/text.h"
#include "postgresql/ddl.h"
#include "schema/naming.h"

char *ddl_automatic_name(struct arena *arena, const char *table, const char *columns, const char *label) {
    /* The longer name is cut until the whole has 63 bytes, at the end of a character. */
    size_t table_length = strlen(table), columns_length = columns ? strlen(columns) : 0;
    size_t rest = NAME_LENGTH_MAX - strlen(label) - (columns ? 2 : 1);
    while (table_length + columns_length > rest)
        *(table_length > columns_length ? &table_length : &columns_length) -= 1;
    while (table_length && (table[table_length] & 0xc0) == 0x80)
        table_length--;
    while (columns_length && (columns[columns_length] & 0xc0) == 0x80)
        columns_length--;
    if (!columns)
        return arena_format(arena, "%.*s_%s", (int)table_length, table, label);
    return arena_format(arena, "%.*s_%.*s_%s", (int)table_length, table, (int)columns_length, columns, label);
}

const char *ddl_key_label(enum constraint_kind kind) {
    return kind == CONSTRAINT_PRIMARY_KEY ? "pkey" : kind == CONSTRAINT_EXCLUDE ? "excl" : "key";
}

/* Of a name that is taken the server tries the next: name1, name2… */
bool ddl_is_automatic(
    struct arena *arena, const char *name, const char *table, const char *columns, const char *label) {
    const char *usual = ddl_automatic_name(arena, table, strcmp(label, "pkey") ? columns : NULL, label);
    size_t length = strlen(usual);
    return !strncmp(name, usual, length) && !name[length + strspn(name + length, "0123456789")];
}

/* "foo_expr_bar": how the server calls the columns, those of INCLUDE, too. */
static const char *joined_columns(
    struct arena *arena, const struct key_parts *parts, const struct options *options) {
    const char *include = postgresql_option(options, "include");
    struct names names = {0}, included = {0};
    size_t expressions = 0;
    if (include)
        included = text_split(arena, include, ',');
    for (size_t i = 0; i < parts->count; i++) {
        const char *name = parts->items[i].column;
        if (!name)
            name = expressions ? arena_format(arena, "expr%zu", expressions) : "expr";
        expressions += !parts->items[i].column;
        list_push(arena, &names, name);
    }
    for (size_t i = 0; i < included.count; i++)
        list_push(arena, &names, included.items[i]);
    return names_join(arena, &names, "_");
}

const char *ddl_implied_index_name(struct ddl *ddl, const struct table *table, const struct index *index) {
    return ddl_automatic_name(
        ddl->arena, table->name, joined_columns(ddl->arena, &index->parts, &index->options), "idx");
}

const char *ddl_implied_constraint_name(
    struct ddl *ddl, const struct table *table, const struct constraint *constraint) {
    bool primary = constraint->kind == CONSTRAINT_PRIMARY_KEY;
    const char *columns =
        primary ? NULL : joined_columns(ddl->arena, &constraint->columns, &constraint->options);
    return ddl_automatic_name(ddl->arena, table->name, columns, ddl_key_label(constraint->kind));
}

/* --- An index that is made partition by partition --- */

/* How many indexes of the table the server would call the same on a partition. */
static size_t namesakes(struct ddl *ddl, const struct table *table, const struct index *index) {
    size_t count = 0;
    for (size_t i = 0; i < table->indexes.count; i++)
        count += !strcmp(ddl_implied_index_name(ddl, table, table->indexes.items[i]),
            ddl_implied_index_name(ddl, table, index));
    return count;
}

static struct index *index_on_part(
    struct ddl *ddl, const struct table *part, const struct index *index, size_t others) {
    struct index *own = index_copy(ddl->arena, index);
    own->name = ddl_implied_index_name(ddl, part, index);
    if (others)
        own->name = arena_format(ddl->arena, "%s%zu", own->name, others);
    return own;
}

static void create_alone(struct ddl *ddl, const struct table *table, const struct index *index) {
    struct index *alone = index_copy(ddl->arena, index);
    *list_add(ddl->arena, &alone->options) =
        (struct option){.dialect = "postgresql", .name = "incomplete", .value = "true"};
    ddl_say(ddl, ddl_create_index(ddl->arena, table, alone));
}

/* `others` are of the same columns, here and above. */
static void create_apart(
    struct ddl *ddl, const struct table *table, const struct index *index, size_t others) {
    const char *full_name = table_full_name(ddl->arena, table->schema, table->name);
    const char *name = postgresql_full_name(ddl->arena, table->schema, index->name);
    create_alone(ddl, table, index);
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const struct table *part = ddl->schema->tables.items[i];
        if (!postgresql_option(&part->options, "partition_of") || !names_have(&part->parents, full_name))
            continue;
        size_t there = others + namesakes(ddl, part, index);
        const struct index *own = index_on_part(ddl, part, index, there);
        if (postgresql_option(&part->options, "partition_by"))
            create_apart(ddl, part, own, there);
        else
            ddl_say(ddl, ddl_create_index(ddl->arena, part, ddl_index_to_make(ddl, own)));
        ddl_sayf(ddl, "ALTER INDEX %s ATTACH PARTITION %s", name,
            postgresql_full_name(ddl->arena, part->schema, own->name));
    }
}

bool ddl_create_index_apart(struct ddl *ddl, const struct table *table, const struct index *index) {
    if (!ddl->online || !postgresql_option(&table->options, "partition_by"))
        return false;
    create_apart(ddl, table, index, namesakes(ddl, table, index));
    return true;
}

/* --- What stands for a parent's --- */

/* What the parent has, if it is there: an index, or a constraint. */
struct above {
    const struct index *index;
    const struct constraint *constraint;
};

static struct above find_above(struct ddl *ddl, const struct table *table, const struct options *options) {
    const char *name = postgresql_option(options, "partition_of");
    const struct table *parent = name ? ddl_parent(ddl, table) : NULL;
    struct above above = {0};
    if (!parent || !postgresql_option(&table->options, "partition_of"))
        return above;
    above.index = table_find_index(parent, name);
    above.constraint = table_find_constraint(parent, name);
    return above;
}

/* --- Indexes --- */

static void rename_index(struct ddl *ddl, const struct table *table, const char *from, const char *to) {
    ddl_sayf(ddl, "ALTER INDEX %s RENAME TO %s", postgresql_full_name(ddl->arena, table->schema, from),
        postgresql_name(ddl->arena, to));
}

static void attach_last(struct ddl *ddl, const struct table *parent, const char *above,
    const struct table *part, const char *own) {
    list_push(ddl->arena, &ddl->last,
        arena_format(ddl->arena, "ALTER INDEX %s ATTACH PARTITION %s",
            postgresql_full_name(ddl->arena, parent->schema, above),
            postgresql_full_name(ddl->arena, part->schema, own)));
}

static bool is_of(const struct options *options, const char *above) {
    const char *of = postgresql_option(options, "partition_of");
    return of && !strcmp(of, above);
}

/* What the parts have for it already. */
static void attach_there(struct ddl *ddl, const struct table *parent, const char *above) {
    const char *full_name = table_full_name(ddl->arena, parent->schema, parent->name);
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const struct table *part = ddl->schema->tables.items[i];
        if (!names_have(&part->parents, full_name))
            continue;
        if (part->primary_key && is_of(&part->primary_key->options, above))
            attach_last(ddl, parent, above, part, part->primary_key->name);
        for (size_t k = 0; k < part->constraints.count; k++)
            if (is_of(&part->constraints.items[k]->options, above))
                attach_last(ddl, parent, above, part, part->constraints.items[k]->name);
        for (size_t k = 0; k < part->indexes.count; k++)
            if (is_of(&part->indexes.items[k]->options, above))
                attach_last(ddl, parent, above, part, part->indexes.items[k]->name);
    }
}

/* The parent's was made without its parts, at the end. */
static void attach_index(
    struct ddl *ddl, const struct table *table, const struct index *index, const struct index *above) {
    const struct table *parent = ddl_parent(ddl, table);
    ddl_say(ddl, ddl_create_index(ddl->arena, table, index));
    attach_last(ddl, parent, above->name, table, index->name);
}

bool ddl_create_partition_index(struct ddl *ddl, const struct table *table, const struct index *index) {
    struct above above = find_above(ddl, table, &index->options);
    if (postgresql_switch(&index->options, "incomplete")) {
        /* a partition that is made after it would get one */
        list_push(ddl->arena, &ddl->last, ddl_create_index(ddl->arena, table, index));
        attach_there(ddl, table, index->name);
        return true;
    }
    if (!above.index)
        return false; /* the parent's comes later, and takes this one */
    if (postgresql_switch(&above.index->options, "incomplete"))
        attach_index(ddl, table, index, above.index);
    else
        rename_index(ddl, table, ddl_implied_index_name(ddl, table, index), index->name);
    return true;
}

bool ddl_drop_partition_index(struct ddl *ddl, const struct table *table, const struct index *index) {
    if (!postgresql_option(&index->options, "partition_of"))
        return false;
    if (find_above(ddl, table, &index->options).index)
        rename_index(ddl, table, index->name, ddl_implied_index_name(ddl, table, index));
    return true; /* else it went with the parent's */
}

/* --- Constraints --- */

static void take_index(struct ddl *ddl, const struct table *table, const struct constraint *constraint) {
    const char *index = ddl_automatic_name(ddl->arena, table->name,
        joined_columns(ddl->arena, &constraint->columns, &constraint->options), "idx");
    ddl_sayf(ddl, "ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s", ddl_table_name(ddl, table),
        postgresql_name(ddl->arena, constraint->name),
        constraint->kind == CONSTRAINT_PRIMARY_KEY ? "PRIMARY KEY" : "UNIQUE",
        postgresql_name(ddl->arena, index));
}

bool ddl_is_partition_key(const struct constraint *constraint) {
    return postgresql_option(&constraint->options, "partition_of") ||
           postgresql_switch(&constraint->options, "only");
}

/* The parent's was made without its parts, at the end. */
static void attach_key(struct ddl *ddl, const struct table *table, const struct constraint *constraint,
    const struct constraint *above) {
    const struct table *parent = ddl_parent(ddl, table);
    ddl_alter(ddl, ddl_table_name(ddl, table),
        arena_format(ddl->arena, "ADD %s", ddl_constraint(ddl->arena, constraint)));
    attach_last(ddl, parent, above->name, table, constraint->name);
}

bool ddl_create_partition_key(
    struct ddl *ddl, const struct table *table, const struct constraint *constraint) {
    struct above above = find_above(ddl, table, &constraint->options);
    if (postgresql_switch(&constraint->options, "only")) {
        /* a partition that is made after it would get one */
        list_push(ddl->arena, &ddl->last,
            arena_format(ddl->arena, "ALTER TABLE ONLY %s ADD %s", ddl_table_name(ddl, table),
                ddl_constraint(ddl->arena, constraint)));
        attach_there(ddl, table, constraint->name);
        return true;
    }
    if (above.constraint && postgresql_switch(&above.constraint->options, "only"))
        attach_key(ddl, table, constraint, above.constraint);
    else if (above.constraint)
        ddl_rename_constraint(
            ddl, table, ddl_implied_constraint_name(ddl, table, constraint), constraint->name);
    else if (above.index)
        take_index(ddl, table, constraint);
    return above.constraint || above.index;
}

/* Does a later operation drop the parent's index? Then the key, which the server doesn't let go without it,
 * goes with that. */
static bool goes_with_index(struct ddl *ddl, const struct table *parent, const struct index *index) {
    for (size_t i = ddl->at + 1; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        if (operation->kind != OPERATION_DROP_INDEX || strcmp(operation->name, index->name) != 0 ||
            strcmp(operation->table, parent->name) != 0)
            continue;
        list_push(ddl->arena, &ddl->tied, postgresql_full_name(ddl->arena, parent->schema, index->name));
        return true;
    }
    return false;
}

bool ddl_drop_partition_key(struct ddl *ddl, const struct table *table, const struct constraint *constraint) {
    if (!postgresql_option(&constraint->options, "partition_of"))
        return false;
    struct above above = find_above(ddl, table, &constraint->options);
    if (above.constraint)
        ddl_rename_constraint(
            ddl, table, constraint->name, ddl_implied_constraint_name(ddl, table, constraint));
    return above.constraint || !above.index || goes_with_index(ddl, ddl_parent(ddl, table), above.index);
}

static bool is_dropped_too(
    const struct ddl *ddl, const struct table *part, const struct constraint *constraint) {
    for (size_t i = 0; i < ddl->operations->count; i++) {
        const struct operation *operation = &ddl->operations->items[i];
        if (operation->kind == OPERATION_DROP_CONSTRAINT && !strcmp(operation->table, part->name) &&
            (!operation->name || !strcmp(operation->name, constraint->name)))
            return true;
    }
    return false;
}

/* The key is the part's, of an index that is its parent's: the server drops neither without the other. */
static bool is_tied(const struct constraint *constraint, const char *index) {
    return constraint && is_of(&constraint->options, index);
}

/* The keys of the part that are tied to its parent's index: how many, and how many may go with that. */
struct tied_keys {
    size_t all, free;
};

static void count_tied(struct ddl *ddl, const struct table *part, const struct constraint *constraint,
    const char *index, struct tied_keys *keys) {
    if (!is_tied(constraint, index))
        return;
    keys->all++;
    keys->free += is_dropped_too(ddl, part, constraint) && !ddl_is_referred_to(ddl, part);
}

bool ddl_takes_keys_along(struct ddl *ddl, const struct table *table, const char *index) {
    const char *full_name = table_full_name(ddl->arena, table->schema, table->name);
    struct tied_keys keys = {0};
    if (names_have(&ddl->tied, postgresql_full_name(ddl->arena, table->schema, index)))
        return true;
    for (size_t i = 0; i < ddl->schema->tables.count; i++) {
        const struct table *part = ddl->schema->tables.items[i];
        if (!names_have(&part->parents, full_name))
            continue;
        count_tied(ddl, part, part->primary_key, index, &keys);
        for (size_t k = 0; k < part->constraints.count; k++)
            count_tied(ddl, part, part->constraints.items[k], index, &keys);
    }
    return keys.all && keys.free == keys.all;
}

/* --- A partition that is one no more --- */

/* Has the partition one of its own, which stands for the parent's? */
static bool has_own(const struct table *part, const char *name) {
    for (size_t i = 0; i < part->constraints.count; i++)
        if (is_of(&part->constraints.items[i]->options, name))
            return true;
    for (size_t i = 0; i < part->indexes.count; i++)
        if (is_of(&part->indexes.items[i]->options, name))
            return true;
    return is_tied(part->primary_key, name);
}

static void drop_implied_constraint(
    struct ddl *ddl, const struct table *part, const struct constraint *constraint) {
    bool is_key = constraint->kind != CONSTRAINT_CHECK && constraint->kind != CONSTRAINT_FOREIGN_KEY;
    if (has_own(part, constraint->name) || table_find_constraint(part, constraint->name))
        return;
    const char *name = is_key ? ddl_implied_constraint_name(ddl, part, constraint) : constraint->name;
    const char *kept = ddl_keep_constraint(ddl, part, constraint);
    if (!kept)
        ddl_sayf(ddl, "ALTER TABLE %s DROP CONSTRAINT %s", ddl_table_name(ddl, part),
            postgresql_name(ddl->arena, name));
    else if (strcmp(kept, name) != 0)
        ddl_rename_constraint(ddl, part, name, kept);
}

static void drop_implied_index(struct ddl *ddl, const struct table *part, const struct index *index) {
    if (has_own(part, index->name))
        return;
    const char *name = ddl_implied_index_name(ddl, part, index), *kept = ddl_keep_index(ddl, part, index);
    if (!kept)
        ddl_sayf(ddl, "DROP INDEX %s", postgresql_full_name(ddl->arena, part->schema, name));
    else if (strcmp(kept, name) != 0)
        rename_index(ddl, part, name, kept);
}

void ddl_drop_implied(struct ddl *ddl, const struct table *part, const struct table *parent) {
    if (parent->primary_key)
        drop_implied_constraint(ddl, part, parent->primary_key);
    for (size_t i = 0; i < parent->constraints.count; i++)
        drop_implied_constraint(ddl, part, parent->constraints.items[i]);
    for (size_t i = 0; i < parent->indexes.count; i++)
        drop_implied_index(ddl, part, parent->indexes.items[i]);
}
