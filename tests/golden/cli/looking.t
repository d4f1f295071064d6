# Commands that only look make neither the database nor a table in it.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ rev() { printf "revision: $1\nparents: [$2]\n${3:+$3\n}upgrade: []\ndowngrade: []\n" > migrations/versions/$1.yaml; }
> rev a1 ''; rev a2 a1; rev a3 a2; rev b1 ''; rev b2 b1 'depends_on: [a2]'; rev b3 b2
> printf 'tables:\n  author:\n    columns: {id: {type: integer, primary_key: true}}\n' > models.yaml
$ cmigrate current; cmigrate history -i; cmigrate history -r base:current; cmigrate show current; cmigrate check; cmigrate migrate -m x; cmigrate upgrade heads --plan -q
no revision is applied
b2 -> b3 (head)
b1 (a2) -> b2
<base> -> b1
a2 -> a3 (head)
a1 -> a2
<base> -> a1
error: 6 revisions are pending: the database is not up to date
  hint: run cmigrate upgrade heads
error: 6 revisions are pending: the database is not up to date
  hint: run cmigrate upgrade heads
upgrade a1

upgrade a2

upgrade a3

upgrade b1

upgrade b2

upgrade b3

$ ls *.db
ls: cannot access '*.db': No such file or directory
[2]
$ sqlite3 app.db "CREATE TABLE mine (id INTEGER)"
$ cmigrate current; cmigrate history -i -q | grep -c current; cmigrate check; cmigrate migrate -m x
no revision is applied
0
error: 6 revisions are pending: the database is not up to date
  hint: run cmigrate upgrade heads
error: 6 revisions are pending: the database is not up to date
  hint: run cmigrate upgrade heads
[1]
$ sqlite3 app.db .tables
mine

# A head that another one depends on is applied without a row of its own.
$ cmigrate upgrade b2 -q
the database is at b2
$ sqlite3 app.db "SELECT * FROM cmigrate_version"
b2
$ cmigrate current
a2
b2
$ cmigrate current --check-heads
a2
b2
the database is not at every head: run cmigrate upgrade heads
[3]
$ cmigrate history -i
b2 -> b3 (head)
b1 (a2) -> b2 (current)
<base> -> b1
a2 -> a3 (head)
a1 -> a2
<base> -> a1
$ cmigrate history -i -r :current
b1 (a2) -> b2 (current)
<base> -> b1
a1 -> a2
<base> -> a1
$ cmigrate show current | grep Rev
Rev: b2
$ cmigrate upgrade heads -q
the database is at a3, b3
$ cmigrate current --check-heads
a3 (head)
b3 (head)
$ rm migrations/versions/a3.yaml; cmigrate stamp --purge b3 -q
the database is at b3
$ cmigrate heads
a2 (effective head)
b3 (head)
$ cmigrate current
a2 (effective head)
b3 (head)
$ cmigrate current --check-heads
a2 (effective head)
b3 (head)
$ cmigrate upgrade
nothing to do: the database is at b3
$ cmigrate revision -m "head is the one that is no other's need" --rev-id c1
wrote migrations/versions/c1_head_is_the_one_that_is_no_other_s_need.yaml

# Plain revisions need no database that is up to date; models do.
$ cmigrate revision -m another --rev-id c2
wrote migrations/versions/c2_another.yaml
$ cmigrate check
error: 2 revisions are pending: the database is not up to date
  hint: run cmigrate upgrade heads
[1]
$ cmigrate migrate -m x
error: 2 revisions are pending: the database is not up to date
  hint: run cmigrate upgrade heads
[1]

# A row that no script has is named; only stamp --purge goes on.
$ sqlite3 app.db "INSERT INTO cmigrate_version VALUES ('deadbeef')"
$ cmigrate current
error: the database is at revision "deadbeef", which no script has
  hint: get its file back, be it from another branch of the repository; or name where the database is with: cmigrate stamp --purge REV
[1]
$ cmigrate upgrade
error: the database is at revision "deadbeef", which no script has
  hint: get its file back, be it from another branch of the repository; or name where the database is with: cmigrate stamp --purge REV
[1]
$ cmigrate stamp head
error: the database is at revision "deadbeef", which no script has
  hint: get its file back, be it from another branch of the repository; or name where the database is with: cmigrate stamp --purge REV
[1]
$ cmigrate stamp --purge head
stamped c2  another (N ms)
the database is at c2
$ cmigrate current
a2 (effective head)
c2 (head)
