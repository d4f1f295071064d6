# An applied revision whose file has changed is noticed before anything runs on top of it.
$ cmigrate init -q
$ printf 'revision: a1\nparents: []\nmessage: first\nupgrade:\n  - create_table: {name: author, columns: {id: integer}}\ndowngrade:\n  - drop_table: author\n' > migrations/versions/a1.yaml
$ cmigrate upgrade
$ sed -i 's/id: integer/id: integer, name: text/' migrations/versions/a1.yaml
$ cmigrate upgrade
$ cmigrate revision -m second --rev-id b2
$ cmigrate upgrade
$ cmigrate stamp --accept a1
$ cmigrate upgrade

# White space and comments don't count.
$ sed -i 's/parents: \[\]/parents:   [ ]   # none/' migrations/versions/a1.yaml
$ cmigrate revision -m third --rev-id c3
$ cmigrate upgrade
