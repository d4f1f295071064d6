# What stands in a file can't command the terminal that shows it.
$ cmigrate init -q
wrote cmigrate.yaml
wrote models.yaml
$ cmigrate revision -m "$(printf 'one\033]0;owned\007\ntwo \302\233 31m \342\200\256flow')" --rev-id a1
wrote migrations/versions/a1_one_0_owned_two_31m_flow.yaml
$ cat migrations/versions/a1_*
revision: a1
parents: []
message: "one ]0;owned  two \x9b 31m ‮flow"
created: 2026-11-21T08:30:00Z
upgrade: []
downgrade: []
$ cmigrate history
<base> -> a1 (head), one ]0;owned  two ? 31m ?flow
$ cmigrate show a1
Rev: a1 (head)
Parent: <base>
Created: 2026-11-21T08:30:00Z
Path: migrations/versions/a1_one_0_owned_two_31m_flow.yaml

    one ]0;owned  two ? 31m ?flow

$ cmigrate upgrade
upgraded a1  one ]0;owned  two ? 31m ?flow (N ms)
the database is at a1
$ cmigrate --json history
[{"revision": "a1", "parents": [], "depends_on": [], "labels": [], "message": "one ]0;owned  two \u009b 31m ‮flow", "created": "2026-11-21T08:30:00Z", "path": "migrations/versions/a1_one_0_owned_two_31m_flow.yaml", "head": true, "branch_point": false, "merge_point": false}]
$ rm migrations/versions/*; cat > "$(printf 'migrations/versions/b2\033[2J\n.yaml')" <<'END'
> revision: b2
> parents: ["n\e[31mo"]
> message: "a\e[2J\nb"
> upgrade: []
> END
$ cmigrate heads
migrations/versions/b2?[2J?.yaml:2:1: error: parent "n?[31mo" of revision "b2" is not there
    2 | parents: ["n\e[31mo"]
      | ^
  hint: was its file deleted? Restore it, or name another revision
[1]
$ cmigrate --json heads 2>/dev/null
{"errors": [{"code": "graph", "message": "parent \"n\u001b[31mo\" of revision \"b2\" is not there", "hint": "was its file deleted? Restore it, or name another revision", "file": "migrations/versions/b2\u001b[2J\n.yaml", "line": 2, "column": 1, "sqlstate": null, "statement": null}]}
[1]
$ printf 'tables:\n  "a\\e[2Jb": {columns: {"c\\u202Ed": nosuch}}\n' > models.yaml; cmigrate check
migrations/versions/b2?[2J?.yaml:2:1: error: parent "n?[31mo" of revision "b2" is not there
    2 | parents: ["n\e[31mo"]
      | ^
  hint: was its file deleted? Restore it, or name another revision
[1]
$ cmigrate "$(printf 'up\033[2J')"
error: there is no command "up?[2J"
  hint: cmigrate help lists the commands
[2]

# What isn't text is not written into a file.
$ rm migrations/versions/*; cmigrate revision -m "$(printf 'a\377')"
error: the message is not text in UTF-8
[2]
$ cmigrate revision -m a --rev-id "$(printf 'a\377')"
error: the revision id "a?" is not text in UTF-8
  hint: use letters, digits and _, at most 32
[1]
