/* cmigrate.yaml, as the environment and the command line complete it. */
#ifndef CMIGRATE_CMD_CONFIG_H
#define CMIGRATE_CMD_CONFIG_H

#include "base/error.h"
#include "engine/shadow.h"
#include "schema/naming.h"

struct config {
    const char *folder; /* the file's; relative paths below start there and are already joined to it */
    const char *url;    /* ${} replaced; a relative SQLite file is meant from `folder` */
    struct names models, migrations;
    const char *shadow_url;
    enum shadow_policy shadow;
    bool drop_unknown;
    bool online;         /* write revisions in forms that let others write */
    struct options with; /* how new operations shall be done, as under `with:` */
    const char *server;  /* "mariadb 10.11", for offline SQL; or null */
    const char *version_table, *version_table_schema, *log_table;
    const char *file_template, *timezone, *template;
    struct naming naming;
    struct names post_write_hooks, include, exclude;
    enum transaction_policy transaction;
    struct {
        bool type, default_value, comment;
    } compare;
    unsigned runner_timeout, lock_timeout, statement_timeout; /* milliseconds; 0: none */
    unsigned connect_timeout;                                 /* seconds */
};

/* What stands above the file. */
struct config_source {
    const char *path;                                                /* of the file */
    const char *name;                                                /* -n: one of `databases:`; or null */
    const char *url;                                                 /* --url; or null */
    const char *(*environment)(void *context, const char *variable); /* null: not set */
    void *context;
};

/* Every mistake in the file is added; false when there was one. */
bool config_read(
    struct arena *arena, const struct config_source *source, struct config *config, struct errors *errors);

#endif
