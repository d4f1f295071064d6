#!/bin/sh
# A server with lower_case_table_names = 1 keeps the names of tables in lower case: models and scripts that say them
# otherwise mean the same, and rows stay.
#
#   lower_case.sh CMIGRATE            CMIGRATE_TEST_MYSQL_LOWER is such a server
set -eu
CMIGRATE_TEST_MYSQL=${CMIGRATE_TEST_MYSQL_LOWER-}
database=cmigrate_lower
. "$(dirname "$0")/fresh.sh"
echo "url: $server/$database" >cmigrate.yaml
# models TABLE WAS LENGTH
models() {
    cat >models.yaml <<END
tables:
  Author:
    columns: {Id: {type: integer, primary_key: true}, Name: string($3)}
    triggers:
      Stamp: CREATE TRIGGER Stamp BEFORE INSERT ON Author FOR EACH ROW SET NEW.Name = upper(NEW.Name)
  $1:$2
    columns: {id: {type: integer, primary_key: true}, author_id: {type: integer, references: Author.Id}}
    indexes: {By_Author: [author_id]}
views:
  ${1}View: SELECT id FROM $1
END
}
models Book '' 20
"$program" migrate -q -m first --rev-id a1 >/dev/null
"$program" upgrade -q
"$program" check -q
query "INSERT INTO author VALUES (1, 'Ursula'); INSERT INTO book VALUES (5, 1)"
models Tome ' {was: BOOK}' 30
sed -i 's/: {was: BOOK}$/:\n    was: BOOK/' models.yaml
"$program" migrate -q -m second --rev-id b2 >/dev/null
grep -q 'rename_table: {name: book, to: tome}' migrations/versions/b2* || fail "$(cat migrations/versions/b2*)"
# Whoever writes by hand need not know.
sed -i 's/rename_table: {name: book, to: tome}/rename_table: {name: Book, to: TOME}/; s/alter_column: {table: author/alter_column: {table: AUTHOR/' migrations/versions/b2*
cat >migrations/versions/c3_third.yaml <<'END'
revision: c3
parents: [b2]
upgrade:
  - create_table: {name: Passing, columns: {id: {type: integer, primary_key: true}, tome_id: {type: integer, references: Tome.id}}}
  - create_index: {table: PASSING, columns: [tome_id]}
  - bulk_insert: {table: passinG, columns: [id, tome_id], rows: [[1, 5]]}
  - rename_table: {name: passing, to: Gone}
  - create_object: {kind: view, name: Looks, as: SELECT id FROM Gone}
  - drop_view: LOOKS
  - drop_table: gone
downgrade: []
END
"$program" upgrade -q
"$program" check -q
"$program" downgrade -q a1
"$program" upgrade -q
"$program" check -q
[ "$(query 'SELECT author.name, tome.id FROM author JOIN tome ON author_id = author.id' | tr '\t' ' ')" = "URSULA 5" ] || fail "rows are gone"

# Two that only differ so are one.
sed -i 's/^  Tome:/  author:/' models.yaml
if "$program" check 2>printed; then fail "two tables are one"; fi
grep -q 'author' printed || fail "$(cat printed)"
