# Domains, types and sequences are renamed where the database has them; to SQLite, as what is made of other databases'
# texts alone, they are nothing. What can't be read is refused.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ cat > migrations/versions/a1.yaml <<'END'
> revision: a1
> parents: []
> upgrade:
>   - create_table: {name: author, columns: {id: {type: integer, primary_key: true}, mail: {type: text, postgresql: {type: email}}}}
>   - create_object: {kind: domain, name: email, create: {postgresql: CREATE DOMAIN email AS text}}
>   - create_object: {kind: domain, name: phone, create: {postgresql: CREATE DOMAIN phone AS text}}
>   - rename_object: {kind: domain, name: email, to: mail}
> downgrade:
>   - rename_object: {kind: domain, name: mail, to: email}
>   - drop_object: {kind: domain, name: phone}
>   - drop_object: {kind: domain, name: email}
>   - drop_table: author
> END
$ cmigrate upgrade -q && cmigrate downgrade -q base
the database is at a1
the database is at base
$ cmigrate --url postgresql://somewhere/shop upgrade --sql -q | grep -i domain
CREATE DOMAIN email AS text;
CREATE DOMAIN phone AS text;
ALTER DOMAIN "email" RENAME TO "mail";
$ for wrong in 'kind: view, name: email, to: x' 'kind: domain, name: email' 'kind: domain, name: email, to: x, from: y' 'kind: domain, name: a.b.c.d, to: x'; do sed -i "0,/rename_object: .*/s//rename_object: {$wrong}/" migrations/versions/a1.yaml; cmigrate upgrade; done
migrations/versions/a1.yaml:7:27: error: a view isn't renamed: drop it, and create it under its new name
    7 |   - rename_object: {kind: view, name: email, to: x}
      |                           ^
migrations/versions/a1.yaml:7:20: error: rename_object needs "to"
    7 |   - rename_object: {kind: domain, name: email}
      |                    ^
migrations/versions/a1.yaml:7:55: error: rename_object has no key "from"
    7 |   - rename_object: {kind: domain, name: email, to: x, from: y}
      |                                                       ^
  hint: its keys are kind, name, to
migrations/versions/a1.yaml:7:41: error: "a.b.c.d" has more than three parts
    7 |   - rename_object: {kind: domain, name: a.b.c.d, to: x}
      |                                         ^
[1]

# In models `was` says it, of these kinds alone.
$ rm migrations/versions/a1.yaml
$ printf 'tables:\n  t: {columns: {id: integer}}\nsql:\n  function:\n    f: {create: "CREATE FUNCTION f()", was: g}\n  domain:\n    d: {create: CREATE DOMAIN d AS text, was: [e]}\nviews:\n  v: {as: SELECT 1, was: w}\n' > models.yaml; cmigrate check
models.yaml:9:21: error: view "v" has no key "was"
    9 |   v: {as: SELECT 1, was: w}
      |                     ^
  hint: did you mean "as"?
models.yaml:5:40: error: function "f" has no key "was"
    5 |     f: {create: "CREATE FUNCTION f()", was: g}
      |                                        ^
  hint: its keys are create, drop, after, comment, default, sqlite, postgresql, mysql, table
models.yaml:7:47: error: was must be a single value, not a list
    7 |     d: {create: CREATE DOMAIN d AS text, was: [e]}
      |                                               ^
[1]

# The triggers of a table that gets another name are its triggers still.
$ cat > models.yaml <<'END'
> tables:
>   customer:
>     columns: {id: {type: integer, primary_key: true}, n: text}
>     triggers: {tc: CREATE TRIGGER tc AFTER INSERT ON customer BEGIN UPDATE customer SET n = upper(n); END}
> END
$ cmigrate migrate -q -m first --rev-id a1 && cmigrate upgrade -q
wrote migrations/versions/a1_first.yaml
the database is at a1
$ sed -i 's/customer/client/g; s/  client:/  client:\n    was: customer/' models.yaml; cmigrate migrate -q -m second --rev-id b2 && cmigrate upgrade -q && cmigrate check
wrote migrations/versions/b2_second.yaml
the database is at b2
no differences: the database is what the models declare
$ sed -n '/^upgrade/,/^downgrade/p' migrations/versions/b2*; sqlite3 app.db "INSERT INTO client (n) VALUES ('x'); SELECT n FROM client"; cmigrate downgrade -q && sqlite3 app.db "INSERT INTO customer (n) VALUES ('y'); SELECT n FROM customer"
upgrade:
  - drop_trigger: {name: tc, table: customer}
  - rename_table: {name: customer, to: client}
  - create_trigger:
      name: tc
      table: client
      create: CREATE TRIGGER tc AFTER INSERT ON client BEGIN UPDATE client SET n = upper(n); END
downgrade:
X
the database is at a1
X
Y
