/* The files that init and revision write, embedded in the program; script templates may be replaced by the
 * user. */
#ifndef CMIGRATE_CMD_TEMPLATE_H
#define CMIGRATE_CMD_TEMPLATE_H

#include "cmd/app.h"

/* The ways in which revisions can be written; ended by one without a name. */
struct template_kind {
    const char *name, *summary;
};
extern const struct template_kind template_kinds[];

/* The template of a new script: script.yaml or script.sql in the first version location, else the program's
 * own. Null after an error. */
const char *template_script(struct app *app, bool is_sql);
/* cmigrate.yaml; `url` and `folder` replace what it says, null keeps it. */
const char *template_configuration(struct app *app, const char *url, const char *folder);
const char *template_models(void);

#endif
