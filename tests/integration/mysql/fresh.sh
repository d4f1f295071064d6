# A database of the test's own on the server that CMIGRATE_TEST_MYSQL names, in a folder that goes with it; to be sourced
# with CMIGRATE's path in $1 and the database's name in $database. No server: nothing is run.

[ -n "${CMIGRATE_TEST_MYSQL-}" ] || exit 77
program=$(realpath "$1")
server=${CMIGRATE_TEST_MYSQL%/*} address=${CMIGRATE_TEST_MYSQL#*@}
address=${address%%/*}
work=$(mktemp -d)
sql() { mariadb --no-defaults -N -uroot -h "${address%:*}" -P "${address#*:}" "$@"; }
query() { sql "$database" -e "$1"; }
fail() {
    echo "$1" >&2
    exit 1
}
trap 'sql -e "DROP DATABASE IF EXISTS $database"; rm -rf "$work"' EXIT
cd "$work"
sql -e "DROP DATABASE IF EXISTS $database; CREATE DATABASE $database CHARACTER SET utf8mb4"
mkdir -p migrations/versions
