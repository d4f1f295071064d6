#!/bin/sh
# Measures cmigrate on a server against the server's own client, and prints JSON, a line for each: the SQL of a long
# history, up and down, and `check` against what reading the catalog costs at least.
#
#   tests/bench/servers.sh BUILD [RUNS [REVISIONS [TABLES]]]
#
# The servers are those of CMIGRATE_TEST_MYSQL and CMIGRATE_TEST_POSTGRESQL; without one it isn't measured.
set -eu
build=$(realpath "$1") runs=${2-5} revisions=${3-1000} tables=${4-100}
here=$(dirname "$(realpath "$0")")
cmigrate=$build/cmd/cmigrate compare=$build/tests/bench/compare
database=cmigrate_bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
unset CMIGRATE_URL DATABASE_URL || true

# SCHEME://USER[:PASSWORD]@HOST:PORT/DATABASE
mysql_client() {
    address=${1#*://}
    account=${address%%@*} address=${address#*@}
    host=${address%%/*}
    case $account in *:*) MYSQL_PWD=${account#*:} && export MYSQL_PWD ;; esac
    client="mariadb --no-defaults -N -B --protocol=tcp -u ${account%%:*} -h ${host%%:*} -P ${host##*:}"
    create="echo 'DROP DATABASE IF EXISTS $database; CREATE DATABASE $database' | $client"
    drop="echo 'DROP DATABASE $database' | $client"
    client="$client $database"
}
postgresql_client() {
    client="psql -X -q -v ON_ERROR_STOP=1"
    create="$client -c 'SET client_min_messages = error' -c 'DROP DATABASE IF EXISTS $database' -c 'CREATE DATABASE $database' $1"
    drop="$client -c 'DROP DATABASE $database' $1"
    client="$client ${1%/*}/$database"
}
# The least that reading the catalog takes.
mysql_catalog() {
    echo 'SHOW FULL TABLES;' >catalog.sql
    echo 'SHOW TABLES' | $client | sed 's/.*/SHOW CREATE TABLE `&`;/' >>catalog.sql
}
postgresql_catalog() {
    cp "$here/catalog_postgresql.sql" catalog.sql
}
shell_script() {
    printf '#!/bin/sh\n%s\n' "$2" >"$1"
    chmod +x "$1"
}
project() {
    mkdir -p "$work/$1/migrations/versions"
    cd "$work/$1"
    printf 'url: %s/%s\nmodels: models.yaml\nmigrations: migrations\n' "${2%/*}" $database >config
    shell_script create "$create"
}
history() {
    project "$1-history" "$2"
    awk -v folder=. -v revisions="$revisions" -f "$here/history.awk"
    mv config cmigrate.yaml
    ./create
    "$cmigrate" upgrade --sql >up.sql
    "$cmigrate" downgrade head:base --sql >down.sql
    shell_script floor_up "$client <up.sql"
    shell_script floor_down "$client <down.sql"
    shell_script full "./create && $client <up.sql"
    "$compare" "$1-up-$revisions" "$runs" ./create "$cmigrate upgrade -q" ./floor_up
    "$compare" "$1-down-$revisions" "$runs" ./full "$cmigrate downgrade base -q" ./floor_down
}
check() {
    project "$1-check" "$2"
    mv config cmigrate.yaml
    ./create
    awk -v tables="$tables" -f "$here/models.awk" >models.yaml
    "$cmigrate" migrate -m all --rev-id a1 >/dev/null 2>&1
    "$cmigrate" upgrade -q >/dev/null
    "${1}_catalog"
    shell_script floor_catalog "$client <catalog.sql"
    "$compare" "$1-check-$tables" "$runs" "" "$cmigrate check" ./floor_catalog
}
measure() {
    "${1}_client" "$2"
    history "$1" "$2"
    check "$1" "$2"
    shell_script drop "$drop"
    ./drop
}

[ -z "${CMIGRATE_TEST_MYSQL-}" ] || measure mysql "$CMIGRATE_TEST_MYSQL"
[ -z "${CMIGRATE_TEST_POSTGRESQL-}" ] || measure postgresql "$CMIGRATE_TEST_POSTGRESQL"
