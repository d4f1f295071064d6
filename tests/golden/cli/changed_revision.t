# An applied revision whose file has changed is noticed before anything runs on top of it.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ printf 'revision: a1\nparents: []\nmessage: first\nupgrade:\n  - create_table: {name: author, columns: {id: integer}}\ndowngrade:\n  - drop_table: author\n' > migrations/versions/a1.yaml
$ cmigrate upgrade
upgraded a1  first (N ms)
the database is at a1
$ sed -i 's/id: integer/id: integer, name: text/' migrations/versions/a1.yaml
$ cmigrate upgrade
nothing to do: the database is at a1
$ cmigrate revision -m second --rev-id b2
wrote migrations/versions/b2_second.yaml
$ cmigrate upgrade
error: revision a1 has changed since it was applied: migrations/versions/a1.yaml
  hint: restore the file and make a new revision for the change; if the change is meant, accept it with: cmigrate stamp --accept a1
[1]
$ cmigrate stamp --accept a1
accepted a1 as it is
$ cmigrate upgrade
upgraded b2  second (N ms)
the database is at b2

# White space and comments don't count.
$ sed -i 's/parents: \[\]/parents:   [ ]   # none/' migrations/versions/a1.yaml
$ cmigrate revision -m third --rev-id c3
wrote migrations/versions/c3_third.yaml
$ cmigrate upgrade
upgraded c3  third (N ms)
the database is at c3
