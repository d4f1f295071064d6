#!/bin/sh
# What `--sql` prints, run through the database's own client, gives the schema and the rows that the online way
# gives: on SQLite always, on PostgreSQL and MariaDB where there is a server. There and back, in one go and in parts.
#   offline.sh CMIGRATE DATABASE          sqlite, postgresql or mysql; exit status 77: there is no such server
set -u
program=$(realpath "$1") database=$2
modules=$(dirname "$(dirname "$program")")/dialects
CMIGRATE_MODULE_PATH=$modules/sqlite:$modules/postgresql:$modules/mysql
export CMIGRATE_MODULE_PATH
unset CMIGRATE_URL DATABASE_URL CMIGRATE_CONFIG
work=$(mktemp -d) || exit 1
trap 'clean_up; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
cd "$work" || exit 1

fail() { echo "$*" >&2; exit 1; }

# For each database: make, url, client (reads SQL), dump (without the log), clean_up. Names are those of this process.
name=cmigrate_offline_$$
case $database in
sqlite)
    make() { rm -f "$1.db"; }
    url() { echo "sqlite:///$1.db"; }
    client() { sqlite3 -bail "$1.db"; }
    dump() { sqlite3 "$1.db" .dump | grep -v -E 'cmigrate_log|sqlite_sequence|^    |^\);$'; sqlite3 "$1.db" "SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'cmigrate%' ORDER BY name"; }
    server='sqlite 3.40'
    clean_up() { :; }
    ;;
postgresql)
    server_url=${CMIGRATE_TEST_POSTGRESQL-}
    make() { psql -q -d "$server_url" -c "DROP DATABASE IF EXISTS ${name}_$1" -c "CREATE DATABASE ${name}_$1" 2>/dev/null; }
    url() { echo "${server_url%/*}/${name}_$1"; }
    client() { psql -q -v ON_ERROR_STOP=1 -d "$(url "$1")" >/dev/null; }
    # A server that is newer than its client is no match for pg_dump.
    dump() {
        if [ "$(server_major)" -gt "$(pg_dump --version | grep -o '[0-9]*' | head -1)" ]; then
            cmigrate --url "$(url "$1")" inspect
        else
            pg_dump --no-owner -T cmigrate_log -d "$(url "$1")" | grep -v -E '^(\\(un)?restrict|-- Dumped|--$|$)'
        fi
    }
    server_major() { psql -At -d "$server_url" -c 'SHOW server_version_num' | sed 's/....$//'; }
    clean_up() { for one in online offline; do psql -q -d "$server_url" -c "DROP DATABASE IF EXISTS ${name}_$one" 2>/dev/null; done; }
    server="postgresql $(psql -At -d "${server_url:-none}" -c 'SHOW server_version' 2>/dev/null | cut -d' ' -f1)"
    ;;
mysql)
    server_url=${CMIGRATE_TEST_MYSQL-}
    at=${server_url#*://} user=${at%%@*} at=${at#*@} host=${at%%[:/]*} port=${at#*:}
    port=${port%%/*}
    run_client() { tool=$1; shift; case $user in *:*) MYSQL_PWD=${user#*:} "$tool" --no-defaults -u"${user%%:*}" -h"$host" -P"$port" "$@" ;; *) "$tool" --no-defaults -u"$user" -h"$host" -P"$port" "$@" ;; esac; }
    make() { run_client mariadb -e "DROP DATABASE IF EXISTS ${name}_$1; CREATE DATABASE ${name}_$1"; }
    url() { echo "${server_url%/*}/${name}_$1"; }
    client() { run_client mariadb "${name}_$1"; }
    ask() { run_client mariadb -N -r -e "$2" "${name}_$1"; }
    dump() {
        for table in $(ask "$1" 'SHOW TABLES' | grep -v cmigrate_log); do
            ask "$1" "SHOW CREATE TABLE $table; SELECT * FROM $table ORDER BY 1" | sed "s/${name}_$1/NAME/g"
        done
    }
    clean_up() { for one in online offline; do run_client mariadb -e "DROP DATABASE IF EXISTS ${name}_$one"; done; }
    version=$([ -z "$server_url" ] || run_client mariadb -N -e 'SELECT VERSION()')
    case $version in *MariaDB*) server="mariadb ${version%%-*}" ;; *) server="mysql ${version%%-*}" ;; esac
    ;;
*) fail "there is no database \"$database\"" ;;
esac
if [ "$database" != sqlite ] && [ -z "$server_url" ]; then
    echo "no server for $database here"
    clean_up() { :; }
    exit 77
fi

revision() {
    { printf 'revision: %s\nparents: [%s]\nmessage: %s\n' "$1" "$2" "step $1"; cat; } >"migrations/versions/$1.yaml"
}
mkdir -p migrations/versions
echo "url: sqlite:///none.db" >cmigrate.yaml
revision a1 '' <<'END'
upgrade:
  - create_table: {name: author, columns: {id: {type: integer, primary_key: true, autoincrement: false}, name: {type: string(30), nullable: false}}}
  - create_table:
      name: book
      columns:
        id: {type: integer, primary_key: true, autoincrement: false}
        name: {type: string(30), nullable: false}
        author_id: {type: integer, references: author.id, on_delete: cascade, index: true}
  - bulk_insert: {table: author, columns: [id, name], rows: [[1, "O'Hara; -- and"], [2, "back\\slash"], [3, "line\nbreak"]]}
  - bulk_insert: {table: book, columns: [id, name, author_id], rows: [[1, "it's", 1], [2, Solaris, 2], [3, null-ish, null]]}
downgrade:
  - drop_table: book
  - drop_table: author
END
revision b1 a1 <<'END'
branch_labels: [shop]
upgrade:
  - alter_column: {table: book, name: name, to: title, type: string(50)}
  - add_column: {table: book, name: price, type: "numeric(8,2)", nullable: false, default: 0}
  - create_unique_constraint: {table: author, name: uq_author_name, columns: [name]}
  - execute: UPDATE book SET price = 5 WHERE id = 1
downgrade:
  - drop_constraint: {table: author, name: uq_author_name}
  - drop_column: {table: book, name: price}
  - alter_column: {table: book, name: title, to: name, type: string(30)}
END
revision c1 a1 <<'END'
upgrade:
  - create_table: {name: store, columns: {id: {type: integer, primary_key: true}, city: string(40)}}
  - add_column: {table: author, name: born, type: date}
downgrade:
  - drop_column: {table: author, name: born}
  - drop_table: store
END
revision d1 'b1, c1' <<'END'
upgrade:
  - create_view: {name: cheap, as: SELECT id FROM book WHERE price < 5}
  - create_index: {table: book, name: ix_book_title, columns: [title]}
downgrade:
  - drop_index: {table: book, name: ix_book_title}
  - drop_view: cheap
END

cmigrate() { "$program" "$@"; }
# online ARGUMENTS…; offline ARGUMENTS…: to the database of that name
online() { cmigrate --url "$(url online)" -q "$@" >printed 2>&1 || { cat printed >&2; fail "online: $*"; }; }
offline() {
    cmigrate --url "$(url offline)" "$@" --sql --server "$server" >script.sql 2>printed || { cat printed >&2; fail "offline: $*"; }
    client offline <script.sql || { cat script.sql >&2; fail "the client refused: $*"; }
}
same() {
    dump online >online.dump && dump offline >offline.dump || fail "could not dump"
    diff -u online.dump offline.dump >&2 || fail "not the same after: $*"
    [ "$(cmigrate --url "$(url online)" -q current)" = "$(cmigrate --url "$(url offline)" -q current)" ] || fail "other rows after: $*"
}

make online && make offline || fail "could not make the databases"
online upgrade; offline upgrade; same upgrade
[ "$(grep -c . online.dump)" -gt 20 ] || fail "the dump is empty"
online downgrade a1; offline downgrade head:a1; same downgrade head:a1
online upgrade shop; offline upgrade a1:b1; same upgrade a1:b1
online upgrade heads; offline upgrade current:heads; same upgrade current:heads
online downgrade b1; offline downgrade head:b1; same downgrade head:b1
online upgrade; offline upgrade current:head; same upgrade current:head
online downgrade base; offline downgrade head:base; same downgrade head:base
online stamp b1; offline stamp b1; same stamp b1
online stamp d1; offline stamp b1:d1; same stamp b1:d1
online stamp base; offline stamp d1:base; same stamp d1:base
make online && make offline
online ensure-version; offline ensure-version; same ensure-version
make online && make offline
online upgrade +1; offline upgrade +1; same upgrade +1

# Older forms: a revision that was rebased, and some that were squashed.
make online && make offline
online upgrade; offline upgrade; same upgrade
revision e1 d1 <<'END'
upgrade:
  - alter_column: {table: store, name: city, type: string(60), nullable: false, default: there}
downgrade:
  - alter_column: {table: store, name: city, type: string(40), nullable: true, default: null}
END
online upgrade; offline upgrade d1:e1; same upgrade d1:e1
revision f1 d1 <<'END'
upgrade:
  - add_column: {table: store, name: street, type: string(40)}
  - create_unique_constraint: {table: store, name: uq_store_city, columns: [city]}
downgrade:
  - drop_constraint: {table: store, name: uq_store_city}
  - drop_column: {table: store, name: street}
END
cmigrate -q rebase e1 --onto f1 --no-database >/dev/null || fail "rebase"
online upgrade; offline upgrade current:head; same "catching up"
sed -i /^was_parents/d migrations/versions/e1.yaml # all have caught up
cmigrate -q squash f1:e1 --rev-id g1 --no-database >/dev/null || fail "squash"
revision h1 g1 <<'END'
upgrade:
  - drop_column: {table: store, name: street}
downgrade:
  - add_column: {table: store, name: street, type: string(40)}
END
online upgrade; offline upgrade e1:h1; same "from before the squash"
online downgrade d1; offline downgrade current:d1; same "back over the squash"
online upgrade; offline upgrade d1:head; same "with the squash"
echo "the same, $server"
