#!/bin/sh
# Installs what testing needs, builds, starts a PostgreSQL and a MariaDB of its own, and runs every test.
#
#   sh tests/run.sh           every kind of test, at small sizes with fixed seeds
#   sh tests/run.sh --long    the sizes that take hours: 100,000 random rounds, 500 kills, tables of 2 GB, each pair all four ways, large benchmarks
set -u
cd "$(dirname "$0")/.." || exit 1
case "${1-}" in
'') long= ;;
--long) long=1 ;;
*) echo "usage: sh tests/run.sh [--long]" >&2; exit 2 ;;
esac

. tests/packages.sh
install_packages gcc clang libclang-rt-14-dev meson ninja-build pkg-config libyaml-dev libmd-dev libsqlite3-dev libpq-dev libmariadb-dev \
    libcmocka-dev sqlite3 postgresql pgbouncer openssl mariadb-server procps python3 alembic || exit 1

# With gcc, under the address and undefined-behaviour sanitizers; with clang, for its warnings; and as a user builds it, for what is measured.
configure() {
    folder=$1
    shift
    [ -f "$folder/build.ninja" ] || env "$@" meson setup "$folder" $options >"$folder.log" 2>&1 || { cat "$folder.log"; return 1; }
}
# build FOLDER [TARGET]
build() {
    echo "building $1"
    ninja -C "$@" >"$1.log" 2>&1 || { tail -n 60 "$1.log"; return 1; }
    rm -f "$1.log"
}
# Lines are all that a report of theirs needs to know.
lines='-Ddebug=false -Dc_args=-g1'
options="$lines -Doptimization=1 -Db_sanitize=address,undefined -Db_lundef=false -Dwerror=true -Dpostgresql=enabled -Dmysql=enabled"
configure build-sanitized CC=gcc || exit 1
options="$lines -Doptimization=0 -Dwerror=true -Dpostgresql=enabled -Dmysql=enabled"
configure build-clang CC=clang || exit 1
options='-Dbuildtype=release -Dwerror=true -Dtests=true -Dpostgresql=enabled -Dmysql=enabled'
configure build-release CC=gcc || exit 1
build build-sanitized && build build-clang && build build-release measured || exit 1

CMIGRATE_SERVERS=$(mktemp -d)/servers || exit 1
export CMIGRATE_SERVERS
chmod 755 "$(dirname "$CMIGRATE_SERVERS")"
trap 'bash tests/servers.sh stop; rm -rf "$(dirname "$CMIGRATE_SERVERS")"' EXIT
trap 'exit 1' INT TERM
bash tests/servers.sh start >/dev/null || { echo "the test servers could not be started" >&2; exit 1; }
eval "$(bash tests/servers.sh env)"
[ -n "${CMIGRATE_TEST_POSTGRESQL-}" ] && [ -n "${CMIGRATE_TEST_MYSQL-}" ] || { echo "a test server is missing" >&2; exit 1; }
CMIGRATE_TEST_REQUIRED=1
export CMIGRATE_TEST_REQUIRED
# What only some places have: said when it is missing, no failure.
bash tests/servers.sh more >/dev/null || { echo "a server out of npm's packages could not be started" >&2; exit 1; }
eval "$(bash tests/servers.sh env)"
[ -n "${CMIGRATE_TEST_POSTGRESQL18-}" ] || echo "PostgreSQL 18 is not here: nothing is run on it"
[ -n "${CMIGRATE_TEST_MYSQL56-}" ] || echo "MySQL 5.6 is not here: nothing is run on it"
if [ -n "$long" ]; then
    CMIGRATE_TEST_ROUNDS=100000 CMIGRATE_TEST_KILLS=500 CMIGRATE_TEST_MEGABYTES=2048 CMIGRATE_TEST_WHOLE=1 CMIGRATE_BENCH_LONG=1
    export CMIGRATE_TEST_ROUNDS CMIGRATE_TEST_KILLS CMIGRATE_TEST_MEGABYTES CMIGRATE_TEST_WHOLE CMIGRATE_BENCH_LONG
fi

# A machine that does other things too is slow; what hangs is still ended. The long sizes take what they take.
patience=${long:+0}
patience=${patience:-5}
passed=0 failed=0
count() {
    ok=$(sed -n 's/^Ok: *//p' "$1") bad=$(sed -n 's/^Fail: *//p' "$1") late=$(sed -n 's/^Timeout: *//p' "$1") skip=$(sed -n 's/^Skipped: *//p' "$1")
    passed=$((passed + ${ok:-0}))
    failed=$((failed + ${bad:-0} + ${late:-0}))
    # A test that skips has no server or no tool: nothing may be missing here.
    failed=$((failed + ${skip:-0}))
}
run() {
    folder=$1
    shift
    log=$(mktemp)
    meson test -C "$folder" --no-rebuild --print-errorlogs --timeout-multiplier "$patience" "$@" >"$log" 2>&1
    status=$?
    grep -v -E '^ *[0-9]+/[0-9]+ .* OK ' "$log"
    [ "$status" = 0 ] || grep -q '^Ok:' "$log" || failed=$((failed + 1))
    count "$log"
    rm -f "$log"
}
# Hundreds of processes a pair: the sanitizers take thrice the time, and have it where time doesn't count.
pairs=build-release without_pairs='--no-suite pairs'
# What other servers answer is new there, not what is done with it: clang's program asks them.
others=build-clang
[ -z "$long" ] || pairs=build-sanitized without_pairs= others=build-sanitized
echo "testing under the sanitizers"
run build-sanitized --no-suite bench $without_pairs
echo "making one schema of another, there and back"
run $pairs --suite pairs
if [ -n "${CMIGRATE_TEST_POSTGRESQL18-}" ]; then
    echo "testing on PostgreSQL 18"
    CMIGRATE_TEST_POSTGRESQL=$CMIGRATE_TEST_POSTGRESQL18 run $others --suite postgresql
fi
if [ -n "${CMIGRATE_TEST_MYSQL56-}" ]; then
    echo "testing on MySQL 5.6"
    # The kills are many on MariaDB already.
    CMIGRATE_TEST_MYSQL=$CMIGRATE_TEST_MYSQL56 CMIGRATE_TEST_KILLS=${CMIGRATE_TEST_KILLS-10} run $others --suite mysql --no-suite pairs
    CMIGRATE_TEST_MYSQL=$CMIGRATE_TEST_MYSQL56 run $pairs mysql/pairs
fi
echo "testing what clang built"
run build-clang --suite unit
echo "measuring"
run build-release --suite bench

echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
