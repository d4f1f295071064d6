/* A script: the quick way through its header finds what the YAML parser finds; its operations are written and
 * read back the same. The first byte chooses: '-' begins a SQL script. */
#include "../unit/sql/syntax.h"
#include "../unit/yaml/same_nodes.h"
#include "script/header.h"
#include "target.h"

static void check_header(struct arena *arena, const struct source *source) {
    struct errors errors = {.arena = arena};
    size_t length = header_length(source, false);
    must(length <= source->length);
    const struct yaml_node *quick = header_scan(arena, source, length);
    if (!quick)
        return;
    const struct source part = {source->file, source->text, length};
    const struct yaml_node *slow = header_parse(arena, &part, &errors);
    must(slow && same_nodes(quick, slow));
}

static const char *text_of(struct arena *arena, const struct operations *operations) {
    return yaml_write(arena, operations_write(arena, operations));
}

static void check_operations(const struct schema_reading *reading, const struct operations *operations) {
    struct errors errors = {.arena = reading->arena};
    struct schema_reading again_reading = *reading;
    struct operations again = {0};
    again_reading.errors = &errors;
    const char *text = text_of(reading->arena, operations);
    const struct source written = {"written", text, strlen(text)};
    const struct yaml_node *node = yaml_read(reading->arena, &written, &errors);
    must(node && operations_read(&again_reading, node, &again));
    must(!strcmp(text, text_of(reading->arena, &again)));
}

static void check(struct arena *arena, const struct source *source, struct errors *errors) {
    static const struct sql_syntax *const syntaxes[] = {&sqlite_like, &postgresql_like, &mysql_like};
    struct type_words words = {0};
    const struct schema_reading reading = {arena, errors, &words, NULL};
    struct script script = {
        .source = source, .path = source->file, .is_sql = source->length && *source->text == '-'};
    script.revision.script = &script;
    if (!script.is_sql)
        check_header(arena, source);
    if (!header_read(arena, &script, errors) ||
        !script_load(arena, &script, &reading, syntaxes[source->length % 3])) {
        must(errors->list.count);
        return;
    }
    must(!errors->list.count);
    check_operations(&reading, &script.upgrade);
    check_operations(&reading, &script.downgrade);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_text(data, size, check);
}
