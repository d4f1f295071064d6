# Before two branches are merged, both orders can be run in a shadow.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ rev() { f=migrations/versions/$1.yaml; printf "revision: $1\nparents: [$2]\nupgrade:\n" > $f; cat >> $f; }
> rev a1 '' <<'END'
>   - create_table: {name: author, columns: {id: {type: integer, primary_key: true}, name: string(30)}}
> downgrade: []
> END
> rev b1 a1 <<'END'
>   - alter_column: {table: author, name: name, type: string(50)}
>   - execute: INSERT INTO author VALUES (1, 'Ursula')
> downgrade: []
> END
> rev c1 a1 <<'END'
>   - add_column: {table: author, name: born, type: integer}
>   - execute: CREATE VIEW born AS SELECT id FROM author
> downgrade: []
> END
$ cmigrate merge --prove --rev-id d1
migrations/versions/b1.yaml:5:5: error: in the order c1, b1, revision b1 fails: table author has 3 columns but 2 values were supplied
    5 |   - execute: INSERT INTO author VALUES (1, 'Ursula')
      |     ^
  statement: INSERT INTO author VALUES (1, 'Ursula')
[1]
$ sed -i 's/author VALUES (1/author (id, name) VALUES (1/' migrations/versions/b1.yaml
$ cmigrate merge --prove --rev-id d1
wrote migrations/versions/d1_merge_b1_and_c1.yaml
$ ls migrations/versions
a1.yaml
b1.yaml
c1.yaml
d1_merge_b1_and_c1.yaml

# They disagree on a column.
$ rm migrations/versions/d1*
$ rev c1 a1 <<'END'
>   - alter_column: {table: author, name: name, type: string(20)}
>   - create_table: {name: book, columns: {id: integer}}
> downgrade: []
> END
$ cmigrate merge --prove --rev-id d1
error: the order counts: c1, b1 in this order make something else than b1, c1 do: alter column author.name: type string(50)
  hint: put one behind the other with cmigrate rebase; or merge without --prove and settle it in the merge
[1]

# One doesn't run after the other.
$ rev c1 a1 <<'END'
>   - drop_column: {table: author, name: name}
> downgrade: []
> END
$ cmigrate merge --prove --rev-id d1
migrations/versions/b1.yaml:4:5: error: in the order c1, b1, revision b1 fails: table "author" has no column "name"
    4 |   - alter_column: {table: author, name: name, type: string(50)}
      |     ^
[1]
$ ls migrations/versions *.db
ls: cannot access '*.db': No such file or directory
migrations/versions:
a1.yaml
b1.yaml
c1.yaml
[2]
$ CMIGRATE_SHADOW=never cmigrate --url postgresql://localhost/x merge --prove --rev-id d1
error: there is no shadow database to prove the merge in: `shadow: never` is set
  hint: name an empty scratch database on the same kind of server as `shadow_url` in cmigrate.yaml; or set `shadow: auto` there and connect as a user who may create databases
[1]
