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

# Values, and the enum itself, may have other names: rows and defaults go with them.
$ cat > migrations/versions/d4_fourth.yaml <<'END'
> revision: d4
> parents: [c3]
> upgrade:
>   - rename_enum: {name: mood, to: humour, values: {ok: fine}}
>   - alter_enum: {name: humour, values: [sad, fine]}
> downgrade:
>   - alter_enum: {name: humour, values: [sad, fine, happy]}
>   - rename_enum: {name: humour, to: mood, values: {fine: ok}}
> END
$ sqlite3 app.db "INSERT INTO writer (felt) VALUES ('sad')"; cmigrate upgrade -q
the database is at d4
$ cmigrate inspect | grep enum:; sqlite3 app.db 'SELECT feels, felt FROM writer'
      feels: {type: {enum: [sad, fine]}, default: fine}
      felt: {type: {enum: [sad, fine]}}
fine|sad
$ cmigrate downgrade -q; cmigrate inspect | grep enum:; sqlite3 app.db 'SELECT feels, felt FROM writer'
the database is at c3
      feels: {type: {enum: [sad, ok, happy]}, default: ok}
      felt: {type: {enum: [sad, ok, happy]}}
ok|sad
$ cmigrate --url mysql://somewhere/shop upgrade c3:d4 --sql -q | grep -E 'MODIFY|UPDATE'
    MODIFY COLUMN `feels` enum('sad','ok','happy','fine') DEFAULT 'ok',
    MODIFY COLUMN `felt` enum('sad','ok','happy','fine');
UPDATE `writer` SET `feels` = 'fine' WHERE `feels` = 'ok';
UPDATE `writer` SET `felt` = 'fine' WHERE `felt` = 'ok';
    MODIFY COLUMN `feels` enum('sad','fine') DEFAULT 'fine',
    MODIFY COLUMN `felt` enum('sad','fine');
UPDATE `cmigrate_version` SET version_num = 'd4' WHERE version_num = 'c3';
$ for wrong in 'name: mood' 'name: mood, values: {great: fine}' 'name: mood, values: {ok: sad}' 'name: mood, values: [ok]'; do sed -i "0,/rename_enum: .*/s//rename_enum: {$wrong}/" migrations/versions/d4_fourth.yaml; cmigrate upgrade; done
migrations/versions/d4_fourth.yaml:4:18: error: rename_enum needs "to" or "values"
    4 |   - rename_enum: {name: mood}
      |                  ^
migrations/versions/d4_fourth.yaml:4:5: error: enum "mood" has no value "great"
    4 |   - rename_enum: {name: mood, values: {great: fine}}
      |     ^
migrations/versions/d4_fourth.yaml:4:5: error: enum "mood" has a value "sad" already
    4 |   - rename_enum: {name: mood, values: {ok: sad}}
      |     ^
migrations/versions/d4_fourth.yaml:4:39: error: values must be a mapping, not a list
    4 |   - rename_enum: {name: mood, values: [ok]}
      |                                       ^
  hint: write {key: value}, or each key on a line
[1]

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
