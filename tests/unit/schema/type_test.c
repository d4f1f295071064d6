#include "check.h"

#include "schema/type.h"

static bool knows(const char *word) {
    return !strcmp(word, "[]") || !strcmp(word, "int") || !strcmp(word, "jsonb") ||
           !strcmp(word, "timestamp") || !strcmp(word, "integer");
}

struct trial {
    struct arena arena;
    struct errors errors;
    struct enum_type mood;
    struct enum_type *enums[1];
    struct enum_types list;
    struct type_words words;
    struct type type;
};

static bool parse(struct trial *trial, const char *text) {
    static const char *const natives[] = {"int", "jsonb", "timestamp"};
    *trial = (struct trial){.mood = {.name = "mood"}};
    trial->errors.arena = &trial->arena;
    trial->enums[0] = &trial->mood;
    trial->list = (struct enum_types){trial->enums, 1, 1};
    trial->words = (struct type_words){&trial->list, knows, natives, 3};
    struct place place = {.line = 3, .column = 7};
    return type_parse(&trial->arena, text, place, &trial->words, &trial->type, &trial->errors);
}

static void types_read_and_write_the_same(void **state) {
    (void)state;
    static const struct {
        const char *text, *written;
        enum type_kind kind;
    } cases[] = {
        {"integer", "integer", TYPE_INTEGER},
        {" smallinteger ", "smallinteger", TYPE_SMALLINTEGER},
        {"string", "string", TYPE_STRING},
        {"string(30)", "string(30)", TYPE_STRING},
        {"string ( 30 )", "string(30)", TYPE_STRING},
        {"numeric", "numeric", TYPE_NUMERIC},
        {"numeric(8)", "numeric(8)", TYPE_NUMERIC},
        {"numeric(8, 0)", "numeric(8,0)", TYPE_NUMERIC},
        {"binary(16)", "binary(16)", TYPE_BINARY},
        {"uuid", "uuid", TYPE_UUID},
        {"mood", "mood", TYPE_ENUM},
        {"int unsigned", "int unsigned", TYPE_NATIVE},
        {"JSONB", "JSONB", TYPE_NATIVE},
        {"timestamp with time zone", "timestamp with time zone", TYPE_NATIVE},
        {"timestamp(3)", "timestamp(3)", TYPE_NATIVE},
        {"integer[]", "integer[]", TYPE_NATIVE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct trial trial;
        assert_true(parse(&trial, cases[i].text));
        assert_no_errors(&trial.errors);
        assert_int_equal(trial.type.kind, cases[i].kind);
        assert_string_equal(type_text(&trial.arena, &trial.type), cases[i].written);
        arena_free(&trial.arena);
    }
}

static void wrong_types_are_refused_with_the_nearest(void **state) {
    (void)state;
    static const struct {
        const char *text, *message, *hint;
    } cases[] = {
        {"strng", "unknown type \"strng\"", "did you mean \"string\"?"},
        {"strng(30)", "unknown type \"strng(30)\"", "did you mean \"string\"?"},
        {"moood", "unknown type \"moood\"", "did you mean \"mood\"?"},
        {"jsomb", "unknown type \"jsomb\"", "did you mean \"jsonb\"?"},
        {"STRING(30)", "unknown type \"STRING(30)\"", "did you mean \"string\"?"},
        {"geometry(Point,4326)", "unknown type \"geometry(Point,4326)\"",
            "a type that cmigrate doesn't know is written as {sql: \"…\"}"},
        {"", "unknown type \"\"", "a type that cmigrate doesn't know is written as {sql: \"…\"}"},
        {"string(x)", "type \"string(x)\" can't be read", "write string or string(30)"},
        {"string(0)", "type \"string(0)\" can't be read", "write string or string(30)"},
        {"string(30", "type \"string(30\" can't be read", "write string or string(30)"},
        {"string(30)x", "type \"string(30)x\" can't be read", "write string or string(30)"},
        {"string(99999999999)", "type \"string(99999999999)\" can't be read", "write string or string(30)"},
        {"numeric(8,)", "type \"numeric(8,)\" can't be read",
            "write numeric, numeric(8) or \"numeric(8,2)\""},
        {"numeric(8", "type \"numeric(8\" can't be read", "write numeric, numeric(8) or \"numeric(8,2)\""},
        {"biginteger(8)", "type \"biginteger(8)\" can't be read", "write just biginteger"},
        {"int(8", "unknown type \"int(8\"", "did you mean \"int\"?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct trial trial;
        assert_false(parse(&trial, cases[i].text));
        assert_int_equal(trial.errors.list.count, 1);
        const struct error *error = &trial.errors.list.items[0];
        assert_string_equal(error->message, cases[i].message);
        assert_string_equal(error->hint, cases[i].hint);
        assert_int_equal(error->place.line, 3);
        assert_int_equal(error->place.column, 7);
        arena_free(&trial.arena);
    }
}

static void types_are_equal_in_every_part(void **state) {
    (void)state;
    const char *sad[] = {"sad", "ok"}, *ok[] = {"ok", "sad"};
    struct names first = {sad, 2, 2}, again = {sad, 2, 2}, turned = {ok, 2, 2};
    struct type left = {.kind = TYPE_ENUM, .values = &first}, right = left;
    right.values = &again;
    assert_true(type_equal(&left, &right));
    right.values = &turned;
    assert_false(type_equal(&left, &right));
    assert_null(type_text(NULL, &left));
    struct type eight = {.kind = TYPE_NUMERIC, .length = 8}, scaled = eight;
    scaled.has_scale = true;
    assert_false(type_equal(&eight, &scaled));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_read_and_write_the_same),
        cmocka_unit_test(wrong_types_are_refused_with_the_nearest),
        cmocka_unit_test(types_are_equal_in_every_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
