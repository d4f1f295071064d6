# Revisions in a line become one; databases that have applied them know it.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ table() { printf "revision: $1\nparents: [$2]\n${4:+$4\n}message: table $3\nupgrade:\n  - create_table: {name: $3, columns: {id: {type: integer, primary_key: true}}}\ndowngrade:\n  - drop_table: $3\n" > migrations/versions/$1.yaml; }
> table a1 '' author; table b1 a1 book 'branch_labels: [shop]'; table c1 b1 store; table d1 c1 shelf; table e1 b1 other
$ cmigrate --url sqlite:///old.db upgrade c1 -q
the database is at c1
$ cmigrate --url sqlite:///middle.db upgrade b1 -q
the database is at b1
$ cmigrate squash
error: squash needs the first and the last revision
  hint: as in: cmigrate squash ae10:2790 -m "first version"
[2]
$ cmigrate squash a1
error: squash needs the first and the last revision
  hint: as in: cmigrate squash ae10:2790 -m "first version"
[2]
$ cmigrate squash a1:a1
error: "a1" can't be squashed: it is the only one
  hint: squash revisions that follow one another in a line; cmigrate history --graph shows them
[1]
$ cmigrate squash c1:a1
error: "c1" can't be squashed: it is no ancestor of the last one
  hint: squash revisions that follow one another in a line; cmigrate history --graph shows them
[1]
$ cmigrate squash a1:c1
error: "b1" can't be squashed: it is a branch point
  hint: squash revisions that follow one another in a line; cmigrate history --graph shows them
[1]
$ rm migrations/versions/e1.yaml; table f1 '' far 'depends_on: [b1]'
$ cmigrate squash a1:c1
error: "b1" can't be squashed: "f1" depends on it, and not on those after it
  hint: squash revisions that follow one another in a line; cmigrate history --graph shows them
[1]
$ rm migrations/versions/f1.yaml
$ sed -i 's/^parents: \[a1\]/&\nwas_parents: [x1]/' migrations/versions/b1.yaml; cmigrate squash a1:c1; sed -i '/^was_parents/d' migrations/versions/b1.yaml
error: "b1" can't be squashed: it was rebased, and a database may still have to catch up
  hint: once all have, take was_parents out of migrations/versions/b1.yaml, and squash again
$ cmigrate squash a1:c1 -m "first version" --rev-id d1
error: the revision id "d1" is already used by revision "d1" (migrations/versions/d1.yaml)
  hint: choose another
[1]
$ ls migrations/versions
a1.yaml
b1.yaml
c1.yaml
d1.yaml
$ cmigrate --url sqlite:///middle.db squash a1:c1 -m "first version" --rev-id s1
error: the database is at revision "b1", in the middle of what would be squashed
  hint: bring it to the end first with: cmigrate upgrade c1; --no-database leaves it out
[1]
$ cmigrate --url postgresql://127.0.0.1:1/none squash a1:c1 -m "first version" --rev-id s1 2>&1 | sed 's/: could not.*//; s/: connection .*//'
error: can't connect to postgresql://127.0.0.1:1/none
   Is the server running on that host and accepting TCP/IP connections?
  hint: is the server running there, and does it listen on that address and port? Or leave the question out with --no-database
$ cmigrate --url sqlite:///middle.db squash b1:c1 --rev-id s1 --no-database -q
wrote migrations/versions/s1_squash_of_b1_to_c1.yaml
moved migrations/versions/b1.yaml to migrations/replaced/b1.yaml
moved migrations/versions/c1.yaml to migrations/replaced/c1.yaml
$ rm migrations/versions/s1*; mv migrations/replaced/* migrations/versions
$ cmigrate --url sqlite:///old.db squash a1:c1 -m "first version" --rev-id s1
wrote migrations/versions/s1_first_version.yaml
moved migrations/versions/a1.yaml to migrations/replaced/a1.yaml
moved migrations/versions/b1.yaml to migrations/replaced/b1.yaml
moved migrations/versions/c1.yaml to migrations/replaced/c1.yaml
$ cat migrations/versions/s1*
revision: s1
parents: []
branch_labels: [shop]
replaces: [a1, b1, c1]
message: first version
created: 2026-11-21T08:30:00Z
upgrade:
  - create_table:
      name: author
      columns:
        id: {type: integer, primary_key: true}
  - create_table:
      name: book
      columns:
        id: {type: integer, primary_key: true}
  - create_table:
      name: store
      columns:
        id: {type: integer, primary_key: true}
downgrade:
  - drop_table: store
  - drop_table: book
  - drop_table: author
$ ls migrations/replaced
a1.yaml
b1.yaml
c1.yaml
$ cmigrate history
c1 -> d1 (shop) (head), table shelf
<base> -> s1 (shop), first version
$ cmigrate show s1
Rev: s1
Parent: <base>
Branch names: shop
Replaces: a1, b1, c1
Created: 2026-11-21T08:30:00Z
Path: migrations/versions/s1_first_version.yaml

    first version


# At the newest of them: it counts as applied.
$ cmigrate --url sqlite:///old.db current
s1
$ cmigrate --url sqlite:///old.db upgrade current:head --sql | grep -E 'Running|UPDATE'
-- Running upgrade d1, table shelf
UPDATE cmigrate_version SET version_num = 'd1' WHERE version_num = 'c1';
$ cmigrate upgrade c1:head --sql | grep -E 'Running|UPDATE'
-- Running upgrade d1, table shelf
UPDATE cmigrate_version SET version_num = 'd1' WHERE version_num = 'c1';
$ cmigrate upgrade s1:head --sql | grep -E 'Running|UPDATE'
-- Running upgrade d1, table shelf
UPDATE cmigrate_version SET version_num = 'd1' WHERE version_num = 's1';
$ cmigrate --url sqlite:///old.db upgrade
upgraded d1  table shelf (N ms)
the database is at d1
$ sqlite3 old.db "SELECT * FROM cmigrate_version"
d1
$ cmigrate --url sqlite:///old.db downgrade base
downgraded d1  table shelf (N ms)
downgraded s1  first version (N ms)
the database is at base
$ sqlite3 old.db .tables
cmigrate_log      cmigrate_version
$ cmigrate --url sqlite:///old.db upgrade
upgraded s1  first version (N ms)
upgraded d1  table shelf (N ms)
the database is at d1

# In the middle: it has to be brought to the end with the project as it was.
$ cmigrate --url sqlite:///middle.db upgrade
error: the database is at revision "b1", in the middle of what "s1" replaces
  hint: bring it to "c1" with the project as it was before the squash
[1]
$ mv migrations/versions migrations/new; mv migrations/replaced migrations/versions
$ cmigrate --url sqlite:///middle.db upgrade c1
upgraded c1  table store (N ms)
the database is at c1
$ mv migrations/versions migrations/replaced; mv migrations/new migrations/versions
$ cmigrate --url sqlite:///middle.db upgrade
upgraded d1  table shelf (N ms)
the database is at d1

# From nothing, and squashed again.
$ cmigrate upgrade
upgraded s1  first version (N ms)
upgraded d1  table shelf (N ms)
the database is at d1
$ cmigrate squash s1:head --rev-id t1 --json
{"revision": "t1", "parents": [], "replaces": ["a1", "b1", "c1", "s1", "d1"], "path": "migrations/versions/t1_squash_of_s1_to_d1.yaml"}
$ cmigrate upgrade
nothing to do: the database is at d1
$ cmigrate downgrade base
downgraded t1  squash of s1 to d1 (N ms)
the database is at base
$ cmigrate upgrade
upgraded t1  squash of s1 to d1 (N ms)
the database is at t1
$ cmigrate revision -m more --rev-id u1
wrote migrations/versions/u1_more.yaml
$ cmigrate upgrade
upgraded u1  more (N ms)
the database is at u1
$ cmigrate current -v
Current revision(s) for sqlite:///app.db:
Rev: u1 (head)
Parent: t1
Branch names: shop
Created: 2026-11-21T08:30:00Z
Path: migrations/versions/u1_more.yaml

    more


# SQL stays SQL.
$ rm -r migrations app.db; mkdir -p migrations/versions
$ printf -- '-- revision: a1\n-- parents:\n-- cmigrate: upgrade\nCREATE TABLE a (id INTEGER);\nCREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; END;\n-- cmigrate: downgrade\nDROP TABLE a;\n' > migrations/versions/a1.sql
$ printf -- '-- revision: b1\n-- parents: a1\n-- cmigrate: upgrade\nCREATE TABLE b (id INTEGER);\n-- cmigrate: downgrade\nDROP TABLE b;\n' > migrations/versions/b1.sql
$ cmigrate squash a1:b1 --rev-id s1
wrote migrations/versions/s1_squash_of_a1_to_b1.sql
moved migrations/versions/a1.sql to migrations/replaced/a1.sql
moved migrations/versions/b1.sql to migrations/replaced/b1.sql
$ cat migrations/versions/s1*
-- revision: s1
-- parents: []
-- replaces: a1, b1
-- message: squash of a1 to b1
-- created: 2026-11-21T08:30:00Z
-- cmigrate: upgrade
CREATE TABLE a (id INTEGER);

CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; END;

CREATE TABLE b (id INTEGER);
-- cmigrate: downgrade
DROP TABLE b;

DROP TABLE a;
$ cmigrate upgrade
upgraded s1  squash of a1 to b1 (N ms)
the database is at s1
$ cmigrate downgrade base
downgraded s1  squash of a1 to b1 (N ms)
the database is at base

# What has been put together can't be had in part: not as a target, not as where a text of SQL begins, not as a
# parent. The newest of it stands for all.
$ rm -r migrations app.db; mkdir -p migrations/versions
$ empty() { printf "revision: $1\nparents: [$2]\n${3}upgrade: []\ndowngrade: []\n" > migrations/versions/$1.yaml; }
> empty a1 ''; empty b1 a1; empty c1 b1; empty d1 c1; empty e1 d1
$ cmigrate upgrade -q; cmigrate squash b1:d1 --rev-id s1 -m s | grep wrote
the database is at e1
wrote migrations/versions/s1_s.yaml
$ cmigrate upgrade b1
error: revision "b1" is in the middle of what "s1" replaces
  hint: name "s1", which has all of that, or one before it
[1]
$ cmigrate downgrade c1
error: revision "c1" is in the middle of what "s1" replaces
  hint: name "s1", which has all of that, or one before it
[1]
$ cmigrate stamp b1
error: revision "b1" is in the middle of what "s1" replaces
  hint: name "s1", which has all of that, or one before it
[1]
$ cmigrate upgrade c1:head --sql
error: the database is at revision "c1", in the middle of what "s1" replaces
  hint: bring it to "d1" with the project as it was before the squash
[1]
$ cmigrate upgrade d1:head --sql | grep -E "Running|_version"
-- Running upgrade e1
UPDATE cmigrate_version SET version_num = 'e1' WHERE version_num = 'd1';
$ cmigrate downgrade d1
downgraded e1 (N ms)
the database is at s1
$ empty x1 b1; empty y1 '' 'depends_on: [c1]\n'; cmigrate heads
migrations/versions/x1.yaml:2:1: error: parent "b1" of revision "x1" is in the middle of what "s1" replaces
    2 | parents: [b1]
      | ^
  hint: write "s1", if it may come after all of that; where it was run without, bring the database to "d1" first
migrations/versions/y1.yaml:3:1: error: dependency "c1" of revision "y1" is in the middle of what "s1" replaces
    3 | depends_on: [c1]
      | ^
  hint: write "s1", if it may come after all of that; where it was run without, bring the database to "d1" first
[1]
$ rm migrations/versions/y1.yaml; empty x1 d1; cmigrate heads
e1 (head)
x1 (head)
$ cmigrate show c1 | head -n 1
Rev: s1 (branchpoint)

# A squash that is squashed again is not the last: a database may have the row of what it replaces.
$ rm migrations/versions/[ex]1.yaml; cmigrate squash a1:s1
error: "s1" can't be the last that is squashed: it is a squash, and a database may be at "d1"
  hint: squash it together with a revision that comes after it
[1]
