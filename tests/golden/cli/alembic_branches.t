# What Alembic's own tests say of branches and merges.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ graph() { rm -f app.db migrations/versions/*; for one; do echo "$one" | sed -E 's/^([^:=~]+):?([^=~]*)=?([^~]*)~?(.*)$/revision: \1\nparents: [\2]\nbranch_labels: [\3]\ndepends_on: [\4]\nupgrade: []\ndowngrade: []/' > migrations/versions/${one%%[:=~]*}.yaml; done; cmigrate ensure-version >/dev/null; }
> at() { sqlite3 app.db "DELETE FROM cmigrate_version"; for row in $1; do sqlite3 app.db "INSERT INTO cmigrate_version VALUES ('$row')"; done; shift; cmigrate "$@"; }
> graph a b:a c1:b=c1branch d1:c1 c2:b=c2branch d2:c2

# Rows 11 to 18: both branches, one of them, ambiguous steps.
$ at a upgrade d1 d2
upgraded b (N ms)
upgraded c1 (N ms)
upgraded d1 (N ms)
upgraded c2 (N ms)
upgraded d2 (N ms)
the database is at d1, d2
$ at a upgrade heads
upgraded b (N ms)
upgraded c1 (N ms)
upgraded d1 (N ms)
upgraded c2 (N ms)
upgraded d2 (N ms)
the database is at d1, d2
$ at 'd1 d2' downgrade a
downgraded d2 (N ms)
downgraded c2 (N ms)
downgraded d1 (N ms)
downgraded c1 (N ms)
downgraded b (N ms)
the database is at a
$ cmigrate downgrade heads:a --sql 2>&1 | grep -E 'Running|(DELETE|UPDATE|INSERT).*cmigrate_version'
-- Running downgrade d2
UPDATE cmigrate_version SET version_num = 'c2' WHERE version_num = 'd2';
-- Running downgrade c2
DELETE FROM cmigrate_version WHERE version_num = 'c2';
-- Running downgrade d1
UPDATE cmigrate_version SET version_num = 'c1' WHERE version_num = 'd1';
-- Running downgrade c1
UPDATE cmigrate_version SET version_num = 'b' WHERE version_num = 'c1';
-- Running downgrade b
UPDATE cmigrate_version SET version_num = 'a' WHERE version_num = 'b';
$ at b upgrade c2branch@head-1
upgraded c2 (N ms)
the database is at c2
$ at 'd2 d1' downgrade base+2
downgraded d2 (N ms)
downgraded c2 (N ms)
downgraded d1 (N ms)
downgraded c1 (N ms)
the database is at b
$ at 'd2 d1' downgrade c2branch@base+2
downgraded d2 (N ms)
downgraded c2 (N ms)
the database is at d1
$ at 'd2 d1' downgrade c2branch@base+3
downgraded d2 (N ms)
the database is at c2, d1
$ at 'd1 d2' downgrade -1
error: "-1" is ambiguous: the database is at several revisions, "d1", "d2"
  hint: name the branch, as "d1@-1"
[1]
$ at 'd1 d2' downgrade -1 --any
downgraded d2 (N ms)
the database is at c2, d1
$ at 'd2 d1' downgrade --any
downgraded d2 (N ms)
the database is at c2, d1
$ at 'd1 d2' downgrade -3 --any
downgraded d2 (N ms)
downgraded c2 (N ms)
downgraded d1 (N ms)
downgraded c1 (N ms)
downgraded b (N ms)
the database is at a
$ at 'd1' downgrade -1 --any
downgraded d1 (N ms)
the database is at c1
$ at 'd1 d2' downgrade a --any
downgraded d2 (N ms)
downgraded c2 (N ms)
downgraded d1 (N ms)
downgraded c1 (N ms)
downgraded b (N ms)
the database is at a
$ at 'd1 d2' downgrade c1branch@-1
downgraded d1 (N ms)
the database is at c1, d2
$ at 'd1 d2' downgrade c1branch@head-1
downgraded d1 (N ms)
the database is at c1, d2
$ at 'd1 d2' downgrade d1@b
downgraded d1 (N ms)
downgraded c1 (N ms)
the database is at d2
$ at 'd1 d2' downgrade c2branch@b
downgraded d2 (N ms)
downgraded c2 (N ms)
the database is at d1
$ at 'd2 c1' downgrade d2-1
downgraded d2 (N ms)
the database is at c1, c2
$ at 'c1 d2' downgrade d2-1
downgraded d2 (N ms)
the database is at c1, c2

# Rows 19, 20 and 23: a step within a branch; nothing above the target.
$ at c1 upgrade c2branch@+1
upgraded c2 (N ms)
the database is at c1, c2
$ at 'c1 c2' upgrade c2branch@+1
upgraded d2 (N ms)
the database is at c1, d2
$ at 'c1 c2' upgrade +1
error: "+1" is ambiguous: the database is at several revisions, "c1", "c2"
  hint: name the branch, as "c1@+1"
[1]
$ at 'd1 c2' downgrade c2
nothing to do: the database is at c2, d1
$ at 'd1 c2' downgrade d1
nothing to do: the database is at c2, d1

# Row 37: stamps over a merge.
$ graph a b:a c1:b=c1branch d1:c1 c2:b=c2branch d2:c2 e:d1,d2 f:e
$ at e stamp c2
stamped c2 (N ms)
the database is at c2
$ at e stamp a
stamped a (N ms)
the database is at a
$ at 'd1 c2' stamp e
stamped e (N ms)
the database is at e
$ at 'd1 c2' stamp c2branch@head
stamped f (N ms)
the database is at f
$ cmigrate stamp e:c2 --sql | grep -E '(DELETE|UPDATE|INSERT).*cmigrate_version'
UPDATE cmigrate_version SET version_num = 'c2' WHERE version_num = 'e';
$ cmigrate stamp e:a --sql | grep -E '(DELETE|UPDATE|INSERT).*cmigrate_version'
UPDATE cmigrate_version SET version_num = 'a' WHERE version_num = 'e';

# Row 38: branches before their merge, and after it on the way back.
$ at b upgrade f
upgraded c1 (N ms)
upgraded d1 (N ms)
upgraded c2 (N ms)
upgraded d2 (N ms)
upgraded e (N ms)
upgraded f (N ms)
the database is at f
$ at f downgrade b
downgraded f (N ms)
downgraded e (N ms)
downgraded d2 (N ms)
downgraded c2 (N ms)
downgraded d1 (N ms)
downgraded c1 (N ms)
the database is at b

# Rows 24 and 25: merges across roots; row 21: a step from base with several roots.
$ graph a1 b1:a1 c1:b1 a2 b2:a2 c2:b2 d1:c1,c2 d2:c2
$ at '' upgrade +1
error: ambiguous walk for "+1": base leads to "a1", "a2"
  hint: name the branch, as "a1@+1", or a revision by its id
[1]
$ at 'd2 b1' upgrade d1
upgraded c1 (N ms)
upgraded d1 (N ms)
the database is at d1, d2
$ at 'd1 d2' downgrade b1
downgraded d1 (N ms)
downgraded c1 (N ms)
the database is at b1, d2
$ graph a1 b1:a1 c1:b1 a2 b2:a2 c2:b2 a3 b3:a3 c3:b3 d1:c1,c2,c3 d2:c2 d3:c3
$ at 'd3 b2 b1' upgrade d1
upgraded c1 (N ms)
upgraded c2 (N ms)
upgraded d1 (N ms)
the database is at d1, d3
$ cmigrate upgrade d2
upgraded d2 (N ms)
the database is at d1, d2, d3

# Row 26: two merges of the same three.
$ graph a b1:a b2:a b3:a c1:b1,b2,b3 c2:b1,b2,b3 d1:c1 d2:c2
$ for to in b3 b1 b2 c2 d2 c1 d1; do cmigrate upgrade $to -q; done
the database is at b3
the database is at b1, b3
the database is at b1, b2, b3
the database is at c2
the database is at d2
the database is at c1, d2
the database is at d1, d2

# Row 36: stamping all heads, and again.
$ graph a1 b1:a1 a2 b2:a2
$ at '' stamp heads
stamped b1 (N ms)
stamped b2 (N ms)
the database is at b1, b2
$ cmigrate stamp heads
nothing to do: the database is at b1, b2
