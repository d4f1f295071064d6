# What Alembic's own tests say of depends_on: what is depended on has no row of its own while that is applied.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ graph() { rm -f app.db migrations/versions/*; for one; do echo "$one" | sed -E 's/^([^:=~]+):?([^=~]*)=?([^~]*)~?(.*)$/revision: \1\nparents: [\2]\nbranch_labels: [\3]\ndepends_on: [\4]\nupgrade: []\ndowngrade: []/' > migrations/versions/${one%%[:=~]*}.yaml; done; cmigrate ensure-version >/dev/null; }
> at() { sqlite3 app.db "DELETE FROM cmigrate_version"; for row in $1; do sqlite3 app.db "INSERT INTO cmigrate_version VALUES ('$row')"; done; shift; cmigrate "$@"; }

# Rows 27 and 28.
$ graph a1=lib1 b1:a1 c1:b1 d1:c1 e1:d1 a2 b2:a2 c2:b2~c1
$ at 'c2 d1' downgrade c1
downgraded d1 (N ms)
the database is at c2
$ at 'c2 d1' downgrade lib1@-1
downgraded d1 (N ms)
the database is at c2
$ at 'e1 c2' stamp b1
stamped b1 (N ms)
the database is at b1

# Rows 29 and 30: merges of what a base depends on.
$ graph a1 a2 a3 b1 b2 c1 c2 c3 d1~a3,b2,c1 amerge:a1,a2,a3 bmerge:b1,b2 cmerge:c1,c2,c3
$ at 'amerge bmerge cmerge d1' downgrade b2
downgraded bmerge (N ms)
the database is at amerge, b1, cmerge, d1
$ cmigrate downgrade d1@base
downgraded d1 (N ms)
the database is at amerge, b1, b2, cmerge

# Rows 31 to 35: dependencies that cross, within a line, twice, of a merge, by label.
$ graph a1 a2:a1 a3:a2~b1 b1 b2:b1~a2 b3:b2
$ at 'a3 b2' downgrade b1
downgraded b2 (N ms)
the database is at a3
$ graph a1 a2:a1~a1
$ cmigrate upgrade a2
upgraded a1 (N ms)
upgraded a2 (N ms)
the database is at a2
$ cmigrate downgrade a1
downgraded a2 (N ms)
the database is at a1
$ graph a1 a2:a1 a3:a2 b1 b2:b1~a3 b3:b2 b4:b3~a3
$ at b4 downgrade b3
downgraded b4 (N ms)
the database is at b3
$ graph a1 b1~a1 bmerge:a1,b1
$ at bmerge downgrade a1
downgraded bmerge (N ms)
the database is at b1
$ at bmerge downgrade b1
downgraded bmerge (N ms)
the database is at b1
$ graph a1 b1:a1 c1:b1=c1lib a2 b2:a2 c2:b2~c1lib
$ at a2 upgrade c2
upgraded a1 (N ms)
upgraded b1 (N ms)
upgraded c1 (N ms)
upgraded b2 (N ms)
upgraded c2 (N ms)
the database is at c2

# Row 39: a branch that depends on the other one.
$ graph a b:a c1:b=c1branch d1:c1 c2:b=c2branch d2:c2~c1
$ at 'd1 d2' downgrade c2branch@b
downgraded d2 (N ms)
downgraded c2 (N ms)
the database is at d1
$ at 'd1 d2' downgrade c1branch@b
downgraded d2 (N ms)
downgraded d1 (N ms)
downgraded c1 (N ms)
the database is at c2

# Row 40: what depends on the step goes first.
$ graph y1 x1=x y2:y1~x1 x2:x1
$ at y2 downgrade x@-1
downgraded y2 (N ms)
downgraded x1 (N ms)
the database is at y1
