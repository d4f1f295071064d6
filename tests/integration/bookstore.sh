#!/bin/sh
# The bookstore's revisions, made on SQLite, run unchanged on a server, up and down; rows that are put in between
# survive every step. So do revisions that speak of an enum by its name, each run by itself.
#
#   bookstore.sh CMIGRATE postgresql|mysql
set -eu
cmigrate=$(realpath "$1") kind=$2
case $kind in
postgresql) server=${CMIGRATE_TEST_POSTGRESQL-} ;;
mysql) server=${CMIGRATE_TEST_MYSQL-} ;;
esac
[ -n "$server" ] || exit 77
work=$(mktemp -d)
name=bookstore_$$
admin() {
    if [ "$kind" = postgresql ]; then psql -qX -d "$server" -c "$1" >/dev/null; else client '' -e "$1"; fi
}
# The address of a mysql:// URL for its client.
client() {
    address=${server#*@} database=$1
    shift
    hostport=${address%%/*}
    mariadb --no-defaults -uroot -h "${hostport%:*}" -P "${hostport#*:}" -N -B $database "$@"
}
sql() {
    if [ "$kind" = postgresql ]; then psql -qXAt -F '|' -d "${server%/*}/$name" -c "$1"; else client "$name" -e "$1" | tr '\t' '|'; fi
}
trap 'admin "DROP DATABASE IF EXISTS $name"; rm -rf "$work"' EXIT
admin "CREATE DATABASE $name"
cd "$work"

step() {
    "$cmigrate" migrate -q -m "$1" --rev-id "$2" >/dev/null
    "$cmigrate" upgrade -q >/dev/null
}
"$cmigrate" init -q >/dev/null
cat >models.yaml <<'END'
tables:
  author:
    columns:
      id: {type: integer, primary_key: true}
      name: {type: string(30), nullable: false}
      email: {type: string(30), nullable: false, unique: true}
END
step author a1
cat >>models.yaml <<'END'
  book:
    comment: What authors write
    columns:
      id: {type: integer, primary_key: true}
      name: {type: string(30), nullable: false}
      author_id: {type: integer, references: author.id, index: true}
      sold: {type: boolean, nullable: false, default: false}
      written: {type: datetime, default: {sql: CURRENT_TIMESTAMP}}
    checks:
      ck_book_name: name <> ''
END
step book b2
cat >>models.yaml <<'END'
  store:
    columns:
      id: {type: integer, primary_key: true}
      city: string(40)
  book_to_store:
    primary_key: [book_id, store_id]
    columns:
      book_id: {type: integer, references: book.id, on_delete: cascade}
      store_id: {type: integer, references: store.id, on_delete: cascade}
END
step stores c3
cp models.yaml before.yaml
sed -e '/^  book:$/,/^  store:$/{
s/name: {type: string(30), nullable: false}/title: {type: string(50), nullable: false, was: name}/
s/author_id: {type: integer, references/author_id: {type: integer, nullable: false, references/
s/ck_book_name: name/ck_book_name: title/
/author_id:/a\      price: {type: "numeric(8,2)", nullable: false, default: 0}
}' before.yaml >models.yaml
step "title and price" d4
"$cmigrate" check -q >/dev/null

# Now the server, whose models are the same.
CMIGRATE_URL=${server%/*}/$name
export CMIGRATE_URL
"$cmigrate" upgrade -q b2 >/dev/null
sql "INSERT INTO author (id, name, email) VALUES (1, 'Ursula', 'u@x'), (2, 'Stanislaw', 's@x')"
sql "INSERT INTO book (id, name, author_id) VALUES (1, 'The Dispossessed', 1), (2, 'Solaris', 2)"
"$cmigrate" upgrade -q c3 >/dev/null
sql "INSERT INTO store (id, city) VALUES (1, 'Krakow'), (2, 'Portland')"
sql "INSERT INTO book_to_store (book_id, store_id) VALUES (1, 2), (2, 1), (2, 2)"
rows="SELECT b.id, BOOK_NAME, a.name, s.city FROM book b JOIN author a ON a.id = b.author_id JOIN book_to_store x ON x.book_id = b.id JOIN store s ON s.id = x.store_id ORDER BY b.id, s.id"
wanted='1|The Dispossessed|Ursula|Portland
2|Solaris|Stanislaw|Krakow
2|Solaris|Stanislaw|Portland'
expect() {
    got=$(sql "$(echo "$rows" | sed "s/BOOK_NAME/b.$1/")")
    [ "$got" = "$wanted" ] || { printf 'at %s the rows are\n%s\n' "$1" "$got"; exit 1; }
}
expect name
"$cmigrate" upgrade -q >/dev/null
expect title
"$cmigrate" check
"$cmigrate" migrate -q -m nothing | grep -q 'no changes'
"$cmigrate" downgrade -q >/dev/null
expect name
"$cmigrate" upgrade -q >/dev/null
expect title
"$cmigrate" check
"$cmigrate" downgrade -q base >/dev/null
if [ "$kind" = postgresql ]; then left=$(sql "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"); else left=$(sql "SHOW TABLES" | wc -l); fi
[ "$left" = 2 ] || { echo "$left tables are left"; exit 1; }
"$cmigrate" upgrade -q >/dev/null
"$cmigrate" check

# An enum that revisions call by its name.
cat >>models.yaml <<'END'
enums:
  mood: [sad, ok, happy]
END
sed -i 's/^      email:/      feels: {type: mood, default: ok}\n      felt: mood\n      email:/' models.yaml
cat >migrations/versions/e5.yaml <<'END'
revision: e5
parents: [d4]
upgrade:
  - create_enum: {name: mood, values: [sad, ok]}
  - add_column: {table: author, name: feels, type: mood, default: ok, after: name}
downgrade:
  - drop_column: {table: author, name: feels}
  - drop_enum: mood
END
cat >migrations/versions/f6.yaml <<'END'
revision: f6
parents: [e5]
upgrade:
  - add_column: {table: author, name: felt, type: mood, after: feels}
downgrade:
  - drop_column: {table: author, name: felt}
END
cat >migrations/versions/g7.yaml <<'END'
revision: g7
parents: [f6]
upgrade:
  - alter_enum: {name: mood, values: [sad, ok, happy]}
downgrade:
  - execute: UPDATE author SET felt = NULL
  - alter_enum: {name: mood, values: [sad, ok]}
END
cat >h8.yaml <<'END'
revision: h8
parents: [g7]
upgrade:
  - rename_enum: {name: mood, to: humour, values: {ok: fine}}
downgrade:
  - rename_enum: {name: humour, to: mood, values: {fine: ok}}
END
for revision in e5 f6 g7; do "$cmigrate" upgrade -q $revision >/dev/null; done
sql "INSERT INTO author (id, name, email, felt) VALUES (3, 'Hope', 'h@x', 'happy')"
[ "$(sql "SELECT feels, felt FROM author WHERE id = 3")" = 'ok|happy' ] || { echo "the enum has lost something"; exit 1; }
"$cmigrate" check
"$cmigrate" migrate -q -m nothing | grep -q 'no changes'
mv h8.yaml migrations/versions
"$cmigrate" upgrade -q h8 >/dev/null
[ "$(sql "SELECT feels, felt FROM author WHERE id = 3")" = 'fine|happy' ] || { echo "a value has lost its new name"; exit 1; }
"$cmigrate" downgrade -q g7 >/dev/null
[ "$(sql "SELECT feels, felt FROM author WHERE id = 3")" = 'ok|happy' ] || { echo "a value has lost its old name"; exit 1; }
rm migrations/versions/h8.yaml
for revision in f6 e5 d4; do "$cmigrate" downgrade -q $revision >/dev/null; done
"$cmigrate" upgrade -q >/dev/null
"$cmigrate" check
