/* What was inspected, in portable words where those come back to exactly the same. */
#include "mysql/defaults.h"
#include "mysql/mysql.h"
#include "mysql/types.h"

void mysql_describe(const struct server *server, struct arena *arena, struct table *table) {
    struct features features = mysql_features(server);
    for (size_t i = 0; i < table->columns.count; i++) {
        struct column *column = table->columns.items[i];
        column->type = mysql_portable_type(&features, arena, column->type_sql);
        column->default_value = default_portable(arena, column->type_sql, column->default_sql);
    }
}
