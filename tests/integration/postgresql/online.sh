#!/bin/sh
# Operations in the forms that let others write: what is left behind by a kill, by two runners at once, and by an
# index that could not be built.
#
#   online.sh CMIGRATE
set -eu
. "$(dirname "$0")/expect.sh"
cmigrate=$(realpath "$1") server=${CMIGRATE_TEST_POSTGRESQL-}
[ -n "$server" ] || exit 77
work=$(mktemp -d)
name=online_$$
admin() { psql -qX -d "$server" -c "$1" >/dev/null; }
sql() { psql -qXAt -F '|' -v ON_ERROR_STOP=1 -d "${server%/*}/$name" -c "$1"; }
trap 'admin "DROP DATABASE IF EXISTS $name WITH (FORCE)"; rm -rf "$work"' EXIT
admin "CREATE DATABASE $name"
cd "$work"
"$cmigrate" init -q >/dev/null
CMIGRATE_URL="${server%/*}/$name"
export CMIGRATE_URL

log() { sql "SELECT string_agg(event || coalesce(' ' || statement, ''), ', ' ORDER BY id) FROM cmigrate_log WHERE revision = '$1' AND direction = '$2' AND event <> 'planned'"; }
apart() { sql "SELECT count(*) FROM cmigrate_log WHERE revision = '$1' AND direction = '$2' AND event = 'statement done'"; }

cat >models.yaml <<'END'
tables:
  author:
    columns: {id: {type: integer, primary_key: true}}
  book:
    columns: {id: {type: integer, primary_key: true}, title: text, author_id: integer, price: integer}
END
"$cmigrate" migrate -q -m tables --rev-id a1 >/dev/null
"$cmigrate" upgrade -q
equals "in one transaction" "started, finished" "$(log a1 upgrade)"
sql "INSERT INTO author SELECT generate_series(1, 10); INSERT INTO book SELECT i, 'title ' || i, i % 10 + 1, i FROM generate_series(1, 300) i"

# By the configuration; both ways.
echo 'online: true' >>cmigrate.yaml
cat >models.yaml <<'END'
tables:
  author:
    columns: {id: {type: integer, primary_key: true}}
  book:
    columns:
      id: {type: integer, primary_key: true}
      title: {type: text, nullable: false}
      author_id: {type: integer, references: author.id, index: true}
      price: {type: integer, unique: true}
    checks: {ck_book_price: price >= 0}
  store:
    columns: {id: {type: integer, primary_key: true}, name: {type: text, index: true}}
END
"$cmigrate" migrate -q -m online --rev-id b2 >/dev/null
equals "online forms" 5 "$(sed '/^downgrade/q' migrations/versions/b2*.yaml | grep -c 'online: true')"
"$cmigrate" upgrade -q
"$cmigrate" check >/dev/null || fail "$("$cmigrate" check)"
equals "apart" 5 "$(apart b2 upgrade)"
equals "all valid" t "$(sql "SELECT bool_and(convalidated) FROM pg_constraint WHERE conrelid = 'book'::regclass")"
equals "no check is left" 1 "$(sql "SELECT count(*) FROM pg_constraint WHERE conrelid = 'book'::regclass AND contype = 'c'")"
"$cmigrate" downgrade -q a1
equals "the index goes apart" 1 "$(apart b2 downgrade)"
"$cmigrate" upgrade -q

# Rows that break the rule: the constraint stays unvalidated, and mended, the revision goes on.
cat >migrations/versions/c3.yaml <<'END'
revision: c3
parents: [b2]
upgrade:
  - create_check_constraint: {table: book, name: ck_book_cheap, expression: price < 300, with: {postgresql: {online: true}}}
  - add_column: {table: store, name: town, type: text}
downgrade:
  - drop_column: {table: store, name: town}
  - drop_constraint: {table: book, name: ck_book_cheap}
END
"$cmigrate" upgrade -q 2>error && fail "a broken check was passed over"
grep -q 'statements 1 to 1 of the revision are done' error || fail "$(cat error)"
sql 'DELETE FROM book WHERE price = 300'
"$cmigrate" upgrade -q
equals "validated" t "$(sql "SELECT convalidated FROM pg_constraint WHERE conname = 'ck_book_cheap'")"
equals "the rest" 1 "$(sql "SELECT count(*) FROM information_schema.columns WHERE table_name = 'store' AND column_name = 'town'")"

# waits_for PATTERN: until the server is at a statement like that
waits_for() {
    for _ in $(seq 100); do
        [ "$(sql "SELECT count(*) FROM pg_stat_activity WHERE datname = '$name' AND state = 'active' AND query LIKE '$1%'")" = 0 ] || return 0
        sleep 0.1
    done
    fail "no $1 is run"
}

# Killed in VALIDATE; the server goes on with it, and the next runner waits for that.
sql "CREATE FUNCTION slow(n integer) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.007); RETURN true; END'"
cat >migrations/versions/d4.yaml <<'END'
revision: d4
parents: [c3]
upgrade:
  - create_check_constraint: {table: book, name: ck_book_slow, expression: slow(price), with: {postgresql: {online: true}}}
  - create_check_constraint: {table: book, name: ck_book_more, expression: price < 1000, with: {postgresql: {online: true}}}
downgrade: []
END
"$cmigrate" upgrade -q 2>/dev/null &
runner=$!
waits_for 'ALTER TABLE "book" VALIDATE'
sql "INSERT INTO book VALUES (1000, 'while it looks', 1, NULL)"
kill -9 $runner
wait $runner 2>/dev/null || true
"$cmigrate" upgrade -q
equals "both are valid" "t|t" "$(sql "SELECT (SELECT convalidated FROM pg_constraint WHERE conname = 'ck_book_slow'), (SELECT convalidated FROM pg_constraint WHERE conname = 'ck_book_more')")"
equals "each once" 1 "$(sql "SELECT count(*) FROM cmigrate_log WHERE revision = 'd4' AND event = 'finished'")"

# Killed in CREATE INDEX CONCURRENTLY, whose server process dies, too: it is made again.
cat >migrations/versions/e5.yaml <<'END'
revision: e5
parents: [d4]
upgrade:
  - add_column: {table: book, name: pages, type: integer}
  - create_index: {table: book, name: ix_book_pages, columns: [pages], with: {postgresql: {online: true}}}
  - create_unique_constraint: {table: book, name: uq_book_pages, columns: [pages, id], with: {postgresql: {online: true}}}
downgrade: []
END
(echo "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM pg_class;"; sleep 3) | psql -qX -d "$CMIGRATE_URL" >/dev/null &
holder=$!
sleep 0.5
"$cmigrate" upgrade -q 2>/dev/null &
runner=$!
waits_for "CREATE INDEX CONCURRENTLY"
kill -9 $runner
wait $runner 2>/dev/null || true
sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '$name' AND query LIKE 'CREATE INDEX%'" >/dev/null
wait $holder || true
"$cmigrate" upgrade -q
equals "indexes" "t|t" "$(sql "SELECT (SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_book_pages'::regclass), (SELECT indisvalid FROM pg_index WHERE indexrelid = 'uq_book_pages'::regclass)")"

# Two runners at once: one works, the other waits outside any transaction, and finds the work done.
cat >migrations/versions/f6.yaml <<'END'
revision: f6
parents: [e5]
upgrade:
  - create_index: {table: book, name: ix_book_one, columns: [title], with: {postgresql: {online: true}}}
  - create_index: {table: book, name: ix_book_two, columns: [title, id], with: {postgresql: {online: true}}}
  - create_index: {table: store, name: ix_store_one, columns: [town], with: {postgresql: {online: true}}}
downgrade:
  - drop_index: {table: store, name: ix_store_one, with: {postgresql: {online: true}}}
  - drop_index: {table: book, name: ix_book_two, with: {postgresql: {online: true}}}
  - drop_index: {table: book, name: ix_book_one, with: {postgresql: {online: true}}}
END
for round in 1 2 3; do
    for direction in upgrade 'downgrade e5'; do
        pids=
        for runner in 1 2 3; do
            "$cmigrate" $direction -q 2>"error$runner" &
            pids="$pids $!"
        done
        for pid in $pids; do wait "$pid" || fail "$direction: $(cat error1 error2 error3)"; done
    done
done
equals "each step once" 6 "$(sql "SELECT count(*) FROM cmigrate_log WHERE revision = 'f6' AND event = 'finished'")"
equals "each index once" 18 "$(sql "SELECT count(*) FROM cmigrate_log WHERE revision = 'f6' AND event = 'statement done'")"
"$cmigrate" upgrade -q

# An index that somebody failed to build is no index.
sql "INSERT INTO store (id, name, town) VALUES (1, 'a', 'x'), (2, 'b', 'x')"
"$cmigrate" inspect >models.yaml
"$cmigrate" check >/dev/null || fail "$("$cmigrate" check)"
sql "DROP INDEX ix_store_one; CREATE TABLE nothing ()" >/dev/null
sql "DROP TABLE nothing"
sql "CREATE UNIQUE INDEX CONCURRENTLY ix_store_one ON store (town)" 2>/dev/null && fail "equal rows have a unique index"
equals "an invalid index" f "$(sql "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_store_one'::regclass")"
code=0
"$cmigrate" check >out || code=$?
equals "a difference" 3 "$code"
grep -q ix_store_one out || fail "$(cat out)"
"$cmigrate" migrate -q -m mend --rev-id f7 >/dev/null
"$cmigrate" upgrade -q
equals "a valid index" t "$(sql "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_store_one'::regclass")"
"$cmigrate" check >/dev/null || fail "$("$cmigrate" check)"

# Of a partitioned table partition by partition, under the names that the server would have given.
sql "CREATE TABLE event (id integer, at date, kind text) PARTITION BY RANGE (at)"
sql "CREATE INDEX ix_event_at ON event (at)"
sql "CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')"
sql "CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM ('2021-01-01') TO ('2022-01-01') PARTITION BY LIST (kind)"
sql "CREATE TABLE event_2_a PARTITION OF event_2 FOR VALUES IN ('a')"
rm -f migrations/versions/*
sql "DROP TABLE cmigrate_version, cmigrate_log"
"$cmigrate" inspect >models.yaml
sed -i 's/ix_event_at: .at./&, ix_event_late: {columns: [at], where: id > 5}/' models.yaml
"$cmigrate" migrate -q -m parts --rev-id p1 >/dev/null
"$cmigrate" upgrade -q
"$cmigrate" check >/dev/null || fail "$("$cmigrate" check)"
equals "whole" "ix_event_late|t" "$(sql "SELECT indexrelid::regclass, indisvalid FROM pg_index WHERE indexrelid = 'ix_event_late'::regclass")"
