# The dry run: which revisions, which statements, what each may lose; the database stays as it is.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ cat > migrations/versions/a1.yaml <<'END'
> revision: a1
> parents: []
> message: authors
> upgrade:
>   - create_table: {name: author, columns: {id: {type: integer, primary_key: true}, name: string(30), born: integer}}
>   - bulk_insert: {table: author, columns: [id, name], rows: [[1, Ursula]]}
> downgrade:
>   - drop_table: author
> END
$ cat > migrations/versions/b1.yaml <<'END'
> revision: b1
> parents: [a1]
> message: shorter
> upgrade:
>   - alter_column: {table: author, name: name, type: string(10)}
>   - drop_column: {table: author, name: born}
>   - execute: DELETE FROM author WHERE id > 100
> downgrade:
>   - add_column: {table: author, name: born, type: integer}
>   - alter_column: {table: author, name: name, type: string(30)}
> END
$ cmigrate upgrade --plan
upgrade a1  authors
  create table author
  insert 1 rows into author

CREATE TABLE author (
    id INTEGER,
    name VARCHAR(30),
    born INTEGER,
    CONSTRAINT pk_author PRIMARY KEY (id)
);

INSERT INTO author (id, name) VALUES
    (1, 'Ursula');

upgrade b1  shorter
  alter column author.name: type string(10)
  drop column author.born
  execute DELETE FROM author WHERE id > 100
  warning: what author.name lost as string(10) is not brought back
  warning: the values of author.born are not brought back
  warning: what execute does is not looked into

CREATE TABLE cmigrate_new_author (
    id INTEGER,
    name VARCHAR(10),
    CONSTRAINT pk_author PRIMARY KEY (id)
);

INSERT INTO cmigrate_new_author (id, name)
SELECT id, name FROM author;

DROP TABLE author;

PRAGMA legacy_alter_table = ON;

ALTER TABLE cmigrate_new_author RENAME TO author;

PRAGMA legacy_alter_table = OFF;

DELETE FROM author WHERE id > 100;

2 revisions would run; the database is still at base
$ ls app.db
ls: cannot access 'app.db': No such file or directory
[2]
$ cmigrate upgrade +1
upgraded a1  authors (N ms)
the database is at a1
$ cmigrate upgrade --plan
upgrade b1  shorter
  alter column author.name: type string(10)
  drop column author.born
  execute DELETE FROM author WHERE id > 100
  warning: what author.name lost as string(10) is not brought back
  warning: the values of author.born are not brought back
  warning: what execute does is not looked into

CREATE TABLE cmigrate_new_author (
    id INTEGER,
    name VARCHAR(10),
    CONSTRAINT pk_author PRIMARY KEY (id)
);

INSERT INTO cmigrate_new_author (id, name)
SELECT id, name FROM author;

DROP TABLE author;

PRAGMA legacy_alter_table = ON;

ALTER TABLE cmigrate_new_author RENAME TO author;

PRAGMA legacy_alter_table = OFF;

DELETE FROM author WHERE id > 100;

1 revision would run; the database is still at a1
$ cmigrate upgrade --plan --json
1 revision would run; the database is still at a1
{"current": ["a1"], "steps": [{"revision": "b1", "message": "shorter", "direction": "upgrade", "operations": ["alter column author.name: type string(10)", "drop column author.born", "execute DELETE FROM author WHERE id > 100"], "statements": ["CREATE TABLE cmigrate_new_author (\n    id INTEGER,\n    name VARCHAR(10),\n    CONSTRAINT pk_author PRIMARY KEY (id)\n)", "INSERT INTO cmigrate_new_author (id, name)\nSELECT id, name FROM author", "DROP TABLE author", "PRAGMA legacy_alter_table = ON", "ALTER TABLE cmigrate_new_author RENAME TO author", "PRAGMA legacy_alter_table = OFF", "DELETE FROM author WHERE id > 100"], "may_lose": ["what author.name lost as string(10) is not brought back", "the values of author.born are not brought back", "what execute does is not looked into"], "unforeseen": null}]}
$ cmigrate current
a1
$ cmigrate upgrade a1 --plan
nothing to do: the database is at a1
$ cmigrate downgrade --plan
downgrade a1  authors
  drop table author
  warning: the rows of author are not brought back

DROP TABLE author;

1 revision would run; the database is still at a1
$ cmigrate downgrade base --plan -q
downgrade a1  authors
  drop table author
  warning: the rows of author are not brought back

DROP TABLE author;

$ cmigrate downgrade nosuch --plan
error: no such revision or branch "nosuch"
  hint: cmigrate history shows all revisions
[1]

# Where a revision doesn't fit, that is said beforehand.
$ printf 'revision: c1\nparents: [b1]\nmessage: wrong\nupgrade:\n  - drop_column: {table: author, name: born}\ndowngrade: []\n' > migrations/versions/c1.yaml
$ cmigrate upgrade --plan
migrations/versions/c1.yaml:5:5: error: revision c1 (wrong), drop column author.born: table "author" has no column "born"
    5 |   - drop_column: {table: author, name: born}
      |     ^
[1]

# After SQL that nobody has described the statements can't be told for certain.
$ sed -i 's/DELETE FROM author WHERE id > 100/ALTER TABLE author ADD born INTEGER/' migrations/versions/b1.yaml
$ cmigrate upgrade --plan
upgrade b1  shorter
  alter column author.name: type string(10)
  drop column author.born
  execute ALTER TABLE author ADD born INTEGER
  warning: what author.name lost as string(10) is not brought back
  warning: the values of author.born are not brought back
  warning: what execute does is not looked into

CREATE TABLE cmigrate_new_author (
    id INTEGER,
    name VARCHAR(10),
    CONSTRAINT pk_author PRIMARY KEY (id)
);

INSERT INTO cmigrate_new_author (id, name)
SELECT id, name FROM author;

DROP TABLE author;

PRAGMA legacy_alter_table = ON;

ALTER TABLE cmigrate_new_author RENAME TO author;

PRAGMA legacy_alter_table = OFF;

ALTER TABLE author ADD born INTEGER;

upgrade c1  wrong
  drop column author.born
  the statements can't be told: they depend on what the SQL of revision b1 does

2 revisions would run; the database is still at a1
$ cmigrate upgrade
upgraded b1  shorter (N ms)
upgraded c1  wrong (N ms)
the database is at c1
