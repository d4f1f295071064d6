#!/bin/sh
# Triggers of one table for one moment run in the order of the models: when one is changed, added or dropped, when only the
# order is another, and again after the downgrade.
#
#   trigger_order.sh CMIGRATE             CMIGRATE_TEST_MYSQL is the server
set -eu
database=cmigrate_trigger_order
. "$(dirname "$0")/fresh.sh"
sql $database <<'END'
CREATE TABLE a (id INT NOT NULL PRIMARY KEY, n INT);
CREATE TRIGGER t1 BEFORE INSERT ON a FOR EACH ROW SET NEW.n = 1;
CREATE TRIGGER t3 BEFORE INSERT ON a FOR EACH ROW SET NEW.n = NEW.n * 2;
CREATE TRIGGER other AFTER INSERT ON a FOR EACH ROW SET @seen = NEW.n;
END
printf 'url: %s\ndrop_unknown: true\nmodels: models.yaml\n' "$server/$database" >cmigrate.yaml
order() { sql -e "SELECT group_concat(trigger_name ORDER BY action_timing DESC, action_order) FROM information_schema.triggers WHERE trigger_schema = '$database'"; }
# becomes ORDER: as the models have it, and back
becomes() {
    "$program" migrate -q -m order --rev-id b2 >out 2>&1 || fail "$(cat out)"
    "$program" upgrade -q >out 2>&1 || fail "$(cat out)"
    [ "$(order)" = "$1" ] || fail "$(order), not $1"
    "$program" check -q >out 2>&1 || fail "$(cat out)"
    "$program" downgrade -q base >out 2>&1 || fail "$(cat out)"
    [ "$(order)" = t1,t3,other ] || fail "back it is $(order)"
    rm migrations/versions/b2*
}
table='tables:
  a:
    columns: {id: {type: integer, primary_key: true, autoincrement: false}, n: integer}
    triggers:'
trigger() { printf '      %s: CREATE TRIGGER %s BEFORE INSERT ON a FOR EACH ROW %s\n' "$1" "$1" "$2"; }
other='      other: CREATE TRIGGER other AFTER INSERT ON a FOR EACH ROW SET @seen = NEW.n'
"$program" inspect >models.yaml
"$program" check -q >out 2>&1 || fail "$(cat out)"
{ echo "$table"; trigger t1 'SET NEW.n = 1'; trigger t3 'SET NEW.n = NEW.n * 2'; echo "$other"; } >models.yaml
"$program" check -q >out 2>&1 || fail "$(cat out)"
{ echo "$table"; trigger t1 'SET NEW.n = 10'; trigger t2 'SET NEW.n = NEW.n + 1'; trigger t3 'SET NEW.n = NEW.n * 2'; echo "$other"; } >models.yaml
becomes t1,t2,t3,other
{ echo "$table"; trigger t3 'SET NEW.n = NEW.n * 2'; trigger t1 'SET NEW.n = 1'; echo "$other"; } >models.yaml
becomes t3,t1,other
{ echo "$table"; trigger t3 'SET NEW.n = NEW.n * 2'; trigger t1 'FOLLOWS t3 SET NEW.n = 1'; echo "$other"; } >models.yaml
becomes t3,t1,other
{ echo "$table"; trigger t0 'SET NEW.n = 7'; trigger t1 'SET NEW.n = 1'; trigger t3 'SET NEW.n = NEW.n * 2'; echo "$other"; } >models.yaml
becomes t0,t1,t3,other
{ echo "$table"; trigger t3 'SET NEW.n = NEW.n * 2'; echo "$other"; } >models.yaml
becomes t3,other

# The same with models in SQL.
echo 'models: models.sql' >>cmigrate.yaml
sed -i '/^models: models.yaml/d' cmigrate.yaml
cat >models.sql <<'END'
CREATE TABLE a (id INT NOT NULL PRIMARY KEY, n INT);
CREATE TRIGGER t3 BEFORE INSERT ON a FOR EACH ROW SET NEW.n = NEW.n * 2;
CREATE TRIGGER t2 BEFORE INSERT ON a FOR EACH ROW PRECEDES t3 SET NEW.n = 5;
CREATE TRIGGER t1 BEFORE INSERT ON a FOR EACH ROW FOLLOWS t2 SET NEW.n = 1;
CREATE TRIGGER other AFTER INSERT ON a FOR EACH ROW SET @seen = NEW.n;
END
becomes t2,t1,t3,other
