#!/bin/sh
# The rules of the house that a machine can check: who may include whom, no hidden state, files of a size to read.
#
#   rules.sh SOURCE_ROOT
set -u
cd "$1" || exit 1
bad=0
complain() {
    [ -z "$2" ] || { printf '%s:\n%s\n\n' "$1" "$2"; bad=1; }
}
# includes ROOM…: the quoted includes of the room's files, as "file:include".
includes() {
    grep -n '#include "' $(find "$@" -name '*.[ch]') /dev/null | sed -E 's/^([^:]*):[0-9]*:#include "([^"]*)".*/\1:\2/'
}

complain 'the library includes a backend or the command line' "$(includes lib | grep -E ':(dialects?/|sqlite/|postgresql/|mysql/|dialects\.h|cmd/)')"
for room in base yaml sql schema ops diff graph; do
    case $room in
    base) may='base' ;;
    yaml | sql) may='base|yaml|sql' ;;
    schema) may='base|yaml|sql|schema' ;;
    ops) may='base|yaml|sql|schema|ops' ;;
    diff) may='base|sql|schema|ops|diff' ;;
    graph) may='base|graph' ;;
    esac
    complain "lib/$room may know only $may" "$(includes "lib/$room" | grep -vE ":($may)/")"
done
complain 'the pure rooms touch no file' "$(grep -lE '"base/file.h"|<stdio.h>|<fcntl.h>' $(find lib/schema lib/ops lib/diff lib/graph lib/yaml lib/sql -name '*.[ch]'))"
complain 'the script room knows the engine or a dialect' "$(includes lib/script | grep -E ':(engine/|dialect\.h)')"
for dialect in sqlite postgresql mysql; do
    complain "$dialect may know only base, yaml, sql, schema, ops, diff and itself" \
        "$(includes "dialects/$dialect" | grep -vE ":((base|yaml|sql|schema|ops)/|dialect\.h|$dialect/|[a-z_]*queries\.h|[a-z_]+\.h$)")"
done
complain 'a client library is included outside driver*.c' \
    "$(grep -lE '#include *<(libpq-fe|mysql|mysql/mysql|mariadb/mysql|sqlite3|mysqld_error|errmsg)\.h>' $(find lib cmd dialects -name '*.[ch]') /dev/null | grep -v '/driver[a-z_]*\.[ch]$')"
complain 'the library or a dialect prints, exits or reads the environment' \
    "$(grep -nE '\b(printf|puts|putchar|exit|getenv|secure_getenv|setenv|setlocale)\(' $(find lib dialects -name '*.[ch]') | grep -vE '(sn|vsn|as)printf|//')"
complain 'hidden state: a variable of a file that is not const' \
    "$(grep -nE '^(static )?[a-z_][a-z_0-9 ]*[ *][a-z_0-9]+(\[[^]]*\])*( = .*)?;$' $(find lib cmd dialects -name '*.c') | grep -vE 'const|:(typedef|struct [a-z_]+;|extern|return|enum|union)|\(')"
complain 'the library asks for a dialect by its name' "$(grep -nE '"(sqlite|postgresql|mysql|mariadb)"' $(find lib -name '*.c') | grep -vE 'lib/(schema|script)/|lib/ops/.*(keys|dialects)\[\]|"after", "first"')"
complain 'a kind of object that is never found present' "$(sed -n 's/^-- if //p' dialects/postgresql/queries/objects.sql | sort -u | while read -r kind; do
    grep -q "SELECT '$kind' WHERE" dialects/postgresql/queries/present.sql || echo "$kind"; done)"
complain 'longer than 500 lines' "$(find lib cmd dialects -name '*.[ch]' -exec wc -l {} + | awk '$2 != "total" && $1 > 500')"
complain 'a transcript that no test runs' "$(for file in tests/golden/cli/*.t; do
    grep -q "'$(basename "$file" .t)'" tests/golden/meson.build || echo "$file"; done)"
complain 'left open' "$(grep -nE '\b(TODO|FIXME|XXX|HACK)\b' $(find lib cmd dialects tests docs templates -name '*.[ch]' -o -name '*.md' -o -name '*.sql'))"
exit $bad
