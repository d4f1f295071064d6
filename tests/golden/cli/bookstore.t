# The bookstore: its schema grows, its rows stay, all the way up, down and up again.
$ cmigrate init
$ cat > models.yaml <<'END'
> tables:
>   author:
>     columns:
>       id: {type: integer, primary_key: true}
>       name: {type: string(30), nullable: false}
> END
$ cmigrate migrate -m "add author" --rev-id a1
$ cat migrations/versions/a1_add_author.yaml
$ cmigrate upgrade
$ sqlite3 app.db "INSERT INTO author VALUES (1, 'Ursula'), (2, 'Stanislaw')"
$ cat >> models.yaml <<'END'
>   book:
>     columns:
>       id: {type: integer, primary_key: true}
>       name: {type: string(30), nullable: false}
>       author_id: {type: integer, references: author.id, index: true}
> END
$ cmigrate migrate -m "add book" --rev-id b2
$ cmigrate upgrade
$ sqlite3 app.db "INSERT INTO book VALUES (1, 'The Dispossessed', 1), (2, 'Solaris', 2)"
$ cat >> models.yaml <<'END'
>   store:
>     columns:
>       id: {type: integer, primary_key: true}
>       city: string(40)
>   book_to_store:
>     primary_key: [book_id, store_id]
>     columns:
>       book_id: {type: integer, references: book.id, on_delete: cascade}
>       store_id: {type: integer, references: store.id, on_delete: cascade}
> END
$ cmigrate migrate -m "add store" --rev-id c3
$ cmigrate upgrade
$ sqlite3 app.db "INSERT INTO store VALUES (1, 'Krakow'), (2, 'Portland'); INSERT INTO book_to_store VALUES (1, 2), (2, 1), (2, 2)"
$ sed -i -e '/^  book:$/,/^  store:$/{s/name: {type: string(30), nullable: false}/title: {type: string(50), nullable: false, was: name}/;s/author_id: {type/author_id: {nullable: false, type/;/author_id/a\      price: {type: "numeric(8,2)", nullable: false, default: 0}
> }' models.yaml
$ cmigrate check
$ cmigrate migrate -m "title and price" --rev-id d4
$ cat migrations/versions/d4_title_and_price.yaml
$ cmigrate upgrade
$ cmigrate check
$ cmigrate current
$ cmigrate history
$ cmigrate heads
$ cmigrate show c3
$ cmigrate migrate -m "nothing"

# Rows survive every step.
$ sqlite3 app.db "SELECT * FROM author; SELECT * FROM book; SELECT * FROM store; SELECT * FROM book_to_store"
$ cmigrate downgrade
$ sqlite3 app.db "SELECT * FROM author; SELECT * FROM book; SELECT * FROM store; SELECT * FROM book_to_store; .schema book"
$ cmigrate upgrade
$ sqlite3 app.db "SELECT * FROM author; SELECT * FROM book; SELECT * FROM store; SELECT * FROM book_to_store; .schema book"
$ cmigrate downgrade base
$ sqlite3 app.db "SELECT name FROM sqlite_schema ORDER BY 1"
$ cmigrate upgrade
$ cmigrate check
