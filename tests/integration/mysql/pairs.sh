#!/bin/sh
# Each file in pairs/ holds two schemas. A database with either one is brought to the other, with models as SQL and as
# what inspect writes of it, and back again: it must be what the server itself makes of the other one's text. Each way
# with one of the two forms; with CMIGRATE_TEST_WHOLE, with both.
#
#   pairs.sh CMIGRATE [NAME…]         CMIGRATE_TEST_MYSQL is the server
#
# A file has the sections "-- before" and "-- after", and may have "-- rows", statements that fill the database with the
# first one, with "-- look", a query that must find the same there, after the upgrade and after the downgrade. What MySQL
# refuses is MariaDB's alone, and left out there.
set -u
[ -n "${CMIGRATE_TEST_MYSQL-}" ] || exit 77
program=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
shift
server=${CMIGRATE_TEST_MYSQL%/*} address=${CMIGRATE_TEST_MYSQL#*@}
address=${address%%/*}
name=cmigrate_pairs_
work=$(mktemp -d) || exit 1
sql() { mariadb --no-defaults -uroot -h "${address%:*}" -P "${address#*:}" --default-character-set=utf8mb4 -N "$@"; }
make() { for side in "$@"; do echo "DROP DATABASE IF EXISTS $name$side; CREATE DATABASE $name$side CHARACTER SET utf8mb4;"; done | sql; }
forget() { for side in live before after shadow; do echo "DROP DATABASE IF EXISTS $name$side;"; done | sql; }
trap 'forget; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
is_mariadb=$(sql -e "SELECT VERSION() LIKE '%MariaDB%'") || exit 1
failed=0

section() { awk -v wanted="-- $1" '/^-- (before|after|rows|look)$/ { on = $0 == wanted; next } on' "$here/pairs/$case.sql"; }
run() {
    "$program" "$@" >log 2>&1 && return
    echo "$what: cmigrate $*: $(cat log)"
    return 1
}
# Databases are called what they are: a name of one in a picture would be a difference.
picture() {
    sql "$name$1" -e "SELECT CONCAT('SHOW CREATE TABLE \`', REPLACE(table_name, '\`', '\`\`'), '\`;') FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_name NOT LIKE 'cmigrate%' ORDER BY table_name" |
        sql "$name$1" -r | sed "s/ AUTO_INCREMENT=[0-9]*//; s/$name[a-z]*/database/g"
}
equals() {
    picture "$1" >is
    picture "$2" >should
    diff should is >difference && return
    echo "$what: $3: $(cat difference)"
    return 1
}
looks() {
    [ -s look ] || return 0
    sql "${name}live" <look >found 2>&1
    cmp -s found wanted && return
    echo "$what: $1: found $(cat found), not $(cat wanted)"
    return 1
}

# play MODELS FROM TO: live at FROM.
play() {
    rm -rf migrations models.* look
    mkdir -p migrations/versions
    printf 'url: %s/%slive\nmodels: models.%s\nmigrations: migrations\nshadow_url: %s/%sshadow\ndrop_unknown: true\n' "$server" $name "$1" "$server" $name >cmigrate.yaml
    if [ "$1" = sql ]; then section "$3" >models.sql; else run inspect --url "$server/$name$3" && cp log models.yaml || return 1; fi
    make live shadow
    run check --url "$server/$name$3" || return 1
    section "$2" | sql "${name}live" || return 1
    if [ "$2" = before ]; then
        section rows | sql "${name}live" || return 1
        section look >look
        sql "${name}live" <look >wanted
    fi
    run migrate -m change || return 1
    run upgrade && equals live "$3" "after the upgrade" && looks "after the upgrade" && run check && run downgrade base &&
        equals live "$2" "after the downgrade" && looks "after the downgrade"
}
way() {
    what="$case, $2 to $3, models as $1"
    play "$@" || failed=1
}

[ $# -gt 0 ] || set -- $(cd "$here/pairs" && ls | sed 's/\.sql$//')
cd "$work" || exit 1
for case in "$@"; do
    make before after
    refused=
    for side in before after; do
        section $side | sql "$name$side" 2>log || refused=$(cat log)
    done
    [ -z "$refused" ] || [ "$is_mariadb" = 1 ] || continue
    [ -z "$refused" ] || { echo "$case: the server refuses it: $refused"; failed=1; continue; }
    way sql before after
    way yaml after before
    [ -n "${CMIGRATE_TEST_WHOLE-}" ] || continue
    way yaml before after
    way sql after before
done >&2
exit $failed
