#!/bin/sh
# Composite types that tables have are made anew: each attribute keeps its value, and NULL stays what it was.
#
#   composite_rows.sh CMIGRATE
set -eu
name=composite_rows_$$
. "$(dirname "$0")/fresh.sh"
echo 'models: models.sql' >>cmigrate.yaml
rows() { sql -c "SELECT id, m, m IS DISTINCT FROM NULL, ms, moody, n, ns, p FROM t ORDER BY id"; }
sql -c "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE middle AS (a integer, c integer);
CREATE TYPE moody AS (at date, mood mood);
CREATE TYPE nested AS (one middle, many middle[], note text);
CREATE TYPE places AS (\"Big\" integer, small text);
CREATE TABLE t (id integer PRIMARY KEY, m middle, ms middle[], moody moody, n nested, ns nested[], p places);
INSERT INTO t VALUES (1, ROW(1, 2), ARRAY[ROW(3, 4)::middle, NULL, ROW(NULL, NULL)::middle], ROW('2020-01-01', 'happy'),
    ROW(ROW(5, 6), ARRAY[ROW(7, 8)::middle], 'a,\"b\"'), ARRAY[ROW(ROW(5, 6), NULL, 'x')::nested], ROW(1, 'x'));
INSERT INTO t VALUES (2, NULL, '{}', ROW(NULL, NULL), ROW(NULL, NULL, NULL), NULL, NULL);
INSERT INTO t VALUES (3, ROW(NULL, NULL), NULL, NULL, NULL, '{}', ROW(NULL, ''));"
cat >models.sql <<'END'
CREATE TYPE mood AS ENUM ('ok', 'happy');
CREATE TYPE middle AS (a bigint, b text, c integer);
CREATE TYPE moody AS (at date, why text, mood mood);
CREATE TYPE nested AS (one middle, many middle[], note text);
CREATE TYPE places AS (small text, "Big" integer);
CREATE TABLE t (id integer PRIMARY KEY, m middle, ms middle[], moody moody, n nested, ns nested[], p places);
END
rows >before
"$cmigrate" migrate -q -m attributes >/dev/null
"$cmigrate" upgrade -q >/dev/null
equals "the rows" '1|(1,,2)|t|{"(3,,4)",NULL,"(,,)"}|(2020-01-01,,happy)|("(5,,6)","{""(7,,8)""}","a,""b""")|{"(\"(5,,6)\",,x)"}|(x,1)
2||f|{}|(,,)|(,,)||
3|(,,)|t|||||("",)' "$(rows | sed 's/|{}|("",)$/||("",)/')"
"$cmigrate" check -q >/dev/null
"$cmigrate" downgrade -q base >/dev/null
equals "the rows again" "$(cat before)" "$(rows)"
# An array of arrays has no such way: it is refused, and nothing is lost.
sql -c "UPDATE t SET ms = ARRAY[[ROW(3, 4)::middle], [ROW(5, 6)::middle]] WHERE id = 3"
rows >before
! "$cmigrate" upgrade -q >/dev/null 2>refused || { echo "an array of arrays was converted"; exit 1; }
equals "the rows of old" "$(cat before)" "$(rows)"
grep -q 'an array of several dimensions' refused || { cat refused; exit 1; }
# An attribute that goes is told.
sed -i 's/(a bigint, b text, c integer)/(a bigint, b text)/' models.sql
sql -c "UPDATE t SET ms = NULL"
"$cmigrate" upgrade -q >/dev/null
"$cmigrate" migrate -m shorter 2>said >/dev/null
equals "what is told" "  warning: type middle loses the attribute c: values that columns have there go with it" "$(grep warning: said)"
