# What rows will suffer is told when the revision is written, and again before it runs.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ cat > models.yaml <<'END'
> tables:
>   author:
>     columns:
>       id: {type: integer, primary_key: true}
>       name: string(30)
>       born: integer
> END
$ cmigrate migrate -q -m first --rev-id a1 && cmigrate upgrade -q
wrote migrations/versions/a1_first.yaml
the database is at a1
$ sqlite3 app.db "INSERT INTO author VALUES (1, 'Ursula', 1929), (2, 'Ursula', NULL), (3, NULL, NULL)"
$ cat > models.yaml <<'END'
> tables:
>   writer:
>     was: author
>     columns:
>       id: {type: integer, primary_key: true}
>       full_name: {type: string(30), nullable: false, unique: true, was: name}
>       country: {type: string(2), nullable: false}
> END
$ cmigrate migrate -m second --rev-id b2
5 differences found:
  rename table author to writer
  alter column writer.name: rename to full_name, not null
  add column writer.country string(2)
  drop column writer.born
  create unique constraint uq_writer_full_name on writer(full_name)
  note: the values of writer.born are not brought back
  warning: writer.name becomes NOT NULL, and has rows without a value: fill them in first
  warning: writer.country is NOT NULL without a default, and the table has rows: give it a default, or fill it in between
  warning: writer.born has values, which are dropped with it
  warning: writer has rows with the same full_name, which become unique: mend them first
wrote migrations/versions/b2_second.yaml
look it over, then run: cmigrate upgrade
$ cmigrate upgrade
warning: writer.name becomes NOT NULL, and has rows without a value: fill them in first
warning: writer.country is NOT NULL without a default, and the table has rows: give it a default, or fill it in between
warning: writer.born has values, which are dropped with it
warning: writer has rows with the same full_name, which become unique: mend them first
migrations/versions/b2_second.yaml:6:5: error: revision b2 (second), rename table author to writer: NOT NULL constraint failed: author.country
    6 |   - rename_table: {name: author, to: writer}
      |     ^
  statement: INSERT INTO cmigrate_new_author (id, name)
    SELECT id, name FROM author
  hint: rows have NULL there: fill it in first, in a revision before this one, or give a new column a default
[1]
$ cmigrate current
a1

# The rows mended and the column given a default, nothing but the dropped values is left to tell.
$ sqlite3 app.db "UPDATE author SET name = 'Stanislaw' WHERE id = 2; UPDATE author SET name = 'Arkadi' WHERE id = 3"
$ sed -i 's/name: country, type: string(2), nullable: false/name: country, type: string(2), nullable: false, default: XX/' migrations/versions/b2_second.yaml
$ cmigrate upgrade
warning: writer.born has values, which are dropped with it
upgraded b2  second (N ms)
the database is at b2
$ sqlite3 app.db "SELECT * FROM writer"
1|Ursula|XX
2|Stanislaw|XX
3|Arkadi|XX

# What CAST makes another value of is told, too.
$ sqlite3 app.db "ALTER TABLE writer ADD COLUMN zip TEXT; ALTER TABLE writer ADD COLUMN size REAL; ALTER TABLE writer ADD COLUMN age TEXT; UPDATE writer SET zip = '00' || id, size = id / 2.0, age = '4' || id"
$ cmigrate inspect > models.yaml; sed -i 's/zip: text/zip: integer/; s/size: real/size: integer/; s/age: text/age: integer/' models.yaml
$ cmigrate migrate -m convert --rev-id c3
3 differences found:
  alter column writer.zip: type integer
  alter column writer.size: type integer
  alter column writer.age: type integer
  warning: writer.zip has values that don't stay what they are as INTEGER: mend them first, or say with `using` what becomes of them
  warning: writer.size has values that don't stay what they are as INTEGER: mend them first, or say with `using` what becomes of them
wrote migrations/versions/c3_convert.yaml
look it over, then run: cmigrate upgrade
$ cmigrate upgrade
warning: writer.zip has values that don't stay what they are as INTEGER: mend them first, or say with `using` what becomes of them
warning: writer.size has values that don't stay what they are as INTEGER: mend them first, or say with `using` what becomes of them
upgraded c3  convert (N ms)
the database is at c3
$ sqlite3 app.db "SELECT id, zip, size, age FROM writer"
1|1|0|41
2|2|1|42
3|3|1|43
$ cmigrate downgrade
downgraded c3  convert (N ms)
the database is at b2
$ sed -i 's/name: size, type: integer/name: size, type: integer, using: round(size)/; s/name: zip, type: integer/name: zip, type: integer, using: zip + 100/' migrations/versions/c3_convert.yaml
$ cmigrate upgrade
upgraded c3  convert (N ms)
the database is at c3

# A column that becomes the key: SQLite would number the rows that have no value, and takes whole numbers only.
$ sqlite3 app.db "CREATE TABLE loose (number INTEGER, note TEXT); INSERT INTO loose VALUES (NULL, 'a'), ('x', 'b')"
$ cmigrate inspect > models.yaml; sed -i 's/number: integer/number: {type: integer, primary_key: true}/' models.yaml
$ cmigrate migrate -q -m key --rev-id d4
wrote migrations/versions/d4_key.yaml
$ cmigrate upgrade
warning: loose.number becomes the primary key, and has rows without a value: fill them in first
migrations/versions/d4_key.yaml:6:5: error: revision d4 (key), create primary key pk_loose on loose(number): datatype mismatch
    6 |   - create_primary_key: {table: loose, name: pk_loose, columns: [number]}
      |     ^
  statement: INSERT INTO cmigrate_new_loose (number, note)
    SELECT number, note FROM loose
  hint: rows have something else than a whole number where the INTEGER PRIMARY KEY is to be: look for them with typeof()
[1]
$ rm migrations/versions/d4_key.yaml
$ cmigrate inspect > models.yaml; sed -i 's/^  loose:/  loose:\n    sqlite: {strict: true}/' models.yaml
$ cmigrate migrate -q -m strict --rev-id e5
wrote migrations/versions/e5_strict.yaml
$ cmigrate upgrade
migrations/versions/e5_strict.yaml:6:5: error: revision e5 (strict), alter table loose: options: cannot store TEXT value in INTEGER column loose.number
    6 |   - alter_table: {name: loose, sqlite: {strict: true}}
      |     ^
  statement: INSERT INTO cmigrate_new_loose (rowid, number, note)
    SELECT rowid, number, note FROM loose
  hint: rows have values of another type there: look for them with typeof()
[1]
