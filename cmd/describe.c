#include "cmd/describe.h"

#include <string.h>

static bool is_current(const struct revision *revision, const struct marks *marks) {
    return marks->rows && revisions_have(marks->rows, revision);
}

static const char *parents_text(struct app *app, const struct revision *revision) {
    return revision->parents.count ? names_join(&app->arena, &revision->parents, ", ") : "<base>";
}

static void add_tree(struct buffer *out, const struct revision *revision) {
    if (graph_is_branch_point(revision))
        buffer_add(out, " (branchpoint)");
    if (graph_is_merge_point(revision))
        buffer_add(out, " (mergepoint)");
}

static void add_flags(struct buffer *out, const struct revision *revision, const struct marks *marks) {
    if (graph_is_real_head(revision))
        buffer_add(out, " (head)");
    else if (graph_is_head(revision))
        buffer_add(out, " (effective head)");
    if (is_current(revision, marks))
        buffer_add(out, " (current)");
    if (!marks->no_tree)
        add_tree(out, revision);
}

static void add_labels(struct app *app, struct buffer *out, const struct revision *revision) {
    struct names labels = graph_labels_of(&app->arena, &app->graph, revision);
    if (labels.count)
        buffer_addf(out, " (%s)", names_join(&app->arena, &labels, ", "));
}

char *describe_message(struct app *app, const struct revision *revision) {
    char *message = arena_string(&app->arena, revision->message ? revision->message : "");
    for (char *c = message; *c; c++)
        if (*c == '\n' || *c == '\r')
            *c = ' ';
    return message;
}

char *describe_short(struct app *app, const struct revision *revision, const struct marks *marks) {
    struct buffer out = {.arena = &app->arena};
    buffer_add(&out, colour_code(app->output.colour, COLOUR_YELLOW));
    buffer_add(&out, revision->id);
    buffer_add(&out, colour_code(app->output.colour, COLOUR_PLAIN));
    if (!marks->no_labels)
        add_labels(app, &out, revision);
    add_flags(&out, revision, marks);
    return buffer_text(&out);
}

char *describe_step(struct app *app, const struct revision *revision, const struct marks *marks) {
    const char *needs = revision->depends_on.count ? arena_format(&app->arena, " (%s)",
                                                         names_join(&app->arena, &revision->depends_on, ", "))
                                                   : "";
    return arena_format(&app->arena, "%s%s -> %s%s%s", parents_text(app, revision), needs,
        describe_short(app, revision, marks), revision->message ? ", " : "", describe_message(app, revision));
}

static const char *ids(struct app *app, const struct revisions *revisions) {
    struct names names = {0};
    for (size_t i = 0; i < revisions->count; i++)
        list_push(&app->arena, &names, revisions->items[i]->id);
    return names_join(&app->arena, &names, ", ");
}

char *describe_long(struct app *app, const struct revision *revision, const struct marks *marks) {
    struct buffer out = {.arena = &app->arena};
    buffer_addf(&out, "Rev: %s%s%s", colour_code(app->output.colour, COLOUR_YELLOW), revision->id,
        colour_code(app->output.colour, COLOUR_PLAIN));
    buffer_add(&out, graph_is_head(revision) ? " (head)" : "");
    add_tree(&out, revision);
    buffer_add(&out, is_current(revision, marks) ? " (current)" : "");
    buffer_addf(
        &out, "\n%s: %s", revision->parents.count > 1 ? "Merges" : "Parent", parents_text(app, revision));
    if (revision->depends_on.count)
        buffer_addf(&out, "\nAlso depends on: %s", names_join(&app->arena, &revision->depends_on, ", "));
    if (graph_is_branch_point(revision))
        buffer_addf(&out, "\nBranches into: %s", ids(app, &revision->children));
    struct names labels = graph_labels_of(&app->arena, &app->graph, revision);
    if (labels.count)
        buffer_addf(&out, "\nBranch names: %s", names_join(&app->arena, &labels, ", "));
    if (revision->replaces.count)
        buffer_addf(&out, "\nReplaces: %s", names_join(&app->arena, &revision->replaces, ", "));
    if (revision->created)
        buffer_addf(&out, "\nCreated: %s", revision->created);
    buffer_addf(&out, "\nPath: %s\n", revision->file);
    for (const char *line = revision->message; line;) {
        size_t length = strcspn(line, "\n");
        buffer_add(&out, "\n    ");
        buffer_add_text(&out, line, length);
        line = line[length] ? line + length + 1 : NULL;
    }
    buffer_add(&out, revision->message ? "\n" : "");
    return buffer_text(&out);
}

void describe_json(
    struct app *app, struct json *json, const struct revision *revision, const struct marks *marks) {
    if (!app->output.json)
        return;
    struct names labels = graph_labels_of(&app->arena, &app->graph, revision);
    json_begin_object(json, NULL);
    json_text(json, "revision", revision->id);
    json_names(json, "parents", &revision->parents);
    json_names(json, "depends_on", &revision->depends_on);
    json_names(json, "labels", &labels);
    json_text(json, "message", revision->message);
    json_text(json, "created", revision->created);
    json_text(json, "path", revision->file);
    json_bool(json, "head", graph_is_head(revision));
    json_bool(json, "branch_point", graph_is_branch_point(revision));
    json_bool(json, "merge_point", graph_is_merge_point(revision));
    if (marks->rows)
        json_bool(json, "current", is_current(revision, marks));
    json_end_object(json);
}
