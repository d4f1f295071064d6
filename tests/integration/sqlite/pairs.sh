#!/bin/sh
# Each file in pairs/ holds two schemas. A database with either one is brought to the other, with models as SQL and as
# what inspect writes of it, and back again, and the same offline: it must be what SQLite itself makes of the other one's text.
#
#   pairs.sh CMIGRATE [NAME…]
#
# A file has the sections "-- before" and "-- after", and may have "-- rows", statements that fill the database with the
# first one, with "-- look", a query that must find the same there, after the upgrade and after the downgrade.
set -u
program=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
shift
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
CMIGRATE_MODULE_PATH=$(dirname "$(dirname "$program")")/dialects/sqlite
export CMIGRATE_MODULE_PATH
failed=0

section() { awk -v wanted="-- $1" '/^-- (before|after|rows|look)$/ { on = $0 == wanted; next } on' "$here/pairs/$case.sql"; }
run() {
    "$program" "$@" >log 2>&1 && return
    echo "$what: cmigrate $*: $(cat log)"
    return 1
}
# What SQLite says of the schema, and the words in its text that no PRAGMA tells. Names that nobody gave don't count.
picture() {
    sqlite3 "$1" "SELECT 'table', m.name, l.wr, l.strict FROM sqlite_master m JOIN pragma_table_list l ON l.name = m.name AND l.schema = 'main'
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE 'cmigrate%';
        SELECT 'column', m.name, c.cid, c.name, upper(c.type), c.\"notnull\", c.dflt_value, c.pk, c.hidden
            FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'cmigrate%';
        SELECT 'key', m.name, k.\"table\", k.\"from\", k.\"to\", k.on_update, k.on_delete, k.match, k.seq
            FROM sqlite_master m, pragma_foreign_key_list(m.name) k WHERE m.type = 'table';
        SELECT 'index', m.name, i.\"unique\", i.origin, i.partial, iif(i.origin = 'c', i.name, ''), x.name, x.seqno, x.\"desc\", x.coll
            FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_xinfo(i.name) x
            WHERE x.key AND m.type = 'table' AND m.name NOT LIKE 'cmigrate%';
        SELECT type, name, tbl_name, replace(replace(sql, char(10), ' '), '\"', '') FROM sqlite_master WHERE type IN ('view', 'trigger')"
    sqlite3 "$1" "SELECT sql FROM sqlite_master WHERE tbl_name NOT LIKE 'cmigrate%'" | grep -oiE "on conflict [a-z]+|collate \"?[a-z]+|check *\(|(not )?deferrable( initially [a-z]+)?|autoincrement| stored|constraint \"?[^ ]+" |
        tr -d '"' | grep -vE '^CONSTRAINT (pk|fk|uq|ck)_' | tr '[:upper:]' '[:lower:]' | sed 's/check *(/check/'
}
equals() {
    picture "$1" | sort >is
    picture "$2" | sort >should
    diff should is >difference && return
    echo "$what: $3: $(cat difference)"
    return 1
}
looks() {
    [ -s look ] || return 0
    sqlite3 "${2-live.db}" <look >found 2>&1
    cmp -s found wanted && return
    echo "$what: $1: found $(cat found), not $(cat wanted)"
    return 1
}

# play MODELS FROM TO: live at FROM.
play() {
    rm -rf live.db migrations models.* cmigrate.yaml look
    mkdir -p migrations/versions
    printf 'url: sqlite:///live.db\nmodels: models.%s\nmigrations: migrations\ndrop_unknown: true\n' "$1" >cmigrate.yaml
    if [ "$1" = sql ]; then section "$3" >models.sql; else run inspect --url "sqlite:///$3.db" && cp log models.yaml || return 1; fi
    run check --url "sqlite:///$3.db" || return 1
    cp "$2.db" live.db
    if [ "$2" = before ]; then
        section rows >rows
        section look >look
        sqlite3 live.db <rows || return 1
        sqlite3 live.db <look >wanted
    fi
    run migrate -m change || return 1
    run upgrade && equals live.db "$3.db" "after the upgrade" && looks "after the upgrade" && run check && run downgrade base &&
        equals live.db "$2.db" "after the downgrade" && looks "after the downgrade"
}

# play_offline: what `--sql` prints does the same in SQLite's own shell, with no database at hand.
offline() {
    run "$@" && sqlite3 -bail offline.db <log >said 2>&1 && [ ! -s said ] && return
    echo "$what: the shell, of $*: $(cat said)"
    return 1
}
play_offline() {
    rm -rf offline.db live.db migrations models.*
    mkdir -p migrations/versions
    printf 'url: sqlite:///live.db\nmodels: models.sql\nmigrations: migrations\ndrop_unknown: true\n' >cmigrate.yaml
    cp before.sql models.sql
    run migrate -m before --rev-id b1 && run upgrade || return 1
    sqlite3 live.db <rows || return 1
    cp after.sql models.sql
    run migrate -m after --rev-id a2 || return 1
    offline upgrade --sql b1 && sqlite3 offline.db <rows && offline upgrade --sql b1:a2 &&
        equals offline.db after.db "after the upgrade" && looks "after the upgrade" offline.db && offline downgrade --sql a2:b1 &&
        equals offline.db before.db "after the downgrade" && looks "after the downgrade" offline.db
}

[ $# -gt 0 ] || set -- $(cd "$here/pairs" && ls | sed 's/\.sql$//')
cd "$work" || exit 1
mkdir -p migrations/versions
printf "url: sqlite:///live.db\n" >cmigrate.yaml
for case in "$@"; do
    rm -f before.db after.db
    for side in before after; do
        section $side >$side.sql
        sqlite3 -bail $side.db <$side.sql || { echo "$case: SQLite refuses $side"; failed=1; }
        sqlite3 $side.db 'PRAGMA user_version = 0'
        # As SQL that SQLite reads to the same.
        what="$case, inspect --sql of $side"
        rm -f again.db
        run inspect --sql --url sqlite:///$side.db && sqlite3 -bail again.db <log && equals again.db $side.db "read again" || failed=1
    done
    for models in sql yaml; do
        what="$case, models as $models"
        play $models before after || failed=1
        what="$case the other way, models as $models"
        play $models after before || failed=1
    done
    what="$case, offline"
    play_offline || failed=1
done >&2
exit $failed
