#!/bin/sh
# Installs into an empty prefix, and uses what is there: the program with its module, and the library through pkg-config.
#
#   install.sh SOURCE_ROOT
set -eu
source=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
unset CMIGRATE_MODULE_PATH || true

# One build folder for both: the second time only what differs is compiled.
installed() {
    if [ ! -d "$work/build" ]; then
        meson setup "$work/build" "$source" -Dtests=false -Dbuildtype=debug --prefix "$work/$1" "-Ddrivers=$1"
    else
        meson configure "$work/build" --prefix "$work/$1" "-Ddrivers=$1"
    fi >"$work/log" 2>&1 && meson install -C "$work/build" >>"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
}
# The bookstore's first step with nothing but the installed program.
used() {
    mkdir "$work/project-$1"
    cd "$work/project-$1"
    "$work/$1/bin/cmigrate" init -q >/dev/null
    printf 'tables:\n  author:\n    columns: {id: {type: integer, primary_key: true}}\n' >models.yaml
    "$work/$1/bin/cmigrate" migrate -q -m first >/dev/null
    "$work/$1/bin/cmigrate" upgrade -q >/dev/null
    "$work/$1/bin/cmigrate" check
}

installed modules
used modules
installed builtin
rm -rf "$work/build"
test -z "$(find "$work/builtin" -name 'cmigrate_*.so')"
used builtin

cat >"$work/embed.c" <<'END'
#include <stdio.h>

#include <engine/engine.h>
#include <schema/read.h>

int main(void) {
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    static const char text[] = "tables: {author: {columns: {id: integer}}}";
    struct source source = {"models.yaml", text, sizeof text - 1};
    struct type_words types = {0};
    struct schema_reading reading = {.arena = &arena, .errors = &errors, .types = &types};
    struct schema schema = {0};
    struct yaml_node *document = yaml_read(&arena, &source, &errors);
    int good = document && schema_read(&reading, document, &schema) && schema_find_table(&schema, NULL, "author");
    puts(good ? "the library reads models" : errors.list.items[0].message);
    arena_free(&arena);
    return !good;
}
END
PKG_CONFIG_PATH=$(dirname "$(find "$work/modules" -name cmigrate.pc)")
export PKG_CONFIG_PATH
cc -Wall -Werror -o "$work/embed" "$work/embed.c" $(pkg-config --cflags --libs --static cmigrate)
"$work/embed"
