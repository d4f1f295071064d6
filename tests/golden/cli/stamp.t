# Stamping moves the version rows and nothing else.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ cmigrate revision -m one --rev-id a1 -q
wrote migrations/versions/a1_one.yaml
$ cmigrate revision -m two --rev-id b2 -q
wrote migrations/versions/b2_two.yaml
$ cmigrate stamp
stamped b2  two (N ms)
the database is at b2
$ cmigrate current
b2 (head)
$ cmigrate upgrade
nothing to do: the database is at b2
$ cmigrate stamp a1
stamped a1  one (N ms)
the database is at a1
$ cmigrate current --json
[{"revision": "a1", "parents": [], "depends_on": [], "labels": [], "message": "one", "created": "2026-11-21T08:30:00Z", "path": "migrations/versions/a1_one.yaml", "head": false, "branch_point": false, "merge_point": false}]
$ cmigrate current --check-heads
a1
the database is not at every head: run cmigrate upgrade heads
[3]
$ cmigrate stamp base
stamped base (N ms)
the database is at base
$ cmigrate current
no revision is applied

# A row that no script has is named, with the remedy.
$ sqlite3 app.db "INSERT INTO cmigrate_version VALUES ('deadbeef')"
$ cmigrate upgrade
error: the database is at revision "deadbeef", which no script has
  hint: get its file back, be it from another branch of the repository; or name where the database is with: cmigrate stamp --purge REV
[1]
$ cmigrate current
error: the database is at revision "deadbeef", which no script has
  hint: get its file back, be it from another branch of the repository; or name where the database is with: cmigrate stamp --purge REV
[1]
$ cmigrate stamp --purge b2
stamped b2  two (N ms)
the database is at b2
$ cmigrate current
b2 (head)
