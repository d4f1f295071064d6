/* What is written on one line: {type: integer, primary_key: true}. For the files of this room. */
#ifndef CMIGRATE_YAML_FLOW_H
#define CMIGRATE_YAML_FLOW_H

#include "base/buffer.h"
#include "yaml/yaml.h"

enum { FLOW_WIDTH = 100 }; /* columns of a line that holds a collection in flow form */

/* Is it small and simple enough to be clear in `width` columns? */
bool flow_fits(const struct yaml_node *node, size_t width);
void flow_add(struct buffer *out, const struct yaml_node *node);

#endif
