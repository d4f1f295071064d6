/* Tables that `include` and `exclude` leave out of a comparison. They may be referred to all the same. */
#ifndef CMIGRATE_ENGINE_LEFT_OUT_H
#define CMIGRATE_ENGINE_LEFT_OUT_H

#include "engine/autogenerate.h"

/* From what is there all of them go. */
void left_out_remove(struct arena *arena, const struct compare_options *options, struct schema *schema);
/* From the models those go that no other table refers to; of the rest the bare columns and keys stay. Does
 * any stay? */
bool left_out_remove_from_models(
    struct arena *arena, const struct compare_options *options, struct schema *models);
/* `actual` with those that stayed, as the models declare them: they don't differ. */
struct schema *left_out_share(struct arena *arena, const struct compare_options *options,
    const struct schema *actual, const struct schema *models);

#endif
