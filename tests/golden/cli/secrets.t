# A password is in no message: not in a line that is shown with its mistake, not in a quoted value.
$ mkdir -p migrations/versions
$ cat > cmigrate.yaml <<'END'
> url: {postgresql://ann:hunter2@h/shop: 1}
> shadow_url: "postgresql://ann:hunter2@h/${SHADOW}"
> colour: red
> END
$ cmigrate current
cmigrate.yaml:1:6: error: "url" must be a single value, not a mapping
cmigrate.yaml:2:13: error: the environment variable "SHADOW" is not set
  hint: set it, or give it a default: ${SHADOW:-…}
cmigrate.yaml:3:1: error: the configuration has no key "colour"
    3 | colour: red
      | ^
  hint: its keys are url, models, migrations, shadow, shadow_url, drop_unknown, online, with, server, version_table, version_table_schema, log_table, file_template, timezone, template, naming, post_write_hooks, include, exclude, transaction, compare, runner_timeout, lock_timeout, statement_timeout, connect_timeout, databases
[1]
$ cat > cmigrate.yaml <<'END'
> databases:
>   test: {url: postgresql://ann:hunter2(,x)@h/shop}
> END
$ cmigrate current
cmigrate.yaml:2:15: error: the value is cut off by a comma
  hint: quote the whole value
[1]
$ echo 'url: "sqlite:/x?password=hunter2"' > cmigrate.yaml; cmigrate current
error: not a SQLite url: "sqlite:/x?password=***"
  hint: write sqlite:///path, or sqlite:////path from the root of the disk
[1]
$ echo 'url: sqlite:///app.db?password=hunter2' > cmigrate.yaml; cmigrate current
error: unknown parameter "password" in the url
[1]
$ cmigrate current --url 'nosuch://ann:hunter2@h/shop'
error: the URL's scheme "nosuch" is no database that cmigrate knows
  hint: sqlite:///app.db, postgresql://user@host/name and mysql://user@host/name are URLs
[1]
$ cmigrate current --url 'postgresql://ann:hunter2@:x/shop'
error: the url has a port that isn't a number up to 65535
  hint: in a user's name or password write %3A for ":", %2F for "/" and %40 for "@"
[1]
$ cmigrate current --url 'mysql://ann:hunt@er2@h:port/shop'
error: the url's port "port" is not a number from 1 to 65535
[1]
$ cmigrate current --url 'sqlite:///nosuch/app.db?@hunter2'
error: unknown parameter "@hunter2" in the url
[1]
$ printf 'url: sqlite:///app.db\n' > cmigrate.yaml; printf 'A=1\nhunter2\n' > .env; cmigrate current
.env:2: error: a line that sets no variable
  hint: write NAME=value, and close a quote on its own line
[1]
$ rm .env; printf 'PASSWORD=x\nurl: postgresql://ann:hunter2@h/d\n' > cmigrate.yaml; cmigrate current
cmigrate.yaml:2:4: error: a ":" can't stand here
  hint: quote the text if the colon belongs to it; otherwise mend the indentation
[1]
$ printf 'url: sqlite:///app.db\nx: "\\q"\n' > cmigrate.yaml; cmigrate current
cmigrate.yaml:2:5: error: an unknown escape after the backslash
    2 | x: "\q"
      |     ^
  hint: write \\ for a backslash, or use single quotes
[1]
