#!/bin/sh
# A standby, where nothing may be written, and roles that lack rights: what can be told is told, what can't be is
# named, and nothing is refused without its reason.
#
#   standby.sh CMIGRATE
set -eu
. "$(dirname "$0")/expect.sh"
cmigrate=$(realpath "$1") server=${CMIGRATE_TEST_POSTGRESQL-} standby=${CMIGRATE_TEST_STANDBY-}
[ -n "$server" ] && [ -n "$standby" ] || exit 77
work=$(mktemp -d)
name=standby_$$
admin() { psql -qXAt -v ON_ERROR_STOP=1 -d "$server" "$@"; }
sql() { psql -qXAt -v ON_ERROR_STOP=1 -d "$primary_url" "$@"; }
trap 'admin -c "DROP DATABASE IF EXISTS $name WITH (FORCE)" -c "DROP ROLE IF EXISTS $name"; rm -rf "$work"' EXIT
primary_url=${server%/*}/$name standby_url=${standby%/*}/$name
admin -c "CREATE DATABASE $name" -c "CREATE ROLE $name LOGIN"
cd "$work"

caught_up() {
    place=$(sql -c 'SELECT pg_switch_wal()' -c 'SELECT pg_current_wal_lsn()' | tail -1)
    for _ in $(seq 600); do
        [ "$(psql -qXAt -d "$standby" -c "SELECT pg_last_wal_replay_lsn() >= '$place'")" = t ] && return
        sleep 0.1
    done
    fail "the standby doesn't catch up"
}

"$cmigrate" init -q >/dev/null
cat >models.yaml <<'END'
tables:
  book:
    columns:
      id: {type: integer, primary_key: true}
      title: string(50)
      price: {type: "numeric(8,2)", default: 0}
      shout: {type: text, generated: upper(title), stored: true}
    checks: {ck_book_price: price >= 0}
    indexes: {ix_book_lower: {columns: [{expression: lower(title)}], where: price > 0}}
views:
  cheap: SELECT id, title FROM book WHERE price < 5
END
on "$primary_url" 0 migrate -q -m books --rev-id a1
on "$primary_url" 0 upgrade -q
on "$primary_url" 0 check
caught_up

# What needs no normalising is told; what does is named, and the answer is neither yes nor no.
on "$standby_url" 0 current --check-heads
on "$standby_url" 0 history
on "$standby_url" 0 inspect
says "book:"
on "$standby_url" 1 check
says 'undecided: the constraint "ck_book_price" of table "book"' 'undecided: the view "cheap"' 'undecided: the index "ix_book_lower"' \
    'undecided: the expression of column "shout" of table "book"' "primary"
says_not "alter"
on "$standby_url" 1 migrate -q -m more
says "nothing may be written there" primary
on "$standby_url" 0 upgrade
on "$standby_url" 1 downgrade base
says "standby" "connect to the primary"

# A difference is one all the same.
sed -i 's/title: string(50)/title: string(60)/' models.yaml
on "$standby_url" 3 check
says "title" undecided
on "$standby_url" 3 check --json
says '"undecided": ["' '"differences": [{'
sed -i 's/title: string(60)/title: string(50)/' models.yaml

# Models as the server prints them need nothing.
on "$primary_url" 0 inspect
cp models.yaml yaml
cp out models.yaml
on "$standby_url" 0 check
cp yaml models.yaml

# A role that may look, and no more. Temporary tables are everybody's unless that is taken away.
role_url=$(echo "$primary_url" | sed "s,//[^@]*@,//$name@,")
on "$role_url" 1 current
says "permission denied" "cmigrate_version" "granted"
sql -c "GRANT SELECT ON ALL TABLES IN SCHEMA public TO $name"
on "$role_url" 0 current
on "$role_url" 0 check
sql -c "REVOKE TEMPORARY ON DATABASE $name FROM PUBLIC"
on "$role_url" 1 check
says undecided "temporary tables"
sql -c "GRANT TEMPORARY ON DATABASE $name TO PUBLIC"
on "$role_url" 1 downgrade base
says "permission denied for table cmigrate_log" "granted"
sql -c "GRANT ALL ON cmigrate_version, cmigrate_log, cmigrate_log_id_seq TO $name"
on "$role_url" 1 downgrade base
says "must be owner" "connect as the owner"
[ "$(sql -c "SELECT count(*) FROM book")" = 0 ] || fail "the table is gone"

# Its own database, in which it may make nothing.
sql -c "DROP VIEW cheap" -c "DROP TABLE book, cmigrate_version, cmigrate_log" -c "REVOKE ALL ON SCHEMA public FROM PUBLIC"
on "$role_url" 1 upgrade
says "no schema has been selected" "have USAGE on it granted"
sql -c "GRANT USAGE ON SCHEMA public TO $name"
on "$role_url" 1 upgrade
says "permission denied for schema public" "granted"
sql -c "GRANT CREATE ON SCHEMA public TO $name"
on "$role_url" 0 upgrade
on "$role_url" 0 check
on "$role_url" 0 downgrade base
