# Words that are wrong are answered with the nearest right one, and exit 2.
$ cmigrate upgrad
$ cmigrate
$ cmigrate --nonsense
$ cmigrate heads --jsn
$ cmigrate help upgrde
$ cmigrate heads too many
$ cmigrate revision --message
$ cmigrate heads --json=yes

# Outside a project.
$ cmigrate upgrade
$ cmigrate --json upgrade 2>/dev/null
$ cmigrate init --template toml
$ cmigrate init
$ cmigrate init
$ cmigrate heads
$ cmigrate current
$ cmigrate history --limit ten
$ cmigrate upgrade nosuch
$ cmigrate upgrade
$ cmigrate downgrade
$ test -e app.db || echo "no database was made"

# Looking makes no database and no table.
$ cmigrate check
$ ls
