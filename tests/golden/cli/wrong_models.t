# A mistake in the models is shown with its place and remedy; all of them together; nothing is changed.
$ cmigrate init -q
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
$ cmigrate --json check 2>/dev/null
$ printf 'tables:\n  a:\n    columns: &x {id: integer}\n  b:\n    columns: *x\n' > models.yaml; cmigrate check
$ printf 'tables: !!map {}\n' > models.yaml; cmigrate check
$ printf 'tables:\n  a\xff: {}\n' > models.yaml; cmigrate check 2>&1 | LC_ALL=C tr -d '\377'
$ printf 'tables: {}\n' > models.yaml; cmigrate check
$ printf '' > models.yaml; cmigrate check
$ rm models.yaml; cmigrate check
$ (printf 'tables: '; head -c 100000 /dev/zero | tr '\0' '[') > models.yaml; cmigrate check 2>&1 | cut -c1-200
$ head -c 70000000 /dev/zero | tr '\0' 'a' > models.yaml; cmigrate check
$ printf 'tables:\n  a: {columns: {id: integer}\n' > models.yaml; cmigrate check
$ ls migrations/versions; test -e app.db || echo "no database was made"
