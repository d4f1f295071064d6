#!/bin/sh
# Behind PgBouncer in transaction mode: what only looks works and leaves nothing set in sessions that are others'
# next; what changes something is refused before anything is done.
#
#   pooler.sh CMIGRATE
set -eu
. "$(dirname "$0")/expect.sh"
cmigrate=$(realpath "$1") server=${CMIGRATE_TEST_POSTGRESQL-} pooler=${CMIGRATE_TEST_PGBOUNCER-}
[ -n "$server" ] && [ -n "$pooler" ] || exit 77
work=$(mktemp -d)
name=pooler_$$
admin() { psql -qXAt -v ON_ERROR_STOP=1 -d "$server" "$@"; }
trap 'admin -c "DROP DATABASE IF EXISTS $name WITH (FORCE)"; rm -rf "$work"' EXIT
direct=${server%/*}/$name pooled=${pooler%/*}/$name
admin -c "CREATE DATABASE $name"
cd "$work"

# Of every session that the pooler has.
settings() {
    for i in 1 2 3 4; do
        psql -qXAt -d "$pooled" -c "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name), pg_sleep(0.3) FROM pg_settings WHERE lower(name) IN
            ('default_transaction_read_only', 'lock_timeout', 'idle_in_transaction_session_timeout', 'datestyle', 'intervalstyle', 'bytea_output')" &
    done | sort -u
    wait
}
psql -qX -d "$direct" -c "ALTER DATABASE $name SET intervalstyle = iso_8601" -c "ALTER DATABASE $name SET bytea_output = escape" \
    -c "ALTER DATABASE $name SET idle_in_transaction_session_timeout = '77s'" -c "ALTER DATABASE $name SET datestyle = 'SQL, DMY'"

"$cmigrate" init -q >/dev/null
cat >models.yaml <<'END'
tables:
  book:
    columns:
      id: {type: integer, primary_key: true}
      title: string(50)
      price: {type: "numeric(8,2)", default: 0}
    checks: {ck_book_price: price >= 0}
views:
  cheap: SELECT id, title FROM book WHERE price < 5
END
before=$(settings)

on "$pooled" 0 migrate -q -m books --rev-id a1
on "$pooled" 1 upgrade
says "pooler" "transaction mode" "connect to the server itself"
[ "$(psql -qXAt -d "$direct" -c "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace")" = 0 ] || fail "something was made"
on "$direct" 0 upgrade -q
on "$pooled" 0 check
on "$pooled" 0 current --check-heads
on "$pooled" 0 upgrade
on "$pooled" 0 inspect
on "$pooled" 1 downgrade base
says "pooler"
on "$pooled" 1 stamp base
says "pooler"
sed -i 's/price < 5/price < 6/' models.yaml
on "$pooled" 3 check
[ "$(settings)" = "$before" ] || fail "set for others: $(settings), not $before"
psql -qXAt -d "$pooled" -c "CREATE TABLE theirs (id int)"
[ "$(psql -qXAt -d "$direct" -c "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")" = 0 ] || fail "a lock is left"

# A parameter that the pooler doesn't take.
on "$pooled?options=-c%20work_mem%3D1MB" 1 current
says "unsupported startup parameter" ignore_startup_parameters
