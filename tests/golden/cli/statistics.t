# What ANALYZE found of a table is still there when the table has been made anew, but for keys that are others now.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ cat > models.yaml <<'END'
> tables:
>   book:
>     columns:
>       id: {type: integer, primary_key: true}
>       title: {type: text, unique: true}
>       author: text
>       year: integer
>       pages: integer
>     indexes:
>       ix_author: [author]
>       ix_year: [year]
>       ix_pages: [pages]
> END
$ cmigrate migrate -q -m first --rev-id a1 && cmigrate upgrade -q
wrote migrations/versions/a1_first.yaml
the database is at a1
$ sqlite3 app.db "INSERT INTO book VALUES (1, 'a', 'x', 1990, 10), (2, 'b', 'x', 1991, 10); ANALYZE"
$ sqlite3 app.db "SELECT tbl, idx, stat FROM sqlite_stat1 WHERE tbl NOT LIKE 'cmigrate%' ORDER BY tbl, idx"
book|ix_author|2 2
book|ix_pages|2 2
book|ix_year|2 1
book|sqlite_autoindex_book_1|2 1
$ sed -i 's/author: text/author: {type: text, nullable: false}/; s/ix_year: .*/ix_year: [year, pages]/; /ix_pages/d' models.yaml
$ cmigrate migrate -q -m second --rev-id b2 && cmigrate upgrade -q
wrote migrations/versions/b2_second.yaml
the database is at b2
$ sqlite3 app.db "SELECT tbl, idx, stat FROM sqlite_stat1 WHERE tbl NOT LIKE 'cmigrate%' ORDER BY tbl, idx"
book|ix_author|2 2
book|sqlite_autoindex_book_1|2 1
$ cmigrate downgrade -q
the database is at a1
$ sqlite3 app.db "SELECT tbl, idx, stat FROM sqlite_stat1 WHERE tbl NOT LIKE 'cmigrate%' ORDER BY tbl, idx"
book|ix_author|2 2
book|sqlite_autoindex_book_1|2 1

# A text can't ask whether there are any.
$ cmigrate upgrade --sql a1:b2 | grep -c -e sqlite_stat -e secure_delete
0
[1]
