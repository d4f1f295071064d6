/* Which ids and labels a graph takes: every one can stand in an identifier and means one thing there. */
#ifndef CMIGRATE_GRAPH_NAMES_H
#define CMIGRATE_GRAPH_NAMES_H

#include "graph/graph.h"

enum { ID_LENGTH_MAX = 32 }; /* characters; the version table's column has no more */

/* What is wrong with it, to stand after "the id "x" "; null when nothing is. */
const char *id_fault(const char *id);
const char *label_fault(const char *label);

#endif
