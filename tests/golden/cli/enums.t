# Scripts may call an enum by its name where the database has no such thing, from one revision to the next.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ cat > migrations/versions/a1_first.yaml <<'END'
> revision: a1
> parents: []
> upgrade:
>   - create_enum: {name: mood, values: [sad, ok]}
>   - create_table: {name: author, columns: {id: {type: integer, primary_key: true}, feels: {type: mood, default: ok}}}
> downgrade:
>   - drop_table: author
>   - drop_enum: mood
> END
$ cat > migrations/versions/b2_second.yaml <<'END'
> revision: b2
> parents: [a1]
> upgrade:
>   - rename_table: {name: author, to: writer}
>   - add_column: {table: writer, name: felt, type: mood}
> downgrade:
>   - drop_column: {table: writer, name: felt}
>   - rename_table: {name: writer, to: author}
> END
$ cat > migrations/versions/c3_third.yaml <<'END'
> revision: c3
> parents: [b2]
> upgrade:
>   - alter_enum: {name: mood, values: [sad, ok, happy]}
> downgrade:
>   - alter_enum: {name: mood, values: [sad, ok]}
> END
$ cmigrate upgrade a1 -q
the database is at a1
$ cmigrate upgrade b2 -q
the database is at b2
$ cmigrate upgrade c3 -q
the database is at c3
$ cmigrate inspect
enums: {}
tables:
  writer:
    columns:
      id: integer
      feels: {type: {enum: [sad, ok, happy]}, default: ok}
      felt: {type: {enum: [sad, ok, happy]}}
    primary_key: {name: pk_author, columns: [id]}
    triggers: {}
views: {}
sql:
  trigger: {}
  virtual_table: {}
$ cmigrate downgrade b2 -q
the database is at b2
$ cmigrate downgrade base -q
the database is at base
$ cmigrate upgrade -q
the database is at c3
$ cmigrate --url mysql://somewhere/shop upgrade b2:c3 --sql -q | grep -A2 'ALTER TABLE'
ALTER TABLE `writer`
    MODIFY COLUMN `feels` enum('sad','ok','happy') DEFAULT 'ok',
    MODIFY COLUMN `felt` enum('sad','ok','happy');

# One that nobody declares is answered with the nearest word.
$ cat > migrations/versions/d4_fourth.yaml <<'END'
> revision: d4
> parents: [c3]
> upgrade:
>   - alter_enum: {name: moood, values: [sad]}
> downgrade: []
> END
$ cmigrate upgrade
migrations/versions/d4_fourth.yaml:4:5: error: there is no enum "moood"
    4 |   - alter_enum: {name: moood, values: [sad]}
      |     ^
  hint: did you mean "mood"?
[1]
