#!/bin/sh
# Checks the fragments of a Markdown page, which are not run as its ```console blocks are.
#
#   fragments.sh CMIGRATE PAGE.md
#
# ```yaml models          a whole models file: it must be read, and on SQLite it is migrated to and back
# ```yaml operations      goes on the page's one revision, which must become SQL, and run on SQLite
# ```yaml configuration   a cmigrate.yaml that must be read
# ```text NAME.csv        a file beside the revision; or .sql
# Behind "models" and "operations" may stand the dialects that the fragment is for; without one: all three. The
# links of the page must lead somewhere.
set -u
page=$(realpath "$2")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT INT TERM
mkdir "$work/bin" "$work/fragments"
ln -s "$(realpath "$1")" "$work/bin/cmigrate"
modules=$(dirname "$(dirname "$(realpath "$1")")")/dialects
failed=0

awk -v folder="$work/fragments" '
/^```/ && file != "" { close(file); file = ""; inside = 0; next }
/^```/ && inside { inside = 0; next }
/^```/ {
    inside = 1
    count = split(substr($0, 4), words, " ")
    dialects = ""
    for (i = 3; i <= count; i++)
        dialects = dialects "." words[i]
    if (words[1] == "yaml" && words[2] ~ /^(models|operations|configuration)$/)
        file = sprintf("%s/%04d.%s%s", folder, NR, words[2], dialects)
    else if (words[1] == "text" && words[2] ~ /[.](csv|sql)$/)
        file = folder "/" words[2]
    next
}
file != "" { print >file }' "$page"

# Links lead to a file, and to a heading in it.
slugs() { sed -n '/^```/,/^```/d; s/^##* //p' "$1" | tr 'A-Z' 'a-z' | sed 's/[^a-z0-9 _-]//g; s/ /-/g'; }
sed '/^```/,/^```/d; s/`[^`]*`//g' "$page" | grep -o ']([^)]*)' | sed 's/^](//; s/)$//' | grep -v '^https*:' >"$work/links"
while read -r link; do
    file=${link%%#*} anchor=
    case $link in *'#'*) anchor=${link#*#} ;; esac
    [ -z "$file" ] && target=$page || target=$(dirname "$page")/$file
    [ -e "$target" ] || { echo "$page: there is no \"$link\""; failed=1; continue; }
    [ -z "$anchor" ] || slugs "$target" | grep -qx -- "$anchor" || { echo "$page: there is no heading \"$link\""; failed=1; }
done <"$work/links"

in_project() {
    (cd "$work/project" && env -i PATH="$work/bin:/usr/bin:/bin" HOME="$work" TZ=UTC SHOP_PASSWORD=x \
        CMIGRATE_MODULE_PATH="$modules/sqlite:$modules/postgresql:$modules/mysql" \
        ASAN_OPTIONS="${ASAN_OPTIONS-}" UBSAN_OPTIONS="${UBSAN_OPTIONS-}" "$@") >"$work/said" 2>&1
}
project() { # DIALECT
    case $1 in
    sqlite) url=sqlite:///app.db server=3.40 ;;
    postgresql) url=postgresql://nowhere/shop server=15.0 ;;
    mysql) url=mysql://nowhere/shop server='mariadb 10.11' ;;
    esac
    rm -rf "$work/project"
    mkdir -p "$work/project/migrations/versions"
    printf 'url: %s\nserver: %s\n' "$url" "$server" >"$work/project/cmigrate.yaml"
}
complain() { # FRAGMENT WHAT
    echo "$page, the block at line $(basename "$1" | sed 's/^0*//;s/[.].*//'): $2"
    cat "$work/said"
    failed=1
}
is_for() { # FRAGMENT DIALECT
    case $(basename "$1") in
    *.models | *.operations | *."$2" | *."$2".*) return 0 ;;
    esac
    return 1
}

check_models() {
    for dialect in sqlite postgresql mysql; do
        is_for "$1" $dialect || continue
        project $dialect
        cp "$1" "$work/project/models.yaml"
        in_project cmigrate check --against revisions
        [ $? = 3 ] || complain "$1" "not read for $dialect"
        [ $dialect = sqlite ] || continue
        in_project cmigrate migrate -m x && in_project cmigrate upgrade && in_project cmigrate check &&
            in_project cmigrate downgrade || complain "$1" "not migrated to"
    done
}
for fragment in "$work"/fragments/*.models*; do
    [ -f "$fragment" ] && check_models "$fragment"
done

write_revision() { # DIALECT
    printf 'revision: a1\nparents: []\nupgrade:\n' >"$work/project/migrations/versions/a1.yaml"
    for fragment in "$work"/fragments/*.operations*; do
        is_for "$fragment" "$1" && cat "$fragment" >>"$work/project/migrations/versions/a1.yaml"
    done
    for file in "$work"/fragments/*.csv "$work"/fragments/*.sql; do
        [ -f "$file" ] && cp "$file" "$work/project/migrations/versions/"
    done
}
set -- "$work"/fragments/*.operations*
if [ -f "$1" ]; then
    for dialect in sqlite postgresql mysql; do
        project $dialect
        write_revision $dialect
        grep -q '^  - ' "$work/project/migrations/versions/a1.yaml" || continue
        in_project cmigrate upgrade --sql || complain "$1" "no SQL for $dialect"
        [ $dialect = sqlite ] || continue
        in_project cmigrate upgrade || complain "$1" "the operations do not run"
    done
fi

for fragment in "$work"/fragments/*.configuration; do
    [ -f "$fragment" ] || continue
    project sqlite
    cp "$fragment" "$work/project/cmigrate.yaml"
    in_project cmigrate list-templates && in_project cmigrate --url sqlite:///app.db ensure-version ||
        complain "$fragment" "not read"
done
exit $failed
