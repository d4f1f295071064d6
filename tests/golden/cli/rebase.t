# Two revisions were written at the same time. One is put behind the other; a database that has applied it in
# its older form knows it, and catches up.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ table() { printf "revision: $1\nparents: [$2]   # as reviewed\nmessage: table $3\nupgrade:\n  - create_table: {name: $3, columns: {id: {type: integer, primary_key: true}}}\ndowngrade:\n  - drop_table: $3\n" > migrations/versions/$1.yaml; }
> table a1 '' author; table b1 a1 book; cmigrate --url sqlite:///old.db upgrade -q; table c1 a1 store
the database is at b1
$ cmigrate heads
b1 (head)
c1 (head)
$ cmigrate upgrade c1 -q
the database is at c1
$ cmigrate rebase b1
error: rebase needs a revision and its new parent: cmigrate rebase REVISION --onto HEAD
  hint: cmigrate heads lists the heads
[2]
$ cmigrate rebase nosuch --onto c1
error: no such revision or branch "nosuch"
  hint: cmigrate history shows all revisions
[1]
$ cmigrate rebase a1 --onto c1
error: "a1" can't follow "c1": that one itself needs "a1"
[1]
$ cmigrate rebase c1 --onto b1
error: the database has applied "c1": it can't be moved any more
  hint: join the branches with cmigrate merge heads; or take it back first with: cmigrate downgrade a1
[1]
$ cmigrate rebase b1 --onto c1 --url postgresql://127.0.0.1:1/none 2>&1 | grep hint
  hint: is the server running there, and does it listen on that address and port? Or leave the question out with --no-database
$ cmigrate rebase b1 --onto a1
nothing to do: b1 follows a1 already
$ cmigrate revision -m "later" --head c1 --rev-id d1
wrote migrations/versions/d1_later.yaml
$ cmigrate rebase b1 --onto c1
error: revision "c1" is not a head revision
  hint: --splice makes a new branch from it
[1]
$ cmigrate rebase b1 --onto d1
rebased b1 onto d1: wrote migrations/versions/b1.yaml
$ cat migrations/versions/b1.yaml
revision: b1
parents: [d1]
was_parents: [a1]
message: table book
upgrade:
  - create_table: {name: book, columns: {id: {type: integer, primary_key: true}}}
downgrade:
  - drop_table: book
$ cmigrate rebase b1 --onto d1
nothing to do: b1 follows d1 already
$ cmigrate history
d1 -> b1 (head), table book
c1 -> d1, later
a1 -> c1, table store
<base> -> a1, table author
$ cmigrate upgrade
upgraded d1  later (N ms)
upgraded b1  table book (N ms)
the database is at b1
$ cmigrate current
b1 (head)

# The database that ran book first: store is not there, though its row implies it.
$ cmigrate --url sqlite:///old.db current
b1 (head)
c1 is not applied, though one that was rebased onto it is: cmigrate upgrade catches up
d1 is not applied, though one that was rebased onto it is: cmigrate upgrade catches up
$ cmigrate --url sqlite:///old.db current --check-heads
b1 (head)
c1 is not applied, though one that was rebased onto it is: cmigrate upgrade catches up
d1 is not applied, though one that was rebased onto it is: cmigrate upgrade catches up
the database is not at every head: run cmigrate upgrade heads
[3]
$ cmigrate --url sqlite:///old.db check
error: 2 revisions are pending: the database is not up to date
  hint: run cmigrate upgrade
[1]
$ cmigrate --url sqlite:///old.db downgrade
error: revision "c1" is not applied, though one that was rebased onto it is
  hint: run cmigrate upgrade first: it catches up
[1]
$ cp old.db offline.db; cmigrate --url sqlite:///offline.db upgrade current:head --sql > up.sql
$ grep -E "Running|CREATE TABLE store|cmigrate_version" up.sql
-- Running upgrade c1, table store
CREATE TABLE store (
-- Running upgrade d1, later
$ sqlite3 offline.db < up.sql; cmigrate --url sqlite:///offline.db current --check-heads
b1 (head)
$ sqlite3 offline.db .tables "SELECT * FROM cmigrate_version"
author            cmigrate_log      store           
book              cmigrate_version
b1
$ cmigrate --url sqlite:///old.db downgrade current:a1 --sql
error: revision "c1" is not applied, though one that was rebased onto it is
  hint: run cmigrate upgrade first: it catches up
[1]
$ cmigrate --url sqlite:///old.db upgrade --plan -q
upgrade c1  table store
  create table store

CREATE TABLE store (
    id INTEGER,
    CONSTRAINT pk_store PRIMARY KEY (id)
);

upgrade d1  later

$ cmigrate --url sqlite:///old.db upgrade
upgraded c1  table store (N ms)
upgraded d1  later (N ms)
the database is at b1
$ sqlite3 old.db .tables "SELECT * FROM cmigrate_version"
author            cmigrate_log      store           
book              cmigrate_version
b1
$ cmigrate --url sqlite:///old.db current --check-heads
b1 (head)
$ cmigrate --url sqlite:///old.db upgrade
nothing to do: the database is at b1
$ cmigrate --url sqlite:///old.db downgrade
downgraded b1  table book (N ms)
the database is at d1
$ cmigrate --url sqlite:///old.db current
d1
$ cmigrate --url sqlite:///old.db upgrade
upgraded b1  table book (N ms)
the database is at b1

# A root may move too, and a second time; a file whose header is out of the ordinary is still what it was.
$ printf -- '-- revision: e1\n-- parents:\n-- message: a root in SQL\n\n-- cmigrate: upgrade\nCREATE TABLE shelf (id INTEGER);\n-- cmigrate: downgrade\nDROP TABLE shelf;\n' > migrations/versions/e1.sql
$ cmigrate --url sqlite:///root.db upgrade e1
upgraded e1  a root in SQL (N ms)
the database is at e1
$ cmigrate rebase e1 --onto b1
rebased e1 onto b1: wrote migrations/versions/e1.sql
$ cat migrations/versions/e1.sql
-- revision: e1
-- parents: b1
-- was_parents: base
-- message: a root in SQL

-- cmigrate: upgrade
CREATE TABLE shelf (id INTEGER);
-- cmigrate: downgrade
DROP TABLE shelf;
$ cmigrate --url sqlite:///root.db current
e1 (head)
a1 is not applied, though one that was rebased onto it is: cmigrate upgrade catches up
c1 is not applied, though one that was rebased onto it is: cmigrate upgrade catches up
d1 is not applied, though one that was rebased onto it is: cmigrate upgrade catches up
b1 is not applied, though one that was rebased onto it is: cmigrate upgrade catches up
$ cmigrate --url sqlite:///root.db upgrade
upgraded a1  table author (N ms)
upgraded c1  table store (N ms)
upgraded d1  later (N ms)
upgraded b1  table book (N ms)
the database is at e1
$ sqlite3 root.db .tables "SELECT * FROM cmigrate_version"
author            cmigrate_log      shelf           
book              cmigrate_version  store           
e1
$ printf 'revision: f1\n# long ago\nparents:\n  - d1\nmessage: x\nupgrade: []\ndowngrade: []\n' > migrations/versions/f1.yaml
$ cmigrate rebase f1 --onto head --no-database --json
error: multiple head revisions are present for "head": "e1", "f1"
  hint: name one of them, "BRANCH@head" for one branch's, or "heads" for all; cmigrate merge heads makes them one
{"errors": [{"code": "revision", "message": "multiple head revisions are present for \"head\": \"e1\", \"f1\"", "hint": "name one of them, \"BRANCH@head\" for one branch's, or \"heads\" for all; cmigrate merge heads makes them one", "file": null, "line": 0, "column": 0, "sqlstate": null, "statement": null}]}
[1]
$ cmigrate rebase f1 --onto e1 --no-database --json
{"revision": "f1", "parents": ["e1"], "was_parents": ["d1"], "path": "migrations/versions/f1.yaml"}
$ sed 's/^#/comment/' migrations/versions/f1.yaml
revision: f1
comment long ago
parents: [e1]
was_parents: [d1]
message: x
upgrade: []
downgrade: []
$ printf '{revision: g1, parents: [d1], message: y,\n upgrade: [], downgrade: []}\n' > migrations/versions/g1.yaml
$ cmigrate rebase g1 --onto f1 --no-database
migrations/versions/g1.yaml: error: the parents of revision "g1" can't be changed here
  hint: write "parents: [f1]" and "was_parents: [d1]" into its header by hand
[1]

# A changed file is still noticed.
$ cmigrate --url sqlite:///old.db upgrade f1 -q
the database is at f1
$ sed -i 's/name: book/name: books/' migrations/versions/b1.yaml
$ rm migrations/versions/g1.yaml; cmigrate revision -m last --rev-id h1 -q
wrote migrations/versions/h1_last.yaml
$ cmigrate --url sqlite:///old.db upgrade
error: revision b1 has changed since it was applied: migrations/versions/b1.yaml
  hint: restore the file and make a new revision for the change; if the change is meant, accept it with: cmigrate stamp --accept b1
[1]
