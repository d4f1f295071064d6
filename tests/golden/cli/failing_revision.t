# A revision that fails leaves the schema and the rows exactly as they were, and says where it failed.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ cat > migrations/versions/a1.yaml <<'END'
> revision: a1
> parents: []
> message: first
> upgrade:
>   - create_table: {name: author, columns: {id: {type: integer, primary_key: true}, name: string(30)}}
>   - execute: INSERT INTO author VALUES (1, 'Ursula'), (2, 'Ursula')
> downgrade:
>   - drop_table: author
> END
$ cat > migrations/versions/b2.yaml <<'END'
> revision: b2
> parents: [a1]
> message: goes wrong
> upgrade:
>   - add_column: {table: author, name: born, type: integer}
>   - execute: UPDATE author SET born = 1929
>   - create_unique_constraint: {table: author, name: uq_author_name, columns: [name]}
> downgrade:
>   - drop_constraint: {table: author, name: uq_author_name}
>   - drop_column: {table: author, name: born}
> END
$ cmigrate upgrade
upgraded a1  first (N ms)
1 revision was done before the error: the database is at a1
migrations/versions/b2.yaml:7:5: error: revision b2 (goes wrong), create unique constraint uq_author_name on author(name): UNIQUE constraint failed: author.name
    7 |   - create_unique_constraint: {table: author, name: uq_author_name, columns: [name]}
      |     ^
  statement: INSERT INTO cmigrate_new_author (id, name, born)
    SELECT id, name, born FROM author
  hint: rows have the same values there: look for them with GROUP BY … HAVING count(*) > 1
[1]
$ cmigrate current
a1
$ sqlite3 app.db ".schema author" "SELECT * FROM author" "SELECT name FROM sqlite_schema WHERE name LIKE '%tmp%'"
CREATE TABLE author (
    id INTEGER,
    name VARCHAR(30),
    CONSTRAINT pk_author PRIMARY KEY (id)
);
1|Ursula
2|Ursula
$ sqlite3 app.db "SELECT event, revision, direction, detail FROM cmigrate_log"
started|a1|upgrade|
finished|a1|upgrade|
failed|b2|upgrade|revision b2 (goes wrong), create unique constraint uq_author_name on author(name): UNIQUE constraint failed: author.name

# After the cause is mended the same revision runs.
$ sqlite3 app.db "UPDATE author SET name = 'Stanislaw' WHERE id = 2"
$ cmigrate upgrade
upgraded b2  goes wrong (N ms)
the database is at b2
$ sqlite3 app.db "SELECT * FROM author"
1|Ursula|1929
2|Stanislaw|1929

# What fails only when the transaction is to end says whose it was.
$ cat > migrations/versions/c3.yaml <<END
> revision: c3
> parents: [b2]
> message: dangling
> upgrade:
>   - execute: CREATE TABLE book (author_id INTEGER REFERENCES author DEFERRABLE INITIALLY DEFERRED)
>   - execute: INSERT INTO book VALUES (7)
> downgrade: []
> END
$ cmigrate upgrade c3
error: revision c3: FOREIGN KEY constraint failed
  statement: COMMIT
  hint: rows refer to one that isn't there: PRAGMA foreign_key_check lists them
[1]
$ rm migrations/versions/c3.yaml
$ cmigrate downgrade base
warning: author.born has values, which are dropped with it
warning: author has rows, which are dropped with it
downgraded b2  goes wrong (N ms)
downgraded a1  first (N ms)
the database is at base
