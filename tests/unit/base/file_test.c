#include "check.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static char folder[] = "/tmp/cmigrate-file-XXXXXX";

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static void what_is_written_is_read_back_and_not_overwritten(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    const char *path = path_join(&arena, folder, "a/b/c.txt");
    assert_true(file_write(path, "text\n", 5, false, &errors));
    assert_false(file_write(path, "other", 5, false, &errors));
    assert_int_equal(errors.list.count, 1);
    struct source *source = file_read(&arena, path, &errors);
    assert_string_equal(source->text, "text\n");
    assert_true(file_write(path, "other", 5, true, &errors));
    assert_string_equal(file_read(&arena, path, &errors)->text, "other");
    arena_free(&arena);
}

static void what_cannot_be_read_is_an_error(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    assert_null(file_read(&arena, path_join(&arena, folder, "missing"), &errors));
    assert_null(file_read(&arena, folder, &errors));
    const char *binary = path_join(&arena, folder, "binary");
    assert_true(file_write(binary, "ok\n\xff", 4, false, &errors));
    assert_null(file_read(&arena, binary, &errors));
    assert_int_equal(errors.list.count, 3);
    assert_int_equal(errors.list.items[2].place.line, 2);
    const char *fifo = path_join(&arena, folder, "fifo");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_null(file_read(&arena, fifo, &errors));
    arena_free(&arena);
}

static void a_forgotten_text_is_read_again_for_its_lines(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    const char *path = path_join(&arena, folder, "lines.txt");
    size_t length = 0;
    assert_true(file_write(path, "one\ntwo\n", 8, false, &errors));
    struct source *source = file_read(&arena, path, &errors);
    struct place place = {source, 2, 1};
    source_forget(source);
    assert_null(place_line(place, &length));
    assert_string_equal(place_line(file_place_again(&arena, place), &length), "two\n");
    assert_int_equal(length, 3);
    assert_int_equal(unlink(path), 0);
    assert_null(place_line(file_place_again(&arena, place), &length));
    assert_null(place_line(file_place_again(&arena, NOWHERE), &length));
    assert_int_equal(errors.list.count, 0);
    arena_free(&arena);
}

static void paths_are_joined_and_cut(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_string_equal(path_join(&arena, "a/", "b"), "a/b");
    assert_string_equal(path_join(&arena, ".", "b"), "b");
    assert_string_equal(path_join(&arena, "a", "/b"), "/b");
    assert_string_equal(path_folder(&arena, "a/b"), "a");
    assert_string_equal(path_folder(&arena, "/b"), "/");
    assert_string_equal(path_folder(&arena, "b"), ".");
    assert_string_equal(path_name("a/b"), "b");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back_and_not_overwritten),
        cmocka_unit_test(what_cannot_be_read_is_an_error),
        cmocka_unit_test(a_forgotten_text_is_read_again_for_its_lines),
        cmocka_unit_test(paths_are_joined_and_cut),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
