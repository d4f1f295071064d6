# A database that grew by hand, printed as SQL: the same file is its models.
$ cmigrate init
wrote cmigrate.yaml
wrote models.yaml
declare your tables in models.yaml, then run: cmigrate migrate -m "first tables"
$ sqlite3 app.db <<'END'
> CREATE TABLE author (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT COLLATE nocase NOT NULL DEFAULT 'no''one', UNIQUE (name) ON CONFLICT IGNORE);
> CREATE TABLE "my book" (author_id INT REFERENCES author ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, "group" CHECK ("group" > 0),
>   size INT GENERATED ALWAYS AS (length("group")) STORED, PRIMARY KEY (author_id DESC, "group")) WITHOUT ROWID;
> CREATE UNIQUE INDEX ix ON "my book" (lower("group") DESC) WHERE author_id IS NOT NULL;
> CREATE VIEW names AS SELECT name FROM author;
> CREATE TRIGGER t AFTER INSERT ON author BEGIN DELETE FROM "my book" WHERE 0; SELECT 1; END;
> CREATE VIRTUAL TABLE words USING fts5(word);
> END
$ cmigrate inspect --sql | tee models.sql
CREATE VIRTUAL TABLE words USING fts5(word);
CREATE TABLE author (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT COLLATE NOCASE NOT NULL DEFAULT 'no''one',
    UNIQUE (name) ON CONFLICT IGNORE
);
CREATE TABLE "my book" (
    author_id INT NOT NULL,
    "group" NOT NULL,
    size INT GENERATED ALWAYS AS (length("group")) STORED,
    PRIMARY KEY (author_id DESC, "group"),
    FOREIGN KEY (author_id) REFERENCES author ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    CHECK ("group" > 0)
) WITHOUT ROWID;
CREATE UNIQUE INDEX ix ON "my book" (lower("group") DESC) WHERE author_id IS NOT NULL;
CREATE VIEW names AS
SELECT name FROM author;
CREATE TRIGGER t AFTER INSERT ON author BEGIN DELETE FROM "my book" WHERE 0; SELECT 1; END;
$ sed -i 's/models.yaml/models.sql/' cmigrate.yaml
$ cmigrate check
no differences: the database is what the models declare
$ sqlite3 app.db .schema > models.sql
$ grep -c sqlite_sequence models.sql
1
$ cmigrate check
no differences: the database is what the models declare
$ sqlite3 app.db .dump > models.sql
$ cmigrate check
no differences: the database is what the models declare
