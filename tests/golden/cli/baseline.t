# A database that was there before: what the models don't know is not dropped, it is adopted.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ sqlite3 app.db "CREATE TABLE old (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'x'); INSERT INTO old VALUES (1, 'kept')"
$ printf 'tables:\n  author:\n    columns: {id: {type: integer, primary_key: true}}\n' > models.yaml
$ cmigrate migrate -m x
2 differences found:
  drop table old
  create table author
  note: the rows of old are not brought back
  warning: old has rows, which are dropped with it
error: the database has no applied revision, and the models would have this dropped: drop table old
  hint: adopt what is there with: cmigrate baseline -m "as it was"; or allow it with --drop-unknown
[1]
$ cmigrate inspect > models.yaml; cat models.yaml
enums: {}
tables:
  old:
    columns:
      id: {type: integer, primary_key: true}
      name: {type: text, nullable: false, default: x}
    triggers: {}
views: {}
sql:
  trigger: {}
  virtual_table: {}
$ cmigrate check
no differences: the database is what the models declare
$ cmigrate baseline -m "as it was" --rev-id a1
wrote migrations/versions/a1_as_it_was.yaml
stamped a1  as it was (N ms)
the database is at a1
$ cat migrations/versions/a1_as_it_was.yaml
revision: a1
parents: []
message: as it was
created: 2026-11-21T08:30:00Z
upgrade:
  - create_table:
      name: old
      columns:
        id: {type: integer, primary_key: true}
        name: {type: text, nullable: false, default: x}
downgrade:
  - drop_table: old
$ cmigrate current
a1 (head)
$ cmigrate check
no differences: the database is what the models declare
$ cmigrate baseline -m again
error: there are revisions already: a baseline is the first one
  hint: use cmigrate migrate for what has changed since, or cmigrate stamp to say where the database is
[1]
$ sqlite3 app.db "SELECT * FROM old"
1|kept

# On an empty database the baseline makes the same schema.
$ cmigrate --url sqlite:///new.db upgrade
upgraded a1  as it was (N ms)
the database is at a1
$ cmigrate --url sqlite:///new.db check
no differences: the database is what the models declare
