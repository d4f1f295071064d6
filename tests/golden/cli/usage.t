# Words that are wrong are answered with the nearest right one, and exit 2.
$ cmigrate upgrad
error: there is no command "upgrad"
  hint: did you mean "upgrade"?
[2]
$ cmigrate
cmigrate keeps a database's schema in step with the models that a project declares.

usage: cmigrate COMMAND [OPTIONS]

  init           start a project here: cmigrate.yaml, models.yaml, migrations/
  migrate        compare the models with the database, and write a revision that closes the gap
  upgrade        bring the database to the newest revision, or to REVISION
  downgrade      take the last revision back, or all above REVISION
  check          compare the models with the database; exit with 3 if they differ
  current        show the revisions that the database is at
  history        list the revisions, newest first
  heads          show the newest revision of each branch
  branches       show where branches begin: revisions with more than one child
  show           show all about a revision
  revision       write an empty revision, to be filled by hand
  merge          join heads with a revision that has them all as parents
  rebase         give a revision that isn't applied yet another parent
  squash         put revisions that follow one another into one
  edit           open a revision's file in your editor
  stamp          say that the database is at REVISION, without running anything
  settle         say what became of a statement that a killed run had begun
  baseline       adopt a database: write its schema as the first revision, and stamp it
  inspect        print the live database as a models file
  ensure-version make the version table and the log, if they are missing
  list-templates list the ways in which revisions can be written

To begin:
  cmigrate init                       make cmigrate.yaml, models.yaml and migrations/
  cmigrate migrate -m "first tables"   after declaring them in models.yaml
  cmigrate upgrade                    bring the database there

Options of every command:
  -c, --config FILE              the configuration, instead of ./cmigrate.yaml
  -n, --name NAME                one of its `databases:`
      --url URL                  the database, instead of the configuration's
      --json                     print the result as JSON
  -q, --quiet                    print nothing but results and errors
      --no-colour                plain text; so does NO_COLOR in the environment
  -h, --help                     show this help
      --version                  show the version

`cmigrate help COMMAND` tells more.
[2]
$ cmigrate --nonsense
error: unknown option --nonsense
  hint: --help shows those there are
[2]
$ cmigrate --json
error: there is no command
  hint: cmigrate help lists the commands
{"errors": [{"code": "usage", "message": "there is no command", "hint": "cmigrate help lists the commands", "file": null, "line": 0, "column": 0, "sqlstate": null, "statement": null}]}
[2]
$ cmigrate -x a=b upgrade
error: unknown option -x
  hint: --help shows those there are
[2]
$ cmigrate -q --version | sed 's/[0-9.]*$/N/'
cmigrate N
$ cmigrate upgrade --nonsense
error: unknown option --nonsense
  hint: --help shows those there are
[2]
$ cmigrate heads --jsn
error: unknown option --jsn
  hint: did you mean --json?
[2]
$ cmigrate upgrad --json
error: there is no command "upgrad"
  hint: did you mean "upgrade"?
{"errors": [{"code": "usage", "message": "there is no command \"upgrad\"", "hint": "did you mean \"upgrade\"?", "file": null, "line": 0, "column": 0, "sqlstate": null, "statement": null}]}
[2]
$ cmigrate help upgrde
error: there is no command "upgrde"
  hint: did you mean "upgrade"?
[2]
$ cmigrate heads too many
error: heads takes no name: "too" is too much
  hint: cmigrate help heads shows its use
[2]
$ cmigrate revision --message
error: --message needs a value: --message TEXT
[2]
$ cmigrate heads --json=yes
error: --json takes no value
[2]

# Outside a project.
$ cmigrate upgrade
error: there is no file "cmigrate.yaml"
  hint: go to the project's folder, or start a project here with: cmigrate init
[1]
$ cmigrate --json upgrade 2>/dev/null
{"errors": [{"code": "config", "message": "there is no file \"cmigrate.yaml\"", "hint": "go to the project's folder, or start a project here with: cmigrate init", "file": null, "line": 0, "column": 0, "sqlstate": null, "statement": null}]}
[1]
$ cmigrate init --template toml
error: there is no template "toml"
  hint: cmigrate list-templates shows those there are
[2]
$ cmigrate init
wrote cmigrate.yaml
wrote models.yaml
declare your tables in models.yaml, then run: cmigrate migrate -m "first tables"
$ cmigrate init
error: "cmigrate.yaml" is there already
  hint: this folder is a project already; remove the file to start anew
[1]
$ cmigrate heads
$ cmigrate current
no revision is applied
$ cmigrate history --limit ten
error: --limit needs a number, not "ten"
[2]
$ cmigrate upgrade nosuch
error: no such revision or branch "nosuch"
  hint: cmigrate history shows all revisions
[1]
$ cmigrate upgrade
nothing to do: the database is at base
$ cmigrate downgrade
error: relative revision "-1" didn't produce 1 migrations
  hint: it starts at base already
[1]

# Alembic's way of writing these.
$ cmigrate list_templates
yaml   operations in YAML, for every database; the default
sql    the database's own SQL, for people who would rather review that
use one with: cmigrate init --template NAME
$ cmigrate ensure_version --sql | tail -n 3

COMMIT;

$ cmigrate revision --autogenerate -m "first tables"
error: the models declare no table: models.yaml
  hint: declare tables there, or take those of the database with: cmigrate inspect > models.yaml; empty models are never read as "drop everything"
[1]
$ sed '/^tables/,$d' models.yaml > kept; echo 'tables: {author: {columns: {id: integer}}}' > models.yaml
$ cmigrate revision --autogenerate -m "first tables" --rev-id a1 --url sqlite:///other.db
1 difference found:
  create table author
wrote migrations/versions/a1_first_tables.yaml
look it over, then run: cmigrate upgrade
$ rm migrations/versions/a1*; (cat kept; echo 'tables: {}') > models.yaml; rm kept

# Looking makes no database and no table.
$ ls app.db
ls: cannot access 'app.db': No such file or directory
[2]
$ cmigrate check
error: the models declare no table: models.yaml
  hint: declare tables there, or take those of the database with: cmigrate inspect > models.yaml; empty models are never read as "drop everything"
[1]
$ cmigrate current
no revision is applied
$ cmigrate inspect
enums: {}
tables: {}
views: {}
sql:
  trigger: {}
  virtual_table: {}
$ ls
cmigrate.yaml
migrations
models.yaml
