# What SQLite can do in place it does in place, by its version.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ cat > migrations/versions/a1.yaml <<'END'
> revision: a1
> parents: []
> upgrade:
>   - create_table: {name: book, columns: {id: {type: integer, primary_key: true}, title: string(30), pages: integer}}
> END
$ printf 'revision: b2\nparents: [a1]\nupgrade:\n  - drop_column: {table: book, name: pages}\n' > migrations/versions/b2.yaml
$ printf 'revision: c3\nparents: [b2]\nupgrade:\n  - add_column: {table: book, name: price, type: integer}\n  - alter_column: {table: book, name: title, to: name}\n  - rename_table: {name: book, to: work}\n' > migrations/versions/c3.yaml
$ sql() { cmigrate upgrade "$1" --sql --server "$2" | sed -n '/^BEGIN/,$p' | grep -E '^(CREATE|DROP|ALTER|INSERT INTO cmigrate_new)'; }
$ sql a1:b2 'sqlite 3.26'
CREATE TABLE cmigrate_new_book (
INSERT INTO cmigrate_new_book (id, title)
DROP TABLE book;
ALTER TABLE cmigrate_new_book RENAME TO book;
$ sql a1:b2 'sqlite 3.34'
CREATE TABLE cmigrate_new_book (
INSERT INTO cmigrate_new_book (id, title)
DROP TABLE book;
ALTER TABLE cmigrate_new_book RENAME TO book;
$ sql a1:b2 'sqlite 3.40'
ALTER TABLE book DROP COLUMN pages;
$ sql b2:c3 'sqlite 3.26'
ALTER TABLE book ADD COLUMN price INTEGER;
ALTER TABLE book RENAME COLUMN title TO name;
ALTER TABLE book RENAME TO work;

# SQLite's own DROP COLUMN looks through the whole schema, and stumbles over a view that it can't read.
$ printf 'revision: b2\nparents: [a1]\nupgrade:\n  - create_view: {name: titles, as: SELECT title FROM book}\n' > migrations/versions/b2.yaml
$ printf 'revision: c3\nparents: [b2]\nupgrade:\n  - drop_column: {table: book, name: pages}\n' > migrations/versions/c3.yaml
$ sql b2:c3 'sqlite 3.40'
CREATE TABLE cmigrate_new_book (
INSERT INTO cmigrate_new_book (id, title)
DROP TABLE book;
ALTER TABLE cmigrate_new_book RENAME TO book;
