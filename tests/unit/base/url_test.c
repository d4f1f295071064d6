#include "check.h"

#include "base/url.h"

/* All parts in one line, to compare. */
static char *parts(struct arena *arena, const char *text) {
    struct errors errors = {.arena = arena};
    struct url url;
    if (!url_parse(arena, text, &url, &errors)) {
        assert_int_equal(errors.list.count, 1);
        assert_non_null(errors.list.items[0].hint);
        assert_null(strstr(errors.list.items[0].message, "secret"));
        return arena_string(arena, "refused");
    }
    assert_no_errors(&errors);
#define PART(part) (url.part ? url.part : "-")
    char *line = arena_format(arena, "%s %s %s %s %s %u %s", url.scheme, PART(driver), PART(user),
        PART(password), PART(host), url.port, PART(database));
    for (size_t i = 0; i < url.parameters.count; i++)
        line =
            arena_format(arena, "%s %s=%s", line, url.parameters.items[i].key, url.parameters.items[i].value);
    return line;
}

static void a_url_is_cut_into_its_parts(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"postgresql+psycopg2://u:p@h:5432/d?a=b&c=d%26e", "postgresql psycopg2 u p h 5432 d a=b c=d&e"},
        {"MySQL://u%40x:p%3A%2F%40@h/d", "mysql - u@x p:/@ h 0 d"},
        {"sqlite:///a/b.db", "sqlite - - - - 0 a/b.db"},
        {"sqlite:////a/b.db", "sqlite - - - - 0 /a/b.db"},
        {"sqlite://", "sqlite - - - - 0 -"},
        {"postgresql://[::1]:5433/d", "postgresql - - - ::1 5433 d"},
        {"postgresql://u:p@[fe80::1]/d", "postgresql - u p fe80::1 0 d"},
        {"postgresql:///d?host=/run&user=a+b", "postgresql - - - - 0 d host=/run user=a b"},
        {"postgresql://%2Frun/d", "postgresql - - - /run 0 d"},
        {"p://u@h", "p - u - h 0 -"},
        {"p://u:@h", "p - u  h 0 -"},
        {"p://:p@h", "p -  p h 0 -"},
        {"p://u:a/b@h/d", "p - u a/b h 0 d"},
        {"p://h?x", "p - - - h 0 - x="},
        {"p://u:100%@h", "p - u 100% h 0 -"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(parts(&arena, cases[i][0]), cases[i][1]);
    arena_free(&arena);
}

static void what_is_no_url_is_refused_without_its_secret(void **state) {
    (void)state;
    const char *const texts[] = {"", "secret", "://u:secret@h", "u:secret@h", "p:/secret",
        "p://u:se@cret@h/secret", "p://u:secret", "p://h:65536/", "p://h:99999999999999999999", "p://[::1",
        "p://[::1]x", "p://u:secret%00@h", "p://u:secret%ff@h", "p://h?a=%00", "a b://secret"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(parts(&arena, texts[i]), "refused");
    arena_free(&arena);
}

static void a_shown_url_tells_no_secret(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"postgresql://u:secret@h:5432/d?a=b", "postgresql://u:***@h:5432/d?a=b"},
        {"p://u:secret@h/d?sslmode=x&sslpassword=secret&PASSWD=secret&sslkey=secret&e=a@b",
            "p://u:***@h/d?sslmode=x&sslpassword=***&PASSWD=***&sslkey=***&e=a@b"},
        {"p://u@h/d", "p://u@h/d"},
        {"sqlite:///a.db", "sqlite:///a.db"},
        {"p://[::1]:5432/d", "p://[::1]:5432/d"},
        {"p://h:5432/d", "p://h:5432/d"},
        {"p://h?pass%77ord=secret", "p://h?pass%77ord=***"},
        {"p://u:se@secret@h/d", "p://u:***@h/d"},
        {"p://u:se/secret@h/d", "p://u:***@h/d"},
        {"p://u:s@e/secret@h/d", "p://u:***@h/d"},
        {"p://u:s@e?secret@h/d", "p://u:***@h/d"},
        {"p://u:secret", "p://u:***"},
        {"p://u:123secret/d", "p://u:***"},
        {"u:secret@h", "***@h"},
        {"sqlite:///a.db?@b=c&password=secret", "sqlite:///a.db?@b=c&password=***"},
        {"sqlite:///a.db?password=se@cret", "sqlite:///a.db?password=***"},
        {"p://h/d?password=a:secret@secret", "p://h/d?password=***"},
        {"p://h/d?password=secret?secret&a=b", "p://h/d?password=***&a=b"},
        {"u:secret://x@h", "***@h"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(url_shown(&arena, cases[i][0]), cases[i][1]);
    arena_free(&arena);
}

static void a_server_on_this_machine_is_known_by_its_host(void **state) {
    (void)state;
    assert_true(url_host_is_local(NULL) && url_host_is_local("/run/postgresql"));
    assert_true(url_host_is_local("Localhost") && url_host_is_local("127.1.2.3") && url_host_is_local("::1"));
    assert_false(url_host_is_local("127.example.com") || url_host_is_local("128.0.0.1"));
    assert_false(url_host_is_local("localhost.example.com"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_url_is_cut_into_its_parts),
        cmocka_unit_test(what_is_no_url_is_refused_without_its_secret),
        cmocka_unit_test(a_shown_url_tells_no_secret),
        cmocka_unit_test(a_server_on_this_machine_is_known_by_its_host),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
