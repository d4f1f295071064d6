#!/bin/sh
# Routines, events, sequences, views and partitions as people write them in YAML: a revision makes them, and then there is
# no difference. What means something else is one.
#
#   by_hand.sh CMIGRATE             CMIGRATE_TEST_MYSQL is the server
set -eu
database=cmigrate_by_hand
. "$(dirname "$0")/fresh.sh"
echo "url: $server/$database" >cmigrate.yaml
cat >models.yaml <<'END'
tables:
  t: {columns: {a: integer, d: date}}
  parts:
    columns: {d: date}
    mysql: {partition: "PARTITION BY RANGE COLUMNS(d) (PARTITION p0 VALUES LESS THAN ('2024-01-01'), PARTITION pm VALUES LESS THAN (MAXVALUE))"}
views:
  v: {as: "SELECT f(a, 'x') AS z FROM t", after: [f]}
  v2: "SELECT 1 AS one, 'it''s' AS s, NULL AS n, TRUE AS t, 1.50 AS f"
sql:
  event:
    e: {create: "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DO DELETE FROM t"}
    e2: {create: "CREATE EVENT e2 ON SCHEDULE EVERY 1 DAY DO DELETE FROM t;"}
  function:
    f: {create: "CREATE FUNCTION f(a INT, b varchar(3)) RETURNS varchar(20) DETERMINISTIC RETURN a + 1"}
    g: {create: "CREATE FUNCTION g(a INT) RETURNS INTEGER DETERMINISTIC RETURN a + 1"}
  procedure:
    p: {create: "CREATE PROCEDURE p(INOUT x int) BEGIN SELECT 1; SELECT 2; END;"}
END
case $(sql -e 'SELECT version()') in
*MariaDB*) printf '  sequence:\n    s: CREATE SEQUENCE s\n    s5: {create: CREATE SEQUENCE s5 START WITH 5 nocache}\n' >>models.yaml ;;
esac
"$program" migrate -q -m first --rev-id a1 >out 2>&1 || fail "$(cat out)"
"$program" upgrade -q >out 2>&1 || fail "$(cat out)"
"$program" check -q >out 2>&1 || fail "$(cat out)"
cp models.yaml first.yaml
# differs SED WHAT…: with those changes each of these is noticed, and nothing else
differs() {
    sed "$1" first.yaml >models.yaml
    shift
    "$program" check >out 2>&1 && fail "nothing is noticed: $*"
    for what; do grep -q "$what" out || fail "$what is not noticed: $(cat out)"; done
    "$program" migrate -q -m change --rev-id b2 >out 2>&1 || fail "$*: $(cat out)"
    "$program" upgrade -q >out 2>&1 || fail "$(cat out)"
    "$program" check -q >out 2>&1 || fail "$(cat out)"
    "$program" downgrade -q >out 2>&1 || fail "$(cat out)"
    rm migrations/versions/b2*
    cp first.yaml models.yaml
    "$program" check -q >out 2>&1 || fail "after the downgrade: $(cat out)"
}
differs "s/EVERY 1 DAY STARTS/EVERY 2 DAY STARTS/; s/e2 ON SCHEDULE EVERY 1 DAY/e2 ON SCHEDULE EVERY 1 WEEK/; s/RETURNS varchar(20)/RETURNS varchar(30)/
s/RETURNS INTEGER/RETURNS BIGINT/; s/SELECT 2/SELECT 3/; s/2024-01-01/2025-01-01/; s/WITH 5 nocache/WITH 7/" \
    'event e$' 'event e2' 'function f' 'function g' 'procedure p' 'table parts'
differs "s/DELETE FROM t;/DELETE FROM parts;/; s/INTEGER DETERMINISTIC RETURN a + 1/INTEGER DETERMINISTIC RETURN a + 2/; s/f(a, 'x')/f(a, d)/" \
    'event e2' 'function g' 'view v'
grep -q sequence first.yaml || exit 0

# A sequence says only what is not usual, and goes on counting under another name.
sed 's/WITH 5 nocache/WITH 7/' first.yaml >models.yaml
"$program" check >out 2>&1 && fail "the sequence is not noticed"
sql $database -e 'DO NEXTVAL(s5)'
sed 's/s5: {create: CREATE SEQUENCE s5/s6: {was: s5, create: CREATE SEQUENCE s6/' first.yaml >models.yaml
"$program" migrate -q -m rename --rev-id c3 >out 2>&1 || fail "$(cat out)"
grep -q 'rename_object: {kind: sequence, name: s5, to: s6}' migrations/versions/c3* || fail "$(cat migrations/versions/c3*)"
"$program" upgrade -q >out 2>&1 || fail "$(cat out)"
"$program" check -q >out 2>&1 || fail "$(cat out)"
[ "$(sql $database -e 'SELECT NEXTVAL(s6)')" = 6 ] || fail "it doesn't go on"
