#!/bin/sh
# The page of commands, the manual and the completion say what the program's own help says: every command, every
# option, and no other; and the page of the configuration every key.
#
#   commands.sh CMIGRATE SOURCE_ROOT
set -u
program=$(realpath "$1") docs=$(realpath "$2")/docs failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM

options() { grep -oE -- '--[a-z][a-z-]*' | sort -u; }
compare() { # WHAT HELP SHOWN
    cmp -s "$2" "$3" && return
    echo "$1 has other options than the program:"
    diff "$2" "$3"
    failed=1
}

"$program" help >"$work/help"
sed -n '/^usage/,/^To begin/s/^  \([a-z-]*\) .*/\1/p' "$work/help" >"$work/commands"
grep -q '^upgrade$' "$work/commands" || { echo "the commands can't be read from the help"; exit 1; }
sed -n 's/^## \([a-z-]*\)$/\1/p' "$docs/reference/commands.md" >"$work/on_page"
sed -n 's/^\.Ss \([a-z-]*\)$/\1/p' "$docs/man/cmigrate.1" >"$work/in_manual"
sort "$work/commands" >"$work/sorted"
for shown in on_page in_manual; do
    sort "$work/$shown" | diff "$work/sorted" - || { echo "other commands $shown"; failed=1; }
done

"$program" help heads | sed -n '/^Options of every/,$p' | grep -oE '^  (-., |    )--[a-z-]+' | options >"$work/of_every"
sed -n '/^## Options of every/,/^## Exit/s/^| *\([^|]*\)|.*/\1/p' "$docs/reference/commands.md" | options >"$work/every_on_page"
sed -n '/^\.Sh OPTIONS/,/^\.El/s/^\.It.*Fl \\-\([a-z-]*\).*/--\1/p' "$docs/man/cmigrate.1" | options >"$work/every_in_manual"
compare "the page of commands" "$work/of_every" "$work/every_on_page"
compare "the manual" "$work/of_every" "$work/every_in_manual"

while read -r command; do
    "$program" help "$command" | sed -n '/^Options:/,/^Options of every/s/^  \(-., \|    \)\(--[a-z-]*\).*/\2/p' | options >"$work/has"
    sed -n "/^## $command\$/,/^## /s/^| *\([^|]*\)|.*/\1/p" "$docs/reference/commands.md" | options >"$work/page"
    sed -n "/^\.Ss $command\$/,/^\.S[sh] /p" "$docs/man/cmigrate.1" | sed -n 's/^\.It.*Fl \\-\([a-z-]*\).*/--\1/p' | options >"$work/manual"
    sed -n "/^## $command\$/,/^## /p" "$docs/reference/commands.md" | grep -q '^JSON: ' || { echo "the page says nothing of $command --json"; failed=1; }
    compare "the page's section \"$command\"" "$work/has" "$work/page"
    compare "the manual's section \"$command\"" "$work/has" "$work/manual"
done <"$work/commands"

command -v bash >/dev/null || exit $failed
mkdir "$work/bin" "$work/project" && ln -s "$program" "$work/bin/cmigrate" && cd "$work/project" || exit 1
complete() {
    PATH="$work/bin:$PATH" bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cmigrate; echo ${COMPREPLY[@]}' \
        bash "$docs/completions/cmigrate.bash" cmigrate "$@"
}
expect() { # EXPECTED WORDS…
    expected=$1
    shift
    completed=$(complete "$@")
    [ "$completed" = "$expected" ] || { echo "cmigrate $*: completed to \"$completed\", not to \"$expected\""; failed=1; }
}
"$program" init -q >/dev/null
echo 'zzzzzzzz: 1' >>cmigrate.yaml
"$program" heads 2>&1 | sed -n 's/.*its keys are //p' | tr -d ' ' | tr , '\n' | sort >"$work/keys"
sed -n '/^## Keys/,/^## URLs/s/^| *\(`[^|]*\)|.*/\1/p' "$docs/reference/configuration.md" | grep -o '`[^`]*`' | tr -d '`' | sort >"$work/described"
[ -s "$work/keys" ] && diff "$work/keys" "$work/described" || { echo "the page of the configuration has other keys"; failed=1; }
sed -i '/zzzzzzzz/d' cmigrate.yaml
"$program" revision -m one --rev-id c0ffee -q >/dev/null
expect upgrade up
expect 'show squash stamp settle' s
expect '--rev-range --reverse' history --rev
expect c0ffee upgrade c0
expect c0ffee -q downgrade c0
expect 'sql' init --template s
exit $failed
