#!/bin/sh
# A column counts in another way: what was given once isn't given again, there and back.
#
#   counters.sh CMIGRATE
set -eu
. "$(dirname "$0")/expect.sh"
cmigrate=$(realpath "$1") server=${CMIGRATE_TEST_POSTGRESQL-}
[ -n "$server" ] || exit 77
work=$(mktemp -d)
name=counters_$$
admin() { psql -qX -d "$server" -c "$1" >/dev/null; }
trap 'for database in $name ${name}_shadow; do admin "DROP DATABASE IF EXISTS $database WITH (FORCE)"; done; rm -rf "$work"' EXIT
for database in $name ${name}_shadow; do admin "CREATE DATABASE $database"; done
cd "$work"
printf 'url: %s\nshadow_url: %s\nmodels: models.sql\n' "${server%/*}/$name" "${server%/*}/${name}_shadow" >cmigrate.yaml
mkdir -p migrations/versions
sql() { psql -qXAt -v ON_ERROR_STOP=1 -d "${server%/*}/$name" "$@"; }
sql -c 'CREATE TABLE bill (id serial PRIMARY KEY, n integer); CREATE TABLE line (bill integer CONSTRAINT of_bill REFERENCES bill);
CREATE VIEW bills AS SELECT id FROM bill; INSERT INTO bill (n) SELECT generate_series(1, 50); DELETE FROM bill WHERE id > 20;
INSERT INTO line VALUES (20)'
key=$(sql -c "SELECT oid FROM pg_constraint WHERE conname = 'of_bill'")
cat >models.sql <<'END'
CREATE TABLE bill (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n integer);
CREATE TABLE line (bill integer CONSTRAINT of_bill REFERENCES bill);
CREATE VIEW bills AS SELECT id FROM bill;
END
"$cmigrate" migrate -q -m identity >/dev/null
"$cmigrate" upgrade -q >/dev/null
equals "the next number" 51 "$(sql -c 'INSERT INTO bill DEFAULT VALUES RETURNING id')"
sql -c 'DELETE FROM bill WHERE id > 20'
"$cmigrate" downgrade -q base >/dev/null
equals "the next number again" 52 "$(sql -c 'INSERT INTO bill DEFAULT VALUES RETURNING id')"
equals "the foreign key" "$key" "$(sql -c "SELECT oid FROM pg_constraint WHERE conname = 'of_bill'")"
equals "nothing left behind" "" "$(sql -c "SELECT relname FROM pg_class WHERE relname LIKE '%\_\_old'")"
