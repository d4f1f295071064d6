#!/bin/sh
# A column counts in another way: what was given once isn't given again, there and back.
#
#   counters.sh CMIGRATE
set -eu
name=counters_$$
. "$(dirname "$0")/fresh.sh"
echo 'models: models.sql' >>cmigrate.yaml
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
