#!/bin/sh
# ALGORITHM and LOCK that the configuration asks for: what is written, what the server refuses, and the way on from there.
#
#   algorithm.sh CMIGRATE             CMIGRATE_TEST_MYSQL is the server
set -eu
database=cmigrate_algorithm
. "$(dirname "$0")/fresh.sh"
cat >cmigrate.yaml <<END
url: $server/$database
with: {mysql: {algorithm: inplace, lock: none}, postgresql: {online: true}}
END
models() {
    cat >models.yaml <<END
tables:
  author:
    columns: {id: {type: integer, primary_key: true}, $1: {type: integer, references: author.id}}
  book:
    columns: {id: {type: integer, primary_key: true}, $2}
END
}

# A table that is new is nobody's to wait for.
models mentor_id 'title: string(20)'
"$program" migrate -q -m tables --rev-id a1 >/dev/null
grep -q with: migrations/versions/a1* && fail "a new table has a \"with\""
"$program" upgrade -q
sql $database -e "INSERT INTO book VALUES (1, 'one'); INSERT INTO author VALUES (1, NULL)"

# Both directions have it, and the server hears it.
models mentor_id 'title: {type: string(20), index: true}, year: integer'
"$program" migrate -q -m year --rev-id b2 >/dev/null
[ "$(grep -c 'lock: none' migrations/versions/b2*)" = 4 ] || fail "$(cat migrations/versions/b2*)"
"$program" upgrade --sql a1:b2 | grep -q 'ALGORITHM=INPLACE' || fail "not in the SQL"
"$program" upgrade -q
"$program" check -q
"$program" downgrade -q a1
"$program" upgrade -q

# What the server can't do is found before a revision is written, with its reason.
models mentor_id 'title: {type: text}, year: integer'
if "$program" migrate -m text --rev-id c3 >/dev/null 2>printed; then fail "a copy went through"; fi
grep -q 'Reason: Cannot change column type' printed && grep -q 'hint:.*configuration' printed || fail "$(cat printed)"
[ "$(ls migrations/versions | wc -l)" = 2 ] || fail "a revision was written"

# Written without the proof it is refused as a whole, and the script can ask for another way.
"$program" migrate -q --no-proof -m text --rev-id c3 >/dev/null
if "$program" upgrade 2>printed; then fail "a copy went through"; fi
grep -q '(1846)' printed || fail "$(cat printed)"
sed -i 's/algorithm: inplace/algorithm: copy/; s/lock: none/lock: shared/' migrations/versions/c3*
"$program" upgrade -q
"$program" check -q
[ "$(sql $database -e 'SELECT title FROM book')" = one ] || fail "the row is gone"

# A word that there is not.
sed -i 's/lock: none/locks: none/' cmigrate.yaml
models mentor_id 'title: {type: text}'
if "$program" migrate -m wrong >/dev/null 2>printed; then fail "\"locks\" went through"; fi
grep -q 'cmigrate.yaml:2:.*unknown word "locks" under with' printed || fail "$(cat printed)"
