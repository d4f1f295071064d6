# A graph that is none: every command says what is wrong, in which file, and writes nothing.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ rev() { printf "revision: $2\nparents: [$3]\n${4:+$4\n}upgrade: []\ndowngrade: []\n" > migrations/versions/$1.yaml; }
> rev a a1 ''; rev b b1 a1; cmigrate upgrade -q; cp app.db before.db
> rev c c1 nosuch; rev d a1 ''; rev e e1 e1; rev f f1 g1; rev g g1 f1; rev h h1 a1 'branch_labels: [x]'; rev i i1 a1 'branch_labels: [x]'
> rev j j1 a1 'depends_on: [gone]'; rev k a-b a1; rev l head a1
the database is at b1
$ cmigrate heads
migrations/versions/k.yaml:1:1: error: the revision id "a-b" holds one of the characters @ - + :
    1 | revision: a-b
      | ^
  hint: give it an id of letters, digits and _, as 12 hexadecimal digits
migrations/versions/d.yaml:1:1: error: revision "a1" is there twice: in migrations/versions/a.yaml and in migrations/versions/d.yaml
    1 | revision: a1
      | ^
  hint: delete one of the files, or give one another id
migrations/versions/l.yaml:1:1: error: the revision id "head" is a word with a meaning of its own
    1 | revision: head
      | ^
  hint: give it an id of letters, digits and _, as 12 hexadecimal digits
migrations/versions/i.yaml:3:1: error: branch label "x" of revision "i1" is already used by "h1" (migrations/versions/h.yaml)
    3 | branch_labels: [x]
      | ^
  hint: rename one of them
migrations/versions/c.yaml:2:1: error: parent "nosuch" of revision "c1" is not there
    2 | parents: [nosuch]
      | ^
  hint: was its file deleted? Restore it, or name another revision
migrations/versions/e.yaml:2:1: error: self-loop: revision "e1" names itself
    2 | parents: [e1]
      | ^
  hint: take "e1" out of its parents
migrations/versions/j.yaml:3:1: error: dependency "gone" of revision "j1" is not there
    3 | depends_on: [gone]
      | ^
  hint: was its file deleted? Restore it, or name another revision
migrations/versions/f.yaml:2:1: error: cycle in revisions "f1" (migrations/versions/f.yaml), "g1" (migrations/versions/g.yaml)
    2 | parents: [g1]
      | ^
  hint: mend the parents in one of these files: each follows the next, the last the first
[1]
$ for command in "history" "history --graph" "branches" "show a1" "current" "upgrade" "upgrade --sql" "downgrade" "stamp a1" "revision -m x" \
>     "merge heads" "rebase c1 --onto b1" "squash a1:b1" "check" "edit a1" "upgrade --plan" "migrate -m x" \
>     "heads -v" "current -c" "history -i --json" "downgrade --plan" "downgrade a1:base --sql" "stamp a1 --sql" "stamp --purge a1" "stamp --accept a1" "merge --prove" "settle a1 --done" "baseline -m x" "check --against revisions"; do
>     EDITOR=true cmigrate $command >/dev/null 2>errors; echo "[$?] $command: $(grep -c error: errors)"; done
[1] history: 8
[1] history --graph: 8
[1] branches: 8
[1] show a1: 8
[1] current: 8
[1] upgrade: 8
[1] upgrade --sql: 8
[1] downgrade: 8
[1] stamp a1: 8
[1] revision -m x: 8
[1] merge heads: 8
[1] rebase c1 --onto b1: 8
[1] squash a1:b1: 8
[1] check: 8
[1] edit a1: 8
[1] upgrade --plan: 8
[1] migrate -m x: 8
[1] heads -v: 8
[1] current -c: 8
[1] history -i --json: 8
[1] downgrade --plan: 8
[1] downgrade a1:base --sql: 8
[1] stamp a1 --sql: 8
[1] stamp --purge a1: 8
[1] stamp --accept a1: 8
[1] merge --prove: 8
[1] settle a1 --done: 8
[1] baseline -m x: 8
[1] check --against revisions: 8
$ ls migrations migrations/versions; cmp app.db before.db
migrations:
versions

migrations/versions:
a.yaml
b.yaml
c.yaml
d.yaml
e.yaml
f.yaml
g.yaml
h.yaml
i.yaml
j.yaml
k.yaml
l.yaml

# A longer cycle, and one through depends_on.
$ rm migrations/versions/*; rev a a1 c1; rev b b1 a1; rev c c1 b1; rev d d1 ''; rev e e1 d1 'depends_on: [f1]'; rev f f1 e1
$ cmigrate heads
migrations/versions/a.yaml:2:1: error: cycle in revisions "a1" (migrations/versions/a.yaml), "c1" (migrations/versions/c.yaml), "b1" (migrations/versions/b.yaml)
    2 | parents: [c1]
      | ^
  hint: mend the parents in one of these files: each follows the next, the last the first
migrations/versions/e.yaml:3:1: error: dependency cycle in revisions "e1" (migrations/versions/e.yaml), "f1" (migrations/versions/f.yaml)
    3 | depends_on: [f1]
      | ^
  hint: mend parents or depends_on in one of these files: each follows the next, the last the first
[1]
$ cmigrate heads --json
migrations/versions/a.yaml:2:1: error: cycle in revisions "a1" (migrations/versions/a.yaml), "c1" (migrations/versions/c.yaml), "b1" (migrations/versions/b.yaml)
    2 | parents: [c1]
      | ^
  hint: mend the parents in one of these files: each follows the next, the last the first
migrations/versions/e.yaml:3:1: error: dependency cycle in revisions "e1" (migrations/versions/e.yaml), "f1" (migrations/versions/f.yaml)
    3 | depends_on: [f1]
      | ^
  hint: mend parents or depends_on in one of these files: each follows the next, the last the first
{"errors": [{"code": "graph", "message": "cycle in revisions \"a1\" (migrations/versions/a.yaml), \"c1\" (migrations/versions/c.yaml), \"b1\" (migrations/versions/b.yaml)", "hint": "mend the parents in one of these files: each follows the next, the last the first", "file": "migrations/versions/a.yaml", "line": 2, "column": 1, "sqlstate": null, "statement": null}, {"code": "graph", "message": "dependency cycle in revisions \"e1\" (migrations/versions/e.yaml), \"f1\" (migrations/versions/f.yaml)", "hint": "mend parents or depends_on in one of these files: each follows the next, the last the first", "file": "migrations/versions/e.yaml", "line": 3, "column": 1, "sqlstate": null, "statement": null}]}
[1]

# Ids and labels that can't be, dependencies on oneself, and an id that a squash stands for.
$ rm migrations/versions/*; rev b aaaaaaaaaabbbbbbbbbbccccccccccddd ''; rev c c1 '' 'branch_labels: ["a@b", head, "1+2"]'; rev d d1 c1 'depends_on: [d1, gone, lost]'; rev e e1 '' 'replaces: [f1]'; rev f f1 ''
$ cmigrate heads
migrations/versions/b.yaml:1:1: error: the revision id "aaaaaaaaaabbbbbbbbbbccccccccccddd" is longer than 32 characters
    1 | revision: aaaaaaaaaabbbbbbbbbbccccccccccddd
      | ^
  hint: give it an id of letters, digits and _, as 12 hexadecimal digits
migrations/versions/c.yaml:3:1: error: the branch label "a@b" of revision "c1" holds @ or :, or begins with + or -
    3 | branch_labels: ["a@b", head, "1+2"]
      | ^
  hint: use letters, digits, - and _
migrations/versions/c.yaml:3:1: error: the branch label "head" of revision "c1" is a word with a meaning of its own
    3 | branch_labels: ["a@b", head, "1+2"]
      | ^
  hint: use letters, digits, - and _
migrations/versions/e.yaml:3:1: error: revision "e1" replaces "f1", which is still there (migrations/versions/f.yaml)
    3 | replaces: [f1]
      | ^
  hint: delete that file, or take its id out of replaces
migrations/versions/d.yaml:3:1: error: dependency self-loop: revision "d1" names itself
    3 | depends_on: [d1, gone, lost]
      | ^
  hint: take "d1" out of its depends_on
migrations/versions/d.yaml:3:1: error: dependency "gone" of revision "d1" is not there
    3 | depends_on: [d1, gone, lost]
      | ^
  hint: was its file deleted? Restore it, or name another revision
migrations/versions/d.yaml:3:1: error: dependency "lost" of revision "d1" is not there
    3 | depends_on: [d1, gone, lost]
      | ^
  hint: was its file deleted? Restore it, or name another revision
[1]

# What looks odd but is sound.
$ rm migrations/versions/*; rev a user ''; rev b user_foo user; rev c c1 user_foo 'depends_on: [user_foo]'
$ cmigrate history
user_foo (user_foo) -> c1 (head)
user -> user_foo
<base> -> user
$ rm migrations/versions/*
$ cmigrate heads; cmigrate history; cmigrate branches; cmigrate upgrade --sql | grep -c Running
note: nothing to do from there: no step is in this SQL
0
[1]
$ cmigrate upgrade --url sqlite:///none.db
nothing to do: the database is at base
$ cmigrate downgrade base --url sqlite:///none.db
nothing to do: the database is at base
