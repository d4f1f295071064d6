#include "check.h"

#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "engine/csv.h"

struct seen {
    struct buffer text;
    size_t rows, stop_at;
};

static bool see_header(void *context, const struct names *columns, struct errors *errors) {
    (void)errors;
    struct seen *seen = context;
    buffer_add(&seen->text, names_join(seen->text.arena, columns, ","));
    return true;
}

static bool see_row(
    void *context, const char *const *values, size_t count, struct place place, struct errors *errors) {
    (void)errors;
    struct seen *seen = context;
    buffer_addf(&seen->text, "\n%u:", place.line);
    for (size_t i = 0; i < count; i++)
        buffer_addf(
            &seen->text, "%s%s%s", i ? "|" : "", values[i] ? "=" : "null", values[i] ? values[i] : "");
    return ++seen->rows != seen->stop_at;
}

static bool read_text(
    struct arena *arena, const char *text, size_t length, struct seen *seen, struct errors *errors) {
    char path[] = "/tmp/cmigrate-csv-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, text, length) == (ssize_t)length);
    close(fd);
    seen->text.arena = errors->arena = arena;
    struct csv_reading reading = {see_header, see_row, seen};
    bool read = csv_read(arena, path, &reading, errors);
    unlink(path);
    return read;
}

static void assert_rows(const char *text, const char *expected) {
    struct arena arena = {0};
    struct errors errors = {0};
    struct seen seen = {0};
    bool read = read_text(&arena, text, strlen(text), &seen, &errors);
    assert_no_errors(&errors);
    assert_true(read);
    assert_string_equal(buffer_text(&seen.text), expected);
    arena_free(&arena);
}

static void assert_refused(const char *text, size_t length, const char *message, unsigned line) {
    struct arena arena = {0};
    struct errors errors = {0};
    struct seen seen = {0};
    assert_false(read_text(&arena, text, length, &seen, &errors));
    assert_string_equal(first_message(&errors), message);
    assert_int_equal(errors.list.items[0].place.line, line);
    arena_free(&arena);
}

static void rows_are_read_as_the_standard_says(void **state) {
    (void)state;
    assert_rows("id,name\n1,a\n2,\"b\"\"c, d\"\n", "id,name\n2:=1|=a\n3:=2|=b\"c, d");
    assert_rows(
        "\xef\xbb\xbfid,\"a name\"\r\n1,\"two\r\nlines\"\r\n2,x", "id,a name\n2:=1|=two\r\nlines\n4:=2|=x");
    assert_rows("a,b,c\n,\"\",\n\n,,", "a,b,c\n2:null|=|null\n4:null|null|null");
    assert_rows("a\n\n\"\"\n", "a\n2:null\n3:=");
    assert_rows("a", "a");
}

static void what_is_no_csv_is_refused_with_its_line(void **state) {
    (void)state;
    assert_refused("", 0, "the file is empty", 1);
    assert_refused("a,b\n1\n", 6, "the row has 1 fields, the header line 2", 2);
    assert_refused("a\n\"1\n2\n", 7, "a quote is never closed", 2);
    assert_refused("a\nx\"y\n", 6, "a quote inside a field that isn't quoted", 2);
    assert_refused("a\n\"x\"y\n", 7, "text right after a closing quote, or a lone carriage return", 2);
    assert_refused("a,a\n", 4, "the header line has a column twice", 1);
    assert_refused("a,\n", 3, "the header line has a column without a name", 1);
    assert_refused("a\n\0\n", 4, "a NUL byte is no text", 2);
    assert_refused("a\n\xff\n", 4, "a field is not text in UTF-8", 2);
}

static void a_row_may_stop_the_reading(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {0};
    struct seen seen = {.stop_at = 1};
    assert_false(read_text(&arena, "a\n1\n2\n", 6, &seen, &errors));
    assert_int_equal(seen.rows, 1);
    struct csv_reading reading = {NULL, see_row, &seen};
    assert_false(csv_read(&arena, "/nowhere.csv", &reading, &errors));
    assert_false(csv_read(&arena, "/tmp", &reading, &errors));
    assert_int_equal(errors.list.count, 2);
    arena_free(&arena);
}

static bool count_row(
    void *context, const char *const *values, size_t count, struct place place, struct errors *errors) {
    (void)place;
    (void)errors;
    assert_int_equal(count, 2);
    assert_int_equal(strlen(values[0]), 1000);
    ++*(size_t *)context;
    return true;
}

static void memory_does_not_grow_with_the_rows(void **state) {
    (void)state;
    char path[] = "/tmp/cmigrate-csv-XXXXXX";
    FILE *file = fdopen(mkstemp(path), "w");
    fprintf(file, "a,b\n");
    for (int i = 0; i < 2000; i++)
        fprintf(file, "%01000d,\"%d\"\n", i, i);
    fclose(file);
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    size_t rows = 0;
    struct csv_reading reading = {NULL, count_row, &rows};
    assert_true(csv_read(&arena, path, &reading, &errors));
    assert_int_equal(rows, 2000);
    assert_true(arena.held < 200 * 1024);
    unlink(path);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read_as_the_standard_says),
        cmocka_unit_test(what_is_no_csv_is_refused_with_its_line),
        cmocka_unit_test(a_row_may_stop_the_reading),
        cmocka_unit_test(memory_does_not_grow_with_the_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
