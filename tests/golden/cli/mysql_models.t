# Models compared with the scripts as MySQL would have them, with no server at hand.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ cat > migrations/versions/a1_first.yaml <<'END'
> revision: a1
> parents: []
> upgrade:
>   - create_table: {name: book, columns: {id: {type: integer, primary_key: true}, name: string(30)}}
>   - create_table: {name: shelf, columns: {id: {type: int unsigned, autoincrement: true, primary_key: true}, name: string(30)}}
> downgrade: []
> END
$ against() { cmigrate --url mysql://somewhere/shop check --against revisions -q; }
$ cat > models.yaml <<'END'
> tables:
>   book:
>     columns:
>       id: {type: integer, primary_key: true}
>       name: string(30)
>   shelf:
>     columns:
>       id: {type: int unsigned, autoincrement: true, primary_key: true}
>       name: string(30)
> END
$ against
no differences: the revisions make what the models declare

# A key that becomes text doesn't count any more, whether the models say so or not.
$ sed -i 's/id: {type: integer/id: {type: string(36)/' models.yaml
$ against
1 difference: a new revision would have to
  alter column book.id: type string(36), autoincrement
[3]
