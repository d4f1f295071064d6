#include <string.h>

#include "cmd/app.h"
#include "cmd/template.h"

static int run(struct app *app) {
    struct json *json = &app->output.result;
    json_begin_array(json, NULL);
    for (const struct template_kind *kind = template_kinds; kind->name; kind++) {
        output_line(&app->output, "%-6s %s", kind->name, kind->summary);
        json_begin_object(json, NULL);
        json_text(json, "name", kind->name);
        json_text(json, "summary", kind->summary);
        json_end_object(json);
    }
    json_end_array(json);
    output_note(&app->output, "use one with: cmigrate init --template NAME");
    return EXIT_DONE;
}

const struct command command_list_templates = {
    .name = "list-templates",
    .summary = "list the ways in which revisions can be written",
    .description = "A project's own templates stand beside its folder of revisions, as script.yaml and "
                   "script.sql, and go before these.",
    .examples = "  cmigrate list-templates",
    .needs = NEEDS_NOTHING,
    .run = run,
};
