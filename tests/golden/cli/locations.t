# Several version locations, folders in them, and files that are reached twice.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ mkdir -p shop/versions/2026 blog/versions; sed -i 's/^migrations:.*/migrations: [shop, blog]/' cmigrate.yaml; rm -r migrations
$ cmigrate revision -m "first of the shop" --rev-id a1
error: there are several version locations
  hint: say which with --version-path: shop, blog
[2]
$ cmigrate revision -m "first of the shop" --rev-id a1 --version-path nowhere
error: "nowhere" is none of the version locations
  hint: they are, by `migrations:` in the configuration: shop, blog
[2]
$ cmigrate revision -m "first of the shop" --rev-id a1 --version-path shop --branch-label shop
wrote shop/versions/a1_first_of_the_shop.yaml
$ cmigrate revision -m "next goes beside it" --rev-id a2
wrote shop/versions/a2_next_goes_beside_it.yaml
$ cmigrate revision -m "first of the blog" --rev-id b1 --head base --version-path blog/versions --branch-label blog
wrote blog/versions/b1_first_of_the_blog.yaml
$ cmigrate revision -m "next of the blog" --rev-id b2 --head blog@head --depends-on shop
wrote blog/versions/b2_next_of_the_blog.yaml
$ mv shop/versions/a2* shop/versions/2026
$ cmigrate revision -m "in the parent's folder" --rev-id a3 --head shop@head
wrote shop/versions/a3_in_the_parent_s_folder.yaml
$ cmigrate merge heads --rev-id c1
wrote shop/versions/c1_merge_a3_and_b2.yaml
$ cmigrate merge heads --rev-id c1 --version-path blog
error: there is nothing to merge: only "c1" is named
  hint: name two revisions or more; cmigrate heads lists the heads
[1]
$ cmigrate history
a3, b2 -> c1 (blog, shop) (head) (mergepoint), merge a3 and b2
b1 (shop) -> b2 (blog), next of the blog
<base> -> b1 (blog), first of the blog
a2 -> a3 (shop), in the parent's folder
a1 -> a2 (shop), next goes beside it
<base> -> a1 (shop), first of the shop
$ cmigrate upgrade -q; cmigrate current; cmigrate downgrade base -q
the database is at c1
c1 (head) (mergepoint)
the database is at base

# One location in another, and a link to it: each file counts once.
$ ln -s ../shop/versions/2026 blog/versions/again; mkdir -p shop/versions/2026/versions; sed -i 's|\[shop, blog\]|[shop, blog, shop/../shop, shop/versions/2026]|' cmigrate.yaml
$ cmigrate heads; cmigrate history | wc -l
c1 (blog, shop) (head)
6
$ cp shop/versions/a1* shop/versions/copy.yaml; cmigrate heads
shop/versions/copy.yaml:1:1: error: revision "a1" is there twice: in shop/versions/a1_first_of_the_shop.yaml and in shop/versions/copy.yaml
    1 | revision: a1
      | ^
  hint: delete one of the files, or give one another id
[1]
$ rm shop/versions/copy.yaml; rm -r blog/versions; cmigrate heads
error: there is no folder "blog/versions" for revisions
  hint: make it with: mkdir -p blog/versions; or correct `migrations:` in the configuration
[1]
