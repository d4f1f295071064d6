#!/bin/sh
# What takes long comes last: by then, what had to step aside for a quick change is back, whatever becomes of it.
#
#   online_order.sh CMIGRATE
set -eu
name=online_order_$$
. "$(dirname "$0")/fresh.sh"
echo 'models: models.sql' >>cmigrate.yaml
cat >models.sql <<'END'
CREATE TABLE orders (id integer PRIMARY KEY, code text, total numeric, note varchar(20));
CREATE TABLE line (orders text);
CREATE VIEW notes AS SELECT id, note FROM orders;
CREATE VIEW totals AS SELECT id, total FROM orders;
CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER audit AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION look();
CREATE POLICY short ON orders USING (length(note) < 10);
END
sql -f models.sql -c "INSERT INTO orders VALUES (1, 'a', 1, 'x'), (2, 'a', 2, 'y')"
objects() { sql -c "SELECT 'notes'::regclass::oid <> 0, (SELECT count(*) FROM pg_trigger WHERE tgname = 'audit'), (SELECT count(*) FROM pg_policy)"; }
total=$(sql -c "SELECT 'totals'::regclass::oid")
sed -i 's/varchar(20)/varchar(50)/; s/code text/code text UNIQUE/; s/orders text/orders text REFERENCES orders (code)/' models.sql
echo 'CREATE INDEX by_total ON orders (total);' >>models.sql
"$cmigrate" migrate -q -m online --online >/dev/null 2>&1
equals "the last of the upgrade" "create_unique_constraint create_index create_foreign_key" \
    "$(sed -n '/^upgrade/,/^downgrade/p' migrations/versions/* | sed -n 's/^  - \([a-z_]*\):.*/\1/p' | tail -3 | xargs)"
! "$cmigrate" upgrade -q >/dev/null 2>&1 || { echo "it should have failed"; exit 1; }
equals "what steps aside" "t|1|1" "$(objects)"
equals "the other view" "$total" "$(sql -c "SELECT 'totals'::regclass::oid")"
sql -c "UPDATE orders SET code = 'b' WHERE id = 2"
"$cmigrate" upgrade -q >/dev/null
"$cmigrate" check -q >/dev/null
"$cmigrate" downgrade -q base >/dev/null
equals "what steps aside" "t|1|1" "$(objects)"
