#!/bin/sh
# Kills an upgrade that rebuilds a table, at random times: the database must be as before or as after, and the next
# upgrade must end right with every row there.
#
#   killed_sqlite.sh CMIGRATE            CMIGRATE_TEST_KILLS=500: so often
set -u
program=$(realpath "$1")
kills=${CMIGRATE_TEST_KILLS-12}
rows=20000
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
CMIGRATE_MODULE_PATH=$(dirname "$(dirname "$program")")/dialects/sqlite
export CMIGRATE_MODULE_PATH

fail() {
    echo "kill $kill after $delay s: $*" >&2
    exit 1
}
models() {
    cat >models.yaml <<END
tables:
  author:
    columns:
      id: {type: integer, primary_key: true}
  book:
    columns:
      id: {type: integer, primary_key: true}
      $1
      author_id: {type: integer, references: author.id, on_delete: cascade, index: true}
END
}

mkdir -p migrations/versions
printf 'url: sqlite:///app.db\nmodels: models.yaml\nmigrations: migrations\n' >cmigrate.yaml
models 'name: string(30)'
"$program" migrate -m first --rev-id a1 >log 2>&1 && "$program" upgrade >>log 2>&1 || { cat log; exit 1; }
sqlite3 app.db "INSERT INTO author VALUES (1);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $rows)
    INSERT INTO book SELECT i, 'book ' || i, 1 FROM n;
    CREATE TRIGGER book_touched AFTER UPDATE ON book BEGIN SELECT NEW.name; END;"
models 'title: {type: string(50), was: name, nullable: false}'
"$program" migrate -m second --rev-id b2 >log 2>&1 || { cat log; exit 1; }
mv app.db before.db

# How long the second revision takes when nobody disturbs it.
cp before.db app.db
began=$(date +%s%N)
"$program" upgrade >log 2>&1 || { cat log; exit 1; }
took=$(($(date +%s%N) - began))

kill=0 undone=0
while [ $kill -lt "$kills" ]; do
    kill=$((kill + 1))
    delay=$(awk "BEGIN { srand($kill); printf \"%.4f\", rand() * 1.1 * $took / 1e9 }")
    rm -f app.db app.db-*
    cp before.db app.db
    [ $((kill % 2)) = 0 ] || sqlite3 app.db 'PRAGMA journal_mode = WAL' >/dev/null
    "$program" upgrade >log 2>&1 &
    running=$!
    sleep "$delay"
    kill -9 $running 2>/dev/null
    wait $running 2>/dev/null
    version=$(sqlite3 app.db 'SELECT version_num FROM cmigrate_version') || fail "the database can't be read"
    case $version in
    a1) column=name undone=$((undone + 1)) ;;
    b2) column=title ;;
    *) fail "the version is $version" ;;
    esac
    found=$(sqlite3 app.db "SELECT count($column) FROM book") || fail "at $version there is no column $column"
    [ "$found" = $rows ] || fail "$found rows at $version"
    "$program" upgrade >log 2>&1 || fail "the next upgrade: $(cat log)"
    "$program" check >log 2>&1 || fail "check: $(cat log)"
    state=$(sqlite3 app.db "SELECT count(title), min(title), max(id) FROM book; PRAGMA integrity_check; PRAGMA foreign_key_check;
        SELECT count(*) FROM sqlite_master WHERE name LIKE 'cmigrate_new%'; SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
    [ "$state" = "$rows|book 1|$rows
ok
0
1" ] || fail "in the end: $state"
done
echo "$kills kills, $undone before the commit"
[ $undone -gt 0 ]
