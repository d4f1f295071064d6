#!/bin/sh
# Partitions get other bounds, are split and joined: each row is where it belongs, and comes back.
#
#   moved_rows.sh CMIGRATE
set -eu
name=moved_rows_$$
. "$(dirname "$0")/fresh.sh"
echo 'models: models.sql' >>cmigrate.yaml
rows() { sql -c 'SELECT tableoid::regclass, * FROM sale ORDER BY id, at' -c 'SELECT tableoid::regclass, * FROM visit ORDER BY shop' -c 'SELECT tableoid::regclass, * FROM hit ORDER BY id' -c 'SELECT * FROM click ORDER BY hit'; }
parents='
CREATE TABLE sale (id integer GENERATED ALWAYS AS IDENTITY, at date NOT NULL, part integer, twice integer GENERATED ALWAYS AS (part * 2) STORED, PRIMARY KEY (id, at, part)) PARTITION BY RANGE (at, part);
CREATE TABLE visit (shop text) PARTITION BY LIST (shop);
CREATE TABLE hit (id integer PRIMARY KEY, after integer REFERENCES hit) PARTITION BY HASH (id);
CREATE TABLE click (hit integer REFERENCES hit ON DELETE CASCADE) PARTITION BY LIST (hit);
CREATE TABLE clicks PARTITION OF click DEFAULT;'
before="$parents
CREATE TABLE sale_old PARTITION OF sale FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2020-01-01', MINVALUE);
CREATE TABLE sale_2020 PARTITION OF sale FOR VALUES FROM ('2020-01-01', MINVALUE) TO ('2021-01-01', MINVALUE);
CREATE TABLE sale_2021 PARTITION OF sale FOR VALUES FROM ('2021-01-01', MINVALUE) TO ('2022-01-01', 5);
CREATE TABLE sale_later PARTITION OF sale FOR VALUES FROM ('2022-01-01', 5) TO (MAXVALUE, MAXVALUE);
CREATE TABLE visit_a PARTITION OF visit FOR VALUES IN ('a', 'it''s');
CREATE TABLE visit_b PARTITION OF visit FOR VALUES IN ('b', NULL);
CREATE TABLE hit_0 PARTITION OF hit FOR VALUES WITH (modulus 2, remainder 0);
CREATE TABLE hit_1 PARTITION OF hit FOR VALUES WITH (modulus 2, remainder 1);"
# 2020 becomes two halves, the one part with another name; 2021 loses its end; one shop moves; lists change places;
# a hash is split; what is old goes, and its rows with it
cat >models.sql <<END
$parents
CREATE TABLE sale_2020_1 PARTITION OF sale FOR VALUES FROM ('2020-01-01', MINVALUE) TO ('2020-07-01', MAXVALUE);
CREATE TABLE sale_2020_2 PARTITION OF sale FOR VALUES FROM ('2020-07-01', MAXVALUE) TO ('2021-01-01', MINVALUE);
CREATE TABLE sale_2021 PARTITION OF sale FOR VALUES FROM ('2021-01-01', MINVALUE) TO ('2021-07-01', MINVALUE);
CREATE TABLE sale_later PARTITION OF sale FOR VALUES FROM ('2021-07-01', MINVALUE) TO (MAXVALUE, MAXVALUE);
CREATE TABLE visit_a PARTITION OF visit FOR VALUES IN ('b');
CREATE TABLE visit_b PARTITION OF visit FOR VALUES IN ('it''s');
CREATE TABLE visit_c PARTITION OF visit FOR VALUES IN ('a', NULL);
CREATE TABLE hit_0 PARTITION OF hit FOR VALUES WITH (modulus 4, remainder 0);
CREATE TABLE hit_1 PARTITION OF hit FOR VALUES WITH (modulus 2, remainder 1);
CREATE TABLE hit_2 PARTITION OF hit FOR VALUES WITH (modulus 4, remainder 2);
END
sql -c "$before" -c "INSERT INTO sale (at, part) VALUES ('2020-01-01', 1), ('2020-07-01', 2), ('2020-07-02', 3),
    ('2021-06-30', 4), ('2021-07-01', 4), ('2022-01-01', 4), ('2022-01-01', 5), ('2023-01-01', 6)" \
    -c "INSERT INTO visit VALUES ('a'), ('b'), ('it''s'), (NULL)" -c 'INSERT INTO hit SELECT n, nullif(n - 1, 0) FROM generate_series(1, 20) n' \
    -c 'INSERT INTO click SELECT id FROM hit'
rows >before
sql -c "INSERT INTO sale (at, part) VALUES ('1999-01-01', 1)"
"$cmigrate" migrate -m bounds --drop-unknown >/dev/null 2>said
equals "what is told" "  warning: sale_2020 has rows: those that have no place in another partition are dropped with it
  warning: sale_old has rows: those that have no place in another partition are dropped with it" "$(grep warning: said | sort)"
"$cmigrate" upgrade -q >/dev/null
"$cmigrate" check -q >/dev/null
rows >after
equals "the rows" "$(sed 's/[^|]*|//' before | sort)" "$(sed 's/[^|]*|//' after | sort)"
equals "the parts" "sale_2020_1|1|2020-01-01|1|2
sale_2020_1|2|2020-07-01|2|4
sale_2020_2|3|2020-07-02|3|6
sale_2021|4|2021-06-30|4|8
sale_later|5|2021-07-01|4|8
sale_later|6|2022-01-01|4|8
sale_later|7|2022-01-01|5|10
sale_later|8|2023-01-01|6|12
visit_c|a
visit_a|b
visit_b|it's
visit_c|" "$(grep -v -e ^hit -e '^[0-9]*$' after)"
"$cmigrate" downgrade -q base >/dev/null
equals "the parts again" "$(cat before)" "$(rows)"
"$cmigrate" upgrade -q >/dev/null
equals "the parts once more" "$(cat after)" "$(rows)"
equals "nothing left behind" "" "$(sql -c "SELECT relname FROM pg_class WHERE relname LIKE '%moved%'")"

# From 17 on a partition's identity goes when it is detached: that change is refused.
[ "$(sql -c "SELECT current_setting('server_version_num')::integer >= 170000")" = f ] || exit 0
# A partition that becomes a table of its own keeps what it has, and so does a table that becomes one again.
"$cmigrate" downgrade -q base >/dev/null
rm -r migrations/versions/*
sql -c 'CREATE INDEX by_part ON sale (part)' -c 'ALTER TABLE hit ADD CONSTRAINT positive CHECK (id > 0)'
{
    echo "$before" | sed '/CREATE TABLE sale_old/s/PARTITION.*/(LIKE sale INCLUDING GENERATED, CONSTRAINT sale_old_pkey PRIMARY KEY (id, at, part)); CREATE INDEX old_by_part ON sale_old (part);/'
    echo 'CREATE INDEX by_part ON sale (part); ALTER TABLE hit ADD CONSTRAINT positive CHECK (id > 0);'
} >models.sql
oids() { sql -c "SELECT indexrelid, relfilenode FROM pg_index JOIN pg_class ON oid = indexrelid WHERE indrelid = 'sale_old'::regclass ORDER BY 1"; }
oids >before
"$cmigrate" migrate -q -m own --drop-unknown >/dev/null
"$cmigrate" upgrade -q >/dev/null
"$cmigrate" check -q >/dev/null
equals "indexes of what was a partition" "$(cat before)" "$(oids)"
"$cmigrate" downgrade -q base >/dev/null
equals "the key of what is one again" "$(head -1 before)" "$(oids | head -1)"
