# A mistake in the models is shown with its place and remedy; all of them together; nothing is changed.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ cat > models.yaml <<'END'
> tables:
>   author:
>     colums: {}
>   book:
>     columns:
>       id: {type: integr, primary_key: true}
>       author_id: {type: integer, references: autor.id}
>       id: integer
>       price: {type: numeric(8,2)}
> END
$ cmigrate migrate -m x
models.yaml:8:7: error: duplicate key "id"
    8 |       id: integer
      |       ^
  hint: it is already in line 6: keep one of them
models.yaml:9:21: error: "numeric(8" is cut off by a comma
    9 |       price: {type: numeric(8,2)}
      |                     ^
  hint: quote it: "numeric(8,2)"
[1]
$ cat > models.yaml <<'END'
> tables:
>   book:
>     columns:
>       id: {type: integr, primary_key: yes}
>       author_id: {type: integer, references: autor.id}
>       title: {type: string(50), defualt: x}
>     indexes:
>       ix_book_titel: [titel]
>     checks: [pages > 0]
>     colour: red
> END
$ cmigrate migrate -m x
models.yaml:10:5: error: table "book" has no key "colour"
   10 |     colour: red
      |     ^
  hint: its keys are comment, was, columns, primary_key, unique, indexes, checks, foreign_keys, excludes, sqlite, postgresql, mysql, triggers
models.yaml:4:18: error: unknown type "integr"
    4 |       id: {type: integr, primary_key: yes}
      |                  ^
  hint: did you mean "integer"?
models.yaml:4:39: error: primary_key must be true or false, not "yes"
    4 |       id: {type: integr, primary_key: yes}
      |                                       ^
models.yaml:6:33: error: column "title" has no key "defualt"
    6 |       title: {type: string(50), defualt: x}
      |                                 ^
  hint: did you mean "default"?
[1]
$ cmigrate --json check 2>/dev/null
{"errors": [{"code": "syntax", "message": "table \"book\" has no key \"colour\"", "hint": "its keys are comment, was, columns, primary_key, unique, indexes, checks, foreign_keys, excludes, sqlite, postgresql, mysql, triggers", "file": "models.yaml", "line": 10, "column": 5, "sqlstate": null, "statement": null}, {"code": "model", "message": "unknown type \"integr\"", "hint": "did you mean \"integer\"?", "file": "models.yaml", "line": 4, "column": 18, "sqlstate": null, "statement": null}, {"code": "syntax", "message": "primary_key must be true or false, not \"yes\"", "hint": null, "file": "models.yaml", "line": 4, "column": 39, "sqlstate": null, "statement": null}, {"code": "syntax", "message": "column \"title\" has no key \"defualt\"", "hint": "did you mean \"default\"?", "file": "models.yaml", "line": 6, "column": 33, "sqlstate": null, "statement": null}]}
[1]
$ printf 'tables:\n  a:\n    columns: &x {id: integer}\n  b:\n    columns: *x\n' > models.yaml; cmigrate check
models.yaml:3:14: error: anchors are not allowed
    3 |     columns: &x {id: integer}
      |              ^
  hint: quote the text if the "&" belongs to it
models.yaml:5:14: error: aliases are not allowed
    5 |     columns: *x
      |              ^
  hint: quote the text if the "*" belongs to it
[1]
$ printf 'tables: !!map {}\n' > models.yaml; cmigrate check
models.yaml:1:9: error: tags are not allowed
    1 | tables: !!map {}
      |         ^
  hint: quote the text if the "!" belongs to it
[1]
$ printf 'tables:\n  a\377: {}\n' > models.yaml; cmigrate check
models.yaml:2:4: error: byte 0xff is not text in UTF-8
    2 |   a?: {}
      |    ^
  hint: save the file as UTF-8
[1]
$ printf 'tables: {}\n' > models.yaml; cmigrate check
error: the models declare no table: models.yaml
  hint: declare tables there, or take those of the database with: cmigrate inspect > models.yaml; empty models are never read as "drop everything"
[1]
$ printf '' > models.yaml; cmigrate check
error: the models declare no table: models.yaml
  hint: declare tables there, or take those of the database with: cmigrate inspect > models.yaml; empty models are never read as "drop everything"
[1]
$ rm models.yaml; cmigrate check
error: could not read "models.yaml": No such file or directory
[1]
$ (printf 'tables: '; head -c 100000 /dev/zero | tr '\0' '[') > models.yaml; cmigrate check 2>&1 | cut -c1-200
models.yaml:1:72: error: more than 64 levels deep
    1 | tables: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
      |                                                                        ^
  hint: check the brackets and the indentation
$ head -c 70000000 /dev/zero | tr '\0' 'a' > models.yaml; cmigrate check
error: could not read "models.yaml": it has 70000000 bytes, more than the 67108864 that a file may have
[1]
$ printf 'tables:\n  a: {columns: {id: integer}\n' > models.yaml; cmigrate check
models.yaml:2:6: error: a "{" without its "}", or a "," is missing
    2 |   a: {columns: {id: integer}
      |      ^
  hint: close the brace; quote text that holds any of , [ ] { }
[1]
$ ls migrations/versions; test -e app.db || echo "no database was made"
no database was made

# A table of the bookkeeping is nobody's model.
$ printf 'tables:\n  cmigrate_log: {columns: {id: integer}}\n' > models.yaml; cmigrate check
models.yaml:2:3: error: table "cmigrate_log" is where applied revisions are noted
    2 |   cmigrate_log: {columns: {id: integer}}
      |   ^
  hint: take it out of the models, or give your own table another name
[1]

# A result that can't be written is a failure; a draft that can't be written is taken away.
$ cmigrate heads > /dev/null; cmigrate --version > /dev/full
error: could not write the result: No space left on device
[1]
$ cmigrate --version >&-
error: could not write the result: Bad file descriptor
[1]
$ (ulimit -f 0; exec cmigrate revision -m x --rev-id a1)
error: could not write "migrations/versions/a1_x.yaml": File too large
[1]
$ ls migrations/versions

# To SQLite names that differ in case alone are one.
$ printf 'tables:\n  a: {columns: {id: integer, ID: text}}\n  A: {columns: {id: integer}}\n' > models.yaml; cmigrate check
models.yaml:2:30: error: columns "id" and "ID" differ in case alone, which to SQLite are the same name
    2 |   a: {columns: {id: integer, ID: text}}
      |                              ^
  hint: rename one of them; the other is at line 2
models.yaml:3:3: error: tables "a" and "A" differ in case alone, which to SQLite are the same name
    3 |   A: {columns: {id: integer}}
      |   ^
  hint: rename one of them; the other is at line 2
[1]

# Arrays are for a database that has them.
$ printf 'tables:\n  t:\n    columns:\n      id: {type: integer, primary_key: true}\n      tags: text[]\n' > models.yaml
$ cmigrate migrate -m x
models.yaml:5:13: error: type "text[]": this database has no arrays
    5 |       tags: text[]
      |             ^
  hint: use json, or a table of its own
[1]
