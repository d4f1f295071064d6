# A database that was there before: what the models don't know is not dropped, it is adopted.
$ cmigrate init -q
$ sqlite3 app.db "CREATE TABLE old (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'x'); INSERT INTO old VALUES (1, 'kept')"
$ printf 'tables:\n  author:\n    columns: {id: {type: integer, primary_key: true}}\n' > models.yaml
$ cmigrate migrate -m x
$ cmigrate inspect > models.yaml; cat models.yaml
$ cmigrate check
$ cmigrate baseline -m "as it was" --rev-id a1
$ cat migrations/versions/a1_as_it_was.yaml
$ cmigrate current
$ cmigrate check
$ cmigrate baseline -m again
$ sqlite3 app.db "SELECT * FROM old"

# On an empty database the baseline makes the same schema.
$ cmigrate --url sqlite:///new.db upgrade
$ cmigrate --url sqlite:///new.db check
