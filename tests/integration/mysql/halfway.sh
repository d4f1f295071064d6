#!/bin/sh
# A revision that stopped half-way is in nobody's way but its own: it is finished, or somebody says where the database is.
#
#   halfway.sh CMIGRATE             CMIGRATE_TEST_MYSQL is the server
set -eu
database=cmigrate_halfway
. "$(dirname "$0")/fresh.sh"
# refused TEXT ARGUMENT…
refused() {
    text=$1
    shift
    if "$program" "$@" >printed 2>&1; then fail "$* went through: $(cat printed)"; fi
    grep -qF "$text" printed || fail "$*: $(cat printed)"
}
echo "url: $server/$database" >cmigrate.yaml
cat >migrations/versions/a1.yaml <<'END'
revision: a1
parents: []
upgrade:
  - create_table: {name: a, columns: {id: {type: integer, primary_key: true}}}
  - create_table: {name: b, columns: {id: {type: integer, primary_key: true}, email: string(50), other: integer}}
downgrade:
  - drop_table: b
  - drop_table: a
END
cat >migrations/versions/b2.yaml <<'END'
revision: b2
parents: [a1]
upgrade:
  - add_column: {table: a, name: z, type: integer}
  - create_unique_constraint: {table: b, columns: [email]}
downgrade:
  - drop_column: {table: a, name: z}
  - create_unique_constraint: {table: b, name: narrow, columns: [other]}
  - create_table: {name: passing, columns: {id: {type: integer, primary_key: true}}}
  - drop_table: passing
  - drop_constraint: {table: b, name: narrow}
  - drop_constraint: {table: b, unique: [email]}
END
"$program" upgrade -q a1 >/dev/null
query "INSERT INTO b VALUES (1, 'x', 1), (2, 'x', 2)"
refused '(1062)' upgrade
for there in 'downgrade' 'downgrade base' 'upgrade a1'; do
    refused 'the upgrade of revision b2 stopped half-way, after 1 statement' $there
done
# Undone by hand, and said so.
query 'ALTER TABLE a DROP COLUMN z'
"$program" stamp a1 >/dev/null
"$program" downgrade -q base >/dev/null
"$program" upgrade -q a1 >/dev/null
query "INSERT INTO b VALUES (1, 'x', 1), (2, 'x', 2)"
refused '(1062)' upgrade
query "DELETE FROM b WHERE id = 2"
"$program" upgrade -q >/dev/null
[ "$(query "SELECT count(*) FROM information_schema.columns WHERE table_schema = '$database' AND column_name = 'z'")" = 1 ] || fail "a.z is not there"

# The other way: rows come in between.
query "INSERT INTO b VALUES (2, 'y', 1)"
refused "for key 'narrow'" downgrade
refused 'the downgrade of revision b2 stopped half-way, after 1 statement' upgrade
query "DELETE FROM b WHERE id = 2"
"$program" downgrade -q >/dev/null
[ "$("$program" current)" = a1 ] || fail "$("$program" current)"
"$program" upgrade -q >/dev/null
