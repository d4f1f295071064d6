#!/bin/sh
# What newer servers have that older ones lack: carried where it is there, done without where it isn't.
#
#   newer.sh CMIGRATE
set -eu
. "$(dirname "$0")/expect.sh"
cmigrate=$(realpath "$1") server=${CMIGRATE_TEST_POSTGRESQL-}
[ -n "$server" ] || exit 77
work=$(mktemp -d)
name=newer_$$
admin() { psql -qX -d "$server" -c "$1" >/dev/null; }
sql() { psql -qXAt -F '|' -v ON_ERROR_STOP=1 -d "${server%/*}/$name" "$@"; }
trap 'admin "DROP DATABASE IF EXISTS $name WITH (FORCE)" 2>/dev/null; admin "DROP DATABASE IF EXISTS ${name}_other WITH (FORCE)" 2>/dev/null; rm -rf "$work"' EXIT
admin "CREATE DATABASE $name"
admin "CREATE DATABASE ${name}_other"
cd "$work"
"$cmigrate" init -q >/dev/null
clean() { "$cmigrate" --url "$1" check >out 2>&1 || fail "$(cat out)"; }
version=$(sql -c 'SHOW server_version_num')
url=${server%/*}/$name other=${server%/*}/${name}_other

cat >models.yaml <<'END'
tables:
  book:
    columns:
      id: {type: integer, primary_key: true}
      title: {type: text, nullable: false, postgresql: {not_null_name: title_is_there}}
      shout: {type: text, generated: upper(title), stored: false}
END
"$cmigrate" --url "$url" migrate -q -m a --rev-id a1 >/dev/null
"$cmigrate" --url "$url" upgrade -q
clean "$url"
if [ "$version" -lt 180000 ]; then
    equals "stored" s "$(sql -c "SELECT attgenerated FROM pg_attribute WHERE attname = 'shout'")"
    exit 0
fi
equals "virtual" v "$(sql -c "SELECT attgenerated FROM pg_attribute WHERE attname = 'shout'")"
equals "named" title_is_there "$(sql -c "SELECT conname FROM pg_constraint WHERE contype = 'n' AND conname LIKE 'title%'")"

# Each of them changed, and back.
sed -i 's/title_is_there/title_needed/; s/stored: false/stored: true/' models.yaml
"$cmigrate" --url "$url" migrate -q -m b --rev-id b2 >/dev/null
"$cmigrate" --url "$url" upgrade -q
clean "$url"
equals "renamed" title_needed "$(sql -c "SELECT conname FROM pg_constraint WHERE contype = 'n' AND conname LIKE 'title%'")"
equals "stored" s "$(sql -c "SELECT attgenerated FROM pg_attribute WHERE attname = 'shout'")"
"$cmigrate" --url "$url" downgrade -q a1
equals "virtual again" v "$(sql -c "SELECT attgenerated FROM pg_attribute WHERE attname = 'shout'")"
"$cmigrate" --url "$url" downgrade -q base
rm migrations/versions/*

# A schema of such, printed, made elsewhere, and printed again.
sql >/dev/null <<'END'
CREATE EXTENSION btree_gist;
CREATE TABLE author (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, born date CONSTRAINT born_needed NOT NULL);
CREATE TABLE book (id int PRIMARY KEY, price int, twice int GENERATED ALWAYS AS (price * 2) VIRTUAL, thrice int GENERATED ALWAYS AS (price * 3) STORED,
    author int, CONSTRAINT ck CHECK (price > 0) NOT ENFORCED, CONSTRAINT fk FOREIGN KEY (author) REFERENCES author NOT ENFORCED);
CREATE TABLE booking (room int, during tstzrange, CONSTRAINT pk PRIMARY KEY (room, during WITHOUT OVERLAPS));
CREATE TABLE visit (id int PRIMARY KEY, room int, during tstzrange,
    CONSTRAINT fk_visit FOREIGN KEY (room, PERIOD during) REFERENCES booking (room, PERIOD during));
CREATE TABLE season (a int, r int4range, CONSTRAINT uq UNIQUE (a, r WITHOUT OVERLAPS));
CREATE TABLE renamed_soon (a int NOT NULL);
ALTER TABLE renamed_soon RENAME TO renamed;
CREATE TABLE parent (a int NOT NULL);
CREATE TABLE child (b int) INHERITS (parent);
CREATE TABLE part (a int NOT NULL, b text) PARTITION BY RANGE (a);
CREATE TABLE part1 PARTITION OF part FOR VALUES FROM (1) TO (10);
CREATE COLLATION insensitive (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE COLLATION plain (provider = builtin, locale = 'C.UTF-8');
CREATE PUBLICATION books FOR TABLE book WITH (publish_generated_columns = stored);
CREATE VIEW dear AS SELECT * FROM book WHERE price > 3;
END
"$cmigrate" --url "$url" inspect >models.yaml
for word in 'not_enforced: true' 'period: true' 'stored: false' 'not_null_name: born_needed' 'publish_generated_columns'; do
    grep -q "$word" models.yaml || fail "no \"$word\": $(cat models.yaml)"
done
clean "$url"
"$cmigrate" --url "$other" migrate -q -m all --rev-id c3 >/dev/null
"$cmigrate" --url "$other" upgrade -q
clean "$other"
"$cmigrate" --url "$other" inspect | diff models.yaml - >&2 || fail "another schema"
"$cmigrate" --url "$other" downgrade -q base
