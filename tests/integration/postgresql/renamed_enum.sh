#!/bin/sh
# A model says what an enum, and values of it, were called: the type keeps its rows, arrays, defaults, and whatever
# stands on it, there and back.
#
#   renamed_enum.sh CMIGRATE
set -eu
. "$(dirname "$0")/expect.sh"
cmigrate=$(realpath "$1") server=${CMIGRATE_TEST_POSTGRESQL-}
[ -n "$server" ] || exit 77
work=$(mktemp -d)
name=renamed_enum_$$
admin() { psql -qX -d "$server" -c "$1" >/dev/null; }
sql() { psql -qXAt -F '|' -v ON_ERROR_STOP=1 -d "$CMIGRATE_URL" -c "$1"; }
clean_up() {
    admin "DROP DATABASE IF EXISTS $name WITH (FORCE)"
    rm -rf "$work"
}
trap clean_up EXIT
admin "CREATE DATABASE $name"
cd "$work"
"$cmigrate" init -q >/dev/null
CMIGRATE_URL="${server%/*}/$name"
export CMIGRATE_URL

# models ENUM TYPE VALUE
models() {
    cat >models.yaml <<END
enums:
  $1
tables:
  author:
    columns:
      id: {type: integer, primary_key: true}
      feels: {type: $2, nullable: false, default: $3}
      many: {type: {sql: '$2[]'}}
    indexes:
      ix_feels: {columns: [id], where: "feels = '$3'"}
    checks:
      ck_feels: feels <> 'sad'
views:
  content: SELECT id, feels FROM author WHERE feels = '$3'
END
}
# Not what pg_dump prints: it refuses a server that is newer than it.
picture() {
    types
    sql "SELECT attnum, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid)
        FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attrelid = 'author'::regclass AND attnum > 0 ORDER BY attnum
        ;SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'author'::regclass ORDER BY conname
        ;SELECT indexdef FROM pg_indexes WHERE tablename = 'author' ORDER BY 1
        ;SELECT pg_get_viewdef('content'::regclass)"
}
types() { sql "SELECT string_agg(enumtypid::regtype || '.' || enumlabel, ' ' ORDER BY enumtypid, enumsortorder) FROM pg_enum"; }
rows() { sql 'SELECT feels, many FROM author ORDER BY id' | tr '\n' ' '; }

models 'mood: [sad, ok, happy]' mood ok
"$cmigrate" migrate -q -m first --rev-id a1 >/dev/null
"$cmigrate" upgrade -q >/dev/null
sql "INSERT INTO author (feels, many) VALUES ('ok', '{ok,sad}'), ('happy', NULL)"
picture >before
# becomes TYPES ROWS: by what the models say now, and back
becomes() {
    "$cmigrate" migrate -q -m change --rev-id b2 >/dev/null
    "$cmigrate" upgrade -q >/dev/null
    "$cmigrate" check -q >/dev/null
    equals types "$1" "$(types)"
    equals rows "$2 " "$(rows)"
    oid=$(sql "SELECT atttypid FROM pg_attribute WHERE attrelid = 'author'::regclass AND attname = 'feels'")
    "$cmigrate" downgrade -q >/dev/null
    picture >after
    diff before after || fail "the downgrade left something"
    equals rows 'ok|{ok,sad} happy| ' "$(rows)"
    rm migrations/versions/b2*
}
was=$(sql "SELECT 'mood'::regtype::oid")
models 'humour: {was: mood, values: [sad, ok, happy]}' humour ok
becomes 'humour.sad humour.ok humour.happy' 'ok|{ok,sad} happy|'
equals "the type stays" "$was" "$oid"
models 'mood: {was_values: {fine: ok}, values: [sad, fine, happy]}' mood fine
becomes 'mood.sad mood.fine mood.happy' 'fine|{fine,sad} happy|'
equals "the type stays" "$was" "$oid"
models 'humour: {was: mood, was_values: {fine: ok}, values: [happy, sad, fine, great]}' humour fine
becomes 'humour.happy humour.sad humour.fine humour.great' 'fine|{fine,sad} happy|'
models "'my Mood': {was: mood, was_values: {\"it's\": ok}, values: [sad, \"it's\", happy]}" '"my Mood"' "it's"
sed -i "s/'it's'/'it''s'/; s/default: it's/default: \"it's\"/" models.yaml
becomes '"my Mood".sad "my Mood".it'\''s "my Mood".happy' "it's|{it's,sad} happy|"
