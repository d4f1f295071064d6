/* Reads a CSV file as a stream, by RFC 4180: a header line, then rows. An unquoted empty field is NULL, a
 * quoted one an empty string. */
#ifndef CMIGRATE_ENGINE_CSV_H
#define CMIGRATE_ENGINE_CSV_H

#include "base/error.h"

enum { CSV_FIELD_MAX = 64 * 1024 * 1024, CSV_ROW_MAX = 256 * 1024 * 1024, CSV_COLUMNS_MAX = 32767 };

/* Called with each row, as many values as the header has columns; a value is null for NULL, and holds until
 * the call returns. `place` is of the row's first line. False ends the reading; the callee has added the
 * error. */
typedef bool csv_row_function(
    void *context, const char *const *values, size_t count, struct place place, struct errors *errors);

struct csv_reading {
    bool (*header)(
        void *context, const struct names *columns, struct errors *errors); /* called first; may be null */
    csv_row_function *row;
    void *context;
};

/* Memory is bounded by the longest row. False for a file that can't be read or is no CSV. */
bool csv_read(
    struct arena *arena, const char *path, const struct csv_reading *reading, struct errors *errors);

#endif
