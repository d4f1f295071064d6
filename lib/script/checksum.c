#include "script/checksum.h"

#include <errno.h>
#include <sha2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/text.h"
#include "yaml/yaml.h"

/* docs/reference/checksums.md has the form; changing a byte of it makes every applied revision look changed.
 */

struct hashing {
    SHA2_CTX context;
    struct arena *arena;
    const struct script *script;
    struct errors *errors;
};

static void add_bytes(struct hashing *hashing, const char *bytes, size_t length) {
    SHA256Update(&hashing->context, (const uint8_t *)bytes, length);
}

/* A field: its tag, its length in decimal, a colon, its bytes. */
static void add_field(struct hashing *hashing, char tag, const char *bytes, size_t length) {
    char head[24] = {tag};
    int digits = snprintf(head + 1, sizeof head - 1, "%zu:", length);
    add_bytes(hashing, head, (size_t)digits + 1);
    add_bytes(hashing, bytes, length);
}

/* How many items follow: the tag, the count in decimal, a colon. */
static void add_count(struct hashing *hashing, char tag, size_t count) {
    char head[24] = {tag};
    int digits = snprintf(head + 1, sizeof head - 1, "%zu:", count);
    add_bytes(hashing, head, (size_t)digits + 1);
}

static void add_names(struct hashing *hashing, const struct names *names) {
    struct names sorted = {0};
    for (size_t i = 0; i < names->count; i++)
        list_push(hashing->arena, &sorted, names->items[i]);
    names_sort(&sorted);
    add_count(hashing, 'n', sorted.count);
    for (size_t i = 0; i < sorted.count; i++)
        add_field(hashing, 's', sorted.items[i], strlen(sorted.items[i]));
}

/* Lines may end in CR LF after a checkout on another system. */
static void add_text(struct hashing *hashing, const char *text) {
    char *copy = arena_alloc(hashing->arena, strlen(text) + 1), *out = copy;
    for (; *text; text++)
        if (text[0] != '\r' || text[1] != '\n')
            *out++ = *text;
    add_field(hashing, 's', copy, (size_t)(out - copy));
}

static size_t digits_of(const char *text) {
    return strspn(text, "0123456789");
}

/* 12, -1.5, 2e10 */
static bool is_number(const char *text) {
    text += *text == '-' || *text == '+';
    size_t whole = digits_of(text), part = 0;
    text += whole;
    if (*text == '.') {
        part = digits_of(text + 1);
        text += 1 + part;
    }
    if (whole + part && (*text == 'e' || *text == 'E')) {
        text++;
        text += *text == '-' || *text == '+';
        size_t power = digits_of(text);
        text += power;
        whole = power ? whole : 0;
        part = power ? part : 0;
    }
    return whole + part && !*text;
}

/* Quotes count only where they decide whether a value is a string. */
static void add_scalar(struct hashing *hashing, const struct yaml_node *node) {
    bool special = !strcmp(node->text, "true") || !strcmp(node->text, "false") || is_number(node->text);
    if (yaml_is_null(node))
        add_field(hashing, 'p', "null", 4);
    else if (!node->quoted && special)
        add_field(hashing, 'p', node->text, strlen(node->text));
    else
        add_text(hashing, node->text);
}

/* The reader bounds the depth. */
static void add_node(struct hashing *hashing, const struct yaml_node *node) {
    if (node->kind == YAML_SCALAR) {
        add_scalar(hashing, node);
    } else if (node->kind == YAML_SEQUENCE) {
        add_count(hashing, 'l', node->items.count);
        for (size_t i = 0; i < node->items.count; i++)
            add_node(hashing, node->items.items[i]);
    } else {
        add_count(hashing, 'm', node->pairs.count);
        for (size_t i = 0; i < node->pairs.count; i++) {
            add_field(hashing, 's', node->pairs.items[i].key, strlen(node->pairs.items[i].key));
            add_node(hashing, node->pairs.items[i].value);
        }
    }
}

static void add_statements(struct hashing *hashing, const struct operations *operations) {
    add_count(hashing, 'l', operations->count);
    for (size_t i = 0; i < operations->count; i++)
        add_text(hashing, operations->items[i].texts.items[0].text);
}

/* One direction: its operations as the YAML file or the SQL file has them. */
static void add_direction(
    struct hashing *hashing, const char *key, const struct operations *operations, bool there) {
    if (!there)
        add_count(hashing, 'x', 0);
    else if (hashing->script->is_sql)
        add_statements(hashing, operations);
    else
        add_node(hashing, yaml_get(hashing->script->document, key));
}

static bool leaves_folder(struct arena *arena, const char *path) {
    struct names parts = text_split(arena, path, '/');
    return *path == '/' || names_have(&parts, "..");
}

static bool refuse_file(
    struct hashing *hashing, const char *path, struct place place, const char *why, const char *hint) {
    struct error *error =
        error_add(hashing->errors, ERROR_FILE, place, "could not read the file \"%s\": %s", path, why);
    error_hint(hashing->errors, error, "%s", hint);
    return false;
}

/* A file may be larger than memory: only its own hash goes in. */
static bool add_file(struct hashing *hashing, const char *path, struct place place) {
    if (leaves_folder(hashing->arena, path))
        return refuse_file(hashing, path, place, "it lies outside the script's folder",
            "put it beside the script, or in a folder below");
    const char *folder = path_folder(hashing->arena, hashing->script->path);
    const char *whole = path_join(hashing->arena, folder, path);
    char digest[SHA256_DIGEST_STRING_LENGTH];
    struct stat info;
    bool found = !stat(whole, &info);
    if (found && !S_ISREG(info.st_mode))
        return refuse_file(hashing, path, place, "not a regular file", "name a file");
    if (!found || !SHA256File(whole, digest))
        return refuse_file(hashing, path, place, strerror(errno), "paths begin at the script's folder");
    add_field(hashing, 'f', path, strlen(path));
    add_field(hashing, 's', digest, strlen(digest));
    return true;
}

static bool add_files(struct hashing *hashing, const struct operations *operations) {
    for (size_t i = 0; i < operations->count; i++) {
        const struct operation *operation = &operations->items[i];
        if (operation->file && !add_file(hashing, operation->file, operation->place))
            return false;
        for (size_t t = 0; operation->kind == OPERATION_EXECUTE_FILE && t < operation->texts.count; t++)
            if (!add_file(hashing, operation->texts.items[t].text, operation->texts.items[t].place))
                return false;
    }
    return true;
}

static const char *finish(struct hashing *hashing) {
    uint8_t digest[SHA256_DIGEST_LENGTH];
    char *text = arena_alloc(hashing->arena, sizeof "sha256:1:" + 2 * sizeof digest);
    char *out = stpcpy(text, "sha256:1:");
    SHA256Final(digest, &hashing->context);
    for (size_t i = 0; i < sizeof digest; i++)
        out += sprintf(out, "%02x", digest[i]);
    return text;
}

bool script_checksum(
    struct arena *arena, const struct script *script, const char **checksum, struct errors *errors) {
    struct hashing hashing = {.arena = arena, .script = script, .errors = errors};
    SHA256Init(&hashing.context);
    add_field(&hashing, 's', "cmigrate revision 1", 19);
    add_field(&hashing, 's', script->revision.id, strlen(script->revision.id));
    add_names(&hashing, &script->revision.parents);
    add_names(&hashing, &script->revision.depends_on);
    add_direction(&hashing, "upgrade", &script->upgrade, true);
    add_direction(&hashing, "downgrade", &script->downgrade, script->has_downgrade);
    if (!add_files(&hashing, &script->upgrade) || !add_files(&hashing, &script->downgrade))
        return false;
    *checksum = finish(&hashing);
    return true;
}
