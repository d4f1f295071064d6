#!/bin/sh
# Kills the program in a revision of five statements, at random times: each statement commits by itself, and the next
# upgrade must go on where it stopped, so that all is there once. With opaque SQL it stops and says what it saw.
#
#   killed_mysql.sh CMIGRATE             CMIGRATE_TEST_KILLS=500: so often; CMIGRATE_TEST_MYSQL is the server
set -u
[ -n "${CMIGRATE_TEST_MYSQL-}" ] || exit 77
program=$(realpath "$1")
kills=${CMIGRATE_TEST_KILLS-24}
database=cmigrate_killed
work=$(mktemp -d) || exit 1
trap 'sql "DROP DATABASE IF EXISTS $database" mysql; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
cd "$work" || exit 1
CMIGRATE_MODULE_PATH=$(dirname "$(dirname "$program")")/dialects/mysql
export CMIGRATE_MODULE_PATH
unset CMIGRATE_URL DATABASE_URL

# mysql://USER[:PASSWORD]@HOST:PORT/DATABASE
server=${CMIGRATE_TEST_MYSQL#*://} account=${CMIGRATE_TEST_MYSQL#*://}
account=${server%%@*} address=${server#*@}
host=${address%%/*}
case $account in *:*) MYSQL_PWD=${account#*:} && export MYSQL_PWD ;; esac
sql() {
    mariadb --no-defaults -N -B --protocol=tcp -u "${account%%:*}" -h "${host%%:*}" -P "${host##*:}" "${2-$database}" -e "$1"
}
fail() {
    echo "kill $kill of $revision after $delay s: $*" >&2
    exit 1
}

mkdir -p migrations/versions
printf 'url: %s/%s\nmodels: models.yaml\nmigrations: migrations\n' "${CMIGRATE_TEST_MYSQL%/*}" $database >cmigrate.yaml
cat >models.yaml <<'END'
tables:
  book:
    columns:
      id: {type: integer, primary_key: true}
      title: {type: string(50), nullable: false}
      price: {type: integer, nullable: false, default: 5}
    indexes:
      ix_book_title: [title]
  shelf:
    columns:
      id: {type: integer, primary_key: true}
      book_id: {type: integer, references: book.id}
END
cat >migrations/versions/a1_first.yaml <<'END'
revision: a1
parents: []
upgrade:
  - create_table: {name: book, columns: {id: {type: integer, primary_key: true}, name: string(30), old: integer}}
downgrade:
  - drop_table: book
END
# Five statements of DDL, and one of rows that shows whether it ran twice.
cat >structured.yaml <<'END'
revision: b2
parents: [a1]
upgrade:
  - create_table: {name: shelf, columns: {id: {type: integer, primary_key: true}, book_id: {type: integer, references: book.id}}}
  - alter_column: {table: book, name: name, to: title, type: string(50), nullable: false}
  - execute: UPDATE book SET title = concat(title, '!')
  - add_column: {table: book, name: price, type: integer, nullable: false, default: 5, with: {mysql: {algorithm: inplace, lock: none}}}
  - execute: UPDATE book SET price = price + 1
  - create_index: {table: book, name: ix_book_title, columns: [title]}
  - create_table: {name: passing, columns: {id: {type: integer, primary_key: true}}}
  - drop_column: {table: book, name: old}
  - drop_table: passing
downgrade: []
END
cat >opaque.yaml <<'END'
revision: b2
parents: [a1]
upgrade:
  - execute: CREATE TABLE shelf (id integer AUTO_INCREMENT PRIMARY KEY, book_id integer, CONSTRAINT fk_shelf_book_id FOREIGN KEY (book_id) REFERENCES book (id))
  - execute: ALTER TABLE book CHANGE COLUMN name title varchar(50) NOT NULL
  - execute: ALTER TABLE book ADD COLUMN price integer NOT NULL DEFAULT 5
  - execute: CREATE INDEX ix_book_title ON book (title)
  - execute: ALTER TABLE book DROP COLUMN old
downgrade: []
END

# The database at a1, and how long the second revision takes from there.
before() {
    sql "DROP DATABASE IF EXISTS $database; CREATE DATABASE $database" mysql
    mv migrations/versions/b2.yaml . 2>/dev/null
    "$program" upgrade -q >log 2>&1 || fail "the first revision: $(cat log)"
    cp $revision.yaml migrations/versions/b2.yaml
    sql "INSERT INTO book VALUES (1, 'one', 1), (2, 'two', 2)"
}
killed_upgrade() {
    "$program" upgrade >log 2>&1 &
    running=$!
    sleep "$delay"
    kill -9 $running 2>/dev/null
    wait $running 2>/dev/null
}
# The statement in doubt is the one that the message names; the server's own tables tell whether it ran.
took_effect() {
    case $1 in
    *"CREATE TABLE shelf"*) probe="tables WHERE table_name = 'shelf'" ;;
    *"CHANGE COLUMN name title"*) probe="columns WHERE column_name = 'title'" ;;
    *"ADD COLUMN price"*) probe="columns WHERE column_name = 'price'" ;;
    *"CREATE INDEX ix_book_title"*) probe="statistics WHERE index_name = 'ix_book_title'" ;;
    *"DROP COLUMN old"*) probe="columns WHERE column_name = 'old'" ;;
    *) fail "no statement is named: $1" ;;
    esac
    found=$(sql "SELECT count(*) FROM information_schema.$probe AND table_schema = '$database'")
    case $1 in *"DROP COLUMN old"*) [ "$found" = 0 ] ;; *) [ "$found" != 0 ] ;; esac
}
go_on() {
    "$program" upgrade >log 2>&1 && return
    [ $revision = opaque ] || fail "the next upgrade: $(cat log)"
    doubts=$((doubts + 1))
    if took_effect "$(cat log)"; then word=--done; else word=--undone; fi
    "$program" settle b2 $word >settled 2>&1 || fail "settle $word: $(cat log settled)"
    "$program" upgrade >log 2>&1 || fail "the upgrade after settle $word: $(cat log)"
}
settled() {
    [ "$(sql 'SELECT version_num FROM cmigrate_version')" = b2 ] || fail "the version is not b2"
    "$program" check >log 2>&1 || fail "check: $(cat log)"
    rows=$(sql "SELECT group_concat(id, title, price ORDER BY id) FROM book")
    [ "$rows" = "$1" ] || fail "the rows are $rows"
}

kill=0 doubts=0 delay=9 revision=structured
before
began=$(date +%s%N)
"$program" upgrade >log 2>&1 || fail "$(cat log)"
length=$(($(date +%s%N) - began))
while [ $kill -lt "$kills" ]; do
    kill=$((kill + 1))
    delay=$(awk "BEGIN { srand($kill); print rand() * 1.1 * $length / 1e9 }")
    if [ $((kill % 3)) = 0 ]; then revision=opaque rows='1one5,2two5'; else revision=structured rows='1one!6,2two!6'; fi
    before
    killed_upgrade
    go_on
    settled "$rows"
done
echo "$kills kills within $((length / 1000000)) ms, $doubts of them left a statement in doubt"
