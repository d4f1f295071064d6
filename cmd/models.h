/* The declared models: YAML files, SQL files, folders of them. */
#ifndef CMIGRATE_CMD_MODELS_H
#define CMIGRATE_CMD_MODELS_H

#include "cmd/app.h"

/* Reads all of them into one schema. Models without a single table are refused: they never mean "drop
 * everything", unless `drop_unknown` is set. */
bool models_read(struct app *app, struct schema *schema);

#endif
