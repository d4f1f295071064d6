#include "check.h"

#include "reading.h"

static bool knows_nothing(const char *word) {
    (void)word;
    return false;
}

static const char bookstore[] =
    "enums:\n  mood: [sad, ok, no]\n"
    "tables:\n"
    "  author:\n"
    "    columns:\n"
    "      id: {type: integer, primary_key: true}\n"
    "      name: string(30)\n"
    "      email: {type: string(30), nullable: false, unique: true}\n"
    "      feels: mood\n"
    "      other: {enum: [a, null]}\n"
    "      created_at: {type: datetime, nullable: false, default: {sql: CURRENT_TIMESTAMP}}\n"
    "  shop.book:\n"
    "    comment: What authors write\n"
    "    columns:\n"
    "      id: {type: integer, primary_key: true}\n"
    "      title: {type: string(50), was: name, sqlite: {collation: NOCASE}}\n"
    "      author_id: {type: integer, references: author.id, on_delete: CASCADE, index: true}\n"
    "      price: {type: \"numeric(8,2)\", default: 0, postgresql: {type: money}}\n"
    "      shout: {type: string(50), generated: upper(title), stored: true}\n"
    "      place: {type: {sql: \"geometry(Point,4326)\"}}\n"
    "    unique: [[author_id, title]]\n"
    "    indexes:\n"
    "      ix_mine: {columns: [{expression: lower(title), order: desc}], unique: true, where: price > 0}\n"
    "    checks:\n      ck_book_price: price >= 0\n"
    "    foreign_keys:\n"
    "      fk_e: {columns: [id, title], references: {table: edition, columns: [book_id, title]}, deferrable: "
    "deferred}\n"
    "    triggers:\n      touched: {sqlite: \"CREATE TRIGGER …\"}\n"
    "    sqlite: {strict: true, without_rowid: true}\n"
    "    mysql: {engine: InnoDB, include: [a, b]}\n"
    "  book_to_store:\n"
    "    primary_key: [store_id, book_id]\n"
    "    columns: {book_id: integer, store_id: integer}\n"
    "views:\n  cheap_book: SELECT 1\n"
    "sql:\n  function:\n    tax: {create: \"CREATE FUNCTION …\", drop: DROP x, after: [book]}\n";

static void the_bookstore_is_read(void **state) {
    (void)state;
    struct reading_trial trial;
    bool ok = read_models(&trial, bookstore, knows_nothing);
    assert_no_errors(&trial.errors);
    assert_true(ok);
    const struct table *author = schema_find_table(&trial.schema, NULL, "author");
    assert_string_equal(author->primary_key->name, "pk_author");
    assert_string_equal(author->constraints.items[0]->name, "uq_author_email");
    assert_int_equal(table_find_column(author, "feels")->type.kind, TYPE_ENUM);
    assert_string_equal(table_find_column(author, "other")->type.values->items[1], "null");
    assert_int_equal(table_find_column(author, "created_at")->default_value.kind, VALUE_SQL);
    const struct table *book = schema_find_table(&trial.schema, "shop", "book");
    const struct constraint *foreign = table_find_constraint(book, "fk_book_author_id");
    assert_string_equal(foreign->reference.on_delete, "cascade");
    assert_string_equal(foreign->reference.columns.items[0], "id");
    assert_string_equal(options_find(&book->options, "sqlite", "strict")->value, "true");
    assert_string_equal(options_find(&book->options, "mysql", "include")->value, "a, b");
    const struct index *mine = table_find_index(book, "ix_mine");
    assert_int_equal(mine->parts.items[0].order, SORT_DESCENDING);
    assert_int_equal(table_find_constraint(book, "fk_e")->deferrable, DEFERRABLE_DEFERRED);
    const struct table *both = schema_find_table(&trial.schema, NULL, "book_to_store");
    assert_string_equal(both->primary_key->columns.items[0].column, "store_id");
    assert_true(schema_manages(&trial.schema, "view"));
    assert_true(schema_manages(&trial.schema, "trigger:shop.book"));
    assert_true(schema_manages(&trial.schema, "function"));
    assert_false(schema_manages(&trial.schema, "trigger:author"));
    assert_string_equal(schema_find_object(&trial.schema, "trigger", "shop", "touched")->table, "book");
    assert_true(schema_find_object(&trial.schema, "view", NULL, "cheap_book")->is_body);
    arena_free(&trial.arena);
}

static void mistakes_are_refused_where_they_are(void **state) {
    (void)state;
    static const struct {
        const char *text, *message;
        unsigned line, column;
    } cases[] = {
        {"tabels: {}\n", "a models file has no key \"tabels\"", 1, 1},
        {"tables: [a]\n", "tables must be a mapping, not a list", 1, 9},
        {"tables:\n  a:\n    colums: {}\n", "table \"a\" has no key \"colums\"", 3, 5},
        {"tables: {a: {columns: {x: strng}}}\n", "unknown type \"strng\"", 1, 27},
        {"tables: {a: {columns: {x: {nullable: false}}}}\n", "column \"x\" has no type", 1, 27},
        {"tables: {a: {columns: {x: {type: integer, nullable: yes}}}}\n",
            "nullable must be true or false, not \"yes\"", 1, 53},
        {"tables: {a: {columns: {x: {type: integer, on_delete: cascade}}}}\n",
            "\"on_delete\" needs \"references\" beside it", 1, 54},
        {"tables: {a: {columns: {x: {type: integer, references: b.c, on_delete: cascad}}}}\n",
            "\"cascad\" is not a word that \"on_delete\" knows", 1, 71},
        {"tables: {a: {columns: {x: {type: integer, references: b..c}}}}\n", "\"b..c\" has an empty part", 1,
            55},
        {"tables: {a: {columns: {x: {type: integer, references: a.b.c.d}}}}\n",
            "\"a.b.c.d\" has more than three parts", 1, 55},
        {"tables: {a: {columns: {x: {type: integer, default: [1]}}}}\n",
            "a value must be a mapping, not a list", 1, 52},
        {"tables: {a.b.c: {}}\n", "\"a.b.c\" must be a name or schema.name", 1, 10},
        {"tables: {a\"b: {}}\n", "the quotes in \"a\"b\" don't match", 1, 10},
        {"tables: {a: {primary_key: [x], columns: {x: {type: integer, primary_key: true}}}}\n",
            "table \"a\" has two primary keys", 1, 27},
        {"tables: {a: {indexes: [{unique: true}]}}\n", "\"columns\" is missing", 1, 24},
        {"tables: {a: {indexes: [{columns: [{order: asc}]}]}}\n",
            "a part of a key is either a column or an expression", 1, 35},
        {"tables: {a: {checks: [{}]}}\n", "\"expression\" is missing", 1, 23},
        {"tables: {a: {foreign_keys: [{columns: [x]}]}}\n", "\"references\" is missing", 1, 29},
        {"tables: {a: {}, \"\\\"a\\\"\": {}}\n", "table \"\"a\"\" is declared twice", 1, 17},
        {"enums: {a: []}\n", "enum \"a\" has no values", 1, 9},
        {"views: {v: {after: [x]}}\n", "view \"v\" has no SQL", 1, 12},
        {"views: {v: {create: x, as: y}}\n", "view \"v\" has both \"create\" and \"as\"", 1, 12},
        {"sql: {function: {f: {as: y}}}\n", "function \"f\" has no key \"as\"", 1, 22},
        {"tables: {a.b: {was: c.b}}\n",
            "was: \"c.b\" is in another schema, and nothing moves from one to another by its name", 1, 21},
        {"tables: {b: {was: c.b}}\n",
            "was: \"c.b\" is in another schema, and nothing moves from one to another by its name", 1, 19},
        {"enums: {a.b: {was: c.b, values: [x]}}\n",
            "was: \"c.b\" is in another schema, and nothing moves from one to another by its name", 1, 20},
        {"sql: {domain: {a.b: {was: c.b, create: x}}}\n",
            "was: \"c.b\" is in another schema, and nothing moves from one to another by its name", 1, 27},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading_trial trial;
        assert_false(read_models(&trial, cases[i].text, knows_nothing));
        assert_string_equal(first_message(&trial.errors), cases[i].message);
        assert_int_equal(trial.errors.list.items[0].place.line, cases[i].line);
        assert_int_equal(trial.errors.list.items[0].place.column, cases[i].column);
        arena_free(&trial.arena);
    }
}

static void a_former_name_may_have_its_schema(void **state) {
    (void)state;
    struct reading_trial trial;
    bool ok = read_models(&trial,
        "enums: {a.mood: {was: a.feeling, values: [x]}}\n"
        "tables: {a.tome: {was: a.book}, other: {was: '\"odd.name\"'}}\n"
        "sql: {domain: {a.mail: {was: a.email, create: x}}}\n",
        knows_nothing);
    assert_no_errors(&trial.errors);
    assert_true(ok);
    assert_string_equal(trial.schema.tables.items[0]->was, "book");
    assert_string_equal(trial.schema.tables.items[1]->was, "odd.name");
    assert_string_equal(trial.schema.enums.items[0]->was, "feeling");
    assert_string_equal(trial.schema.objects.items[0]->was, "email");
    arena_free(&trial.arena);
}

static void all_mistakes_are_collected(void **state) {
    (void)state;
    struct reading_trial trial;
    assert_false(read_models(&trial,
        "tables:\n  a:\n    columns:\n      x: {type: strng, nulable: true}\n      y: dat\n  b: {foo: 1}\n",
        knows_nothing));
    assert_int_equal(trial.errors.list.count, 4);
    arena_free(&trial.arena);
}

static void defaults_are_literals_or_strings(void **state) {
    (void)state;
    static const struct {
        const char *text;
        enum value_kind kind;
        const char *value;
    } cases[] = {
        {"0", VALUE_NUMBER, "0"},
        {"-1.5e3", VALUE_NUMBER, "-1.5e3"},
        {"007", VALUE_STRING, "007"},
        {"1.", VALUE_STRING, "1."},
        {"0x10", VALUE_STRING, "0x10"},
        {"\"0\"", VALUE_STRING, "0"},
        {"true", VALUE_BOOLEAN, "true"},
        {"True", VALUE_STRING, "True"},
        {"'true'", VALUE_STRING, "true"},
        {"no", VALUE_STRING, "no"},
        {"null", VALUE_NULL, "null"},
        {"'null'", VALUE_STRING, "null"},
        {"''", VALUE_STRING, ""},
        {"now()", VALUE_STRING, "now()"},
        {"{sql: now()}", VALUE_SQL, "now()"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading_trial trial;
        char text[200];
        snprintf(text, sizeof text, "tables:\n  a:\n    columns:\n      x: {type: text, default: %s}\n",
            cases[i].text);
        assert_true(read_models(&trial, text, knows_nothing));
        const struct value *value = &trial.schema.tables.items[0]->columns.items[0]->default_value;
        assert_int_equal(value->kind, cases[i].kind);
        assert_string_equal(value->text, cases[i].value);
        arena_free(&trial.arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bookstore_is_read),
        cmocka_unit_test(mistakes_are_refused_where_they_are),
        cmocka_unit_test(a_former_name_may_have_its_schema),
        cmocka_unit_test(all_mistakes_are_collected),
        cmocka_unit_test(defaults_are_literals_or_strings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
