#!/bin/sh
# A large table is rebuilt, and indexed, in no more memory than a small one.
#
#   large.sh CMIGRATE            CMIGRATE_TEST_MEGABYTES=2048: so large
set -u
program=$(realpath "$1")
megabytes=${CMIGRATE_TEST_MEGABYTES-64}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
cd "$work" || exit 1
CMIGRATE_MODULE_PATH=$(dirname "$(dirname "$program")")/dialects/sqlite
# A sanitizer keeps what was freed for a while.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}quarantine_size_mb=1
export CMIGRATE_MODULE_PATH ASAN_OPTIONS
[ -r /proc/self/status ] || exit 77

mkdir -p migrations/versions
printf 'url: sqlite:///app.db\n' >cmigrate.yaml
cat >migrations/versions/a1.yaml <<'END'
revision: a1
parents: []
upgrade:
  - alter_column: {table: book, name: title, type: string(60), nullable: false}
  - create_unique_constraint: {table: book, name: uq_book_title, columns: [title]}
  - create_index: {table: book, name: ix_book_author_id, columns: [author_id]}
END

# peak ROWS: rebuilds a table of so many rows of a kilobyte; how much memory it took, in kB.
peak() {
    rm -f app.db
    sqlite3 app.db "PRAGMA synchronous = OFF; CREATE TABLE author (id INTEGER PRIMARY KEY); INSERT INTO author VALUES (0), (1), (2);
        CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT, body TEXT, author_id INT REFERENCES author (id));
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
        INSERT INTO book SELECT i, 'the title of ' || i, hex(randomblob(490)), i % 3 FROM n" || return
    "$program" upgrade >log 2>&1 &
    running=$!
    most=0
    while now=$(sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\) kB/\1/p' /proc/$running/status 2>/dev/null) && [ -n "$now" ]; do
        [ "$now" -le "$most" ] || most=$now
        sleep 0.02
    done
    wait $running || { cat log >&2; return 1; }
    found=$(sqlite3 app.db "SELECT count(*), max(title) > '' FROM book; SELECT count(*) FROM sqlite_master WHERE name LIKE 'cmigrate_new%'" | tr '\n' ' ')
    [ "$found" = "$1|1 0 " ] || { echo "found $found" >&2; return 1; }
    echo "$most"
}
small=$(peak 2000) && large=$(peak $((megabytes * 1024))) || exit 1
echo "$megabytes MB: $large kB of memory, a small table: $small kB"
[ "$large" -gt 1000 ] && [ "$large" -lt $((small + 16384)) ]
