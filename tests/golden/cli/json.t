# Every command that reports says the same as JSON, and nothing else, on standard output.
$ cmigrate init --json
declare your tables in models.yaml, then run: cmigrate migrate -m "first tables"
["cmigrate.yaml", "models.yaml"]
$ printf 'tables:\n  author:\n    columns:\n      id: {type: integer, primary_key: true}\n      name: {type: string(30), nullable: false, default: "1"}\n      born: {type: integer, default: 1}\n' > models.yaml
$ cmigrate migrate --plan --json 2>/dev/null
{"revision": null, "path": null, "differences": [{"operation": "create_table", "table": "author", "name": null, "text": "create table author"}], "lossy": []}
$ cmigrate migrate -m "add author" --rev-id a1 --json 2>/dev/null
{"revision": "a1", "path": "migrations/versions/a1_add_author.yaml", "differences": [{"operation": "create_table", "table": "author", "name": null, "text": "create table author"}], "lossy": []}
$ cmigrate upgrade --plan --json 2>/dev/null
{"current": [], "steps": [{"revision": "a1", "message": "add author", "direction": "upgrade", "operations": ["create table author"], "statements": ["CREATE TABLE author (\n    id INTEGER,\n    name VARCHAR(30) NOT NULL DEFAULT '1',\n    born INTEGER DEFAULT 1,\n    CONSTRAINT pk_author PRIMARY KEY (id)\n)"], "may_lose": [], "unforeseen": null}]}
$ cmigrate upgrade --json 2>/dev/null | sed 's/"seconds": [0-9.e-]*/"seconds": N/'
{"steps": [{"revision": "a1", "message": "add author", "direction": "upgrade", "seconds": N}], "current": ["a1"], "waited": false}
$ cmigrate upgrade --json 2>/dev/null
{"steps": [], "current": ["a1"], "waited": false}
$ cmigrate migrate -m again --json
{"revision": null, "path": null, "differences": [], "lossy": []}
$ cmigrate check --json
{"differences": [], "undecided": []}
$ sed -i '/born/d' models.yaml
$ cmigrate check --json 2>/dev/null
{"differences": [{"operation": "drop_column", "table": "author", "name": "born", "text": "drop column author.born"}], "undecided": []}
[3]
$ cmigrate migrate -m "drop born" --rev-id b2 --json 2>/dev/null
{"revision": "b2", "path": "migrations/versions/b2_drop_born.yaml", "differences": [{"operation": "drop_column", "table": "author", "name": "born", "text": "drop column author.born"}], "lossy": ["the values of author.born are not brought back"]}
$ cmigrate current --json
[{"revision": "a1", "parents": [], "depends_on": [], "labels": [], "message": "add author", "created": "2026-11-21T08:30:00Z", "path": "migrations/versions/a1_add_author.yaml", "head": false, "branch_point": false, "merge_point": false}]
$ cmigrate heads --json
[{"revision": "b2", "parents": ["a1"], "depends_on": [], "labels": [], "message": "drop born", "created": "2026-11-21T08:30:00Z", "path": "migrations/versions/b2_drop_born.yaml", "head": true, "branch_point": false, "merge_point": false}]
$ cmigrate history --json -i
[{"revision": "b2", "parents": ["a1"], "depends_on": [], "labels": [], "message": "drop born", "created": "2026-11-21T08:30:00Z", "path": "migrations/versions/b2_drop_born.yaml", "head": true, "branch_point": false, "merge_point": false, "current": false}, {"revision": "a1", "parents": [], "depends_on": [], "labels": [], "message": "add author", "created": "2026-11-21T08:30:00Z", "path": "migrations/versions/a1_add_author.yaml", "head": false, "branch_point": false, "merge_point": false, "current": true}]
$ cmigrate show a1 --json
[{"revision": "a1", "parents": [], "depends_on": [], "labels": [], "message": "add author", "created": "2026-11-21T08:30:00Z", "path": "migrations/versions/a1_add_author.yaml", "head": false, "branch_point": false, "merge_point": false}]
$ cmigrate branches --json
[]
$ cmigrate inspect --json
{"enums": {}, "tables": {"author": {"columns": {"id": "integer", "name": {"type": "string(30)", "nullable": false, "default": "1"}, "born": {"type": "integer", "default": 1}}, "primary_key": {"name": "pk_author", "columns": ["id"]}, "triggers": {}}}, "views": {}, "sql": {"trigger": {}, "virtual_table": {}}}
$ cmigrate revision -m "by hand" --rev-id c3 --json
{"revision": "c3", "parents": ["b2"], "path": "migrations/versions/c3_by_hand.yaml"}
$ cmigrate stamp --json b2 2>/dev/null | sed 's/"seconds": [0-9.e-]*/"seconds": N/'
{"steps": [{"revision": "b2", "message": "drop born", "direction": "stamp", "seconds": N}], "current": ["b2"], "waited": false}
$ cmigrate stamp --accept a1 --json
["a1"]
$ cmigrate ensure-version --json
{"version_table": "cmigrate_version", "log_table": "cmigrate_log"}
$ cmigrate list-templates --json 2>/dev/null
[{"name": "yaml", "summary": "operations in YAML, for every database; the default"}, {"name": "sql", "summary": "the database's own SQL, for people who would rather review that"}]
$ cmigrate downgrade --plan --json 2>/dev/null
{"errors": [{"code": "operation", "message": "revision b2 (drop born), add column author.born integer: table \"author\" has a column \"born\" already", "hint": null, "file": "migrations/versions/b2_drop_born.yaml", "line": 9, "column": 5, "sqlstate": null, "statement": null}]}
[1]
$ cmigrate downgrade nosuch --json 2>/dev/null
{"errors": [{"code": "revision", "message": "no such revision or branch \"nosuch\"", "hint": "cmigrate history shows all revisions", "file": null, "line": 0, "column": 0, "sqlstate": null, "statement": null}]}
[1]

# A letter behind a command is the command's own, before it the program's.
$ cmigrate -c cmigrate.yaml current -c
b2
the database is not at every head: run cmigrate upgrade heads
[3]
$ cmigrate current -c cmigrate.yaml
error: current takes no name: "cmigrate.yaml" is too much
  hint: cmigrate help current shows its use
[2]
