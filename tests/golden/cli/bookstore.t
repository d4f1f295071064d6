# The bookstore: its schema grows, its rows stay, all the way up, down and up again.
$ cmigrate init
wrote cmigrate.yaml
wrote models.yaml
declare your tables in models.yaml, then run: cmigrate migrate -m "first tables"
$ cat > models.yaml <<'END'
> tables:
>   author:
>     columns:
>       id: {type: integer, primary_key: true}
>       name: {type: string(30), nullable: false}
> END
$ cmigrate migrate -m "add author" --rev-id a1
1 difference found:
  create table author
wrote migrations/versions/a1_add_author.yaml
look it over, then run: cmigrate upgrade
$ cat migrations/versions/a1_add_author.yaml
revision: a1
parents: []
message: add author
created: 2026-11-21T08:30:00Z
upgrade:
  - create_table:
      name: author
      columns:
        id: {type: integer, primary_key: true}
        name: {type: string(30), nullable: false}
downgrade:
  - drop_table: author
$ cmigrate upgrade
upgraded a1  add author (N ms)
the database is at a1
$ sqlite3 app.db "INSERT INTO author VALUES (1, 'Ursula'), (2, 'Stanislaw')"
$ cat >> models.yaml <<'END'
>   book:
>     columns:
>       id: {type: integer, primary_key: true}
>       name: {type: string(30), nullable: false}
>       author_id: {type: integer, references: author.id, index: true}
> END
$ cmigrate migrate -m "add book" --rev-id b2
1 difference found:
  create table book
wrote migrations/versions/b2_add_book.yaml
look it over, then run: cmigrate upgrade
$ cmigrate upgrade
upgraded b2  add book (N ms)
the database is at b2
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
2 differences found:
  create table store
  create table book_to_store
wrote migrations/versions/c3_add_store.yaml
look it over, then run: cmigrate upgrade
$ cmigrate upgrade
upgraded c3  add store (N ms)
the database is at c3
$ sqlite3 app.db "INSERT INTO store VALUES (1, 'Krakow'), (2, 'Portland'); INSERT INTO book_to_store VALUES (1, 2), (2, 1), (2, 2)"
$ sed -i -e '/^  book:$/,/^  store:$/{s/name: {type: string(30), nullable: false}/title: {type: string(50), nullable: false, was: name}/;s/author_id: {type/author_id: {nullable: false, type/;/author_id/a\      price: {type: "numeric(8,2)", nullable: false, default: 0}
> }' models.yaml
$ cmigrate check
3 differences: the database would have to
  alter column book.name: rename to title, type string(50)
  alter column book.author_id: not null
  add column book.price numeric(8,2)
write a revision for it with: cmigrate migrate -m "…"
[3]
$ cmigrate migrate -m "title and price" --rev-id d4
3 differences found:
  alter column book.name: rename to title, type string(50)
  alter column book.author_id: not null
  add column book.price numeric(8,2)
wrote migrations/versions/d4_title_and_price.yaml
look it over, then run: cmigrate upgrade
$ cat migrations/versions/d4_title_and_price.yaml
revision: d4
parents: [c3]
message: title and price
created: 2026-11-21T08:30:00Z
upgrade:
  - alter_column: {table: book, name: name, to: title, type: string(50)}
  - alter_column: {table: book, name: author_id, nullable: false}
  - add_column: {table: book, name: price, type: "numeric(8,2)", nullable: false, default: 0}
downgrade:
  - drop_column: {table: book, name: price}
  - alter_column: {table: book, name: author_id, nullable: true}
  - alter_column: {table: book, name: title, to: name, type: string(30)}
$ cmigrate upgrade
upgraded d4  title and price (N ms)
the database is at d4
$ cmigrate check
no differences: the database is what the models declare
$ cmigrate current
d4 (head)
$ cmigrate history
c3 -> d4 (head), title and price
b2 -> c3, add store
a1 -> b2, add book
<base> -> a1, add author
$ cmigrate heads
d4 (head)
$ cmigrate show c3
Rev: c3
Parent: b2
Created: 2026-11-21T08:30:00Z
Path: migrations/versions/c3_add_store.yaml

    add store

$ cmigrate migrate -m "nothing"
no changes: the database is what the models declare

# Rows survive every step.
$ sqlite3 app.db "SELECT * FROM author; SELECT * FROM book; SELECT * FROM store; SELECT * FROM book_to_store"
1|Ursula
2|Stanislaw
1|The Dispossessed|1|0
2|Solaris|2|0
1|Krakow
2|Portland
1|2
2|1
2|2
$ cmigrate downgrade
warning: book.price has values, which are dropped with it
downgraded d4  title and price (N ms)
the database is at c3
$ sqlite3 app.db "SELECT * FROM author; SELECT * FROM book; SELECT * FROM store; SELECT * FROM book_to_store" ".schema book"
1|Ursula
2|Stanislaw
1|The Dispossessed|1
2|Solaris|2
1|Krakow
2|Portland
1|2
2|1
2|2
CREATE TABLE IF NOT EXISTS "book" (
    id INTEGER,
    name VARCHAR(30) NOT NULL,
    author_id INTEGER,
    CONSTRAINT pk_book PRIMARY KEY (id),
    CONSTRAINT fk_book_author_id FOREIGN KEY (author_id) REFERENCES author (id)
);
CREATE INDEX ix_book_author_id ON book (author_id);
$ cmigrate upgrade
upgraded d4  title and price (N ms)
the database is at d4
$ sqlite3 app.db "SELECT * FROM author; SELECT * FROM book; SELECT * FROM store; SELECT * FROM book_to_store" ".schema book"
1|Ursula
2|Stanislaw
1|The Dispossessed|1|0
2|Solaris|2|0
1|Krakow
2|Portland
1|2
2|1
2|2
CREATE TABLE IF NOT EXISTS "book" (
    id INTEGER,
    title VARCHAR(50) NOT NULL,
    author_id INTEGER NOT NULL,
    price NUMERIC(8, 2) NOT NULL DEFAULT 0,
    CONSTRAINT pk_book PRIMARY KEY (id),
    CONSTRAINT fk_book_author_id FOREIGN KEY (author_id) REFERENCES author (id)
);
CREATE INDEX ix_book_author_id ON book (author_id);
$ cmigrate downgrade base
warning: book.price has values, which are dropped with it
warning: book_to_store has rows, which are dropped with it
warning: store has rows, which are dropped with it
warning: book has rows, which are dropped with it
warning: author has rows, which are dropped with it
downgraded d4  title and price (N ms)
downgraded c3  add store (N ms)
downgraded b2  add book (N ms)
downgraded a1  add author (N ms)
the database is at base
$ sqlite3 app.db "SELECT name FROM sqlite_schema ORDER BY 1"
cmigrate_log
cmigrate_version
sqlite_autoindex_cmigrate_version_1
$ cmigrate upgrade
upgraded a1  add author (N ms)
upgraded b2  add book (N ms)
upgraded c3  add store (N ms)
upgraded d4  title and price (N ms)
the database is at d4
$ cmigrate check
no differences: the database is what the models declare
