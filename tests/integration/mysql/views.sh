#!/bin/sh
# A view that is another is seen to be, whatever rows are there; one that is only spelt in another way is not.
#
#   views.sh CMIGRATE             CMIGRATE_TEST_MYSQL is the server
set -eu
database=cmigrate_views
. "$(dirname "$0")/fresh.sh"
sql $database <<'END'
CREATE TABLE cfg (k VARCHAR(20) PRIMARY KEY, v VARCHAR(20) NOT NULL, w VARCHAR(20) NOT NULL);
INSERT INTO cfg VALUES ('site', 'x', 'x');
CREATE TABLE empty (a INT NOT NULL, b INT NOT NULL) ENGINE=MyISAM;
CREATE TABLE ad (id INT PRIMARY KEY, name VARCHAR(9));
CREATE TABLE o (id INT PRIMARY KEY, bill_id INT, ship_id INT);
END
echo "url: $server/$database" >cmigrate.yaml
failed=0
# view EXPECTED WAS IS: 3 when models with the second are a difference to a database with the first
view() {
    sql $database -e "CREATE OR REPLACE VIEW v AS $2"
    printf 'exclude: [cfg, empty, ad, o]\nurl: %s\n' "$server/$database" >cmigrate.yaml
    printf 'tables: {cfg: {columns: {k: integer}}}\nviews: {v: "%s"}\n' "$3" >models.yaml
    code=0
    "$program" check >printed 2>&1 || code=$?
    if [ $code != "$1" ]; then
        echo "$2 => $3: $code, not $1: $(cat printed)" >&2
        failed=1
    fi
}
view 3 "SELECT v AS name FROM cfg WHERE k = 'site'" "SELECT w AS name FROM cfg WHERE k = 'site'"
view 3 "SELECT a AS x FROM empty WHERE a < b" "SELECT b AS x FROM empty WHERE a > b"
view 3 "SELECT a FROM empty WHERE a IS NULL" "SELECT a FROM empty WHERE b IS NULL"
view 3 "SELECT a FROM empty JOIN cfg s ON s.k = 'site' WHERE a = s.v" "SELECT a FROM empty LEFT JOIN cfg s ON s.k = 'site' WHERE b = s.w"
view 3 "SELECT o.id FROM o LEFT JOIN ad ON ad.id = o.bill_id" "SELECT o.id FROM o LEFT JOIN ad ON ad.id = o.ship_id"
view 0 "SELECT v AS name FROM cfg WHERE k = 'site'" "select  cfg.v  name from cfg where (cfg.k='site')"
view 0 "SELECT * FROM cfg" "SELECT k, v, w FROM cfg"
view 0 "SELECT o.id, ad.name FROM o LEFT JOIN ad ON ad.id = o.bill_id ORDER BY o.id" "SELECT o.id, ad.name FROM o LEFT OUTER JOIN ad ON (ad.id = o.bill_id) ORDER BY o.id"
view 0 "SELECT a FROM empty WHERE a <> 1 AND NOT b = 2" "SELECT a FROM empty WHERE a != 1 AND b <> 2"
view 0 "SELECT one.id FROM o one JOIN o other ON one.id = other.bill_id" "SELECT one.id FROM o AS one INNER JOIN o AS other ON one.id = other.bill_id"
view 0 "SELECT count(*) AS n, now() AS t FROM o GROUP BY bill_id HAVING n > 1" "SELECT COUNT(0) n, CURRENT_TIMESTAMP() t FROM o GROUP BY bill_id HAVING n > 1"
[ "$(sql $database -e 'SELECT count(*) FROM cfg; SELECT count(*) FROM o' | tr '\n' ' ')" = "1 0 " ] || exit 1

# Who may make no temporary table can't ask: that is said.
sql -e "CREATE USER cmigrate_looks; GRANT SELECT, SHOW VIEW ON $database.* TO cmigrate_looks"
"$program" --url "$(echo "$server/$database" | sed 's/root@/cmigrate_looks@/')" check >printed 2>&1 || true
sql -e "DROP USER cmigrate_looks"
grep -q 'undecided: view v' printed || { cat printed >&2; failed=1; }
# One that the models say nothing of is left behind by a rename: the server lets it.
sql $database -e "DROP VIEW v; CREATE TABLE left_one (id INT PRIMARY KEY, x INT, y INT); CREATE VIEW v AS SELECT x FROM left_one; CREATE VIEW w AS SELECT y FROM left_one; CREATE TRIGGER stays BEFORE INSERT ON left_one FOR EACH ROW SET NEW.x = 1"
printf 'exclude: [cfg, empty, ad, o]\nurl: %s\n' "$server/$database" >cmigrate.yaml
columns() { printf 'tables:\n  left_one:\n    columns: {id: {type: integer, primary_key: true, autoincrement: false}, %s, y: integer}\n%s' "$1" "$2" >models.yaml; }
columns 'z: {type: integer, was: x}' ''
"$program" migrate --plan >printed 2>&1 || failed=1
[ "$(grep -c 'warning: view v names x, and will fail\|warning: trigger stays names x, and will fail' printed)" = 2 ] || { cat printed >&2; failed=1; }
! grep -q 'view w' printed || { cat printed >&2; failed=1; }
columns 'z: {type: integer, was: x}' '    triggers: {stays: "CREATE TRIGGER stays BEFORE INSERT ON left_one FOR EACH ROW SET NEW.z = 1"}
views: {v: SELECT z FROM left_one, w: SELECT y FROM left_one}
'
"$program" migrate --plan --drop-unknown >printed 2>&1 || failed=1
! grep -q 'will fail' printed || { cat printed >&2; failed=1; }
exit $failed
