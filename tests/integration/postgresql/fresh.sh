# A database of the test's own, and its shadow, on the server that CMIGRATE_TEST_POSTGRESQL names, in a project's folder that
# goes with them; to be sourced with CMIGRATE's path in $1 and the database's name in $name. No server: nothing is run.

server=${CMIGRATE_TEST_POSTGRESQL-}
[ -n "$server" ] || exit 77
. "$(dirname "$0")/expect.sh"
cmigrate=$(realpath "$1")
work=$(mktemp -d)
admin() { PGOPTIONS='-c client_min_messages=warning' psql -qX -d "$server" -c "$1" >/dev/null; }
sql() { psql -qXAt -v ON_ERROR_STOP=1 -d "${server%/*}/$name" "$@"; }
drop() { for database in "$name" "${name}_shadow"; do admin "DROP DATABASE IF EXISTS $database WITH (FORCE)"; done; }
trap 'drop; admin "DROP ROLE IF EXISTS $name"; rm -rf "$work"' EXIT
for database in "$name" "${name}_shadow"; do admin "CREATE DATABASE $database"; done
cd "$work"
printf 'url: %s\nshadow_url: %s\n' "${server%/*}/$name" "${server%/*}/${name}_shadow" >cmigrate.yaml
mkdir -p migrations/versions
