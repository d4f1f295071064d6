#!/bin/sh
# A transaction a revision, one for all, none; a revision's own time limits; more objects in one transaction than
# the server has locks for.
#
#   transactions.sh CMIGRATE
set -eu
. "$(dirname "$0")/expect.sh"
cmigrate=$(realpath "$1") server=${CMIGRATE_TEST_POSTGRESQL-}
[ -n "$server" ] || exit 77
work=$(mktemp -d)
name=transactions_$$
admin() { psql -qX -d "$server" -c "$1" >/dev/null; }
sql() { psql -qXAt -F '|' -v ON_ERROR_STOP=1 -d "$CMIGRATE_URL" -c "$1"; }
small=
clean_up() {
    [ -z "$small" ] || kill -INT "$small"
    admin "DROP DATABASE IF EXISTS $name WITH (FORCE)"
    rm -rf "$work"
}
trap clean_up EXIT
admin "CREATE DATABASE $name"
cd "$work"
"$cmigrate" init -q >/dev/null
CMIGRATE_URL="${server%/*}/$name"
export CMIGRATE_URL

says() { for text; do grep -qF -- "$text" error || fail "expected \"$text\": $(cat error)"; done; }
# revision ID PARENT [HEADER LINE…], operations from standard input
revision() {
    {
        printf 'revision: %s\nparents: [%s]\n' "$1" "$2"
        shift 2
        for line; do printf '%s\n' "$line"; done
        echo upgrade:
        cat
        echo 'downgrade: []'
    } >"migrations/versions/$id.yaml"
}
make() { id=$1 && revision "$@"; }

# Limits, which end with the revision.
make a1 '' 'lock_timeout: 250ms' 'statement_timeout: 2m' <<'END'
  - execute: CREATE TABLE limits AS SELECT current_setting('lock_timeout') AS l, current_setting('statement_timeout') AS s
END
make b2 a1 <<'END'
  - execute: INSERT INTO limits SELECT current_setting('lock_timeout'), current_setting('statement_timeout')
END
make c3 b2 'statement_timeout: none' 'transaction: false' <<'END'
  - execute: INSERT INTO limits SELECT current_setting('lock_timeout'), current_setting('statement_timeout')
END
CMIGRATE_STATEMENT_TIMEOUT=3m "$cmigrate" upgrade -q
equals "limits" "250ms|2min 5s|3min 5s|0" "$(sql 'SELECT l, s FROM limits' | tr '\n' ' ' | sed 's/ $//')"
"$cmigrate" upgrade base:c3 --sql --server 'postgresql 15' >offline.sql
equals "offline" "SET lock_timeout = 250; SET statement_timeout = 120000; SET lock_timeout = 5000; SET statement_timeout = 0; SET statement_timeout = 0; SET statement_timeout = 0;" \
    "$(grep '^SET .*_timeout' offline.sql | tr '\n' ' ' | sed 's/ $//')"

make d4 c3 'statement_timeout: 200ms' <<'END'
  - execute: |
      INSERT INTO limits VALUES ('x', 'x');
      SELECT pg_sleep(30);
END
"$cmigrate" upgrade -q 2>error && fail "a statement took its time"
says "canceling statement due to statement timeout" "statement_timeout"
equals "rolled back" 3 "$(sql 'SELECT count(*) FROM limits')"
make d4 c3 'lock_timeout: 200ms' <<'END'
  - add_column: {table: limits, name: more, type: text}
END
(echo 'BEGIN; LOCK limits;'; sleep 2) | psql -qX -d "$CMIGRATE_URL" &
sleep 0.5
began=$(date +%s)
"$cmigrate" upgrade -q 2>error && fail "a lock was no obstacle"
[ $(($(date +%s) - began)) -lt 2 ] || fail "waited too long"
says "lock timeout" "lock_timeout"
wait
make d4 c3 'lock_timeout: soon' <<'END'
END
"$cmigrate" upgrade -q 2>error && fail "soon is no time"
says 'lock_timeout must be a duration, not "soon"'
rm migrations/versions/d4.yaml

# One for all: the second one's failure takes the first one back; none: what is done is done.
broken() {
    make d4 c3 <<'END'
  - create_table: {name: first, columns: {id: {type: integer, primary_key: true}}}
END
    make e5 d4 <<'END'
  - create_table: {name: second, columns: {id: {type: integer, primary_key: true}}}
  - execute: SELECT 1 / 0
END
}
broken
tables() { sql "SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relname IN ('first', 'second')"; }
CMIGRATE_TRANSACTION=all "$cmigrate" upgrade -q 2>error && fail "divided by zero"
says "revision e5" "division by zero"
equals "all or nothing" "" "$(tables)"
equals "all or nothing" c3 "$(sql 'SELECT version_num FROM cmigrate_version')"
"$cmigrate" upgrade -q 2>error && fail "divided by zero"
equals "a transaction a revision" first "$(tables)"
equals "a transaction a revision" d4 "$(sql 'SELECT version_num FROM cmigrate_version')"
CMIGRATE_TRANSACTION=none "$cmigrate" upgrade -q 2>error && fail "divided by zero"
says "statements 1 to 1 of the revision are done"
equals "statement by statement" "first second" "$(tables)"
rm migrations/versions/[de]?.yaml

# A server with room for few locks.
bin=$(sql "SELECT setting FROM pg_config WHERE name = 'BINDIR'") folder=$work/small
as() { "$@"; }
mkdir "$folder"
if [ "$(id -u)" = 0 ]; then
    as() { runuser -u postgres -- "$@"; }
    chmod 755 "$work"
    chown postgres "$folder"
fi
(cd "$folder" && as "$bin/initdb" -D data -U postgres -A trust --no-sync >/dev/null)
(cd "$folder" && as "$bin/postgres" -D data -c listen_addresses= -k "$folder" -c fsync=off -c max_locks_per_transaction=10 -c max_connections=10 \
    -c autovacuum=off </dev/null >log 2>&1 &)
for _ in $(seq 100); do
    grep -qs ready "$folder/data/postmaster.pid" && break
    sleep 0.1
done
small=$(head -1 "$folder/data/postmaster.pid")
rm migrations/versions/*
CMIGRATE_URL="postgresql://postgres@/postgres?host=$folder"
parent=
for number in $(seq 60); do
    make "r$number" "$parent" <<END
  - execute: DO 'BEGIN FOR i IN 1..25 LOOP EXECUTE format(\$\$CREATE TABLE t_%s_%s (id integer PRIMARY KEY)\$\$, $number, i); END LOOP; END'
END
    parent=r$number
done
CMIGRATE_TRANSACTION=all "$cmigrate" upgrade -q 2>error && fail "there was room for every lock"
says "out of shared memory" "max_locks_per_transaction" "a transaction for each revision"
equals "nothing is left" 0 "$(sql "SELECT count(*) FROM pg_class WHERE relname LIKE 't\\_%\\_%' AND relkind = 'r'")"
"$cmigrate" upgrade -q
equals "each by itself" 1500 "$(sql "SELECT count(*) FROM pg_class WHERE relname LIKE 't\\_%\\_%' AND relkind = 'r'")"
