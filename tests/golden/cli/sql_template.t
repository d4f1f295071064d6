# Revisions in SQL, for people who would rather review SQL.
$ cmigrate init -q --template sql
$ printf 'tables:\n  author:\n    columns: {id: {type: integer, primary_key: true}, name: string(30)}\n' > models.yaml
$ cmigrate migrate -m "add author" --rev-id a1
$ cat migrations/versions/a1_add_author.sql
$ cmigrate upgrade
$ cmigrate check
$ sqlite3 app.db "INSERT INTO author VALUES (1, 'Ursula')"
$ sed -i 's/name: string(30)/name: {type: string(50), nullable: false}/' models.yaml
$ cmigrate migrate -m "longer" --rev-id b2
$ cmigrate upgrade
$ cmigrate check
$ sqlite3 app.db "SELECT * FROM author"
$ cmigrate downgrade base
$ sqlite3 app.db "SELECT name FROM sqlite_schema ORDER BY 1"
