# Which SQL is printed for which range, without a connection; what can't be said offline is refused.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ rev() { printf "revision: $1\nparents: [$2]\nmessage: step $1\nupgrade:\n  - execute: SELECT '$1 up'\ndowngrade:\n  - execute: SELECT '$1 down'\n" > migrations/versions/$1.yaml; }
> rev a1 ''; rev b1 a1; rev c1 b1; rev c2 b1
> sql() { cmigrate "$@" --sql --server "sqlite 3.40" | grep -E 'Running|SELECT|cmigrate_version|^BEGIN|^COMMIT|error|hint'; }
$ sql upgrade a1
CREATE TABLE IF NOT EXISTS cmigrate_version (
    CONSTRAINT cmigrate_version_pkc PRIMARY KEY (version_num)
-- Running upgrade a1, step a1
BEGIN;
SELECT 'a1 up';
INSERT INTO cmigrate_version (version_num) VALUES ('a1');
COMMIT;
$ sql upgrade a1:c1
-- Running upgrade b1, step b1
BEGIN;
SELECT 'b1 up';
UPDATE cmigrate_version SET version_num = 'b1' WHERE version_num = 'a1';
COMMIT;
-- Running upgrade c1, step c1
BEGIN;
SELECT 'c1 up';
UPDATE cmigrate_version SET version_num = 'c1' WHERE version_num = 'b1';
COMMIT;
$ sql upgrade base:b1
CREATE TABLE IF NOT EXISTS cmigrate_version (
    CONSTRAINT cmigrate_version_pkc PRIMARY KEY (version_num)
-- Running upgrade a1, step a1
BEGIN;
SELECT 'a1 up';
INSERT INTO cmigrate_version (version_num) VALUES ('a1');
COMMIT;
-- Running upgrade b1, step b1
BEGIN;
SELECT 'b1 up';
UPDATE cmigrate_version SET version_num = 'b1' WHERE version_num = 'a1';
COMMIT;
$ sql upgrade b1:heads
-- Running upgrade c1, step c1
BEGIN;
SELECT 'c1 up';
UPDATE cmigrate_version SET version_num = 'c1' WHERE version_num = 'b1';
COMMIT;
-- Running upgrade c2, step c2
BEGIN;
SELECT 'c2 up';
INSERT INTO cmigrate_version (version_num) VALUES ('c2');
COMMIT;
$ sql upgrade c1:+1
error: relative revision "+1" didn't produce 1 migrations
  hint: it starts at the head already
[1]
$ sql upgrade b1:b1
note: nothing to do from there: no step is in this SQL
[1]
$ sql downgrade c1:a1
-- Running downgrade c1, step c1
BEGIN;
SELECT 'c1 down';
UPDATE cmigrate_version SET version_num = 'b1' WHERE version_num = 'c1';
COMMIT;
-- Running downgrade b1, step b1
BEGIN;
SELECT 'b1 down';
UPDATE cmigrate_version SET version_num = 'a1' WHERE version_num = 'b1';
COMMIT;
$ sql downgrade b1:base
-- Running downgrade b1, step b1
BEGIN;
SELECT 'b1 down';
UPDATE cmigrate_version SET version_num = 'a1' WHERE version_num = 'b1';
COMMIT;
-- Running downgrade a1, step a1
BEGIN;
SELECT 'a1 down';
DELETE FROM cmigrate_version WHERE version_num = 'a1';
COMMIT;
$ sql downgrade c1:-1
-- Running downgrade c1, step c1
BEGIN;
SELECT 'c1 down';
UPDATE cmigrate_version SET version_num = 'b1' WHERE version_num = 'c1';
COMMIT;
$ sql stamp b1:c1
-- Running stamp b1 -> c1
BEGIN;
UPDATE cmigrate_version SET version_num = 'c1' WHERE version_num = 'b1';
COMMIT;
$ sql stamp a1
CREATE TABLE IF NOT EXISTS cmigrate_version (
    CONSTRAINT cmigrate_version_pkc PRIMARY KEY (version_num)
-- Running stamp base -> a1
BEGIN;
INSERT INTO cmigrate_version (version_num) VALUES ('a1');
COMMIT;
$ sql stamp c1:base
-- Running stamp c1 -> base
BEGIN;
DELETE FROM cmigrate_version WHERE version_num = 'c1';
COMMIT;
$ ls *.db
ls: cannot access '*.db': No such file or directory
[2]

# Where the live database is.
$ cmigrate upgrade b1 -q
the database is at b1
$ sql upgrade current:c1
-- Running upgrade c1, step c1
BEGIN;
SELECT 'c1 up';
UPDATE cmigrate_version SET version_num = 'c1' WHERE version_num = 'b1';
COMMIT;
$ sql upgrade current:heads
-- Running upgrade c1, step c1
BEGIN;
SELECT 'c1 up';
UPDATE cmigrate_version SET version_num = 'c1' WHERE version_num = 'b1';
COMMIT;
-- Running upgrade c2, step c2
BEGIN;
SELECT 'c2 up';
INSERT INTO cmigrate_version (version_num) VALUES ('c2');
COMMIT;
$ sql downgrade current:a1
-- Running downgrade b1, step b1
BEGIN;
SELECT 'b1 down';
UPDATE cmigrate_version SET version_num = 'a1' WHERE version_num = 'b1';
COMMIT;
$ sql stamp current:c2
-- Running stamp b1 -> c2
BEGIN;
UPDATE cmigrate_version SET version_num = 'c2' WHERE version_num = 'b1';
COMMIT;
$ cmigrate current
b1 (branchpoint)
$ cmigrate show current-1 | head -n 1; cmigrate show c1@+1 | head -n 1; cmigrate show c1@current | head -n 1
Rev: a1
Rev: c1 (head)
Rev: b1 (branchpoint)
$ sql upgrade -1:c1 | grep Running
-- Running upgrade b1, step b1
-- Running upgrade c1, step c1
$ sql upgrade c1@+1:c1 c2 | grep Running
-- Running upgrade c2, step c2
$ cmigrate history -r current-1:c1
b1 -> c1 (head), step c1
a1 -> b1 (branchpoint), step b1
<base> -> a1, step a1

# Refused.
$ cmigrate upgrade --sql
error: multiple head revisions are present for "head": "c1", "c2"
  hint: name one of them, "BRANCH@head" for one branch's, or "heads" for all; cmigrate merge heads makes them one
[1]
$ cmigrate upgrade a1:b1
error: a range can't be used here: "a1:b1"
  hint: FROM:TO is for --sql, once; online the database knows where it is
[2]
$ cmigrate downgrade a1 --sql
error: a downgrade with --sql needs both ends: FROM:TO
  hint: as in: cmigrate downgrade head:base --sql
[2]
$ cmigrate downgrade c1: --sql
error: a downgrade with --sql needs both ends: FROM:TO
  hint: as in: cmigrate downgrade head:base --sql
[2]
$ cmigrate downgrade :a1 --sql
error: a downgrade with --sql needs both ends: FROM:TO
  hint: as in: cmigrate downgrade head:base --sql
[2]
$ cmigrate downgrade a1:c1 --sql
error: destination "c1" is not a valid downgrade target from current head(s)
  hint: "c1" is not applied: the database is at "a1"
[1]
$ cmigrate stamp --purge a1 --sql
error: --purge can't be used with --sql: the rows that are there are not known
[2]
$ sql stamp c1 c2
CREATE TABLE IF NOT EXISTS cmigrate_version (
    CONSTRAINT cmigrate_version_pkc PRIMARY KEY (version_num)
-- Running stamp base -> c1
BEGIN;
INSERT INTO cmigrate_version (version_num) VALUES ('c1');
COMMIT;
-- Running stamp base -> c2
BEGIN;
INSERT INTO cmigrate_version (version_num) VALUES ('c2');
COMMIT;
$ sql upgrade a1:c1 c2
-- Running upgrade b1, step b1
BEGIN;
SELECT 'b1 up';
UPDATE cmigrate_version SET version_num = 'b1' WHERE version_num = 'a1';
COMMIT;
-- Running upgrade c1, step c1
BEGIN;
SELECT 'c1 up';
UPDATE cmigrate_version SET version_num = 'c1' WHERE version_num = 'b1';
COMMIT;
-- Running upgrade c2, step c2
BEGIN;
SELECT 'c2 up';
INSERT INTO cmigrate_version (version_num) VALUES ('c2');
COMMIT;
$ cmigrate upgrade a1:c1 b1:c2 --sql
error: a range can't be used here: "b1:c2"
  hint: FROM:TO is for --sql, once; online the database knows where it is
[2]
$ cmigrate upgrade nosuch:c1 --sql
error: no such revision or branch "nosuch"
  hint: cmigrate history shows all revisions
[1]
$ sql upgrade a1 c1
error: requested revision "a1" overlaps with other requested revisions: it is an ancestor of one of them
  hint: leave "a1" out
[1]
$ cmigrate upgrade c1 --sql --server "oracle 7"
error: "oracle 7" is no server's name and version
  hint: as in: sqlite 3.26
[1]
$ for server in postgresql "postgresql 15.4" "MySQL 8.0" "mariadb 10.11" 3.40 mariadb "postgresql x" "sqlite 3.40 beta" ""; do cmigrate upgrade a1 --sql --server "$server" 2>&1 | grep -E 'Made by|error|hint'; done
-- Made by cmigrate 0.1.0 for postgresql 12.0
-- Made by cmigrate 0.1.0 for postgresql 15.4
-- Made by cmigrate 0.1.0 for mysql 8.0
-- Made by cmigrate 0.1.0 for mariadb 10.11
-- Made by cmigrate 0.1.0 for sqlite 3.40
error: "mariadb" is no server's name and version
  hint: as in: mysql 5.6
error: "postgresql x" is no server's name and version
  hint: as in: postgresql 12.0
error: "sqlite 3.40 beta" is no server's name and version
  hint: as in: sqlite 3.26
error: "" is no server's name and version
  hint: as in: sqlite 3.26
$ cmigrate upgrade current:c1 --sql --server "postgresql 15"
error: --server names another kind of server than the URL does
[2]
$ cmigrate upgrade c1 --sql --plan
error: --plan and --sql can't be used together
[2]
$ cmigrate upgrade c1:a1 --sql | grep -c "INSERT INTO"
note: nothing to do from there: no step is in this SQL
0
[1]
