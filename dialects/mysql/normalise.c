/* Expressions as the server prints them, where they differ from what is there only in spelling. A temporary
 * table says how it would print a table's; views are in normalise_view.c. */
#include <string.h>

#include "base/text.h"
#include "mysql/definition.h"
#include "mysql/mysql.h"
#include "mysql/normalise.h"
#include "mysql/options.h"
#include "mysql/show.h"
#include "sql/expression.h"

struct shown {
    struct arena *arena;
    size_t column;
    const char *text;
};

static bool take_shown(void *context, const char *const *values, size_t count) {
    struct shown *shown = context;
    if (shown->column < count && values[shown->column])
        shown->text = arena_string(shown->arena, values[shown->column]);
    return true;
}

const char *normalising_ask(struct normalising *normalising, const char *sql, size_t column) {
    struct shown shown = {normalising->arena, column, NULL};
    struct connection *connection = normalising->connection;
    return connection->type->query(connection, sql, take_shown, &shown, &normalising->ignored) ? shown.text
                                                                                               : NULL;
}

bool normalising_query(struct normalising *normalising, const char *sql, row_function *row) {
    struct connection *connection = normalising->connection;
    return connection->type->query(connection, sql, row, normalising, &normalising->ignored);
}

bool normalising_execute(struct normalising *normalising, const char *sql) {
    return normalising->connection->type->execute(normalising->connection, sql, NULL, &normalising->ignored);
}

static const char trial_name[] = "cmigrate_trial";

bool normalising_differs(const char *left, const char *right) {
    return left && right && !expression_equal(mysql_dialect.syntax, left, right);
}

/* --- Tables --- */

static const struct constraint *same_check(const struct table *actual, const struct constraint *check) {
    const struct constraint *found =
        check->kind == CONSTRAINT_CHECK && check->name ? table_find_constraint(actual, check->name) : NULL;
    return found && found->kind == CONSTRAINT_CHECK ? found : NULL;
}

static bool table_differs(const struct table *actual, const struct table *desired) {
    for (size_t i = 0; i < desired->columns.count; i++) {
        const struct column *column = desired->columns.items[i];
        const struct column *found = table_find_column(actual, column->name);
        if (found && (normalising_differs(found->default_sql, column->default_sql) ||
                         normalising_differs(found->generated, column->generated)))
            return true;
    }
    for (size_t i = 0; i < desired->constraints.count; i++) {
        const struct constraint *check = desired->constraints.items[i], *found = same_check(actual, check);
        if (found && normalising_differs(found->expression, check->expression))
            return true;
    }
    return false;
}

/* The table with its expressions and nothing else that a temporary table can't have. */
static const char *trial_sql(struct normalising *normalising, const struct table *desired) {
    struct table *trial = table_copy(normalising->arena, desired);
    trial->schema = NULL;
    trial->name = trial_name;
    trial->options = (struct options){0};
    trial->indexes = (struct indexes){0};
    trial->primary_key = NULL;
    for (size_t i = trial->constraints.count; i-- > 0;)
        if (trial->constraints.items[i]->kind != CONSTRAINT_CHECK)
            list_remove(&trial->constraints, i);
    for (size_t i = 0; i < trial->columns.count; i++)
        trial->columns.items[i]->autoincrement = OFF;
    const char *sql = define_table(&normalising->definition, trial);
    return arena_format(normalising->arena, "CREATE TEMPORARY%s", sql + strlen("CREATE"));
}

/* As the server prints it; null when it can't be asked. */
static const struct table *printed(struct normalising *normalising, const struct table *desired) {
    struct connection *connection = normalising->connection;
    normalising_execute(normalising, "DROP TEMPORARY TABLE IF EXISTS `cmigrate_trial`");
    if (!normalising_execute(normalising, trial_sql(normalising, desired)))
        return NULL;
    const char *sql = normalising_ask(normalising, "SHOW CREATE TABLE `cmigrate_trial`", 1);
    normalising_execute(normalising, "DROP TEMPORARY TABLE IF EXISTS `cmigrate_trial`");
    struct table *table =
        sql ? show_read_table(normalising->arena, &connection->server, sql, &normalising->ignored) : NULL;
    bool resolved = table && mysql_resolve_table(
                                 &connection->server, normalising->arena, NULL, table, &normalising->ignored);
    if (resolved)
        mysql_describe(&connection->server, normalising->arena, table);
    return resolved ? table : NULL;
}

/* Takes the spelling that is there, where the server would print the desired one so. */
static void adopt(const char **desired, const char *as_printed, const char *actual) {
    if (*desired && actual && expression_equal(mysql_dialect.syntax, as_printed, actual))
        *desired = actual;
}

static void normalise_table(
    struct normalising *normalising, const struct table *actual, struct table *desired) {
    const struct table *trial = table_differs(actual, desired) ? printed(normalising, desired) : NULL;
    if (!trial)
        return;
    for (size_t i = 0; i < desired->columns.count; i++) {
        struct column *column = desired->columns.items[i];
        const struct column *found = table_find_column(actual, column->name);
        const struct column *tried = table_find_column(trial, column->name);
        if (!found || !tried)
            continue;
        adopt(&column->default_sql, tried->default_sql, found->default_sql);
        adopt(&column->generated, tried->generated, found->generated);
    }
    for (size_t i = 0; i < desired->constraints.count; i++) {
        struct constraint *check = desired->constraints.items[i];
        const struct constraint *found = same_check(actual, check);
        const struct constraint *tried = found ? table_find_constraint(trial, check->name) : NULL;
        if (tried)
            adopt(&check->expression, tried->expression, found->expression);
    }
}

static void normalise_object(
    struct normalising *normalising, const struct object *actual, struct object *desired) {
    const struct dialect_text *there = texts_find(&actual->create, "mysql");
    const struct dialect_text *wanted = texts_find(&desired->create, "mysql");
    if (!there || !wanted || !normalising_differs(there->text, wanted->text) ||
        !normalising_same_text(normalising, desired->kind, there->text, wanted->text))
        return;
    desired->create = (struct dialect_texts){0};
    *list_add(normalising->arena, &desired->create) = *there;
}

static void normalise_partitions(
    struct normalising *normalising, const struct table *actual, struct table *desired) {
    const char *there = mysql_option(&actual->options, "partition");
    const char *wanted = mysql_option(&desired->options, "partition");
    if (there && wanted && strcmp(there, wanted) != 0 &&
        normalising_same_text(normalising, "partition", there, wanted))
        mysql_set_option(normalising->arena, &desired->options, "partition", there);
}

bool mysql_normalise(struct connection *connection, struct arena *arena, const struct schema *actual,
    struct schema *desired, struct names *undecided, struct errors *errors) {
    struct normalising normalising = {.connection = connection,
        .arena = arena,
        .definition = {&connection->server, mysql_features(&connection->server), arena},
        .ignored = {.arena = arena}};
    (void)errors;
    for (size_t i = 0; i < desired->tables.count; i++) {
        struct table *table = desired->tables.items[i];
        const struct table *found = schema_find_table(actual, table->schema, table->name);
        if (!found)
            continue;
        normalise_table(&normalising, found, table);
        normalise_partitions(&normalising, found, table);
    }
    for (size_t i = 0; i < desired->objects.count; i++) {
        struct object *object = desired->objects.items[i];
        const struct object *found = schema_find_object(actual, object->kind, object->schema, object->name);
        if (!strcmp(object->kind, "sequence"))
            normalise_sequence(&normalising, object);
        else if (found && strcmp(object->kind, "view") != 0)
            normalise_object(&normalising, found, object);
        else if (found)
            normalise_view(&normalising, found, object, undecided);
    }
    return true;
}
