#!/bin/sh
# Measures cmigrate against what the bare client needs, and prints JSON, a line for each.
#
#   tests/bench/run.sh BUILD [RUNS [REVISIONS]]      so many revisions on servers, see servers.sh
#
# Nothing is asserted: times depend on the machine. Figures for documentation come from a release build.
set -eu
build=$(realpath "$1") runs=${2-5}
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

# The same statements in the same transactions, bookkeeping included.
"$cmigrate" upgrade --sql >up.sql
"$cmigrate" downgrade head:base --sql >down.sql
shell_script floor_up up.sql
shell_script floor_down down.sql
cp app.db full.db
"$compare" up-1000 "$runs" "rm -f app.db" "$cmigrate upgrade -q" ./floor_up
"$compare" down-1000 "$runs" "cp full.db app.db" "$cmigrate downgrade base -q" ./floor_down

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
