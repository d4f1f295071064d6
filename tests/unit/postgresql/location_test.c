#include "base/buffer.h"
#include "check.h"
#include "postgresql/location.h"

static struct arena arena;

static const char *said(const char *url) {
    struct errors errors = {.arena = &arena};
    struct url_parameters parameters;
    struct buffer out = {.arena = &arena};
    if (!postgresql_location(&arena, url, &parameters, &errors))
        return errors.list.items[0].message;
    for (size_t i = 0; i < parameters.count; i++)
        buffer_addf(&out, "%s%s=%s", i ? " " : "", parameters.items[i].key, parameters.items[i].value);
    return buffer_text(&out);
}

static void reads_sqlalchemys_and_libpqs_forms(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"postgresql+psycopg2://u:p@h:5432/d", "user=u password=p host=h port=5432 dbname=d"},
        {"postgres://h/d?sslmode=require&options=-c%20geqo%3Doff",
            "host=h dbname=d sslmode=require options=-c geqo=off"},
        {"postgresql+asyncpg:///d?ssl=verify-full", "dbname=d sslmode=verify-full"},
        {"postgresql:///d?ssl=true&user=u", "dbname=d sslmode=require user=u"},
        {"postgresql://", ""},
        {"PostgreSQL:///d", "dbname=d"},
        {"postgresql://u:%40%3A%2F%3F%25%23%26%20%27%22%5C@h/d",
            "user=u password=@:/?%#& '\"\\ host=h dbname=d"},
        {"postgresql://u:a/b:c?d'e\\f g@h/d", "user=u password=a/b:c?d'e\\f g host=h dbname=d"},
        {"postgresql://u:%C3%A9@%2Frun%2Fpostgresql/d",
            "user=u password=\u00e9 host=/run/postgresql dbname=d"},
        {"postgresql:///d?host=/run&port=5433", "dbname=d host=/run port=5433"},
        {"postgresql://[::1]:5433/d", "host=::1 port=5433 dbname=d"},
        {"postgresql:///d?host=::1", "dbname=d host=::1"},
        {"postgresql://a:1,b,[::1]:3/d", "dbname=d host=a,b,::1 port=1,,3"},
        {"postgresql://u:p@a,b/d?target_session_attrs=read-write",
            "user=u password=p dbname=d host=a,b target_session_attrs=read-write"},
        {"postgresql+psycopg2://u:p@/d?host=a:1&host=b:2", "user=u password=p dbname=d host=a,b port=1,2"},
        {"postgresql:///d?host=a&host=b&port=1&port=2", "dbname=d host=a,b port=1,2"},
        {"postgresql:///d?application_name=a&application_name=b", "dbname=d application_name=b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(said(cases[i][0]), cases[i][1]);
    arena_free(&arena);
}

static void refuses_what_is_no_url_without_its_password(void **state) {
    (void)state;
    static const char *const urls[] = {"postgresql", "postgresql://u:s3cret@@h/d",
        "postgresql://u:s3cret%ff@h/d", "postgresql://u:p@h:s3cret/d"};
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        assert_non_null(strstr(said(urls[i]), "the url "));
        assert_null(strstr(said(urls[i]), "s3cret"));
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_sqlalchemys_and_libpqs_forms),
        cmocka_unit_test(refuses_what_is_no_url_without_its_password),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
