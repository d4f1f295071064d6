#include "engine/rehearse.h"

#include "cmd/describe.h"
#include "cmd/plan.h"

static const char *direction(const struct step *step) {
    return step->kind == STEP_UPGRADE ? "upgrade" : "downgrade";
}

static void show_step(struct app *app, const struct rehearsed_step *rehearsed) {
    const struct output *output = &app->output;
    const struct revision *revision = rehearsed->step->revision;
    const char *yellow = colour_code(output->colour, COLOUR_YELLOW),
               *plain = colour_code(output->colour, COLOUR_PLAIN);
    output_line(&app->output, "%s%s %s%s%s%s", direction(rehearsed->step),
        colour_code(output->colour, COLOUR_BOLD), revision->id, plain, revision->message ? "  " : "",
        describe_message(app, revision));
    for (size_t i = 0; i < rehearsed->operations.count; i++)
        output_line(&app->output, "  %s", rehearsed->operations.items[i]);
    for (size_t i = 0; i < rehearsed->may_lose.count; i++)
        output_line(&app->output, "  %swarning:%s %s", yellow, plain, rehearsed->may_lose.items[i]);
    if (rehearsed->unforeseen)
        output_line(&app->output, "  the statements can't be told: %s", rehearsed->unforeseen);
    output_line(&app->output, "%s", "");
    for (size_t i = 0; i < rehearsed->statements.count; i++)
        output_line(&app->output, "%s;\n", rehearsed->statements.items[i]);
}

static void show_json(struct app *app, const struct rehearsed_step *rehearsed) {
    struct json *json = &app->output.result;
    json_begin_object(json, NULL);
    json_text(json, "revision", rehearsed->step->revision->id);
    json_text(json, "message", rehearsed->step->revision->message);
    json_text(json, "direction", direction(rehearsed->step));
    json_names(json, "operations", &rehearsed->operations);
    json_names(json, "statements", &rehearsed->statements);
    json_names(json, "may_lose", &rehearsed->may_lose);
    json_text(json, "unforeseen", rehearsed->unforeseen);
    json_end_object(json);
}

static void summarise(struct app *app, const struct rehearsal *rehearsal) {
    const char *rows = rehearsal->rows.count ? names_join(&app->arena, &rehearsal->rows, ", ") : "base";
    if (!rehearsal->steps.count)
        output_line(&app->output, "nothing to do: the database is at %s", rows);
    else
        output_note(&app->output, "%u revision%s would run; the database is still at %s",
            rehearsal->steps.count, rehearsal->steps.count == 1 ? "" : "s", rows);
}

int plan_rehearse(struct app *app, struct plan_request *request) {
    struct rehearsal rehearsal;
    struct json *json = &app->output.result;
    if (!engine_rehearse(&app->engine, request->plan, request, &rehearsal, &app->errors))
        return app_failed(app);
    json_begin_object(json, NULL);
    json_names(json, "current", &rehearsal.rows);
    json_begin_array(json, "steps");
    for (size_t i = 0; i < rehearsal.steps.count; i++) {
        show_step(app, &rehearsal.steps.items[i]);
        show_json(app, &rehearsal.steps.items[i]);
    }
    json_end_array(json);
    json_end_object(json);
    summarise(app, &rehearsal);
    return EXIT_DONE;
}
