#!/bin/sh
# A model says what a domain, a composite type or a sequence was called: it is renamed, with all that stands on it, and
# nothing else is touched; there and back.
#
#   renamed_type.sh CMIGRATE
set -eu
. "$(dirname "$0")/expect.sh"
cmigrate=$(realpath "$1") server=${CMIGRATE_TEST_POSTGRESQL-}
[ -n "$server" ] || exit 77
work=$(mktemp -d)
name=renamed_type_$$
admin() { psql -qX -d "$server" -c "$1" >/dev/null; }
sql() { psql -qXAt -F '|' -v ON_ERROR_STOP=1 -d "${server%/*}/$name" -c "$1"; }
trap 'admin "DROP DATABASE IF EXISTS $name WITH (FORCE)"; rm -rf "$work"' EXIT
admin "CREATE DATABASE $name"
cd "$work"
printf 'url: %s\ndrop_unknown: true\n' "${server%/*}/$name" >cmigrate.yaml
mkdir -p migrations/versions

sql "
CREATE SCHEMA shop;
CREATE DOMAIN email AS text CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
COMMENT ON DOMAIN email IS 'where to write';
REVOKE USAGE ON TYPE email FROM public;
GRANT USAGE ON TYPE email TO pg_monitor;
CREATE DOMAIN needed AS email NOT NULL;
CREATE TYPE shop.address AS (street text, mail email, email email);
COMMENT ON COLUMN shop.address.mail IS 'the usual one';
CREATE SEQUENCE counter START 5;
GRANT USAGE ON SEQUENCE counter TO pg_monitor;
CREATE FUNCTION usual(e email, email email DEFAULT 'a@b') RETURNS SETOF email LANGUAGE sql AS 'SELECT \$1';
CREATE FUNCTION takes(email, shop.address, VARIADIC email[]) RETURNS email LANGUAGE sql IMMUTABLE AS 'SELECT \$1';
CREATE TABLE author (
    id integer PRIMARY KEY DEFAULT nextval('counter'),
    email email DEFAULT 'nobody@nowhere',
    others email[],
    home shop.address,
    again text GENERATED ALWAYS AS (takes(email, home, email)) STORED,
    CHECK (email <> 'x@y'),
    CHECK ((lower(email)::email)::text <> 'q@q'));
CREATE TABLE letter OF shop.address;
CREATE TABLE log (id serial, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE log1 PARTITION OF log FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE FUNCTION cheered(z mood, many mood[] DEFAULT '{}') RETURNS mood LANGUAGE sql IMMUTABLE AS \$\$SELECT 'ok'::mood\$\$;
CREATE TABLE feeling (mood mood DEFAULT 'ok', many mood[], CHECK (cheered(mood) <> 'sad'));
CREATE INDEX by_mood ON feeling (mood) WHERE mood = 'ok';
CREATE VIEW moods AS SELECT mood, 'sad'::mood AS other FROM feeling;
CREATE INDEX by_email ON author ((upper(email)::email)) WHERE ('k@l'::email)::text <> email;
CREATE VIEW mails AS SELECT email, 'k@l'::email AS usual, (home).mail FROM author;
CREATE MATERIALIZED VIEW kept AS SELECT id, email::text::email AS copy FROM author;
ALTER SEQUENCE counter OWNED BY author.id;
INSERT INTO author (email, others, home) VALUES ('a@b', '{c@d}', ROW('way', 'e@f', 'g@h')), (NULL, NULL, NULL);
REFRESH MATERIALIZED VIEW kept"
# All that is there, by what the server prints; and that nothing was made anew.
picture() {
    sql "SELECT a.attrelid::regclass, attnum, attname, format_type(atttypid, atttypmod), pg_get_expr(adbin, adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid AND relnamespace::regnamespace::text IN ('public', 'shop') AND relname NOT LIKE 'cmigrate%'
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attnum > 0 ORDER BY 1, 2
        ;SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace::regnamespace::text IN ('public', 'shop') AND conname NOT LIKE 'cmigrate%' ORDER BY 1
        ;SELECT indexdef FROM pg_indexes WHERE tablename = 'author' ORDER BY 1
        ;SELECT pg_get_viewdef('mails'::regclass), pg_get_viewdef('kept'::regclass)
        ;SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1
        ;SELECT typname, typacl, obj_description(oid, 'pg_type') FROM pg_type WHERE typnamespace::regnamespace::text IN ('public', 'shop') AND typname NOT LIKE '%cmigrate%' ORDER BY 1"
}
oids() {
    sql "SELECT oid FROM pg_class WHERE relnamespace::regnamespace::text IN ('public', 'shop') AND relname NOT LIKE 'cmigrate%'
        UNION ALL SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT oid FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conname NOT LIKE 'cmigrate%'
        UNION ALL SELECT oid FROM pg_type WHERE typnamespace::regnamespace::text IN ('public', 'shop') AND typname NOT LIKE '%cmigrate%' ORDER BY 1"
}
rows() { sql 'SELECT id, email, others, home, again FROM author ORDER BY id; SELECT * FROM kept ORDER BY id'; }
picture >before
oids >same
rows >kept


# renames KIND OLD NEW: the models are what the server itself would make of it
renames() {
    word=$1 full=$3
    [ "$1" = type ] || [ "$1" = sequence ] || word=domain
    case $2 in *.*) full=${2%%.*}.$3 ;; esac
    sql "ALTER $word $2 RENAME TO \"$3\"" >/dev/null
    "$cmigrate" inspect >models.yaml
    sql "ALTER $word ${full%"$3"}\"$3\" RENAME TO ${2##*.}" >/dev/null
    "$cmigrate" check -q >out 2>&1 && fail "it is no difference without a word"
    awk -v kind="  $1:" -v key="    $full:" -v old="$2" '
        /^  [a-z]/ { inside = index($0, kind) == 1 }
        inside && /^  [a-z]/ { sub(/\{[^:]*: \{/, "&was: " old ", "); print; next }
        inside && index($0, key) == 1 {
            if (sub(/: \{/, ": {was: " old ", ")) { print; next }
            print; print "      was: " old; next
        }
        { print }' models.yaml >said.yaml
    mv said.yaml models.yaml
    "$cmigrate" migrate -q -m renamed --rev-id a1 >out 2>&1 || fail "$(cat out)"
    equals operations "rename_object: {kind: $1, name: $2, to: $3}" \
        "$(sed -n '/^upgrade/,/^downgrade/s/^  - //p' migrations/versions/a1* | tr -d '"')"
    "$cmigrate" upgrade -q >out 2>&1 || fail "$(cat out)"
    "$cmigrate" check -q >out 2>&1 || fail "$(cat out)"
    oids | diff same - || fail "something was made anew"
    rows | diff kept - || fail "rows are others"
    "$cmigrate" downgrade -q base >out 2>&1 || fail "$(cat out)"
    picture | diff before - || fail "the downgrade left something"
    oids | diff same - || fail "something was made anew"
    rm migrations/versions/a1*
}
renames domain email mail
renames type shop.address place
renames sequence counter order
renames domain email "My Mail"

# An enum, which a function's text says; that is text, and would not run any more.
sql "ALTER TYPE mood RENAME TO humour"
"$cmigrate" inspect >models.yaml
sql "ALTER TYPE humour RENAME TO mood"
sed -i -E 's/humour: (\[[^]]*\])/humour: {was: mood, values: \1}/' models.yaml
"$cmigrate" migrate -q -m renamed --rev-id a1 >out 2>&1 || fail "$(cat out)"
equals operations "rename_enum: {name: mood, to: humour}" "$(sed -n '/^upgrade/,/^downgrade/s/^  - //p' migrations/versions/a1*)"
"$cmigrate" upgrade -q >out 2>&1 || fail "$(cat out)"
"$cmigrate" check -q >out 2>&1 || fail "$(cat out)"
oids | diff same - || fail "something was made anew"
"$cmigrate" downgrade -q base >out 2>&1 || fail "$(cat out)"
picture | diff before - || fail "the downgrade left something"
rm migrations/versions/a1*

# A table's counter, with which its partitions count.
"$cmigrate" inspect | sed 's/^  log:/  evt:\n    was: log/; s/^  log1:/  evt1:\n    was: log1/; s/partition_of: log/partition_of: evt/; s/log_id_seq/evt_id_seq/' >models.yaml
"$cmigrate" migrate -q -m renamed --rev-id a1 >out 2>&1 || fail "$(cat out)"
equals operations "rename_table: {name: log, to: evt} rename_table: {name: log1, to: evt1} " "$(sed -n '/^upgrade/,/^downgrade/s/^  - //p' migrations/versions/a1* | tr '\n' ' ')"
"$cmigrate" upgrade -q >out 2>&1 || fail "$(cat out)"
"$cmigrate" check -q >out 2>&1 || fail "$(cat out)"
"$cmigrate" downgrade -q base >out 2>&1 || fail "$(cat out)"
picture | diff before - || fail "the downgrade left something"
rm migrations/versions/a1*

# A sequence that a function's body names: on the way back that has its old words before the sequence has its old name.
mkdir -p bodies/migrations/versions
psql -qX -d "${server%/*}/$name" -c 'CREATE SEQUENCE bill_seq START 100' \
    -c "CREATE FUNCTION next_bill() RETURNS text LANGUAGE sql AS \$\$ SELECT 'B' || nextval('bill_seq') \$\$"
"$cmigrate" inspect | sed "s/^    bill_seq: \(.*\)/    invoice_seq: {was: bill_seq, create: 'CREATE SEQUENCE invoice_seq START WITH 100'}/; s/nextval('bill_seq')/nextval('invoice_seq')/" >models.yaml
picture >bodies/before
"$cmigrate" migrate -q -m renamed --rev-id a1 >out 2>&1 || fail "$(cat out)"
grep -q 'rename_object: {kind: sequence, name: bill_seq, to: invoice_seq}' migrations/versions/a1* || fail "$(cat migrations/versions/a1*)"
"$cmigrate" upgrade -q >out 2>&1 || fail "$(cat out)"
"$cmigrate" downgrade -q base >out 2>&1 || fail "$(cat out)"
picture | diff bodies/before - || fail "the downgrade left something"
rm migrations/versions/a1*

# What isn't there, or is there already.
refused() {
    printf 'revision: a1\nparents: []\nupgrade:\n  - rename_object: {kind: %s, name: %s, to: %s}\n' "$1" "$2" "$3" >migrations/versions/a1.yaml
    "$cmigrate" upgrade -q >out 2>&1 && fail "$1 $2 could be renamed to $3"
    grep -qF "$4" out || fail "$(cat out)"
}
refused domain nosuch mail 'there is no domain "nosuch"'
refused domain email needed 'there is a domain "needed" already'
refused type email mail 'there is no type "email"'
refused domain email author 'type "author" already exists'
