# Tables that were there before the first revision, and that no revision makes.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ sqlite3 app.db "CREATE TABLE old (id INTEGER PRIMARY KEY, name TEXT)"
$ printf 'tables:\n  old:\n    columns: {id: {type: integer, primary_key: true}, name: text, age: integer}\n' > models.yaml
$ cmigrate migrate -m age --rev-id a1
1 difference found:
  add column old.age integer
note: no revision makes the tables that are there: only a database that has them can be upgraded; cmigrate baseline adopts them first
wrote migrations/versions/a1_age.yaml
look it over, then run: cmigrate upgrade
