# Several databases in one project, each with its own URL, models, revisions and rows; -n picks one.
$ mkdir -p shop/versions blog/versions
$ cat > cmigrate.yaml <<'END'
> databases:
>   shop: {url: "sqlite:///shop.db", models: shop.yaml, migrations: shop}
>   blog: {url: "sqlite:///blog.db", models: blog.yaml, migrations: blog, version_table: blog_version, log_table: blog_log}
> END
$ printf 'tables:\n  item:\n    columns: {id: {type: integer, primary_key: true}}\n' > shop.yaml
$ printf 'tables:\n  post:\n    columns: {id: {type: integer, primary_key: true}, text: text}\n' > blog.yaml
$ cmigrate current
cmigrate.yaml:1:1: error: the configuration names no database
    1 | databases:
      | ^
  hint: pick one with -n: shop, blog
[1]
$ cmigrate -n shp current
cmigrate.yaml:2:3: error: the configuration has no database "shp"
    2 |   shop: {url: "sqlite:///shop.db", models: shop.yaml, migrations: shop}
      |   ^
  hint: did you mean "shop"?
[2]
$ cmigrate -n shop migrate -m items --rev-id a1 -q
wrote shop/versions/a1_items.yaml
$ cmigrate -n blog migrate -m posts --rev-id b1 -q
wrote blog/versions/b1_posts.yaml
$ ls shop/versions blog/versions
blog/versions:
b1_posts.yaml

shop/versions:
a1_items.yaml
$ cmigrate -n shop upgrade
upgraded a1  items (N ms)
the database is at a1
$ cmigrate upgrade -n blog
upgraded b1  posts (N ms)
the database is at b1
$ cmigrate -n shop current
a1 (head)
$ cmigrate -n blog current --json
[{"revision": "b1", "parents": [], "depends_on": [], "labels": [], "message": "posts", "created": "2026-11-21T08:30:00Z", "path": "blog/versions/b1_posts.yaml", "head": true, "branch_point": false, "merge_point": false}]
$ cmigrate -n shop check
no differences: the database is what the models declare
$ cmigrate -n blog check
no differences: the database is what the models declare
$ sqlite3 shop.db .tables
cmigrate_log      cmigrate_version  item            
$ sqlite3 blog.db .tables
blog_log      blog_version  post        
$ cmigrate -n shop upgrade b1
error: no such revision or branch "b1"
  hint: did you mean "a1"?
[1]

# One schema in several environments: what stands at the top holds for all.
$ cat > cmigrate.yaml <<'END'
> url: sqlite:///dev.db
> models: shop.yaml
> migrations: shop
> databases:
>   test: {url: "sqlite:///test.db"}
> END
$ cmigrate upgrade -q
the database is at a1
$ cmigrate -n test upgrade -q
the database is at a1
$ cmigrate -n test current -v
Current revision(s) for sqlite:///test.db:
Rev: a1 (head)
Parent: <base>
Created: 2026-11-21T08:30:00Z
Path: shop/versions/a1_items.yaml

    items


# Both in one database, with version tables of their own.
$ cat > cmigrate.yaml <<'END'
> url: sqlite:///both.db
> databases:
>   shop: {models: shop.yaml, migrations: shop, version_table: shop_version, log_table: shop_log, include: [item]}
>   blog: {models: blog.yaml, migrations: blog, version_table: blog_version, log_table: blog_log, include: [post]}
> END
$ cmigrate -n shop upgrade -q
the database is at a1
$ cmigrate -n blog upgrade -q
the database is at b1
$ sqlite3 both.db .tables "SELECT * FROM shop_version" "SELECT * FROM blog_version"
blog_log      item          shop_log    
blog_version  post          shop_version
a1
b1
$ cmigrate -n shop downgrade base
downgraded a1  items (N ms)
the database is at base
$ cmigrate -n blog current
b1 (head)
