#!/bin/sh
# Names and texts that would be something else if they were not quoted, on a database that reads strings in the old
# way: they go there and come back as they are, online and as text.
#
#   hostile.sh CMIGRATE
set -eu
. "$(dirname "$0")/expect.sh"
cmigrate=$(realpath "$1") server=${CMIGRATE_TEST_POSTGRESQL-}
[ -n "$server" ] || exit 77
work=$(mktemp -d)
name=hostile_$$
admin() { psql -qX -d "$server" -c "$1" >/dev/null; }
trap 'for d in $name ${name}_text; do admin "DROP DATABASE IF EXISTS $d WITH (FORCE)" 2>/dev/null; done; rm -rf "$work"' EXIT
for d in $name ${name}_text; do
    admin "CREATE DATABASE $d"
    admin "ALTER DATABASE $d SET standard_conforming_strings = off"
    admin "ALTER DATABASE $d SET backslash_quote = on"
    admin "ALTER DATABASE $d SET escape_string_warning = off"
done
admin "ALTER DATABASE $name SET quote_all_identifiers = on"
admin "ALTER DATABASE $name SET bytea_output = escape"
admin "ALTER DATABASE $name SET intervalstyle = iso_8601"
admin "ALTER DATABASE $name SET datestyle = 'German'"
url=${server%/*}/$name text=${server%/*}/${name}_text
sql() { psql -qXAt -v ON_ERROR_STOP=1 -d "$url" "$@"; }
cd "$work"
"$cmigrate" init -q >/dev/null
run() { "$cmigrate" --url "$url" "$@" >out 2>&1 || fail "$*: $(cat out)"; }

cat >models.yaml <<'END'
enums:
  "mo'od\\": ["it's", "back\\", "\"", "$$", "'; DROP TABLE x; --", "%s %I {0} :a ${b}"]
tables:
  "\"a'b\"\"c\\d $$ ; DROP TABLE x; -- %s :v\"":
    comment: "it's \\ a $$ 'comment' $q$ \\"
    columns:
      id: {type: integer, primary_key: true}
      "co'l\"\\": {type: text, default: "it's \\' \"; DROP TABLE x; --"}
      "$1": {type: string(20), default: "\\", comment: "\\'"}
      "select": {type: "mo'od\\", default: "back\\"}
      "line\nend\ttab": {type: text, default: "line\nend\ttab\\n"}
      "ünïcode": {type: text, default: "é 漢字 🙂 '"}
      raw: {type: blob, default: {sql: "'\\x5c27'::bytea"}}
      span: {type: interval, default: {sql: "'1 day 02:03:04'::interval"}}
      at: {type: date, default: {sql: "'2026-11-21'::date"}}
    checks:
      "ck'\"\\": "\"$1\" <> E'x\\\\' AND \"$1\" <> 'y\\' AND \"co'l\"\"\\\" <> $q$it's \\ $q$"
    indexes:
      "ix'\"\\$$": {columns: ["$1", "co'l\"\\"], where: "\"$1\" <> '\\'"}
views:
  "\"v'\"\"\\\"": "SELECT '\\' AS \"one'\\\", E'\\\\' AS two, $$a'b\\$$ AS three, U&'\\0041' AS four"
sql:
  function:
    "f(text)":
      postgresql: |
        CREATE FUNCTION public.f(text) RETURNS text LANGUAGE plpgsql AS $_$
        BEGIN
          -- it's; $$ not the end
          RETURN '\' || E'\'' || $q$;'\$q$ || $1;
        END $_$
END
run migrate -m all --rev-id a1
run upgrade
run check
run downgrade base
[ "$(sql -c "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'cmigrate%'")" = 0 ] || fail "something is left"
run upgrade
run check

# What stands there is what was meant.
cat >script.sql <<'END'
SET standard_conforming_strings = on;
INSERT INTO "a'b""c\d $$ ; DROP TABLE x; -- %s :v" DEFAULT VALUES;
SELECT "co'l""\" = 'it''s \'' "; DROP TABLE x; --' AND "$1" = '\' AND "select" = 'back\' AND "line
end	tab" = E'line\nend\ttab\\n' AND "ünïcode" = 'é 漢字 🙂 ''' AND raw = '\x5c27' FROM "a'b""c\d $$ ; DROP TABLE x; -- %s :v";
SELECT "one'\" || two || three = '\\a''b\' AND four = 'A' FROM "v'""\";
SELECT f('x') = '\'';''\x';
SELECT obj_description('"a''b""c\d $$ ; DROP TABLE x; -- %s :v"'::regclass) = 'it''s \ a $$ ''comment'' $q$ \';
END
[ "$(sql -f script.sql | tr -d '\n')" = tttt ] || fail "not what was meant: $(sql -f script.sql)"

# As models again: printed, nothing is to be done.
mv models.yaml before.yaml
"$cmigrate" --url "$url" inspect >models.yaml
run check
mv before.yaml models.yaml

# As text, for a client whose strings are of the old kind.
"$cmigrate" upgrade --sql --server 'postgresql 15' >up.sql
psql -qX -v ON_ERROR_STOP=1 -d "$text" <up.sql >out 2>&1 || fail "the client refused: $(head -3 out)"
"$cmigrate" --url "$text" check >out 2>&1 || fail "as text: $(cat out)"

# SQL of one's own is read as strings are read today, whatever the database would do.
cat >migrations/versions/b2.sql <<'END'
-- revision: b2
-- parents: a1
-- cmigrate: upgrade
CREATE TABLE own (a text DEFAULT '\', b text DEFAULT E'\'; --', c text DEFAULT $x$;'$x$);
DO $do$ BEGIN EXECUTE $q$CREATE TABLE own2 (a text DEFAULT ';')$q$; END $do$;
INSERT INTO own VALUES ('\'';', $$;$$, U&'\+00003B');
-- cmigrate: downgrade
DROP TABLE own; DROP TABLE own2;
END
run upgrade
[ "$(sql -c "SET standard_conforming_strings = on" -c "SELECT a || b || c FROM own")" = "\\';;;" ] || fail "$(sql -c 'SELECT * FROM own')"
run downgrade a1
rm migrations/versions/b2.sql

# NUL is no character of a text here.
printf 'tables:\n  t:\n    comment: "a\\0b"\n    columns: {id: {type: integer, primary_key: true}}\n' >models.yaml
code=0
"$cmigrate" --url "$url" check >out 2>&1 || code=$?
[ $code = 1 ] || fail "NUL went through ($code): $(cat out)"
grep -qi 'nul\|\\0\|zero\|U+0000' out || fail "$(cat out)"
