#!/bin/sh
# What Alembic's own tests say of comparing models on a server: tests/golden/cli/alembic_models.t has those that
# SQLite can show. After each step `check` is clean, and the way back and forth leaves it clean again.
#
#   alembic_models.sh CMIGRATE postgresql|mysql
set -eu
cmigrate=$(realpath "$1") kind=$2
case $kind in
postgresql) server=${CMIGRATE_TEST_POSTGRESQL-} ;;
mysql) server=${CMIGRATE_TEST_MYSQL-} ;;
esac
[ -n "$server" ] || exit 77
work=$(mktemp -d)
name=alembic_models_$$
client() {
    address=${server#*@} database=$1
    shift
    hostport=${address%%/*}
    mariadb --no-defaults -uroot -h "${hostport%:*}" -P "${hostport#*:}" -N -B $database "$@"
}
admin() {
    if [ "$kind" = postgresql ]; then psql -qX -d "$server" -c "$1" >/dev/null; else client '' -e "$1"; fi
}
sql() {
    if [ "$kind" = postgresql ]; then psql -qXAt -F '|' -d "${server%/*}/$name" -c "$1"; else client "$name" -e "$1" | tr '\t' '|'; fi
}
trap 'admin "DROP DATABASE IF EXISTS $name"; rm -rf "$work"' EXIT
admin "CREATE DATABASE $name"
cd "$work"
"$cmigrate" init -q >/dev/null
echo "url: ${server%/*}/$name" >cmigrate.yaml

fail() { echo "$*" >&2; exit 1; }
expect() { [ "$1" = "$2" ] || fail "expected: $2
got: $1"; }
models() { cat >models.yaml; }
clean() { "$cmigrate" check >printed 2>&1 || fail "$1: $(cat printed)"; }
number=10
# apply WHAT: a revision is needed, runs, and can be taken back.
apply() {
    what=$1
    number=$((number + 1))
    if ! "$cmigrate" migrate -m "$what" --rev-id "r$number" --drop-unknown >printed 2>&1; then fail "$what: $(cat printed)"; fi
    [ -n "$(ls migrations/versions/r"$number"* 2>/dev/null)" ] || fail "$what: no difference was found"
    for way in upgrade downgrade upgrade; do
        "$cmigrate" $way -q >printed 2>&1 || fail "$what, $way: $(cat printed)"
    done
    clean "$what"
}

# Row 60: unique constraints and indexes that look alike; names in mixed case.
models <<'END'
tables:
  Parent:
    columns:
      Id: {type: integer, primary_key: true}
      code: {type: string(20), unique: true}
  child:
    columns:
      id: {type: integer, primary_key: true}
      parent_id: {type: integer, references: Parent.Id, index: true}
      "Left": integer
      "Right": integer
    unique: [[Left, Right]]
    indexes:
      code: ["Left"]
      ix_child_id: [id]
END
apply "row 60"

# Row 62: checks by name and without one, another expression, several.
models <<'END'
tables:
  Parent:
    columns:
      Id: {type: integer, primary_key: true}
      code: {type: string(20), unique: true}
    checks: {ck_code: "code <> ''"}
  child:
    columns:
      id: {type: integer, primary_key: true}
      number: {type: integer, nullable: false, default: 0}
    checks: [number >= 0, number < 1000]
END
apply "row 62"
sed -i "s/code <> ''/length(code) > 1/; s/number < 1000/number < 2000/" models.yaml
case $kind$(sql 'SELECT version()') in
mysql5.*) clean "row 62: checks are nothing to an old MySQL" ;;
*) apply "row 62, another expression" ;;
esac

# Row 59 on the way out, row 65: a table of others that is referred to.
sql 'CREATE TABLE theirs (x INTEGER, y INTEGER, PRIMARY KEY (x, y))' >/dev/null
echo 'exclude: [theirs]' >>cmigrate.yaml
models <<'END'
tables:
  theirs:
    primary_key: [x, y]
    columns: {x: integer, y: integer}
  mine:
    columns: {id: {type: integer, primary_key: true}, x: integer, y: integer}
    foreign_keys: {fk_theirs: {columns: [x, y], references: {table: theirs, columns: [x, y]}}}
END
apply "rows 59 and 65"
models <<'END'
tables:
  mine:
    columns: {id: {type: integer, primary_key: true}}
END
apply "row 65, the key goes"

# Row 68: a change keeps what it doesn't mention; row 63: an enum's values.
models <<'END'
tables:
  mine:
    columns:
      id: {type: integer, primary_key: true}
      title: {type: string(20), nullable: false, default: none, comment: What it says}
      state: {type: {enum: [open, shut]}, nullable: false, default: open}
END
apply "row 68, before"
sql "INSERT INTO mine (title) VALUES ('one')" >/dev/null
sed -i 's/title: {type: string(20)/headline: {was: title, type: string(40)/; s/open, shut]/open, shut, lost]/' models.yaml
apply "rows 63 and 68"
expect "$(sql 'SELECT id, headline, state FROM mine')" '1|one|open'
sql 'INSERT INTO mine (state) VALUES (DEFAULT)' >/dev/null
expect "$(sql 'SELECT id, headline, state FROM mine WHERE id = 2')" '2|none|open'
"$cmigrate" inspect >printed
grep -q 'headline: {type: string(40), nullable: false, default: none, comment: What it says}' printed || fail "row 68: $(cat printed)"

if [ "$kind" = postgresql ]; then
    # Row 69: identity, comments, INCLUDE, NULLS NOT DISTINCT where there is such, sequences of one's own.
    models <<'END'
tables:
  mine:
    comment: It's "quoted" \ here
    columns:
      id: {type: biginteger, primary_key: true, autoincrement: false, postgresql: {identity: always}}
      number: {type: integer, default: {sql: "nextval('counter')"}}
      code: string(10)
    indexes:
      ix_code: {columns: [code], unique: true, postgresql: {include: [number]}}
sql:
  sequence:
    counter: {create: CREATE SEQUENCE counter, drop: DROP SEQUENCE counter}
END
    apply "row 69"
    sql "CREATE TABLE old (id SERIAL PRIMARY KEY)" >/dev/null
    "$cmigrate" check >printed 2>&1 && fail "row 69: a table more, and no difference"
    sql "DROP TABLE old" >/dev/null
    sed -i 's/, postgresql: {identity: always}//; s/, postgresql: {include: \[number\]}//' models.yaml
    apply "row 69, toggled"
    sed -i "s/autoincrement: false}/postgresql: {identity: always}}/" models.yaml
    apply "row 69, identity again"
fi
echo "as they should, $kind"
