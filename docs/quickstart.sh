#!/bin/sh
# Installs what building needs, builds cmigrate, and runs its main job on SQLite in front of you:
# a bookstore whose schema grows while its rows stay.
#
#   sh docs/quickstart.sh
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
install_packages gcc libc6-dev meson ninja-build pkg-config libyaml-dev libmd-dev libsqlite3-dev sqlite3

[ -f build-quickstart/build.ninja ] || meson setup build-quickstart -Dbuildtype=release -Dtests=false >build-quickstart.log
ninja -C build-quickstart >build-quickstart.log || { cat build-quickstart.log; exit 1; }
rm -f build-quickstart.log
cmigrate=$PWD/build-quickstart/cmd/cmigrate

shop=$(mktemp -d)
trap 'rm -rf "$shop"' EXIT INT TERM
cd "$shop"

bold= plain=
[ ! -t 1 ] || { bold=$(tput bold 2>/dev/null || true); plain=$(tput sgr0 2>/dev/null || true); }
say() { printf '\n%s# %s%s\n' "$bold" "$*" "$plain"; }
run() {
    printf '%s$ cmigrate' "$bold"
    for word; do case $word in *' '*) printf ' "%s"' "$word" ;; *) printf ' %s' "$word" ;; esac; done
    printf '%s\n' "$plain"
    "$cmigrate" "$@"
}
sql() { printf '%s$ sqlite3 app.db%s\n%s\n' "$bold" "$plain" "$1"; sqlite3 -box app.db "$1" 2>/dev/null || sqlite3 app.db "$1"; }

say "A project: cmigrate.yaml, models.yaml and migrations/."
run init

say "The models: an author."
cat >models.yaml <<'END'
tables:
  author:
    columns:
      id: {type: integer, primary_key: true}
      name: {type: string(30), nullable: false}
END
cat models.yaml
run migrate -m "add author"
run upgrade
sql "INSERT INTO author (id, name) VALUES (1, 'Ursula K. Le Guin'), (2, 'Stanisław Lem');"

say "Books, each with its author."
cat >>models.yaml <<'END'
  book:
    columns:
      id: {type: integer, primary_key: true}
      name: {type: string(30), nullable: false}
      author_id: {type: integer, references: author.id, index: true}
END
run migrate -m "add book"
run upgrade
sql "INSERT INTO book (id, name, author_id) VALUES (1, 'The Dispossessed', 1), (2, 'Solaris', 2);"

say "Stores, and which has which book."
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
run migrate -m "add store"
run upgrade
sql "INSERT INTO store VALUES (1, 'Kraków'), (2, 'Portland'); INSERT INTO book_to_store VALUES (1, 2), (2, 1), (2, 2);"

say "A book's name becomes its title, longer; its author is needed; and it has a price."
sed -e '/^  book:$/,/^  store:$/{
s/name: {type: string(30), nullable: false}/title: {type: string(50), nullable: false, was: name}/
s/author_id: {type: integer, references/author_id: {type: integer, nullable: false, references/
/author_id:/a\      price: {type: "numeric(8,2)", nullable: false, default: 0}
}' models.yaml >models.new
mv models.new models.yaml
sed -n '/^  book:$/,/^  store:$/p' models.yaml | sed '$d'
run migrate -m "title and price"
cat migrations/versions/*title_and_price.yaml
run upgrade
run check
run history

say "One step down, and up again: the rows are there."
run downgrade -1
sql "SELECT book.name, author.name AS author, city FROM book JOIN author ON author.id = author_id JOIN book_to_store ON book_id = book.id JOIN store ON store.id = store_id ORDER BY 1, 3;"
run upgrade
sql "SELECT title, price, author.name AS author, city FROM book JOIN author ON author.id = author_id JOIN book_to_store ON book_id = book.id JOIN store ON store.id = store_id ORDER BY 1, 4;"
run current
run check

say "That was all of it. README.md tells more; cmigrate is in build-quickstart/cmd/."
