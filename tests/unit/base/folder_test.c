#include "check.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"

static char root[] = "/tmp/cmigrate-folder-XXXXXX";
static struct arena arena;
static struct errors errors;

static int make_root(void **state) {
    (void)state;
    errors.arena = &arena;
    return mkdtemp(root) ? 0 : -1;
}

static int remove_root(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", root);
    arena_free(&arena);
    return system(command);
}

static const char *put(const char *name, const char *text) {
    const char *path = path_join(&arena, root, name);
    assert_true(file_write(path, text, strlen(text), false, &errors));
    return path;
}

static void link_to(const char *target, const char *name) {
    assert_int_equal(symlink(target, path_join(&arena, root, name)), 0);
}

/* The names, those in brackets that lead to a file once more. */
static const char *listed(const char *folder, bool nested) {
    struct folder_files files = {0};
    struct buffer text = {.arena = &arena};
    assert_true(folder_list(&arena, path_join(&arena, root, folder), nested, &files, &errors));
    folder_mark_again(&arena, &files);
    for (size_t i = 0; i < files.count; i++)
        buffer_addf(&text, files.items[i].is_again ? " (%s)" : " %s", files.items[i].name);
    return buffer_text(&text);
}

static void files_are_listed_by_name_and_folders_are_not(void **state) {
    (void)state;
    put("list/d", "");
    put("list/b/c", "");
    put("list/.hidden", "");
    put("list/a", "");
    assert_string_equal(listed("list", true), " a b/c d");
    assert_string_equal(listed("list", false), " a d");
    struct folder_files none = {0};
    assert_false(folder_list(&arena, path_join(&arena, root, "nowhere"), true, &none, &errors));
}

static void links_in_circles_are_followed_once(void **state) {
    (void)state;
    put("circles/a/x", "x");
    for (char name[] = "b"; *name < 'j'; ++*name)
        link_to("..", arena_format(&arena, "circles/a/%s", name));
    assert_string_equal(listed("circles", true), " a/x");
}

static void a_file_reached_twice_is_told(void **state) {
    (void)state;
    const char *path = put("twice/a", "x");
    assert_string_equal(listed("twice", true), " a");
    assert_int_equal(link(path, path_join(&arena, root, "twice/b")), 0);
    assert_string_equal(listed("twice", true), " a (b)");
    link_to("a", "twice/c");
    link_to("nowhere", "twice/d");
    assert_string_equal(listed("twice", true), " a (b) (c) d");
}

static size_t stop_at, asked;

static bool is_enough(const struct folder_file *file, const char *text, size_t length, bool is_all) {
    (void)file;
    asked++;
    assert_int_equal(strlen(text), length);
    return is_all || length >= stop_at;
}

static bool read_head(const char *name, struct buffer *head) {
    struct folder folder;
    struct folder_files files = {0};
    assert_true(folder_open(root, &folder, &errors));
    assert_true(folder_list(&arena, root, true, &files, &errors));
    bool done = false;
    asked = 0;
    for (size_t i = 0; i < files.count; i++)
        if (!strcmp(files.items[i].name, name))
            done = folder_read_head(&folder, &files.items[i], is_enough, head, &errors);
    folder_close(&folder);
    return done;
}

static void no_more_is_read_than_is_enough(void **state) {
    (void)state;
    struct buffer head = {.arena = &arena}, text = {.arena = &arena};
    while (text.length < 1000000)
        buffer_addf(&text, "line %zu\n", text.length);
    put("head/long", buffer_text(&text));
    put("head/short", "short\n");
    stop_at = 10;
    assert_true(read_head("head/long", &head));
    assert_in_range(head.length, 10, 10000);
    assert_memory_equal(head.text, text.text, head.length);
    stop_at = 100000;
    assert_true(read_head("head/long", &head));
    assert_in_range(head.length, 100000, 200000);
    assert_memory_equal(head.text, text.text, head.length);
    stop_at = 10000000;
    assert_true(read_head("head/long", &head));
    assert_int_equal(head.length, text.length);
    assert_in_range(asked, 2, 20);
    assert_true(read_head("head/short", &head));
    assert_string_equal(head.text, "short\n");
}

static void what_is_no_file_is_refused(void **state) {
    (void)state;
    struct buffer head = {.arena = &arena};
    size_t before = errors.list.count;
    assert_int_equal(mkfifo(path_join(&arena, root, "pipe"), 0600), 0);
    link_to("pipe", "pipe-link");
    link_to("gone", "gone-link");
    assert_false(read_head("pipe", &head));
    assert_false(read_head("pipe-link", &head));
    assert_false(read_head("gone-link", &head));
    assert_int_equal(errors.list.count, before + 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_listed_by_name_and_folders_are_not),
        cmocka_unit_test(links_in_circles_are_followed_once),
        cmocka_unit_test(a_file_reached_twice_is_told),
        cmocka_unit_test(no_more_is_read_than_is_enough),
        cmocka_unit_test(what_is_no_file_is_refused),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
