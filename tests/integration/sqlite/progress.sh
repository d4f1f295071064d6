#!/bin/sh
# A rebuild that takes long says on a terminal how far it is, and nowhere else.
#
#   progress.sh CMIGRATE
set -u
program=$(realpath "$1")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
CMIGRATE_MODULE_PATH=$(dirname "$(dirname "$program")")/dialects/sqlite
export CMIGRATE_MODULE_PATH program
command -v script >/dev/null || exit 77

# Few rows that each take long to convert.
slow='(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000 + id * 0) SELECT max(i) FROM n)'
mkdir -p migrations/versions
printf 'url: sqlite:///app.db\n' >cmigrate.yaml
printf 'revision: a1\nparents: []\nupgrade:\n  - alter_column: {table: book, name: price, type: integer, using: "%s"}\n' "$slow" >migrations/versions/a1.yaml
sqlite3 before.db "CREATE TABLE book (id INTEGER PRIMARY KEY, price TEXT);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 800) INSERT INTO book SELECT i + 1000000, i FROM n"

# on_terminal OPTIONS: what a terminal of 60 columns gets.
on_terminal() {
    cp before.db app.db
    script -qec "stty cols 60; $program upgrade $1" /dev/null </dev/null >seen 2>&1 || { cat seen; exit 1; }
}
on_terminal ''
tr '\r' '\n' <seen | sed 's/\x1b\[K//' >lines
shares=$(sed -n 's/^ *\([0-9]*\) %  [0-9]* s  alter column book.price: type .*/\1/p' lines)
[ "$(echo "$shares" | wc -l)" -ge 3 ] || { echo "it told too little:"; cat -v seen; exit 1; }
[ "$shares" = "$(echo "$shares" | sort -n)" ] && [ "$(echo "$shares" | tail -n 1)" -le 100 ] || { echo "not a share: $shares"; exit 1; }
[ "$(awk '{ if (length($0) > most) most = length($0) } END { print most }' lines)" -lt 60 ] || { echo "a line is too wide"; cat lines; exit 1; }
# What stays begins on a line of its own.
printf '%s' "$(grep -v '^$' lines | tail -n 1)" | grep -qx 'the database is at a1' || { cat -v seen; exit 1; }

for quiet in -q --json; do
    on_terminal $quiet
    ! grep -q ' % ' seen || { echo "$quiet is not quiet"; cat -v seen; exit 1; }
done
cp before.db app.db
"$program" upgrade >seen 2>&1
! grep -q ' % ' seen || { echo "progress in a pipe"; cat -v seen; exit 1; }
