#!/bin/sh
# Runs a transcript and compares what is printed with what stands there.
#
#   transcript.sh CMIGRATE FILE          a .t file, or a Markdown page with ```console blocks
#   CMIGRATE_GOLDEN_UPDATE=1             writes a .t file anew
#
# In a .t file, "$ " begins a command, "> " its next lines, "# " prose; the rest is output, standard error
# included, and "[3]" an exit status other than 0. In a page, a block ```yaml NAME (or ```sql NAME) is a file
# that is written first; other blocks are not run. Each file runs in an empty folder of its own.
set -u
program=$(realpath "$1") file=$(realpath "$2")
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM

case $file in
*.md) awk -f "$here/page.awk" "$file" >"$work/expected" ;;
*) cp "$file" "$work/expected" ;;
esac
awk -f "$here/transcript.awk" "$work/expected" >"$work/script"

mkdir "$work/bin" "$work/project"
ln -s "$program" "$work/bin/cmigrate"
modules=$(dirname "$(dirname "$program")")/dialects
(
    cd "$work/project" || exit 1
    env -i PATH="$work/bin:/usr/bin:/bin:/usr/sbin:/sbin" HOME="$work" LC_ALL=C.UTF-8 TZ=UTC \
        CMIGRATE_MODULE_PATH="$modules/sqlite:$modules/postgresql:$modules/mysql" \
        CMIGRATE_TEST_POSTGRESQL="${CMIGRATE_TEST_POSTGRESQL-}" CMIGRATE_TEST_MYSQL="${CMIGRATE_TEST_MYSQL-}" \
        ASAN_OPTIONS="${ASAN_OPTIONS-}" UBSAN_OPTIONS="${UBSAN_OPTIONS-}" \
        sh "$work/script" 2>&1
) </dev/null | sed -E -e 's/\([0-9]+ ms\)/(N ms)/' -e "s|$work/project|PROJECT|g" \
    -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/2026-11-21T08:30:00Z/g' >"$work/printed"

if cmp -s "$work/expected" "$work/printed"; then
    exit 0
fi
if [ "${CMIGRATE_GOLDEN_UPDATE-}" = 1 ] && [ "${file%.t}" != "$file" ]; then
    cp "$work/printed" "$file"
    echo "written anew: $file"
    exit 0
fi
diff -u --label "$file" --label printed "$work/expected" "$work/printed"
exit 1
