# What Alembic's own tests say of naming revisions, and of graphs that are none.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ graph() { rm -f app.db migrations/versions/*; for one; do echo "$one" | sed -E 's/^([^:=~]+):?([^=~]*)=?([^~]*)~?(.*)$/revision: \1\nparents: [\2]\nbranch_labels: [\3]\ndepends_on: [\4]\nupgrade: []\ndowngrade: []/' > migrations/versions/${one%%[:=~]*}.yaml; done; cmigrate ensure-version >/dev/null; }
> at() { sqlite3 app.db "DELETE FROM cmigrate_version"; for row in $1; do sqlite3 app.db "INSERT INTO cmigrate_version VALUES ('$row')"; done; shift; cmigrate "$@"; }
> graph a=abranch b:a somelongername:b d:somelongername e=ebranch f:e someothername:f

# Rows 41 and 42: a part of an id is looked for within the branch.
$ cmigrate show ebranch@some | grep Rev
Rev: someothername (head)
$ cmigrate show abranch@some | grep Rev
Rev: somelongername
$ cmigrate show some
error: multiple revisions start with "some": "somelongername", "someothername"
  hint: write more of the id
[1]
$ cmigrate show ebranch@b
error: revision "b" is not a member of branch "ebranch"
  hint: write "b" alone, or another branch
[1]
$ cmigrate show x@d
error: no such branch "x"
  hint: before the @ stands a branch label or a revision's id; cmigrate branches shows them
[1]
$ cmigrate show ebranch@sos
error: no such revision or branch "sos"
  hint: write at least four characters of a revision's id
[1]
$ cmigrate show ebranch@somel
error: revision "somelongername" is not a member of branch "ebranch"
  hint: write "somelongername" alone, or another branch
[1]
$ cmigrate show some@head
error: multiple revisions start with "some": "somelongername", "someothername"
  hint: write more of the id
[1]
$ cmigrate show somel@head | grep Rev
Rev: d (head)
$ cmigrate show ebranch@e | grep Rev
Rev: e
$ cmigrate upgrade f@nosuch
error: no such revision or branch "nosuch"
  hint: cmigrate history shows all revisions
[1]
$ cmigrate upgrade ebranch@abranch
error: revision "a" is not a member of branch "ebranch"
  hint: write "a" alone, or another branch
[1]
$ cmigrate upgrade @head
error: no such branch ""
  hint: before the @ stands a branch label or a revision's id; cmigrate branches shows them
[1]
$ cmigrate upgrade ebranch@
error: "ebranch@" names no revision
  hint: write a revision's id, a branch label, or head
[1]
$ cmigrate upgrade ''
error: "" names no revision
  hint: write a revision's id, a branch label, or head
[1]
$ cmigrate upgrade ebranch@@head
error: no such revision or branch "@head"
  hint: did you mean "head"?
[1]

# Row 44: targets that imply one another.
$ graph db1 b2:db1 fe1b1:b2
$ cmigrate upgrade db1 b2 fe1b1
error: requested revision "db1" overlaps with other requested revisions: it is an ancestor of one of them
  hint: leave "db1" out
error: requested revision "b2" overlaps with other requested revisions: it is an ancestor of one of them
  hint: leave "b2" out
[1]

# Row 43: a label twice; row 45: loops and cycles, of parents and of dependencies.
$ graph a=xy1 b:a c:b=xy1
$ cmigrate heads
migrations/versions/c.yaml:3:1: error: branch label "xy1" of revision "c" is already used by "a" (migrations/versions/a.yaml)
    3 | branch_labels: [xy1]
      | ^
  hint: rename one of them
[1]
$ graph a:a
$ cmigrate heads
migrations/versions/a.yaml:2:1: error: self-loop: revision "a" names itself
    2 | parents: [a]
      | ^
  hint: take "a" out of its parents
[1]
$ graph a~a
$ cmigrate heads
migrations/versions/a.yaml:4:1: error: dependency self-loop: revision "a" names itself
    4 | depends_on: [a]
      | ^
  hint: take "a" out of its depends_on
[1]
$ graph a:c b:a c:b
$ cmigrate heads
migrations/versions/a.yaml:2:1: error: cycle in revisions "a" (migrations/versions/a.yaml), "c" (migrations/versions/c.yaml), "b" (migrations/versions/b.yaml)
    2 | parents: [c]
      | ^
  hint: mend the parents in one of these files: each follows the next, the last the first
[1]
$ graph a b:a c:b,e d:c e:d
$ cmigrate heads
migrations/versions/c.yaml:2:1: error: cycle in revisions "c" (migrations/versions/c.yaml), "e" (migrations/versions/e.yaml), "d" (migrations/versions/d.yaml)
    2 | parents: [b,e]
      | ^
  hint: mend the parents in one of these files: each follows the next, the last the first
[1]
$ graph low1 low2:low1 up1:low2 up2:up1 extra1:extra2 extra2:extra1
$ cmigrate heads
migrations/versions/extra1.yaml:2:1: error: cycle in revisions "extra1" (migrations/versions/extra1.yaml), "extra2" (migrations/versions/extra2.yaml)
    2 | parents: [extra2]
      | ^
  hint: mend the parents in one of these files: each follows the next, the last the first
[1]
$ graph low1 low2:low1~up1 up1:low2 up2:up1~low1
$ cmigrate heads
migrations/versions/up1.yaml:2:1: error: dependency cycle in revisions "up1" (migrations/versions/up1.yaml), "low2" (migrations/versions/low2.yaml)
    2 | parents: [low2]
      | ^
  hint: mend parents or depends_on in one of these files: each follows the next, the last the first
[1]

# Rows 46 and 47: ids that begin alike, an edge twice, a dependency on a parent.
$ graph user user_foo:user
$ cmigrate history
user -> user_foo (head)
<base> -> user
$ graph b4 b5:b4,b4~b4
$ cmigrate heads
b5 (head)
$ cmigrate upgrade
upgraded b4 (N ms)
upgraded b5 (N ms)
the database is at b5
$ cmigrate downgrade -1
downgraded b5 (N ms)
the database is at b4

# Row 49: ranges of history.
$ graph a b:a c:b
$ at b history -r current:
b -> c (head)
a -> b
$ cmigrate history -r a:b
a -> b
<base> -> a
$ cmigrate history -r :b
a -> b
<base> -> a
$ cmigrate history -r a:+2
b -> c (head)
a -> b
<base> -> a
$ cmigrate history -r -5:c
b -> c (head)
a -> b
<base> -> a
$ cmigrate history -r=-1:current
a -> b
<base> -> a
$ cmigrate history -r -1:+1
<base> -> a
