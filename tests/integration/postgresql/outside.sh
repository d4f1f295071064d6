#!/bin/sh
# Statements that can't be in a transaction run in the middle of a revision, each logged; after a failure or a
# kill the next upgrade goes on from there.
#
#   outside.sh CMIGRATE
set -eu
. "$(dirname "$0")/expect.sh"
cmigrate=$(realpath "$1") server=${CMIGRATE_TEST_POSTGRESQL-}
[ -n "$server" ] || exit 77
work=$(mktemp -d)
name=outside_$$
admin() { psql -qX -d "$server" -c "$1" >/dev/null; }
sql() { psql -qXAt -F '|' -d "${server%/*}/$name" -c "$1"; }
trap 'admin "DROP DATABASE IF EXISTS $name WITH (FORCE)"; rm -rf "$work"' EXIT
admin "CREATE DATABASE $name"
cd "$work"
"$cmigrate" init -q >/dev/null
CMIGRATE_URL="${server%/*}/$name"
export CMIGRATE_URL

log() { sql "SELECT string_agg(event || coalesce(' ' || statement, ''), ', ' ORDER BY id) FROM cmigrate_log WHERE revision = '$1' AND event <> 'planned'"; }
revision() {
    {
        printf 'revision: %s\nparents: [%s]\nmessage: %s\ncreated: 2026-11-21T08:30:00Z\nupgrade:\n' "$1" "$2" "$1"
        cat
        printf 'downgrade: []\n'
    } >"migrations/versions/$1.yaml"
}

# In the middle of a script, in order, each in the log.
revision a1 '' <<'END'
  - create_table: {name: book, columns: {id: {type: integer, primary_key: true}, title: text}}
  - execute: |
      INSERT INTO book VALUES (1, 'a');
      CREATE INDEX CONCURRENTLY ix_book_title ON book (title);
      VACUUM book;
      INSERT INTO book VALUES (2, 'b');
END
"$cmigrate" upgrade -q
equals "what was logged" "started, statement started 3, statement done 3, statement started 4, statement done 4, finished" "$(log a1)"
equals "rows" 2 "$(sql 'SELECT count(*) FROM book')"

# What fails after it goes back to it, and no further; mended, the revision goes on.
revision b2 a1 <<'END'
  - create_table: {name: store, columns: {id: {type: integer, primary_key: true}, name: text}}
  - create_index: {name: ix_store_name, table: store, columns: [name], postgresql: {concurrently: true}}
  - add_column: {table: store, name: town, type: text}
  - execute: INSERT INTO store (id, name) SELECT id, name FROM shop
END
"$cmigrate" upgrade -q 2>error && fail "a missing table was found"
grep -q 'statements 1 to 2 of the revision are done' error || fail "$(cat error)"
equals "the column" 0 "$(sql "SELECT count(*) FROM information_schema.columns WHERE table_name = 'store' AND column_name = 'town'")"
sql "CREATE TABLE shop AS SELECT 7 AS id, 'x'::text AS name"
"$cmigrate" upgrade -q
equals "rows of store" "7|x|" "$(sql 'SELECT id, name, town FROM store')"

# What the server refused may have left an invalid index: it is made again.
revision c3 b2 <<'END'
  - execute: |
      CREATE TABLE pair (a int);
      INSERT INTO pair SELECT id % 1 FROM book;
      CREATE UNIQUE INDEX CONCURRENTLY ix_pair ON pair (a);
      INSERT INTO pair VALUES (5);
END
"$cmigrate" upgrade -q 2>error && fail "equal rows have a unique index"
equals "an invalid index" f "$(sql "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_pair'::regclass")"
sql 'DELETE FROM pair WHERE ctid = (SELECT min(ctid) FROM pair)'
"$cmigrate" upgrade -q
equals "a valid index" t "$(sql "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_pair'::regclass")"
equals "rows of pair" 2 "$(sql 'SELECT count(*) FROM pair')"

# Killed while the statement waits.
revision d4 c3 <<'END'
  - execute: |
      CREATE TABLE last (a int);
      CREATE INDEX CONCURRENTLY ix_store_town ON store (town);
      INSERT INTO last VALUES (1);
END
(echo "BEGIN; LOCK store IN SHARE UPDATE EXCLUSIVE MODE;"; sleep 3) | psql -qX -d "$CMIGRATE_URL" >/dev/null &
holder=$!
sleep 0.5
"$cmigrate" upgrade -q 2>/dev/null &
runner=$!
sleep 1
kill -9 $runner
wait $runner 2>/dev/null || true
sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '$name' AND query LIKE 'CREATE INDEX%'" >/dev/null
wait $holder || true
"$cmigrate" upgrade -q
equals "once" 1 "$(sql 'SELECT count(*) FROM last')"
equals "the index" t "$(sql "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_store_town'::regclass")"

# What nothing can be told of is asked about.
revision e5 d4 <<'END'
  - execute: |
      CREATE TABLE end_of_it (a int);
      CREATE DATABASE outside_other;
      INSERT INTO end_of_it VALUES (1);
END
sql "INSERT INTO cmigrate_log (layout, at, event, revision, direction, statement, actor, host, tool, detail)
     VALUES (1, 'now', 'statement started', 'e5', 'upgrade', 2, '', '', '', 'CREATE DATABASE outside_other')"
sql 'CREATE TABLE end_of_it (a int)'
"$cmigrate" upgrade -q 2>error && fail "a database in doubt was passed over"
grep -q 'cmigrate settle e5' error || fail "$(cat error)"
"$cmigrate" settle e5 --done >/dev/null
"$cmigrate" upgrade -q
equals "the rest" 1 "$(sql 'SELECT count(*) FROM end_of_it')"
"$cmigrate" upgrade -q
