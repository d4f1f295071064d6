# A broken revision file is named, with its place, by every command; nothing is changed.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ cmigrate revision -m one --rev-id a1
wrote migrations/versions/a1_one.yaml
$ printf 'revision: b2\nparents: [nosuch]\nmessage: two\nupgrade: []\n' > migrations/versions/b2.yaml; cmigrate heads
migrations/versions/b2.yaml:2:1: error: parent "nosuch" of revision "b2" is not there
    2 | parents: [nosuch]
      | ^
  hint: was its file deleted? Restore it, or name another revision
[1]
$ printf 'revision: b2\nparents: [b2]\nupgrade: []\n' > migrations/versions/b2.yaml; cmigrate heads
migrations/versions/b2.yaml:2:1: error: self-loop: revision "b2" names itself
    2 | parents: [b2]
      | ^
  hint: take "b2" out of its parents
[1]
$ printf 'revision: a1\nparents: []\nupgrade: []\n' > migrations/versions/b2.yaml; cmigrate upgrade
migrations/versions/b2.yaml:1:1: error: revision "a1" is there twice: in migrations/versions/a1_one.yaml and in migrations/versions/b2.yaml
    1 | revision: a1
      | ^
  hint: delete one of the files, or give one another id
[1]
$ printf 'revision: "b@2"\nparents: []\nupgrade: []\n' > migrations/versions/b2.yaml; cmigrate upgrade
migrations/versions/b2.yaml:1:1: error: the revision id "b@2" holds one of the characters @ - + :
    1 | revision: "b@2"
      | ^
  hint: give it an id of letters, digits and _, as 12 hexadecimal digits
[1]
$ printf 'parents: [a1]\nupgrade: []\n' > migrations/versions/b2.yaml; cmigrate upgrade
migrations/versions/b2.yaml: error: the script's header has no "revision"
  hint: begin the file with "revision: ID"; one for execute_file has a name that begins with _
[1]
$ printf 'revision: b2\nparents: [a1]\nmesage: x\nupgrade: []\n' > migrations/versions/b2.yaml; cmigrate upgrade
migrations/versions/b2.yaml:3:1: error: a revision script has no key "mesage"
    3 | mesage: x
      | ^
  hint: did you mean "message"?
[1]
$ printf 'revision: b2\nparent: [a1]\nupgrade: []\n' > migrations/versions/b2.yaml; cmigrate upgrade
migrations/versions/b2.yaml:2:1: error: a revision script has no key "parent"
    2 | parent: [a1]
      | ^
  hint: did you mean "parents"?
[1]
$ mv migrations/versions/b2.yaml migrations/versions/B2.YAML; cmigrate upgrade
migrations/versions/B2.YAML:2:1: error: a revision script has no key "parent"
    2 | parent: [a1]
      | ^
  hint: did you mean "parents"?
[1]
$ mv migrations/versions/B2.YAML migrations/versions/b2.yaml
$ printf 'revision: b2\nparents: [a1]\nupgrade:\n  - create_tabel: {name: x}\n' > migrations/versions/b2.yaml; cmigrate upgrade
migrations/versions/b2.yaml:4:5: error: there is no operation "create_tabel"
    4 |   - create_tabel: {name: x}
      |     ^
  hint: did you mean "create_table"?
[1]
$ printf 'revision: b2\nparents: [a1]\nupgrade:\n  - drop_table: nosuch\n' > migrations/versions/b2.yaml; cmigrate upgrade
upgraded a1  one (N ms)
1 revision was done before the error: the database is at a1
migrations/versions/b2.yaml:4:5: error: revision b2, drop table nosuch: there is no table "nosuch"
    4 |   - drop_table: nosuch
      |     ^
[1]
$ printf 'revision: b2\nparents: [a1]\nupgrade:\n  - create_table: {name: x, col' > migrations/versions/b2.yaml; cmigrate upgrade
migrations/versions/b2.yaml:4:19: error: a "{" without its "}", or a "," is missing
    4 |   - create_table: {name: x, col
      |                   ^
  hint: close the brace; quote text that holds any of , [ ] { }
[1]
$ printf 'revision: b2\nparents: [a1]\nmessage: cut' > migrations/versions/b2.yaml; cmigrate upgrade
migrations/versions/b2.yaml: error: revision "b2" has no upgrade section
  hint: write "upgrade: []" if it shall do nothing
[1]
$ cmigrate current
a1
$ rm migrations/versions/b2.yaml; cmigrate upgrade
nothing to do: the database is at a1
