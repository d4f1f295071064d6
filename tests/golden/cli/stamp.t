# Stamping moves the version rows and nothing else.
$ cmigrate init -q
$ cmigrate revision -m one --rev-id a1 -q
$ cmigrate revision -m two --rev-id b2 -q
$ cmigrate stamp
$ cmigrate current
$ cmigrate upgrade
$ cmigrate stamp a1
$ cmigrate current --json
$ cmigrate current --check-heads
$ cmigrate stamp base
$ cmigrate current

# A row that no script has is named, with the remedy.
$ sqlite3 app.db "INSERT INTO cmigrate_version VALUES ('deadbeef')"
$ cmigrate upgrade
$ cmigrate current
$ cmigrate stamp --purge b2
$ cmigrate current
