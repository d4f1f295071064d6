#include "check.h"

#include "base/file.h"
#include "dialects.h"

/* The page says exactly what is executed. */
static void the_page_has_the_tables_ddl_of_every_dialect(void **state) {
    (void)state;
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    const struct source *page = file_read(&arena, SOURCE_ROOT "/docs/reference/bookkeeping.md", &errors);
    assert_no_errors(&errors);
    for (const struct dialect *const *dialect = dialects_all; *dialect; dialect++) {
        struct buffer version = {.arena = &arena}, log = {.arena = &arena};
        (*dialect)->name_quoted(&version, "cmigrate_version");
        (*dialect)->name_quoted(&log, "cmigrate_log");
        const char *version_ddl = (*dialect)->version_table_ddl(&arena, buffer_text(&version));
        const char *log_ddl = (*dialect)->log_table_ddl(&arena, buffer_text(&log));
        if (!strstr(page->text, version_ddl) || !strstr(page->text, log_ddl))
            fail_msg("the page lacks, of %s:\n%s;\n%s;", (*dialect)->name, version_ddl, log_ddl);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_page_has_the_tables_ddl_of_every_dialect)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
