#!/bin/sh
# What happens to SQLite's files in the world: locked, read-only, damaged, on a full disk, oddly named, wanted by two
# at once. A failure leaves the database as it was and says why, and the next upgrade ends right.
#
#   conditions.sh CMIGRATE
set -u
program=$(realpath "$1")
work=$(mktemp -d) || exit 1
mounted=
trap '[ -z "$mounted" ] || umount "$mounted"; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
chmod 755 "$work"
cd "$work" || exit 1
modules=$(dirname "$(dirname "$program")")/dialects/sqlite
CMIGRATE_MODULE_PATH=$modules
CMIGRATE_RUNNER_TIMEOUT=30s
export CMIGRATE_MODULE_PATH CMIGRATE_RUNNER_TIMEOUT
failed=0

# says STATUS WORDS COMMAND…: it exits so, and its output has the words in it.
says() {
    wanted=$1 words=$2
    shift 2
    "$@" >log 2>&1
    status=$?
    if [ $status != "$wanted" ] || ! grep -qF "$words" log; then
        printf '%s: status %s, not %s with "%s":\n' "$*" $status "$wanted" "$words"
        cat log
        failed=1
    fi >&2
}
upgrade() { says "$1" "$2" "$program" upgrade --url "$3"; }
fill() {
    sqlite3 "$1" "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
        INSERT INTO book SELECT i, 'a title that takes some room, number ' || i FROM n"
}
# At a1, with so many rows and nothing that a rebuild leaves behind.
is_as_before() {
    found=$(sqlite3 "$1" "SELECT version_num FROM cmigrate_version; SELECT count(*) FROM book; PRAGMA integrity_check;
        SELECT count(*) FROM sqlite_master WHERE name LIKE 'cmigrate_new%'" | tr '\n' ' ')
    [ "$found" = "a1 $2 ok 0 " ] || { echo "$1 is not as before: $found" >&2; failed=1; }
}
is_after() {
    found=$(sqlite3 "$1" "SELECT version_num FROM cmigrate_version; SELECT count(*) FROM book; PRAGMA integrity_check;
        SELECT count(*) FROM cmigrate_log WHERE event = 'finished' AND revision = 'b2'" | tr '\n' ' ')
    [ "$found" = "b2 $2 ok 1 " ] || { echo "$1 is not upgraded: $found" >&2; failed=1; }
}
# Runs as somebody who isn't root, to whom modes mean something.
as_other() {
    if [ "$(id -u)" = 0 ]; then su nobody -s /bin/sh -c "CMIGRATE_MODULE_PATH='$modules' $*"; else sh -c "$*"; fi
}

mkdir -p migrations/versions
printf 'url: sqlite:///app.db\nmodels: models.yaml\nmigrations: migrations\n' >cmigrate.yaml
models() {
    printf 'tables:\n  book:\n    columns:\n      id: {type: integer, primary_key: true}\n      title: {type: string(%s)}\n' "$1" >models.yaml
}
models 50
"$program" migrate -q -m first --rev-id a1 >/dev/null && "$program" upgrade -q >/dev/null || exit 1
models 60
"$program" migrate -q -m second --rev-id b2 >/dev/null || exit 1
mv app.db before.db

# Journals: the mode is the user's, and stays.
for mode in wal delete truncate persist; do
    cp before.db $mode.db
    sqlite3 $mode.db "PRAGMA journal_mode = $mode" >/dev/null
    fill $mode.db 2000
    upgrade 0 "the database is at b2" sqlite:///$mode.db
    is_after $mode.db 2000
done
[ "$(sqlite3 wal.db 'PRAGMA journal_mode')" = wal ] || { echo "the journal mode has changed" >&2; failed=1; }

# Busy: another program holds the write lock, then even the read lock.
mkfifo orders answers
for mode in wal delete; do
    cp before.db busy.db
    sqlite3 busy.db "PRAGMA journal_mode = $mode" >/dev/null
    sqlite3 busy.db <orders >answers 2>&1 &
    exec 3>orders 4<answers
    echo 'BEGIN EXCLUSIVE; SELECT 1;' >&3
    read -r answer <&4
    says 1 "database is locked by another program: waited 0." env CMIGRATE_RUNNER_TIMEOUT=300ms CMIGRATE_LOCK_TIMEOUT=100ms "$program" upgrade --url sqlite:///busy.db
    grep -q 'give it more time with runner_timeout' log || { echo "the setting is not named" >&2; cat log >&2; failed=1; }
    if [ $mode = wal ]; then
        says 0 a1 "$program" current --url sqlite:///busy.db
    else
        says 1 "more time with lock_timeout" env CMIGRATE_LOCK_TIMEOUT=100ms "$program" current --url sqlite:///busy.db
    fi
    # It is let go while a runner waits.
    "$program" upgrade -q --url sqlite:///busy.db >waiting 2>&1 3>&- 4<&- &
    runner=$!
    sleep 0.3
    exec 3>&- 4<&-
    wait $runner || { echo "a runner that waited failed: $(cat waiting)" >&2; failed=1; }
    is_after busy.db 0
    rm -f busy.db*
done
wait

# Two runners at once, while a rebuild needs more than the cache and so keeps readers out, for longer than a lock is waited
# for. Who looks for his turn as the other commits holds him up for a moment.
for mode in wal delete; do
    cp before.db two.db
    sqlite3 two.db "PRAGMA journal_mode = $mode" >/dev/null
    fill two.db 150000
    pids=
    for runner in 1 2 3; do
        CMIGRATE_LOCK_TIMEOUT=50ms "$program" upgrade --url sqlite:///two.db >two$runner 2>&1 &
        pids="$pids $!"
    done
    for pid in $pids; do
        wait "$pid" || { cat two1 two2 two3 >&2; failed=1; }
    done
    is_after two.db 150000
    rm -f two.db*
done

# Two runners at once catch up on what a revision was rebased onto, which changes no version row.
mkdir -p rebased/migrations/versions
(
    cd rebased || exit 1
    echo 'url: sqlite:///app.db' >cmigrate.yaml
    table() { printf 'revision: %s\nparents: [%s]\nupgrade:\n  - create_table: {name: %s, columns: {id: integer}}\ndowngrade: []\n' "$1" "$2" "$1" >"migrations/versions/$1.yaml"; }
    table a1 ''
    table b1 a1
    "$program" upgrade -q
    for one in c1:a1 d1:c1 e1:d1; do table ${one%:*} ${one#*:}; done
    "$program" rebase -q b1 --onto e1 --no-database
    mv app.db old.db
    for policy in per-revision all; do
        for round in 1 2 3 4 5 6 7 8; do
            cp old.db app.db
            pids=
            for runner in 1 2 3; do
                CMIGRATE_TRANSACTION=$policy "$program" upgrade >two$runner 2>&1 &
                pids="$pids $!"
            done
            for pid in $pids; do
                wait "$pid" || { echo "round $round" && cat two1 two2 two3; exit 1; }
            done
            [ "$(sqlite3 app.db "SELECT count(*) FROM cmigrate_log WHERE event = 'finished' AND revision IN ('c1', 'd1', 'e1')")" = 3 ] || exit 1
        done
    done
) >rebased.log 2>&1 || { echo 'runners that catch up at once:'; cat rebased.log; failed=1; } >&2

# Files that can't be written.
cp before.db mode.db
fill mode.db 10
chmod 444 mode.db
if as_other "test -x '$program'" 2>/dev/null; then
    other() { says "$1" "$2" as_other "cd '$work' && '$program' $3"; }
    other 1 'the database "mode.db" can'"'"'t be written' 'upgrade --url sqlite:///mode.db'
    other 0 a1 'current --url sqlite:///mode.db'
    if [ "$(id -u)" = 0 ]; then
        chmod 666 mode.db
        other 1 "the folder that the file is in can't be written" 'upgrade --url sqlite:///mode.db'
        other 1 'can'"'"'t open the database "none.db"' 'upgrade --url sqlite:///none.db'
        [ ! -e none.db ] || failed=1
    fi
fi
chmod 644 mode.db
is_as_before mode.db 10
upgrade 1 'the database "file:mode.db?mode=ro" can'"'"'t be written' 'sqlite:///file:mode.db?mode=ro&uri=true'
is_as_before mode.db 10

# A full disk, or a file that may not grow, which SQLite calls a failing disk.
cp before.db full.db
fill full.db 60000
# shellcheck disable=SC3045
(trap '' XFSZ && ulimit -f $(($(wc -c <full.db) / 512 + 100)) && upgrade 1 "revision b2 (second), alter column book.title" sqlite:///full.db && exit $failed) || failed=1
is_as_before full.db 60000
mkdir small
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=4m tmpfs small 2>/dev/null; then
    mounted=$work/small
    cp full.db small/app.db
    upgrade 1 "database or disk is full" sqlite:///small/app.db
    grep -q 'hint: the disk is full: make room' log || { cat log >&2; failed=1; }
    is_as_before small/app.db 60000
    mount -o remount,size=40m small
    upgrade 0 "the database is at b2" sqlite:///small/app.db
    is_after small/app.db 60000
    umount small && mounted=
fi
upgrade 0 "the database is at b2" sqlite:///full.db

# Files that are damaged, cut off, something else, or empty.
cp before.db bad.db
fill bad.db 20000
dd if=/dev/zero of=bad.db bs=4096 seek=8 count=40 conv=notrunc 2>/dev/null
upgrade 1 "database disk image is malformed" sqlite:///bad.db
grep -q 'restore a backup' log || { cat log >&2; failed=1; }
head -c 5000 before.db >cut.db
upgrade 1 'can'"'"'t open the database "cut.db"' sqlite:///cut.db
for kind in text noise; do
    [ $kind = text ] && printf 'this is a text, and no database at all, which is easy to see for whoever reads it; it is longer than a header is.\n' >$kind.db
    [ $kind = noise ] && awk 'BEGIN { srand(7); for (i = 0; i < 9000; i++) printf "%c", 1 + int(rand() * 126) }' >$kind.db
    cp $kind.db kept
    upgrade 1 "can't open the database \"$kind.db\": file is not a database" sqlite:///$kind.db
    grep -q 'encrypted' log || { cat log >&2; failed=1; }
    cmp -s $kind.db kept || { echo "$kind.db was written to" >&2; failed=1; }
done
: >empty.db
upgrade 0 "the database is at b2" sqlite:///empty.db
upgrade 1 'there is no folder "no"' sqlite:///no/app.db
upgrade 1 'it is a folder' sqlite:///small

# What is dropped for good is overwritten where SQLite is built to do so.
cp before.db drop.db
sqlite3 drop.db "ALTER TABLE book ADD COLUMN pin TEXT; CREATE VIEW titles AS SELECT title FROM book"
upgrade 0 "the database is at b2" sqlite:///drop.db
sqlite3 drop.db "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO book SELECT i, 'kept', 'secretpin' FROM n"
printf 'revision: c3\nparents: [b2]\nupgrade:\n  - drop_column: {table: book, name: pin}\n' >migrations/versions/c3.yaml
says 0 "the database is at c3" "$program" upgrade --url sqlite:///drop.db
if sqlite3 drop.db 'PRAGMA compile_options' | grep -qx SECURE_DELETE; then
    ! grep -q secretpin drop.db || { echo "a dropped column can still be read in the file" >&2; failed=1; }
fi
rm migrations/versions/c3.yaml

# Names.
for name in 'with blank.db' 'größe 数.db' "it's; a.db" '50% off.db' '-q.db'; do
    upgrade 0 "the database is at b2" "sqlite:///$name"
    [ -s "./$name" ] || { echo "there is no file $name" >&2; failed=1; }
    upgrade 0 "nothing to do" "sqlite:///$work/$name"
done
upgrade 0 "the database is at b2" 'sqlite:///file:a%20uri.db?mode=rwc&uri=true'
[ -s 'a uri.db' ] || { echo "there is no file of the uri" >&2; failed=1; }
says 0 "b2 (head)" "$program" current --url 'sqlite:///file:a%20uri.db?mode=ro&uri=true'
upgrade 1 'can'"'"'t open the database "file:none.db?mode=rw"' 'sqlite:///file:none.db?mode=rw&uri=true'

# Who only looks, or finds nothing to do, leaves no file behind; who has something to do makes it.
for url in new.db 'file:new.db' 'file:new.db?mode=rwc&uri=true' 'new.db?mode=rwc' "file:$work/n%65w.db"; do
    says 0 "no revision is applied" "$program" current --url "sqlite:///$url"
    says 0 "a1" "$program" history --indicate-current --url "sqlite:///$url"
    says 0 "upgrade a1" "$program" upgrade --plan --url "sqlite:///$url"
    says 1 "2 revisions are pending" "$program" check --url "sqlite:///$url"
    says 0 "nothing to do: the database is at base" "$program" downgrade base --url "sqlite:///$url"
    says 0 "nothing to do: the database is at base" "$program" upgrade base --url "sqlite:///$url"
    [ ! -e new.db ] || { echo "$url: a file was left behind" >&2; failed=1; }
    upgrade 0 "the database is at b2" "sqlite:///$url"
    is_after new.db 0
    rm -f new.db*
done
exit $failed
