# Branches, merges and how they are shown; no command here needs a database.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ rev() { printf "revision: $1\nparents: [$2]\n${4:+$4\n}message: $3\nupgrade: []\ndowngrade: []\n" > migrations/versions/$1.yaml; }
> rev a1 '' 'first'; rev b1 a1 'begin shop' 'branch_labels: [shop]'; rev b2 b1 'more shop'; rev c1 a1 'begin blog' 'branch_labels: [blog]'
$ cmigrate heads
b2 (shop) (head)
c1 (blog) (head)
$ cmigrate heads -v
Rev: b2 (head)
Parent: b1
Branch names: shop
Path: migrations/versions/b2.yaml

    more shop

Rev: c1 (head)
Parent: a1
Branch names: blog
Path: migrations/versions/c1.yaml

    begin blog

$ cmigrate branches
a1 (branchpoint)
   -> b1 (shop)
   -> c1 (blog) (head)
$ cmigrate branches -v
Rev: a1 (branchpoint)
Parent: <base>
Branches into: b1, c1
Path: migrations/versions/a1.yaml

    first

   -> b1 (shop), begin shop
   -> c1 (blog) (head), begin blog
$ cmigrate branches --json
[{"revision": "a1", "children": [{"revision": "b1", "parents": ["a1"], "depends_on": [], "labels": ["shop"], "message": "begin shop", "created": null, "path": "migrations/versions/b1.yaml", "head": false, "branch_point": false, "merge_point": false}, {"revision": "c1", "parents": ["a1"], "depends_on": [], "labels": ["blog"], "message": "begin blog", "created": null, "path": "migrations/versions/c1.yaml", "head": true, "branch_point": false, "merge_point": false}]}]
$ cmigrate history --graph
* c1 (blog) (head), begin blog
| * b2 (shop) (head), more shop
| * b1 (shop), begin shop
|/
* a1 (branchpoint), first
$ cmigrate check --single-head
error: there are 2 heads: b2, c1
  hint: join them with: cmigrate merge heads
[1]
$ cmigrate revision -m x
error: multiple head revisions are present for "head": "b2", "c1"
  hint: name one of them, "BRANCH@head" for one branch's, or "heads" for all; cmigrate merge heads makes them one
[1]
$ cmigrate revision -m x --head b1
error: revision "b1" is not a head revision
  hint: --splice makes a new branch from it
[1]
$ cmigrate revision -m x --head shop@head --rev-id a1
error: the revision id "a1" is already used by revision "a1" (migrations/versions/a1.yaml)
  hint: choose another
[1]
$ cmigrate revision -m x --head shop@head --rev-id shop
error: the revision id "shop" is already used by revision "b1" (migrations/versions/b1.yaml)
  hint: choose another
[1]
$ cmigrate revision -m x --head shop@head --rev-id a-b
error: the revision id "a-b" holds one of the characters @ - + :
  hint: use letters, digits and _, at most 32
[1]
$ cmigrate revision -m x --head shop@head --branch-label blog
error: the branch label "blog" is already used by revision "c1" (migrations/versions/c1.yaml)
  hint: choose another
[1]
$ cmigrate revision -m x --head shop@head --depends-on nosuch
error: no such revision or branch "nosuch"
  hint: cmigrate history shows all revisions
[1]
$ cmigrate revision -m x --head shop@head --version-path elsewhere
error: "elsewhere" is none of the version locations
  hint: they are, by `migrations:` in the configuration: migrations
[2]

# Merging: what makes no sense is refused, and nothing is written.
$ cmigrate merge base
error: there is nothing to merge
  hint: name two revisions or more; cmigrate heads lists the heads
[1]
$ cmigrate merge b2
error: there is nothing to merge: only "b2" is named
  hint: name two revisions or more; cmigrate heads lists the heads
[1]
$ cmigrate merge b2 b2
error: duplicate head revision "b2" specified
  hint: name it once
[1]
$ cmigrate merge b2 a1
error: revision "a1" is not a head revision
  hint: --splice makes a new branch from it
[1]
$ cmigrate merge b2 a1 --splice
error: revision "a1" is an ancestor of another one that is named
  hint: leave "a1" out
[1]
$ cmigrate merge shop nosuch
error: no such revision or branch "nosuch"
  hint: cmigrate history shows all revisions
[1]
$ ls migrations/versions
a1.yaml
b1.yaml
b2.yaml
c1.yaml
$ cmigrate merge shop blog --rev-id d1
wrote migrations/versions/d1_merge_b2_and_c1.yaml
$ cat migrations/versions/d1*
revision: d1
parents: [b2, c1]
message: merge b2 and c1
created: 2026-11-21T08:30:00Z
upgrade: []
downgrade: []
$ cmigrate merge
error: there is nothing to merge: only "d1" is named
  hint: name two revisions or more; cmigrate heads lists the heads
[1]
$ cmigrate check --single-head --against revisions
error: the models declare no table: models.yaml
  hint: declare tables there, or take those of the database with: cmigrate inspect > models.yaml; empty models are never read as "drop everything"
[1]
$ cmigrate history --graph
*   d1 (blog, shop) (head) (mergepoint), merge b2 and c1
|\
| * c1 (blog), begin blog
* | b2 (shop), more shop
* | b1 (shop), begin shop
|/
* a1 (branchpoint), first
$ cmigrate history
b2, c1 -> d1 (blog, shop) (head) (mergepoint), merge b2 and c1
a1 -> c1 (blog), begin blog
b1 -> b2 (shop), more shop
a1 -> b1 (shop), begin shop
<base> -> a1 (branchpoint), first
$ cmigrate history --reverse --limit 2
<base> -> a1 (branchpoint), first
a1 -> b1 (shop), begin shop
$ cmigrate history --limit 2 --graph
* d1 (blog, shop) (head) (mergepoint), merge b2 and c1
* c1 (blog), begin blog
$ cmigrate history --graph --reverse
error: --graph and --reverse can't be used together
[2]
$ cmigrate history -r b1:d1
b2, c1 -> d1 (blog, shop) (head) (mergepoint), merge b2 and c1
a1 -> c1 (blog), begin blog
b1 -> b2 (shop), more shop
a1 -> b1 (shop), begin shop
$ cmigrate history -r b1
error: "b1" is not a range of revisions
  hint: write [start]:[end], as "base:head", "ae10:" or ":current"
[1]
$ cmigrate history -r nosuch:
error: no such revision or branch "nosuch"
  hint: cmigrate history shows all revisions
[1]
$ cmigrate show d1
Rev: d1 (head) (mergepoint)
Merges: b2, c1
Branch names: blog, shop
Created: 2026-11-21T08:30:00Z
Path: migrations/versions/d1_merge_b2_and_c1.yaml

    merge b2 and c1

$ cmigrate show shop@head
Rev: d1 (head) (mergepoint)
Merges: b2, c1
Branch names: blog, shop
Created: 2026-11-21T08:30:00Z
Path: migrations/versions/d1_merge_b2_and_c1.yaml

    merge b2 and c1

$ cmigrate show a
error: no such revision or branch "a"
  hint: did you mean "a1"?
[1]
$ cmigrate show xyz
error: no such revision or branch "xyz"
  hint: write at least four characters of a revision's id
[1]
$ cmigrate show base

# New branches: spliced in, from base, with a label, needing another branch by prefix or by label.
$ cmigrate revision -m "hot fix" --head b1 --splice --rev-id e1
wrote migrations/versions/e1_hot_fix.yaml
$ cmigrate revision -m "new root" --head base --branch-label stats --rev-id f1 --depends-on c1 --depends-on shop
wrote migrations/versions/f1_new_root.yaml
$ cat migrations/versions/f1*
revision: f1
parents: []
branch_labels: [stats]
depends_on: [c1, shop]
message: new root
created: 2026-11-21T08:30:00Z
upgrade: []
downgrade: []
$ cmigrate show f1
Rev: f1 (head)
Parent: <base>
Also depends on: c1, shop
Branch names: stats
Created: 2026-11-21T08:30:00Z
Path: migrations/versions/f1_new_root.yaml

    new root

$ cmigrate heads
d1 (blog, shop) (head)
e1 (shop) (head)
f1 (stats) (head)
$ cmigrate heads --resolve-dependencies
d1 (blog, shop) (head)
e1 (shop) (head)
f1 (stats) (head)
$ cmigrate merge heads -m "all together" --branch-label one --rev-id g1
wrote migrations/versions/g1_all_together.yaml
$ cmigrate history --graph
*-.   g1 (blog, one, shop, stats) (head) (mergepoint), all together
|\ \
| | * f1 (stats), new root
| * e1 (shop), hot fix
* |   d1 (blog, shop) (mergepoint), merge b2 and c1
|\ \
| * | c1 (blog), begin blog
* | | b2 (shop), more shop
| |/
|/|
* | b1 (shop) (branchpoint), begin shop
|/
* a1 (branchpoint), first
$ cmigrate heads --json
[{"revision": "g1", "parents": ["d1", "e1", "f1"], "depends_on": [], "labels": ["blog", "one", "shop", "stats"], "message": "all together", "created": "2026-11-21T08:30:00Z", "path": "migrations/versions/g1_all_together.yaml", "head": true, "branch_point": false, "merge_point": true}]

# Editing: what the editor leaves must still be a revision.
$ cmigrate edit g1
error: no editor is known
  hint: set VISUAL or EDITOR, as in: EDITOR=nano cmigrate edit
[2]
$ EDITOR="sed -i s/together/one/" cmigrate edit g1; cmigrate show g1
edited migrations/versions/g1_all_together.yaml
Rev: g1 (head) (mergepoint)
Merges: d1, e1, f1
Branch names: blog, one, shop, stats
Created: 2026-11-21T08:30:00Z
Path: migrations/versions/g1_all_together.yaml

    all one

$ VISUAL="sed -i s/a1/zz/" EDITOR=false cmigrate edit b1
migrations/versions/b1.yaml:2:1: error: parent "zz" of revision "b1" is not there
    2 | parents: [zz]
      | ^
  hint: was its file deleted? Restore it, or name another revision
[1]
$ cmigrate heads
migrations/versions/b1.yaml:2:1: error: parent "zz" of revision "b1" is not there
    2 | parents: [zz]
      | ^
  hint: was its file deleted? Restore it, or name another revision
[1]
$ EDITOR="sed -i s/zz/a1/" cmigrate edit b1
migrations/versions/b1.yaml:2:1: error: parent "zz" of revision "b1" is not there
    2 | parents: [zz]
      | ^
  hint: was its file deleted? Restore it, or name another revision
[1]
$ sed -i s/zz/a1/ migrations/versions/b1.yaml
$ EDITOR=false cmigrate edit
error: the editor failed: false
[1]
$ EDITOR=true cmigrate edit base
error: no revision file is meant by "base"
[1]
$ cmigrate list-templates
yaml   operations in YAML, for every database; the default
sql    the database's own SQL, for people who would rather review that
use one with: cmigrate init --template NAME
$ cmigrate list-templates --json
use one with: cmigrate init --template NAME
[{"name": "yaml", "summary": "operations in YAML, for every database; the default"}, {"name": "sql", "summary": "the database's own SQL, for people who would rather review that"}]
$ cmigrate ensure-version --sql
-- Made by cmigrate 0.1.0 for sqlite 3.26, the oldest that is supported: name another with --server

.bail on

BEGIN;

CREATE TABLE IF NOT EXISTS cmigrate_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT cmigrate_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE IF NOT EXISTS cmigrate_log (
    id INTEGER PRIMARY KEY NOT NULL,
    layout INTEGER NOT NULL,
    at VARCHAR(30) NOT NULL,
    event VARCHAR(20) NOT NULL,
    revision VARCHAR(32) NOT NULL,
    direction VARCHAR(10) NOT NULL,
    checksum VARCHAR(80),
    statement INTEGER,
    statements INTEGER,
    actor VARCHAR(255) NOT NULL,
    host VARCHAR(255) NOT NULL,
    tool VARCHAR(40) NOT NULL,
    detail TEXT
);

COMMIT;

$ ls app.db
ls: cannot access 'app.db': No such file or directory
[2]
$ cmigrate ensure-version
the tables cmigrate_version and cmigrate_log are there
$ cmigrate ensure-version --json
{"version_table": "cmigrate_version", "log_table": "cmigrate_log"}
$ sqlite3 app.db .tables
cmigrate_log      cmigrate_version
