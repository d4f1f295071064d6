# What Alembic's own tests say of a line of revisions; each command starts from rows that are set by hand.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ graph() { rm -f app.db migrations/versions/*; for one; do echo "$one" | sed -E 's/^([^:=~]+):?([^=~]*)=?([^~]*)~?(.*)$/revision: \1\nparents: [\2]\nbranch_labels: [\3]\ndepends_on: [\4]\nupgrade: []\ndowngrade: []/' > migrations/versions/${one%%[:=~]*}.yaml; done; cmigrate ensure-version >/dev/null; }
> at() { sqlite3 app.db "DELETE FROM cmigrate_version"; for row in $1; do sqlite3 app.db "INSERT INTO cmigrate_version VALUES ('$row')"; done; shift; cmigrate "$@"; }
> graph a b:a c:b d:c e:d

# Rows 1 to 5: upgrade to a revision, by steps, from a revision.
$ at c upgrade e
upgraded d (N ms)
upgraded e (N ms)
the database is at e
$ at '' upgrade c
upgraded a (N ms)
upgraded b (N ms)
upgraded c (N ms)
the database is at c
$ at a upgrade +2
upgraded b (N ms)
upgraded c (N ms)
the database is at c
$ at a upgrade +1
upgraded b (N ms)
the database is at b
$ at a upgrade b+2
upgraded b (N ms)
upgraded c (N ms)
upgraded d (N ms)
the database is at d
$ at a upgrade d-2
upgraded b (N ms)
the database is at b
$ at b upgrade -2
error: relative revision "-2" didn't produce 2 migrations
  hint: upgrade goes up; cmigrate downgrade takes revisions back
[1]
$ at b upgrade +5
error: relative revision "+5" didn't produce 5 migrations
  hint: the head is reached after 3
[1]

# Rows 6 to 10: downgrade.
$ at e downgrade c
downgraded e (N ms)
downgraded d (N ms)
the database is at c
$ at e downgrade base
downgraded e (N ms)
downgraded d (N ms)
downgraded c (N ms)
downgraded b (N ms)
downgraded a (N ms)
the database is at base
$ at e downgrade -3
downgraded e (N ms)
downgraded d (N ms)
downgraded c (N ms)
the database is at b
$ at d downgrade a+2
downgraded d (N ms)
the database is at c
$ at d downgrade c-2
downgraded d (N ms)
downgraded c (N ms)
downgraded b (N ms)
the database is at a
$ at b downgrade -5
error: relative revision "-5" didn't produce 5 migrations
  hint: base is reached after 2
[1]
$ at b downgrade +2
error: relative revision "+2" didn't produce 2 migrations
  hint: downgrade goes down; cmigrate upgrade brings revisions
[1]
$ at '' downgrade b
error: destination "b" is not a valid downgrade target from current head(s)
  hint: "b" is not applied: the database is at base
[1]
$ at b downgrade c
error: destination "c" is not a valid downgrade target from current head(s)
  hint: "c" is not applied: the database is at "b"
[1]
$ at a downgrade a
nothing to do: the database is at a
$ at e downgrade e
nothing to do: the database is at e
$ at '' downgrade base
nothing to do: the database is at base

# Rows 21 and 22: the first step; nothing to take back.
$ at '' upgrade base+1
upgraded a (N ms)
the database is at a
$ at '' upgrade +1
upgraded a (N ms)
the database is at a
$ at '' downgrade -1
error: relative revision "-1" didn't produce 1 migrations
  hint: it starts at base already
[1]

# Row 48: no revisions at all.
$ graph
$ cmigrate heads; cmigrate history; cmigrate upgrade head
nothing to do: the database is at base
