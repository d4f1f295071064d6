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
warning: loose has rows that don't fit the table as it becomes: mend them first
migrations/versions/e5_strict.yaml:6:5: error: revision e5 (strict), alter table loose: options: cannot store TEXT value in INTEGER column loose.number
    6 |   - alter_table: {name: loose, sqlite: {strict: true}}
      |     ^
  statement: INSERT INTO cmigrate_new_loose (rowid, number, note)
    SELECT rowid, number, note FROM loose
  hint: rows have values of another type there: look for them with typeof()
[1]
$ rm migrations/versions/e5_strict.yaml

# So are values that only an expression, a condition or another collation takes for the same, rows that break a
# check, and references to no row.
$ sqlite3 app.db "CREATE TABLE tag (word TEXT UNIQUE, kind TEXT, size INTEGER, writer INTEGER); INSERT INTO tag VALUES ('a', 'x', -1, 7), ('A', 'X', 2, 1), ('b', 'x', 3, NULL)"
$ cmigrate inspect > models.yaml
$ cat > edit.sed <<'END'
> /^  tag:/,/^  [a-su-z]/ {
> s/word: .*/word: {type: text, unique: true, sqlite: {collation: NOCASE}}/
> s/kind: text/sort: {type: text, was: kind}/
> s/writer: .*/author: {type: integer, was: writer, references: writer.id}\n    checks: {ck_tag_size: size > 0, ck_tag_sort: sort <> 'z'}\n    indexes:\n      ix_lower: {columns: [{expression: lower(sort)}], unique: true}\n      ix_small: {columns: [sort], unique: true, where: size < 0}\n      ix_tight: {columns: [sort], unique: true, where: size <> 2}/
> }
> END
$ sed -i -f edit.sed models.yaml
$ cmigrate migrate -m tags --rev-id f6
9 differences found:
  alter column tag.kind: rename to sort
  alter column tag.writer: rename to author
  alter column tag.word: options
  create check ck_tag_size on tag: size > 0
  create check ck_tag_sort on tag: sort <> 'z'
  create unique index ix_lower on tag(lower(sort))
  create unique index ix_small on tag(sort)
  create unique index ix_tight on tag(sort)
  create foreign key fk_tag_author on tag(author) to writer(id)
  warning: tag has rows with the same word, which become unique: mend them first
  warning: tag has rows that break the new check size > 0: mend them first
  warning: tag has rows with the same lower(sort), which become unique: mend them first
  warning: tag has rows with the same sort, which become unique: mend them first
  warning: tag has rows whose author refers to no row of writer: mend them first
wrote migrations/versions/f6_tags.yaml
look it over, then run: cmigrate upgrade
$ rm migrations/versions/f6_tags.yaml

# Rows that refer to a table that is only made now; what becomes STRICT with other types.
$ sqlite3 app.db "CREATE TABLE mixed (a VARCHAR(5), b INT, c REAL, d BLOB); INSERT INTO mixed VALUES ('x', 1, 2, x'00')"
$ cmigrate inspect > models.yaml
$ sed -i 's/^  mixed:/  fresh:\n    columns:\n      id: {type: integer, primary_key: true}\n  mixed:\n    sqlite: {strict: true}/; s/a: string(5)/a: text/; s/ b: int/ b: {type: int, references: fresh.id}/' models.yaml
$ cmigrate migrate -m strict --rev-id f6
4 differences found:
  create table fresh
  alter table mixed: options
  alter column mixed.a: type text
  create foreign key fk_mixed_b on mixed(b) to fresh(id)
  warning: mixed has rows whose b refers to no row of fresh: mend them first
wrote migrations/versions/f6_strict.yaml
look it over, then run: cmigrate upgrade
$ sqlite3 app.db "INSERT INTO mixed VALUES (1, NULL, 3, 'y')"
$ cmigrate upgrade
warning: mixed has rows that don't fit the table as it becomes: mend them first
warning: mixed has rows whose b refers to no row of fresh: mend them first
migrations/versions/f6_strict.yaml:10:5: error: revision f6 (strict), alter table mixed: options: cannot store TEXT value in BLOB column mixed.d
   10 |   - alter_table: {name: mixed, sqlite: {strict: true}}
      |     ^
  statement: INSERT INTO cmigrate_new_mixed (rowid, a, b, c, d)
    SELECT rowid, a, b, c, d FROM mixed
  hint: rows have values of another type there: look for them with typeof()
[1]
$ rm migrations/versions/f6_strict.yaml

# Nothing is told of rows that the revision itself mends first, or of a column that gets another type.
$ sqlite3 app.db "DROP TABLE mixed; CREATE TABLE word (a TEXT, b TEXT, c INTEGER); INSERT INTO word VALUES ('x', '5', 1), ('x', NULL, -1)"
$ cat > migrations/versions/f6_mended.yaml <<'END'
> revision: f6
> parents: [c3]
> upgrade:
>   - alter_column: {table: word, name: b, type: integer}
>   - create_check_constraint: {table: word, name: ck_b, expression: b < 10}
>   - execute: UPDATE word SET a = a || rowid, b = 7, c = 1
>   - alter_column: {table: word, name: b, nullable: false}
>   - create_unique_constraint: {table: word, name: uq_a, columns: [a]}
>   - create_check_constraint: {table: word, name: ck_c, expression: c > 0}
> downgrade: []
> END
$ cmigrate upgrade -q
the database is at f6
$ sqlite3 app.db "SELECT * FROM word"
x1|7|1
x2|7|1
