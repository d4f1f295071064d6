# Offline SQL, run through the database's own shell, gives what the online way gives.
$ cmigrate init -q
$ cat > migrations/versions/a1.yaml <<'END'
> revision: a1
> parents: []
> message: first
> upgrade:
>   - create_table: {name: author, columns: {id: {type: integer, primary_key: true}, name: string(30)}}
>   - bulk_insert: {table: author, columns: [id, name], rows: [[1, "O'Hara"], [2, null]]}
> downgrade:
>   - drop_table: author
> END
$ cat > migrations/versions/b2.yaml <<'END'
> revision: b2
> parents: [a1]
> message: second
> upgrade:
>   - alter_column: {table: author, name: name, to: full_name, type: string(50)}
> downgrade:
>   - alter_column: {table: author, name: full_name, to: name, type: string(30)}
> END
$ cmigrate upgrade --sql > up.sql; cat up.sql
$ sqlite3 offline.db < up.sql
$ cmigrate upgrade
$ sqlite3 app.db .schema > online; sqlite3 offline.db .schema | diff online - && echo "the same schema"
$ sqlite3 offline.db "SELECT * FROM author; SELECT * FROM cmigrate_version"
$ cmigrate downgrade head:base --sql > down.sql
$ sqlite3 offline.db < down.sql; sqlite3 offline.db .tables
$ cmigrate --url postgresql://nowhere/shop upgrade --sql
$ cmigrate --url mysql://nowhere/shop upgrade --sql --server "mariadb 10.11"
$ cmigrate downgrade --sql
