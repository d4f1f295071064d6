# A revision is rebased away from one that it stood on: a database that has had both knows so, though the row
# of the one doesn't imply the other any more. Nothing runs twice, nothing is left.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ table() { printf "revision: $1\nparents: [$2]\nmessage: table $3\nupgrade:\n  - create_table: {name: $3, columns: {id: {type: integer, primary_key: true}}}\ndowngrade:\n  - drop_table: $3\n" > migrations/versions/$1.yaml; }
> table a1 '' author; table b1 a1 book; table b2 b1 page; cmigrate upgrade -q; table c1 a1 store
the database is at b2
$ cmigrate rebase b2 --onto c1 --no-database
rebased b2 onto c1: wrote migrations/versions/b2.yaml
$ for other in offline accepted stamped; do cp app.db $other.db; done
$ cmigrate current
b1 (head)
b2 (head)
c1 is not applied, though one that was rebased onto it is: cmigrate upgrade catches up
$ cmigrate upgrade heads --plan -q | grep CREATE
CREATE TABLE store (
$ cmigrate upgrade heads
upgraded c1  table store (N ms)
the database is at b1, b2
$ sqlite3 app.db "SELECT * FROM cmigrate_version"
b2
b1
$ cmigrate current --check-heads
b1 (head)
b2 (head)
$ cmigrate downgrade b1@-1
downgraded b1  table book (N ms)
the database is at b2
$ cmigrate current
b2 (head)
$ cmigrate upgrade heads
upgraded b1  table book (N ms)
the database is at b1, b2
$ cmigrate downgrade base -q; sqlite3 app.db .tables
the database is at base
cmigrate_log      cmigrate_version

# As SQL.
$ cmigrate --url sqlite:///offline.db upgrade current:heads --sql > up.sql
$ grep -E "CREATE TABLE store|cmigrate_version" up.sql
CREATE TABLE store (
INSERT INTO cmigrate_version (version_num) VALUES ('b1');
$ sqlite3 offline.db < up.sql; cmigrate --url sqlite:///offline.db current --check-heads
b1 (head)
b2 (head)

# Who says that the new ancestors are had loses nothing of the old ones; who stamps means what is stamped.
$ cmigrate --url sqlite:///accepted.db stamp --accept b2
accepted b2 as it is
$ cmigrate --url sqlite:///accepted.db current
b1 (head)
b2 (head)
$ cmigrate --url sqlite:///stamped.db stamp c1
stamped c1  table store (N ms)
the database is at b1, c1
$ cmigrate --url sqlite:///stamped.db stamp --purge c1
stamped c1  table store (N ms)
the database is at c1
