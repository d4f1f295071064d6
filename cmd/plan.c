#include "cmd/plan.h"

#include <stdio.h>
#include <string.h>

#include "cmd/describe.h"
#include "cmd/passing.h"

static const char *verb(enum step_kind kind, bool done) {
    if (kind == STEP_STAMP)
        return done ? "stamped" : "stamping";
    if (kind == STEP_UPGRADE)
        return done ? "upgraded" : "upgrading";
    return done ? "downgraded" : "downgrading";
}

static const char *subject(const struct step *step) {
    return step->revision ? step->revision->id : "base";
}

/* The line stands while the step runs. */
static void show_begin(void *context, const struct step *step, size_t number, size_t of) {
    struct app *app = context;
    passing_show(&app->output, "%s %s (%zu of %zu) …", verb(step->kind, false), subject(step), number, of);
}

static void show_work(void *context, const char *what, double share, double seconds) {
    struct app *app = context;
    if (share < 0)
        passing_show(&app->output, "%.0f s  %s …", seconds, what);
    else
        passing_show(&app->output, "%3.0f %%  %.0f s  %s …", share * 100, seconds, what);
}

static void show_end(void *context, const struct step *step, double seconds) {
    struct app *app = context;
    struct output *output = &app->output;
    const char *message = step->revision ? describe_message(app, step->revision) : "";
    output_note(output, "%s%s %s%s%s%s (%.0f ms)", colour_code(output->error_colour, COLOUR_GREEN),
        verb(step->kind, true), subject(step), colour_code(output->error_colour, COLOUR_PLAIN),
        *message ? "  " : "", message, seconds * 1000);
    struct json *json = &app->output.result;
    json_begin_object(json, NULL);
    json_text(json, "revision", step->revision ? step->revision->id : NULL);
    json_text(json, "message", step->revision ? step->revision->message : NULL);
    json_text(json, "direction",
        step->kind == STEP_UPGRADE     ? "upgrade"
        : step->kind == STEP_DOWNGRADE ? "downgrade"
                                       : "stamp");
    json_number(json, "seconds", seconds);
    json_end_object(json);
}

static void show_waiting(void *context, const char *for_whom) {
    struct app *app = context;
    output_note(&app->output, "waiting for another runner: %s", for_whom);
}

static const char *rows_text(struct app *app, const struct names *rows) {
    return rows->count ? names_join(&app->arena, rows, ", ") : "base";
}

static void show_danger(void *context, const char *danger) {
    struct app *app = context;
    output_note(&app->output, "%swarning:%s %s", colour_code(app->output.error_colour, COLOUR_YELLOW),
        colour_code(app->output.error_colour, COLOUR_PLAIN), danger);
}

static void show_result(struct app *app, const struct run_result *result) {
    const char *rows = rows_text(app, &result->rows);
    if (result->waited && !result->steps_done)
        output_line(&app->output, "another runner has done the work: the database is at %s", rows);
    else if (!result->steps_done)
        output_line(&app->output, "nothing to do: the database is at %s", rows);
    else
        output_line(&app->output, "the database is at %s", rows);
    struct json *json = &app->output.result;
    json_end_array(json);
    json_names(json, "current", &result->rows);
    json_bool(json, "waited", result->waited);
    json_end_object(json);
}

int plan_run(struct app *app, struct plan_request *request) {
    struct run_result result;
    app->engine.observer = (struct observer){.context = app,
        .step_begins = show_begin,
        .step_ends = show_end,
        .works = app->output.passing ? show_work : NULL,
        .waits = show_waiting,
        .warns = show_danger};
    json_begin_object(&app->output.result, NULL);
    json_begin_array(&app->output.result, "steps");
    if (!engine_run(&app->engine, request->plan, request, &result, &app->errors)) {
        if (result.steps_done)
            output_note(&app->output, "%zu revision%s done before the error: the database is at %s",
                result.steps_done, result.steps_done == 1 ? " was" : "s were", rows_text(app, &result.rows));
        return app_failed(app);
    }
    show_result(app, &result);
    return EXIT_DONE;
}

bool plan_refuses_missing(struct engine *engine, const struct names *version_rows, struct errors *errors) {
    struct revisions missing;
    if (!engine_missing(engine, version_rows, &missing, errors))
        return true;
    if (!missing.count)
        return false;
    struct error *error = error_add(errors, ERROR_STATE, NOWHERE,
        "revision \"%s\" is not applied, though one that was rebased onto it is", missing.items[0]->id);
    error_hint(errors, error, "run cmigrate upgrade first: it catches up");
    return true;
}

/* The rows that a database at `identifier` has. */
static bool start_at(struct app *app, const char *identifier, struct names *start) {
    if (!strcmp(identifier, "current")) {
        struct names rows;
        bool known = app_connect(app, false) && engine_version_rows(&app->engine, &rows, &app->errors);
        *start = known ? rows : (struct names){0};
        return known;
    }
    struct revisions found = {0};
    if (index_find(&app->graph.by_replaced, identifier)) { /* as from before the squash */
        list_push(&app->arena, start, identifier);
        return true;
    }
    if (!app_resolve(app, identifier, &found))
        return false;
    for (size_t i = 0; i < found.count; i++)
        list_push(&app->arena, start, found.items[i]->id);
    return true;
}

static bool refuse_range(struct app *app, const char *name) {
    struct error *error =
        error_add(&app->errors, ERROR_USAGE, NOWHERE, "a range can't be used here: \"%s\"", name);
    error_hint(&app->errors, error, "FROM:TO is for --sql, once; online the database knows where it is");
    return false;
}

static bool has_range(struct app *app, const struct names *names, size_t from) {
    for (size_t i = from; i < names->count; i++)
        if (strchr(names->items[i], ':'))
            return !refuse_range(app, names->items[i]);
    return false;
}

bool plan_is_online(struct app *app) {
    return !has_range(app, &app->arguments.names, 0);
}

bool plan_range(
    struct app *app, const char *whole, const char *missing, struct names *start, struct names *targets) {
    const struct names *names = &app->arguments.names;
    const char *range = names->count ? names->items[0] : whole, *colon = strchr(range, ':');
    if (app_flag(app, "plan")) {
        error_add(&app->errors, ERROR_USAGE, NOWHERE, "--plan and --sql can't be used together");
        return false;
    }
    if (has_range(app, names, 1))
        return false;
    bool is_half = !colon || colon == range || !colon[1];
    if (is_half && !missing) {
        struct error *error =
            error_add(&app->errors, ERROR_USAGE, NOWHERE, "a downgrade with --sql needs both ends: FROM:TO");
        error_hint(&app->errors, error, "as in: cmigrate downgrade head:base --sql");
        return false;
    }
    const char *from = colon ? arena_text(&app->arena, range, (size_t)(colon - range)) : missing;
    const char *to = colon ? colon + 1 : range;
    list_push(&app->arena, targets, *to ? to : "head");
    for (size_t i = 1; i < names->count; i++)
        list_push(&app->arena, targets, names->items[i]);
    return start_at(app, *from ? from : "base", start);
}

bool plan_print_sql(struct app *app, struct plan_request *request, const struct names *start) {
    struct buffer text = {.arena = &app->arena};
    struct steps steps = {0};
    struct connection *connection = app->engine.connection;
    struct names had = *start;
    if ((connection && !engine_had_rows(&app->engine, start, &had, &app->errors)) ||
        !request->plan(request, &had, &steps, &app->errors))
        return false;
    engine_bring_rows(&app->engine, start, &had, &steps);
    app->engine.connection = NULL;
    bool done = engine_run_offline(&app->engine, &had, &steps, &text, &app->errors);
    app->engine.connection = connection;
    if (done && !steps.count)
        output_note(&app->output, "note: nothing to do from there: no step is in this SQL");
    if (done)
        output_sql(&app->output, buffer_text(&text));
    return done;
}
