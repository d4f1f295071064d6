#!/bin/sh
# A schema of 5,000 tables is compared, and a revision for its change is proven and written, in less than 60 MiB.
#
#   tests/bench/memory.sh BUILD
#
# Of a release build: sanitizers keep memory of their own.
set -eu
build=$(realpath "$1") here=$(dirname "$(realpath "$0")") most=61440
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cmigrate=$build/cmd/cmigrate compare=$build/tests/bench/compare
unset CMIGRATE_URL DATABASE_URL || true
cd "$work"

"$cmigrate" init -q >/dev/null
"$cmigrate" revision -q -m first >/dev/null
"$cmigrate" upgrade -q >/dev/null
awk -v tables=5000 -f "$here/tables.awk" | sqlite3 app.db
"$cmigrate" inspect >models.yaml

# peak COMMAND: in KiB
peak() {
    "$compare" peak 1 "" "$1" true | sed 's/.*"peak_kib": \([0-9]*\).*/\1/'
}
within() {
    kib=$(peak "$1")
    echo "$1: $kib KiB"
    [ "$kib" -lt "$most" ]
}
within "$cmigrate check -q"
sed -i 's/^      born: date$/&\n      died: date/; s/string(80)/string(90)/' models.yaml
sed -i '/^  table_51:$/,$ { /^      died: date$/d; s/string(90)/string(80)/ }' models.yaml
within "$cmigrate migrate -q -m second"
[ "$(grep -c add_column migrations/versions/*_second.yaml)" = 50 ]
