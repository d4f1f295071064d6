# Writes a project whose history branches and merges: awk -v folder=DIR -v revisions=N -f graph.awk
# Of every ten revisions the first is a branch point, two lines of four follow it, and the last is their merge.
function id(n) { return sprintf("%012x", 17 * n + 4096) }
function quoted(n) { return "\"" id(n) "\"" }
BEGIN {
    for (n = 0; n < revisions; n++) {
        place = n % 10
        parents = n == 0 ? "" : quoted(n - 1)
        if (place == 5)
            parents = quoted(n - 5)
        if (place == 9)
            parents = quoted(n - 5) ", " quoted(n - 1)
        file = sprintf("%s/migrations/versions/%s_step_%d.yaml", folder, id(n), n)
        printf "revision: \"%s\"\nparents: [%s]\nmessage: step %d\ncreated: 2026-11-21T08:30:00Z\n", id(n), parents, n > file
        printf "upgrade:\n  - create_table: {name: t%d, columns: {id: integer}}\ndowngrade:\n  - drop_table: t%d\n", n, n > file
        close(file)
    }
    printf "url: sqlite:///app.db\nmodels: models.yaml\nmigrations: migrations\n" > (folder "/cmigrate.yaml")
}
