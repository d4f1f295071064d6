/* What the files of this dialect ask of each other. */
#ifndef CMIGRATE_MYSQL_MYSQL_H
#define CMIGRATE_MYSQL_MYSQL_H

#include "mysql/family.h"

extern const struct dialect mysql_dialect;

/* `name` */
char *mysql_name(struct arena *arena, const char *name);

/* dialect.c, each file one of its duties. */
bool mysql_knows_type(const char *word);
bool mysql_resolve(
    const struct server *server, struct arena *arena, struct schema *schema, struct errors *errors);
bool mysql_resolve_table(const struct server *server, struct arena *arena, const struct schema *schema,
    struct table *table, struct errors *errors);
void mysql_describe(const struct server *server, struct arena *arena, struct table *table);
bool mysql_takes_with(
    const struct schema *before, const struct operation *operation, const struct option *option);
bool mysql_compile(const struct server *server, struct arena *arena, struct schema *schema,
    const struct operations *operations, struct statements *statements, struct errors *errors);
bool mysql_replaces(const struct object *before, const struct object *after);
bool mysql_renames(const char *kind);
int mysql_took_effect(struct connection *connection, struct arena *arena, const char *sql);
void mysql_limit_time(struct arena *arena, const struct server *server, const struct time_limits *limits,
    struct names *statements);
bool mysql_normalise(struct connection *connection, struct arena *arena, const struct schema *actual,
    struct schema *desired, struct names *undecided, struct errors *errors);
bool mysql_scratch(struct connection *connection, struct arena *arena, const char *name,
    struct scratch *scratch, struct errors *errors);
const char *mysql_shadow_statement(struct arena *arena, const char *sql);
bool mysql_names_database(const char *sql, const char *database);

#endif
