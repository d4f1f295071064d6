# Rows that broke a foreign key before the work stand in no revision's way, whatever becomes of their tables.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ cat > models.yaml <<'END'
> tables:
>   author:
>     columns:
>       id: {type: integer, primary_key: true}
>   book:
>     columns:
>       id: {type: integer, primary_key: true}
>       author_id: {type: integer, references: author.id}
>   mark:
>     primary_key: [word]
>     columns:
>       word: string(20)
>       author_id: {type: integer, references: author.id}
> END
$ cmigrate migrate -q -m first --rev-id a1 && cmigrate upgrade -q
wrote migrations/versions/a1_first.yaml
the database is at a1
$ sqlite3 app.db "INSERT INTO book VALUES (1, 7); INSERT INTO mark VALUES ('x', 8)"
$ cat > models.yaml <<'END'
> tables:
>   Writer:
>     was: author
>     columns:
>       id: {type: integer, primary_key: true}
>   volume:
>     was: book
>     columns:
>       id: {type: integer, primary_key: true}
>       author_id: {type: string(9), references: Writer.id}
>   mark:
>     primary_key: [word]
>     columns:
>       word: string(20)
>       author_id: {type: integer, references: Writer.id}
>     sqlite: {without_rowid: true}
> END
$ cmigrate migrate -q -m second --rev-id b2 && cmigrate upgrade -q
wrote migrations/versions/b2_second.yaml
the database is at b2
$ sqlite3 app.db "SELECT * FROM volume; SELECT * FROM mark; PRAGMA foreign_key_check"
1|7
x|8
mark||Writer|0
volume|1|Writer|0
$ cmigrate downgrade -q
the database is at a1
$ sqlite3 app.db "SELECT * FROM book; SELECT * FROM mark"
1|7
x|8

# New ones do, under the names that the tables have then.
$ cat > migrations/versions/b2_second.yaml <<'END'
> revision: b2
> parents: [a1]
> upgrade:
>   - rename_table: {name: author, to: Writer}
>   - rename_table: {name: book, to: volume}
>   - alter_column: {table: volume, name: author_id, type: string(9)}
>   - execute: INSERT INTO volume VALUES (2, '9')
> downgrade: []
> END
$ cmigrate upgrade -q
error: revision b2: foreign key violation: volume row 2 refers to a missing row of Writer
  hint: mend the rows first; or part the revision in two: where a table is rebuilt or dropped, foreign keys are off, and SQL can't count on ON DELETE or ON UPDATE; nothing has been changed
[1]
$ rm migrations/versions/b2_second.yaml

# SQLite checks no table that refers to what isn't unique; the others are checked all the same.
$ cat > models.yaml <<'END'
> tables:
>   author:
>     columns:
>       id: {type: integer, primary_key: true}
>       name: string(20)
>   book:
>     columns:
>       id: {type: integer, primary_key: true}
>       author_id: {type: integer, references: author.id}
>       author_name: {type: string(20), references: author.name}
>   mark:
>     primary_key: [word]
>     columns:
>       word: string(20)
>       author_id: {type: integer, nullable: false, references: author.id}
> END
$ cmigrate migrate -q -m third --rev-id c3 && cmigrate upgrade -q
wrote migrations/versions/c3_third.yaml
the database is at c3
$ cat > migrations/versions/d4_fourth.yaml <<'END'
> revision: d4
> parents: [c3]
> upgrade:
>   - rename_table: {name: mark, to: label}
>   - alter_column: {table: label, name: author_id, nullable: true}
>   - execute: INSERT INTO label VALUES ('y', 9)
> downgrade: []
> END
$ cmigrate upgrade -q
error: revision d4: foreign key violation: label row 2 refers to a missing row of author
  hint: mend the rows first; or part the revision in two: where a table is rebuilt or dropped, foreign keys are off, and SQL can't count on ON DELETE or ON UPDATE; nothing has been changed
[1]
$ sed -i '/execute/d; s/^downgrade/  - create_index: {table: author, name: ix_author_name, columns: [name], unique: true}\ndowngrade/' migrations/versions/d4_fourth.yaml
$ sqlite3 app.db "UPDATE book SET author_name = 'nobody'"
$ cmigrate upgrade -q
the database is at d4

# A key that becomes the rowid numbers rows anew, which makes no violation a new one.
$ sqlite3 app.db "CREATE TABLE note (id INT PRIMARY KEY, author_id INT REFERENCES author (id)); INSERT INTO note VALUES (7, 9), (5, 9)"
$ cat > migrations/versions/e5_fifth.yaml <<'END'
> revision: e5
> parents: [d4]
> upgrade:
>   - alter_column: {table: note, name: id, type: integer}
> downgrade: []
> END
$ cmigrate upgrade -q
the database is at e5
$ sqlite3 app.db "SELECT rowid, * FROM note"
5|5|9
7|7|9
$ cat > migrations/versions/f6_sixth.yaml <<'END'
> revision: f6
> parents: [e5]
> upgrade:
>   - alter_table: {name: label, sqlite: {without_rowid: true}}
>   - execute: INSERT INTO label VALUES ('z', 8)
> downgrade: []
> END
$ cmigrate upgrade -q
error: revision f6: foreign key violation: a row of label refers to a missing row of author
  hint: mend the rows first; or part the revision in two: where a table is rebuilt or dropped, foreign keys are off, and SQL can't count on ON DELETE or ON UPDATE; nothing has been changed
[1]
