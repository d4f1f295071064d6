# Revisions in SQL, for people who would rather review SQL.
$ cmigrate init -q --template sql
wrote cmigrate.yaml
wrote models.yaml
$ printf 'tables:\n  author:\n    columns: {id: {type: integer, primary_key: true}, name: string(30)}\n  book:\n    columns:\n      id: {type: integer, primary_key: true}\n      author_id: {type: integer, references: author.id, on_delete: cascade}\n' > models.yaml
$ cmigrate migrate -m "add author" --rev-id a1
2 differences found:
  create table author
  create table book
wrote migrations/versions/a1_add_author.sql
look it over, then run: cmigrate upgrade
$ cat migrations/versions/a1_add_author.sql
-- revision: a1
-- parents: []
-- message: add author
-- created: 2026-11-21T08:30:00Z
-- cmigrate: upgrade
CREATE TABLE author (
    id INTEGER,
    name VARCHAR(30),
    CONSTRAINT pk_author PRIMARY KEY (id)
);

CREATE TABLE book (
    id INTEGER,
    author_id INTEGER,
    CONSTRAINT pk_book PRIMARY KEY (id),
    CONSTRAINT fk_book_author_id FOREIGN KEY (author_id) REFERENCES author (id) ON DELETE CASCADE
);
-- cmigrate: downgrade
DROP TABLE book;

DROP TABLE author;
$ cmigrate upgrade
upgraded a1  add author (N ms)
the database is at a1
$ cmigrate check
no differences: the database is what the models declare
$ sqlite3 app.db "INSERT INTO author VALUES (1, 'Ursula'); INSERT INTO book VALUES (7, 1)"
$ sed -i 's/name: string(30)/name: {type: string(50), nullable: false}/' models.yaml
$ cmigrate migrate -m "longer" --rev-id b2
1 difference found:
  alter column author.name: type string(50), not null
wrote migrations/versions/b2_longer.sql
look it over, then run: cmigrate upgrade
$ cmigrate upgrade
upgraded b2  longer (N ms)
the database is at b2
$ cmigrate check
no differences: the database is what the models declare

# The script drops and makes a table anew; the rows that refer to it stay.
$ cat migrations/versions/b2_longer.sql
-- revision: b2
-- parents: a1
-- message: longer
-- created: 2026-11-21T08:30:00Z
-- cmigrate: upgrade
CREATE TABLE cmigrate_new_author (
    id INTEGER,
    name VARCHAR(50) NOT NULL,
    CONSTRAINT pk_author PRIMARY KEY (id)
);

INSERT INTO cmigrate_new_author (id, name)
SELECT id, name FROM author;

DROP TABLE author;

PRAGMA legacy_alter_table = ON;

ALTER TABLE cmigrate_new_author RENAME TO author;

PRAGMA legacy_alter_table = OFF;
-- cmigrate: downgrade
CREATE TABLE cmigrate_new_author (
    id INTEGER,
    name VARCHAR(30),
    CONSTRAINT pk_author PRIMARY KEY (id)
);

INSERT INTO cmigrate_new_author (id, name)
SELECT id, name FROM author;

DROP TABLE author;

PRAGMA legacy_alter_table = ON;

ALTER TABLE cmigrate_new_author RENAME TO author;

PRAGMA legacy_alter_table = OFF;
$ sqlite3 app.db "SELECT * FROM author; SELECT * FROM book"
1|Ursula
7|1

# A table that is still referred to can't be dropped by hand.
$ printf -- '-- revision: c3\n-- parents: b2\n-- cmigrate: upgrade\nDROP TABLE author;\n-- cmigrate: downgrade\n' > migrations/versions/c3.sql
$ cmigrate upgrade
error: revision c3: foreign key violation: book row 7 refers to a missing row of author
  hint: mend the rows first; or part the revision in two: where a table is rebuilt or dropped, foreign keys are off, and SQL can't count on ON DELETE or ON UPDATE; nothing has been changed
[1]
$ sqlite3 app.db "SELECT * FROM author; SELECT * FROM book"
1|Ursula
7|1
$ rm migrations/versions/c3.sql
$ cmigrate downgrade base
downgraded b2  longer (N ms)
downgraded a1  add author (N ms)
the database is at base
$ sqlite3 app.db "SELECT name FROM sqlite_schema ORDER BY 1"
cmigrate_log
cmigrate_version
sqlite_autoindex_cmigrate_version_1
