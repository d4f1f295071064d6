# A revision that fails leaves the schema and the rows exactly as they were, and says where it failed.
$ cmigrate init -q
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
$ cmigrate current
$ sqlite3 app.db ".schema author" "SELECT * FROM author" "SELECT name FROM sqlite_schema WHERE name LIKE '%tmp%'"
$ sqlite3 app.db "SELECT event, revision, direction, detail FROM cmigrate_log"

# After the cause is mended the same revision runs.
$ sqlite3 app.db "UPDATE author SET name = 'Stanislaw' WHERE id = 2"
$ cmigrate upgrade
$ sqlite3 app.db "SELECT * FROM author"
$ cmigrate downgrade base
