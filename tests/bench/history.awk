# Writes a project with a linear history: awk -v folder=DIR -v revisions=N -f history.awk
# Every eighth revision makes a table; the others add a column to it, or an index on that column.
function id(n) { return sprintf("%012x", 17 * n + 4096) }
BEGIN {
    for (n = 1; n <= revisions; n++) {
        file = sprintf("%s/migrations/versions/%s_step_%d.yaml", folder, id(n), n)
        table = "t" int((n - 1) / 8)
        step = (n - 1) % 8
        if (step == 0) {
            up = "create_table: {name: " table ", columns: {id: {type: integer, primary_key: true}, name: string(30), " \
                "price: {type: integer, nullable: false, default: 0}}}"
            down = "drop_table: " table
        } else if (step % 2) {
            up = "add_column: {table: " table ", name: c" step ", type: string(50)}"
            down = "drop_column: {table: " table ", name: c" step "}"
        } else {
            name = "ix_" table "_c" (step - 1)
            up = "create_index: {table: " table ", name: " name ", columns: [c" (step - 1) "]}"
            down = "drop_index: {table: " table ", name: " name "}"
        }
        parent = n == 1 ? "" : "\"" id(n - 1) "\""
        printf "revision: \"%s\"\nparents: [%s]\nmessage: step %d\ncreated: 2026-11-21T08:30:00Z\n", id(n), parent, n > file
        printf "upgrade:\n  - %s\ndowngrade:\n  - %s\n", up, down > file
        close(file)
    }
    printf "url: sqlite:///app.db\nmodels: models.yaml\nmigrations: migrations\n" > (folder "/cmigrate.yaml")
}
