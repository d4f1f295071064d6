# All mistakes of cmigrate.yaml are told together, in the order of the file.
$ mkdir -p migrations/versions
$ cat > cmigrate.yaml <<'END'
> urll: sqlite:///app.db
> lock_timeout: 5 parsecs
> online: maybe
> timezone: Mars/Base
> file_template: "%(revv)s"
> migrations: []
> version_table: ""
> END
$ cmigrate heads
cmigrate.yaml:1:1: error: the configuration has no key "urll"
    1 | urll: sqlite:///app.db
      | ^
  hint: did you mean "url"?
cmigrate.yaml:2:15: error: "lock_timeout" must be a duration, not "5 parsecs"
    2 | lock_timeout: 5 parsecs
      |               ^
  hint: write 10m, 5s, 250ms or none
cmigrate.yaml:3:9: error: "online" must be true or false, not "maybe"
    3 | online: maybe
      |         ^
cmigrate.yaml:4:11: error: there is no time zone "Mars/Base"
    4 | timezone: Mars/Base
      |           ^
  hint: write UTC, local, or a name such as Europe/Berlin
cmigrate.yaml:5:16: error: file_template has no token "revv"
    5 | file_template: "%(revv)s"
      |                ^
  hint: did you mean "rev"?
cmigrate.yaml:6:13: error: "migrations" is an empty list
    6 | migrations: []
      |             ^
  hint: name one or more, or leave the key out
cmigrate.yaml:7:16: error: "version_table" is empty
    7 | version_table: ""
      |                ^
  hint: name a table, or leave the key out
[1]
$ printf 'url: sqlite:///app.db\nlog_table: cmigrate_version\n' > cmigrate.yaml
$ cmigrate upgrade
cmigrate.yaml:2:12: error: the version table and the log can't both be "cmigrate_version"
    2 | log_table: cmigrate_version
      |            ^
  hint: name them otherwise: `version_table`, `log_table`
[1]
$ printf 'url: sqlite:///app.db\nmodels: []\n' > cmigrate.yaml
$ cmigrate check
cmigrate.yaml:2:9: error: "models" is an empty list
    2 | models: []
      |         ^
  hint: name one or more, or leave the key out
[1]

# What stands in the environment has no place.
$ printf 'url: sqlite:///app.db\n' > cmigrate.yaml
$ CMIGRATE_TIMEZONE=Mars/Base cmigrate revision
error: there is no time zone "Mars/Base"
  hint: write UTC, local, or a name such as Europe/Berlin
[1]

# --server may name another kind of database than the URL's; the configuration goes with it.
$ printf 'url: sqlite:///app.db\nserver: mariadb 10.11\n' > cmigrate.yaml
$ cmigrate upgrade --sql
error: "mariadb 10.11" is another kind of server than the url names
  hint: give it with --server, or change the url
[1]
$ printf 'url: sqlite:///app.db\nserver: sqlight 3.40\n' > cmigrate.yaml
$ cmigrate upgrade --sql
error: "sqlight 3.40" is no server's name and version
  hint: as in: sqlite 3.26
[1]

# An empty value that a variable brings is as good as none.
$ printf 'url: sqlite:///app.db\nserver: ${SERVER:-}\nshadow_url: ${SHADOW:-}\nversion_table_schema: ${SCHEMA:-}\ntimezone: ${ZONE:-}\n' > cmigrate.yaml
$ cmigrate upgrade
nothing to do: the database is at base
