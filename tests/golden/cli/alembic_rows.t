# What Alembic's own tests say of the version table, of new revisions, and of SQL as text.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ graph() { rm -f app.db migrations/versions/*; for one; do echo "$one" | sed -E 's/^([^:=~]+):?([^=~]*)=?([^~]*)~?(.*)$/revision: \1\nparents: [\2]\nbranch_labels: [\3]\ndepends_on: [\4]\nupgrade: []\ndowngrade: []/' > migrations/versions/${one%%[:=~]*}.yaml; done; cmigrate ensure-version >/dev/null; }
> at() { sqlite3 app.db "DELETE FROM cmigrate_version"; for row in $1; do sqlite3 app.db "INSERT INTO cmigrate_version VALUES ('$row')"; done; shift; cmigrate "$@"; }

# Rows 50 and 51: what is implied is shown, and counts.
$ graph a1 a2:a1 a3:a2 b1 b2:b1~a2
$ rm app.db; cmigrate current; ls app.db
no revision is applied
ls: cannot access 'app.db': No such file or directory
[2]
$ cmigrate ensure-version -q
the tables cmigrate_version and cmigrate_log are there
$ at b2 current
a2
b2 (head)
$ at 'a2 b2' current
a2
b2 (head)
$ rm migrations/versions/a3.yaml; at b2 current
a2 (effective head)
b2 (head)
$ graph a1 a2:a1 a3:a2 b1 b2:b1~a2 b3:b2
$ at 'a2 b3' current --check-heads
a2
b3 (head)
the database is not at every head: run cmigrate upgrade heads
[3]
$ at 'a3 b2' current --check-heads
a3 (head)
b2
the database is not at every head: run cmigrate upgrade heads
[3]
$ at 'a3 b3' current --check-heads
a3 (head)
b3 (head)

# Row 52: a database that is behind.
$ graph a b:a
$ printf 'tables:\n  t:\n    columns: {id: {type: integer, primary_key: true}}\n' > models.yaml
$ at a check
error: 1 revision is pending: the database is not up to date
  hint: run cmigrate upgrade
[1]
$ cmigrate migrate -m next
error: 1 revision is pending: the database is not up to date
  hint: run cmigrate upgrade
[1]
$ cmigrate revision -m "by hand" --rev-id c
wrote migrations/versions/c_by_hand.yaml

# Row 53: several heads.
$ graph a b1:a b2:a
$ cmigrate revision -m next
error: multiple head revisions are present for "head": "b1", "b2"
  hint: name one of them, "BRANCH@head" for one branch's, or "heads" for all; cmigrate merge heads makes them one
[1]
$ cmigrate merge heads --rev-id c -m join
wrote migrations/versions/c_join.yaml
$ cmigrate revision -m next --rev-id d
wrote migrations/versions/d_next.yaml

# Row 54: dependencies by prefix, by label, and none.
$ graph abcdef123456 b=shop
$ cmigrate revision -m needs --head b --rev-id c --depends-on abcd --depends-on shop
wrote migrations/versions/c_needs.yaml
$ grep depends_on migrations/versions/c_*
depends_on: [abcdef123456, shop]
$ cmigrate revision -m needs --head c --depends-on invalid
error: no such revision or branch "invalid"
  hint: cmigrate history shows all revisions
[1]

# Row 55: a table without a key, and a row twice.
$ graph a b:a
$ sqlite3 app.db "DROP TABLE cmigrate_version; CREATE TABLE cmigrate_version (version_num VARCHAR(32))"
$ at 'b b' downgrade -1
error: revision b: cmigrate_version was expected to have one row "b", but 2 matched
  hint: look at the table's rows, then set them with: cmigrate stamp --purge REVISION
[1]

# Row 56: rows that no script has.
$ graph a b:a
$ at fake stamp a
error: the database is at revision "fake", which no script has
  hint: get its file back, be it from another branch of the repository; or name where the database is with: cmigrate stamp --purge REV
[1]
$ cmigrate stamp --purge a
stamped a (N ms)
the database is at a
$ cmigrate stamp --purge a --sql
error: --purge can't be used with --sql: the rows that are there are not known
[2]

# Row 57: ranges offline.
$ graph a b:a c:b
$ sql() { cmigrate "$@" --sql --server "sqlite 3.40" | grep -E "CREATE|DROP|INSERT INTO cmigrate_version|UPDATE|DELETE|BEGIN|COMMIT"; }
$ sql upgrade a
CREATE TABLE IF NOT EXISTS cmigrate_version (
CREATE TABLE IF NOT EXISTS cmigrate_log (
BEGIN;
INSERT INTO cmigrate_version (version_num) VALUES ('a');
COMMIT;
$ sql upgrade b:c
BEGIN;
UPDATE cmigrate_version SET version_num = 'c' WHERE version_num = 'b';
COMMIT;
$ sql downgrade c:base
BEGIN;
UPDATE cmigrate_version SET version_num = 'b' WHERE version_num = 'c';
COMMIT;
BEGIN;
UPDATE cmigrate_version SET version_num = 'a' WHERE version_num = 'b';
COMMIT;
BEGIN;
DELETE FROM cmigrate_version WHERE version_num = 'a';
COMMIT;
$ sql upgrade base:head
CREATE TABLE IF NOT EXISTS cmigrate_version (
CREATE TABLE IF NOT EXISTS cmigrate_log (
BEGIN;
INSERT INTO cmigrate_version (version_num) VALUES ('a');
COMMIT;
BEGIN;
UPDATE cmigrate_version SET version_num = 'b' WHERE version_num = 'a';
COMMIT;
BEGIN;
UPDATE cmigrate_version SET version_num = 'c' WHERE version_num = 'b';
COMMIT;

# Row 58: transactions.
$ for how in per-revision all none; do echo "$how"; CMIGRATE_TRANSACTION=$how cmigrate upgrade --sql --server "postgresql 15" | grep -E "BEGIN|COMMIT|cmigrate_version. .*VAL|UPDATE"; done
per-revision
BEGIN;
INSERT INTO "cmigrate_version" (version_num) VALUES ('a');
COMMIT;
BEGIN;
UPDATE "cmigrate_version" SET version_num = 'b' WHERE version_num = 'a';
COMMIT;
BEGIN;
UPDATE "cmigrate_version" SET version_num = 'c' WHERE version_num = 'b';
COMMIT;
all
BEGIN;
INSERT INTO "cmigrate_version" (version_num) VALUES ('a');
UPDATE "cmigrate_version" SET version_num = 'b' WHERE version_num = 'a';
UPDATE "cmigrate_version" SET version_num = 'c' WHERE version_num = 'b';
COMMIT;
none
BEGIN;
INSERT INTO "cmigrate_version" (version_num) VALUES ('a');
COMMIT;
BEGIN;
UPDATE "cmigrate_version" SET version_num = 'b' WHERE version_num = 'a';
COMMIT;
BEGIN;
UPDATE "cmigrate_version" SET version_num = 'c' WHERE version_num = 'b';
COMMIT;
