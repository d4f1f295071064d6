#!/bin/sh
# Pairs of schemas, one becoming the other, there and back: a revision is made (and proven), the upgrade brings what
# pg_dump prints of the one to what it prints of the other, check is clean, the downgrade brings it back. Forwards with
# models in YAML, every second one with the sides exchanged in SQL, and with CMIGRATE_TEST_WHOLE each all four ways. A pair
# is a file in edits/, its sides parted by a line "-- becomes".
#
#   edits.sh CMIGRATE FOLDER [NAME…]
#   edits.sh CMIGRATE FOLDER 1/2         every second one
set -eu
cmigrate=$(realpath "$1") folder=$(realpath "$2") server=${CMIGRATE_TEST_POSTGRESQL-}
shift 2
[ -n "$server" ] || exit 77
work=$(mktemp -d)
live=edits_live_$$ shadow=edits_shadow_$$ failed=0
export PGOPTIONS='-c client_min_messages=warning'
admin() { psql -qXAt -d "$server" "$@"; }
role() { admin -c "$1 ROLE edits_role" 2>/dev/null || true; }
others() { admin -c "SELECT 1 FROM pg_database WHERE datname LIKE 'edits\_live\_%' LIMIT 1"; }
trap 'drop "$live"; drop "$shadow"; [ "$(others)" ] || role DROP; rm -rf "$work"' EXIT
drop() { admin -c "DROP DATABASE IF EXISTS $1 WITH (FORCE)"; }
# To make a database takes the server much longer than to empty one.
emptied="DO \$\$ DECLARE word text; BEGIN FOR word IN
    SELECT format('EVENT TRIGGER %I', evtname) FROM pg_event_trigger
    UNION ALL SELECT format('EXTENSION %I', extname) FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL SELECT format('SCHEMA %I', nspname) FROM pg_namespace WHERE oid >= 16384 OR nspname = 'public'
    UNION ALL SELECT format('FOREIGN DATA WRAPPER %I', fdwname) FROM pg_foreign_data_wrapper
    UNION ALL SELECT format('PUBLICATION %I', pubname) FROM pg_publication
LOOP EXECUTE 'DROP ' || word || ' CASCADE'; END LOOP; END \$\$"
# load SIDE: the live database has that
load() {
    psql -qX -v ON_ERROR_STOP=1 -d "${server%/*}/$live" -c "$emptied" -c 'DROP OWNED BY edits_role' -c 'CREATE SCHEMA public AUTHORIZATION pg_database_owner' -c 'GRANT USAGE ON SCHEMA public TO PUBLIC'
    psql -qX -v ON_ERROR_STOP=1 -d "${server%/*}/$live" -f "$1" >/dev/null
}
# The order of columns can't be kept, so lines are sorted; a comma at the end says nothing then.
picture() {
    pg_dump -s -T 'cmigrate_*' -d "${server%/*}/$live" | grep -v -e '^\\' -e '^--' -e '^SET ' -e '^SELECT ' -e '^$' | sed 's/,$//' | sort
}
fail() {
    echo "$name, $1: $2"
    [ ! -s out ] || sed 's/^/    /' out
    failed=1
}
same() { diff -U0 "$1" "$2" >out; }
# become TITLE BEFORE AFTER: what is in `live` is BEFORE, and models stand for AFTER
become() {
    "$cmigrate" migrate -m edit >out 2>&1 || { fail "$1" migrate; return; }
    "$cmigrate" upgrade >out 2>&1 || { fail "$1" upgrade; return; }
    picture >got
    same "$3.picture" got || fail "$1" "after upgrade it is another schema"
    "$cmigrate" check >out 2>&1 || fail "$1" "check after upgrade"
    "$cmigrate" downgrade base >out 2>&1 || { fail "$1" downgrade; return; }
    picture >got
    same "$2.picture" got || fail "$1" "after downgrade it is another schema"
}
config() {
    rm -rf migrations
    mkdir -p migrations/versions
    printf 'url: %s\nmodels: %s\nmigrations: migrations\nshadow_url: %s\ndrop_unknown: true\n' \
        "${server%/*}/$live" "$1" "${server%/*}/$shadow" >cmigrate.yaml
}
# photograph SIDE: what it is, as pg_dump and as `inspect` print it
photograph() {
    load "$1" || return 1
    picture >"$1.picture"
    cp "$1" "$1.sql"
    config "$1.yaml"
    "$cmigrate" inspect >"$1.yaml" 2>out || { fail "$1" inspect; return 1; }
    "$cmigrate" check >out 2>&1 || fail "$1" "check of what was inspected"
}
# there FORM BEFORE AFTER: from what is in `live` and back, with models in that form, yaml or sql
there() {
    config "$3.$1"
    become "$2 to $3, models in $1" "$2" "$3"
}

cd "$work"
for database in "$live" "$shadow"; do admin -c "CREATE DATABASE $database TEMPLATE template0"; done
role CREATE
part=${1-1/1}
case $part in */*) set -- $(cd "$folder" && ls | sed 's/\.sql$//' | awk "NR % ${part#*/} == ${part%/*} % ${part#*/}") ;; esac
turn=1
for name; do
    sed '/^-- becomes$/,$d' "$folder/$name.sql" >before
    sed '1,/^-- becomes$/d' "$folder/$name.sql" >after
    photograph after && photograph before || { failed=1; continue; }
    there yaml before after
    [ -z "${CMIGRATE_TEST_WHOLE-}" ] || there sql before after
    turn=$((1 - turn))
    [ "$turn" = 0 ] || [ -n "${CMIGRATE_TEST_WHOLE-}" ] || continue
    load after
    there sql after before
    [ -z "${CMIGRATE_TEST_WHOLE-}" ] || there yaml after before
done
exit $failed
