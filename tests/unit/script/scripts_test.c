#include "check.h"

#include <unistd.h>

#include "base/file.h"
#include "script/script.h"

static void put(const char *folder, const char *name, const char *text) {
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    file_write(path_join(&arena, folder, name), text, strlen(text), false, &errors);
    assert_no_errors(&errors);
    arena_free(&arena);
}

static void every_script_is_read_once(void **state) {
    (void)state;
    char folder[] = "/tmp/cmigrate-scripts-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    put(folder, "b.yaml", "revision: b\nparents: [a]\n");
    put(folder, "a.sql", "-- revision: a\n-- parents:\n");
    put(folder, "below/c.yml", "revision: c\nparents: [b]\n");
    put(folder, ".hidden.yaml", "{");
    put(folder, "README", "{");
    put(folder, "_seed.sql", "INSERT INTO a VALUES (1)");
    put(folder, "_files/seed.sql", "INSERT INTO a VALUES (1)");
    assert_int_equal(symlink("b.yaml", path_join(&arena, folder, "z.yaml")), 0);
    struct names folders = {0};
    list_push(&arena, &folders, folder);
    list_push(&arena, &folders, path_join(&arena, folder, "below"));
    struct scripts scripts = {0}, flat = {0};
    assert_true(scripts_read(&arena, &folders, true, &scripts, &errors));
    assert_no_errors(&errors);
    assert_int_equal(scripts.count, 3);
    assert_string_equal(scripts.items[0]->revision.id, "a");
    assert_ptr_equal(scripts.items[0]->revision.script, scripts.items[0]);
    assert_string_equal(scripts.items[2]->path, path_join(&arena, folder, "below/c.yml"));
    folders.count = 1;
    assert_true(scripts_read(&arena, &folders, false, &flat, &errors));
    assert_int_equal(flat.count, 2);
    put(folder, "broken.yaml", "{");
    put(folder, "empty.yaml", "");
    assert_false(scripts_read(&arena, &folders, false, &flat, &errors));
    assert_true(errors.list.count >= 2);
    list_push(&arena, &folders, "/nowhere/at/all");
    assert_false(scripts_read(&arena, &folders, false, &flat, &errors));
    arena_free(&arena);
    char command[100];
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_script_is_read_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
