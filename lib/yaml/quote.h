/* How a scalar is written; for the files of this room. */
#ifndef CMIGRATE_YAML_QUOTE_H
#define CMIGRATE_YAML_QUOTE_H

#include "base/buffer.h"
#include "yaml/yaml.h"

/* Would some reader take the plain text for a number, a boolean, null or a date? */
bool text_means_more(const char *text);
/* Is there nothing that only an escape can say? Line feeds and tabs count as printable. */
bool text_is_printable(const char *text);
/* Adds the node on one line, plain where that is read back as the same, else in quotes. */
void scalar_add(struct buffer *out, const struct yaml_node *scalar, bool flow);
void key_add(struct buffer *out, const char *key, bool flow);

#endif
