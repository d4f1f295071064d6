#!/bin/sh
# Measures cmigrate against what the bare client needs, and prints JSON, a line for each.
#
#   tests/bench/run.sh BUILD [RUNS [REVISIONS]]      so many revisions on servers, see servers.sh
#   CMIGRATE_BENCH_LONG=1                            the large sizes: 1,000,000 rows, 5,000 tables
#
# Nothing is asserted: times depend on the machine. Figures for documentation come from a release build.
set -eu
build=$(realpath "$1") runs=${2-5}
rows=200000 sizes="100 1000"
[ -z "${CMIGRATE_BENCH_LONG-}" ] || rows=1000000 sizes="100 1000 5000"
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cmigrate=$build/cmd/cmigrate compare=$build/tests/bench/compare read_files=$build/tests/bench/read_files
unset CMIGRATE_URL DATABASE_URL || true

project() {
    mkdir -p "$work/$1/migrations/versions"
    awk -v folder="$work/$1" -v revisions="$2" -f "$here/history.awk"
    cd "$work/$1"
}
shell_script() {
    printf '#!/bin/sh\nexec sqlite3 app.db <%s\n' "$2" >"$1"
    chmod +x "$1"
}

project small 1000
"$compare" start $((20 * runs)) "" "$cmigrate --version" "sqlite3 --version"
"$cmigrate" upgrade -q >/dev/null
"$compare" no-op-1000 $((4 * runs)) "" "$cmigrate upgrade -q" "sqlite3 app.db .tables"

# The same statements in the same transactions, bookkeeping included: written for the version that runs them.
version=$(sqlite3 --version | cut -d ' ' -f 1)
"$cmigrate" upgrade --sql --server "$version" >up.sql
"$cmigrate" downgrade head:base --sql --server "$version" >down.sql
shell_script floor_up up.sql
shell_script floor_down down.sql
cp app.db full.db
"$compare" up-1000 "$runs" "rm -f app.db" "$cmigrate upgrade -q" ./floor_up
"$compare" down-1000 "$runs" "cp full.db app.db" "$cmigrate downgrade base -q" ./floor_down

# Models against the live database; what is bare reads the same catalog.
for tables in $sizes; do
    mkdir -p "$work/tables-$tables"
    cd "$work/tables-$tables"
    "$cmigrate" init -q >/dev/null
    "$cmigrate" revision -q -m first >/dev/null
    "$cmigrate" upgrade -q >/dev/null
    awk -v tables="$tables" -f "$here/tables.awk" | sqlite3 app.db
    "$cmigrate" inspect >models.yaml
    shell_script floor_catalog "$here/catalog.sql"
    "$compare" "autogenerate-$tables" "$runs" "" "$cmigrate check -q" ./floor_catalog
done

# A table's rebuild; what is bare only copies its rows.
mkdir "$work/rebuild"
cd "$work/rebuild"
"$cmigrate" init -q >/dev/null
models() {
    printf 'tables:\n  book:\n    columns:\n      id: {type: integer, primary_key: true}\n      title: string(%s)\n' "$1"
    printf '      price: "numeric(8,2)"\n      author_id: integer\n      written: datetime\n'
} >models.yaml
models 50
"$cmigrate" migrate -q -m first >/dev/null
"$cmigrate" upgrade -q >/dev/null
sqlite3 app.db "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $rows)
    INSERT INTO book SELECT i, 'the title of book ' || i, i % 1000 / 10.0, i % 5000, '2026-11-21 08:30:00' FROM n"
models 60
"$cmigrate" migrate -q -m second >/dev/null
mv app.db full.db
cat >copy.sql <<'END'
BEGIN;
CREATE TABLE copy (id INTEGER PRIMARY KEY NOT NULL, title VARCHAR(60), price NUMERIC(8, 2), author_id INTEGER, written DATETIME);
INSERT INTO copy SELECT id, title, price, author_id, written FROM book;
COMMIT;
END
shell_script floor_copy copy.sql
"$compare" "rebuild-$rows" "$runs" "cp full.db app.db" "$cmigrate upgrade -q" ./floor_copy

project large 10000
"$cmigrate" stamp head -q >/dev/null
"$compare" no-op-10000 "$runs" "" "$cmigrate upgrade -q" "$read_files migrations/versions"
"$compare" heads-10000 "$runs" "" "$cmigrate heads" "$read_files migrations/versions"

# A graph of which a tenth are merges.
for revisions in 10000 100000; do
    mkdir -p "$work/graph-$revisions/migrations/versions"
    awk -v folder="$work/graph-$revisions" -v revisions="$revisions" -f "$here/graph.awk"
    cd "$work/graph-$revisions"
    "$cmigrate" stamp head -q >/dev/null
    for command in heads branches history "history --graph" "upgrade -q"; do
        "$compare" "$(echo "$command" | sed 's/ -q$//; s/ --*/-/g')-merges-$revisions" "$runs" "" "$cmigrate $command" "$read_files migrations/versions"
    done
    cd "$work"
    rm -rf "$work/graph-$revisions"
done

"$here/servers.sh" "$build" "$runs" "${3-40}"
