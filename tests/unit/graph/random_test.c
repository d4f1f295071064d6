#include "notation.h"

#include "graph/draw.h"

/* Random graphs and random commands on them. CMIGRATE_TEST_ROUNDS says how many; seeds are fixed. */
enum { ROUNDS = 3000, REVISIONS_MAX = 14, COMMANDS = 6 };

static uint64_t chance(uint64_t *seed, uint64_t below) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (*seed >> 33) % below;
}

static struct revisions random_revisions(struct arena *arena, uint64_t *seed) {
    struct revisions all = {0};
    size_t count = 1 + chance(seed, REVISIONS_MAX);
    size_t shift = chance(seed, 97);
    for (size_t i = 0; i < count; i++) {
        struct revision *revision = arena_new(arena, struct revision);
        revision->id = arena_format(arena, "r%02zu", (i * 37 + shift) % 97);
        for (size_t j = chance(seed, 4) ? 1 + !chance(seed, 5) : 0; i && j; j--) {
            const char *parent = all.items[i - 1 - chance(seed, i < 3 ? i : 3)]->id;
            if (!names_have(&revision->parents, parent))
                list_push(arena, &revision->parents, parent);
        }
        if (i && !chance(seed, 4))
            list_push(arena, &revision->depends_on, all.items[chance(seed, i)]->id);
        if (!chance(seed, 6)) /* a squash */
            for (size_t j = 1 + chance(seed, 2); j--;)
                list_push(arena, &revision->replaces, arena_format(arena, "%sold%zu", revision->id, j));
        if (!chance(seed, 5))
            list_push(arena, &revision->labels, arena_format(arena, "label%zu", i));
        list_push(arena, &all, revision);
    }
    return all;
}

static struct revisions shuffled(struct arena *arena, const struct revisions *revisions, uint64_t *seed) {
    struct revisions copy = {0};
    for (size_t i = 0; i < revisions->count; i++) {
        struct revision *revision = arena_new(arena, struct revision);
        *revision = (struct revision){.id = revisions->items[i]->id,
            .parents = revisions->items[i]->parents,
            .depends_on = revisions->items[i]->depends_on,
            .labels = revisions->items[i]->labels,
            .replaces = revisions->items[i]->replaces};
        size_t at = chance(seed, i + 1);
        *list_insert(arena, &copy, at) = revision;
    }
    return copy;
}

struct world {
    struct arena *arena;
    struct graph *graph, *again; /* the same revisions, in another order */
    struct names rows;
    bool applied[REVISIONS_MAX]; /* by what ran, not by the rows */
};

static void assert_all(const struct world *world, const struct revisions *list, bool applied) {
    for (size_t i = 0; i < list->count; i++)
        assert_int_equal(world->applied[list->items[i]->order], applied);
}

/* Rows must be the maximal applied revisions, found here the slow way. */
static void assert_rows(const struct world *world) {
    struct names maximal = {0}, rows = {0};
    for (size_t i = 0; i < world->graph->revisions.count; i++) {
        struct revision *one = world->graph->revisions.items[i];
        bool is_row = world->applied[i];
        for (size_t j = i + 1; j < world->graph->revisions.count && is_row; j++) {
            struct revision *other = world->graph->revisions.items[j];
            struct revisions just = {&other, 1, 1};
            struct revisions below = graph_closure(world->arena, world->graph, &just);
            for (size_t k = 0; k < below.count && world->applied[j]; k++)
                is_row = is_row && below.items[k] != one;
        }
        if (is_row)
            list_push(world->arena, &maximal, one->id);
    }
    for (size_t i = 0; i < world->rows.count; i++) {
        const struct revision *squash = index_find(&world->graph->by_replaced, world->rows.items[i]);
        list_push(world->arena, &rows, squash ? squash->id : world->rows.items[i]);
    }
    names_sort(&maximal);
    names_sort(&rows);
    assert_true(names_equal(&maximal, &rows));
}

static void assert_applied_is_closure(struct world *world) {
    struct errors errors = {.arena = world->arena};
    struct revisions rows;
    assert_true(graph_rows(world->arena, world->graph, &world->rows, &rows, &errors));
    struct revisions closure = graph_closure(world->arena, world->graph, &rows);
    size_t count = 0;
    for (size_t i = 0; i < world->graph->revisions.count; i++)
        count += world->applied[i];
    assert_int_equal(closure.count, count);
    assert_all(world, &closure, true);
}

static void execute(struct world *world, const struct step *step) {
    bool *applied = step->revision ? &world->applied[step->revision->order] : NULL;
    if (step->kind == STEP_UPGRADE) {
        assert_false(*applied);
        assert_all(world, &step->revision->up, true);
        assert_all(world, &step->revision->needs, true);
        *applied = true;
    } else if (step->kind == STEP_DOWNGRADE) {
        assert_true(*applied);
        assert_all(world, &step->revision->children, false);
        assert_all(world, &step->revision->needed_by, false);
        *applied = false;
    }
    play(world->arena, step, &world->rows);
    if (step->kind == STEP_STAMP) {
        struct errors errors = {.arena = world->arena};
        struct revisions rows;
        assert_true(graph_rows(world->arena, world->graph, &world->rows, &rows, &errors));
        struct revisions closure = graph_closure(world->arena, world->graph, &rows);
        memset(world->applied, 0, sizeof world->applied);
        for (size_t i = 0; i < closure.count; i++)
            world->applied[closure.items[i]->order] = true;
    }
    assert_rows(world);
    assert_applied_is_closure(world);
}

static bool plan(struct world *world, const struct graph *graph, const char *command,
    const struct names *rows, const struct names *targets, struct steps *steps) {
    struct errors errors = {.arena = world->arena};
    const char *target = targets->items[0];
    bool planned = *command == 'u' ? graph_upgrade(world->arena, graph, rows, targets, steps, &errors)
                   : *command == 'd'
                       ? graph_downgrade(world->arena, graph, rows, target, steps, &errors)
                       : graph_stamp(world->arena, graph, rows, targets, *command == 'p', steps, &errors);
    assert_int_equal(planned, errors.list.count == 0);
    for (size_t i = 0; i < errors.list.count; i++)
        assert_non_null(errors.list.items[i].hint);
    return planned;
}

static const char *steps_text(struct arena *arena, const struct steps *steps) {
    struct buffer text = {.arena = arena};
    for (size_t i = 0; i < steps->count; i++) {
        const struct step *step = &steps->items[i];
        buffer_addf(&text, "%d %s -", (int)step->kind, step->revision ? step->revision->id : "");
        buffer_addf(&text, "%s +%s\n", names_join(arena, &step->delete_rows, " "),
            names_join(arena, &step->insert_rows, " "));
    }
    return buffer_text(&text);
}

/* Equal input gives equal output, in whatever order files are found and rows are read. */
static void assert_same_plan(struct world *world, const char *command, const struct names *rows,
    const struct names *targets, bool planned, const struct steps *steps) {
    struct steps others;
    struct names turned = {0};
    for (size_t i = rows->count; i-- > 0;)
        list_push(world->arena, &turned, rows->items[i]);
    bool in_row_order = *command == 's' || *command == 'p'; /* rows are deleted as they are read */
    assert_int_equal(
        plan(world, world->again, command, in_row_order ? rows : &turned, targets, &others), planned);
    if (planned)
        assert_string_equal(steps_text(world->arena, steps), steps_text(world->arena, &others));
}

/* A database from before a squash has its row by the name of the newest that it replaces. */
static void spell_as_before(struct world *world, uint64_t *seed) {
    for (size_t i = 0; i < world->rows.count; i++) {
        const struct revision *row = index_find(&world->graph->by_id, world->rows.items[i]);
        if (row && row->replaces.count && chance(seed, 2))
            world->rows.items[i] = row->replaces.items[row->replaces.count - 1];
    }
}

/* A target is a row then, or below another target's; unless it is base. */
static void assert_stamped(struct world *world, const struct names *rows, const struct names *targets) {
    struct errors errors = {.arena = world->arena};
    struct revisions was, named;
    if (!graph_rows(world->arena, world->graph, rows, &was, &errors))
        return;
    for (size_t i = 0; i < targets->count; i++) {
        assert_true(graph_resolve(world->arena, world->graph, &was, targets->items[i], &named, &errors));
        assert_all(world, &named, true);
    }
}

/* What is applied must be what was, and exactly what the targets build on. */
static void assert_upgraded(
    struct world *world, const bool *before, const struct names *rows, const struct names *targets) {
    struct errors errors = {.arena = world->arena};
    struct revisions all = {0}, was;
    assert_true(graph_rows(world->arena, world->graph, rows, &was, &errors));
    for (size_t i = 0; i < targets->count; i++) {
        struct revisions named;
        assert_true(graph_resolve(world->arena, world->graph, &was, targets->items[i], &named, &errors));
        for (size_t j = 0; j < named.count; j++)
            list_push(world->arena, &all, named.items[j]);
    }
    struct revisions below = graph_closure(world->arena, world->graph, &all);
    bool wanted[REVISIONS_MAX];
    memcpy(wanted, before, sizeof wanted);
    for (size_t i = 0; i < below.count; i++)
        wanted[below.items[i]->order] = true;
    assert_memory_equal(wanted, world->applied, sizeof wanted);
}

/* Only descendants of the target's children go, and all of them. */
static void assert_downgraded(struct world *world, const bool *before, const char *target) {
    struct revision *to = index_find(&world->graph->by_id, target);
    if (!to)
        return;
    for (size_t i = 0; i < world->graph->revisions.count; i++) {
        struct revision *one = world->graph->revisions.items[i];
        struct revisions below = graph_closure(world->arena, world->graph, &(struct revisions){&one, 1, 1});
        bool goes = false;
        for (size_t j = 0; j < below.count; j++)
            for (size_t k = 0; k < to->children.count; k++)
                goes |= below.items[j] == to->children.items[k];
        assert_int_equal(world->applied[i], before[i] && !goes);
    }
}

static bool run(struct world *world, const char *command, const struct names *targets) {
    struct steps steps;
    struct names rows = {0};
    bool before[REVISIONS_MAX];
    memcpy(before, world->applied, sizeof before);
    for (size_t i = 0; i < world->rows.count; i++)
        list_push(world->arena, &rows, world->rows.items[i]);
    bool planned = plan(world, world->graph, command, &rows, targets, &steps);
    assert_same_plan(world, command, &rows, targets, planned, &steps);
    for (size_t i = 0; planned && i < steps.count; i++)
        execute(world, &steps.items[i]);
    if (planned && *command == 'u')
        assert_upgraded(world, before, &rows, targets);
    if (planned && *command == 'd')
        assert_downgraded(world, before, targets->items[0]);
    if (planned && (*command == 's' || *command == 'p'))
        assert_stamped(world, &rows, targets);
    return planned;
}

static bool run_one(struct world *world, const char *command, const char *target) {
    struct names targets = {0};
    list_push(world->arena, &targets, target);
    return run(world, command, &targets);
}

static const char *random_id(const struct world *world, uint64_t *seed) {
    const struct graph *graph = world->graph;
    if (graph->labels.count && !chance(seed, 4))
        return graph->labels.items[chance(seed, graph->labels.count)];
    return graph->revisions.items[chance(seed, graph->revisions.count)]->id;
}

/* A revision, and now and then in a roundabout way. */
static const char *random_target(const struct world *world, uint64_t *seed) {
    static const char *const words[] = {"heads", "base", "-1", "+1", "head", "current", "+2", "-2", "base+2"};
    static const char *const in_branch[] = {
        "@head", "@base", "@-1", "@+1", "-1", "+1", "@heads", "@head-1", "@base+2"};
    const char *id = random_id(world, seed);
    switch (chance(seed, 4)) {
    case 0:
        return words[chance(seed, sizeof words / sizeof *words)];
    case 1:
        return arena_format(
            world->arena, "%s%s", id, in_branch[chance(seed, sizeof in_branch / sizeof *in_branch)]);
    default:
        return id;
    }
}

static struct names random_targets(const struct world *world, const char *command, uint64_t *seed) {
    struct names targets = {0};
    size_t count = *command != 'd' && !chance(seed, 4) ? 1 + chance(seed, 3) : 1;
    for (size_t i = 0; i < count; i++)
        list_push(world->arena, &targets, random_target(world, seed));
    return targets;
}

/* One revision up and the same down again leaves the rows as they were. */
static void go_up_and_down(struct world *world) {
    struct errors errors = {.arena = world->arena};
    struct names heads = {0}, before = {0};
    struct steps up;
    list_push(world->arena, &heads, "heads");
    for (size_t i = 0; i < world->rows.count; i++)
        list_push(world->arena, &before, world->rows.items[i]);
    assert_true(graph_upgrade(world->arena, world->graph, &before, &heads, &up, &errors));
    for (size_t i = 0; i < up.count; i++)
        execute(world, &up.items[i]);
    for (size_t i = up.count; i-- > 0;) {
        struct step down = {STEP_DOWNGRADE, up.items[i].revision, .delete_rows = up.items[i].insert_rows,
            .insert_rows = up.items[i].delete_rows};
        execute(world, &down);
    }
    names_sort(&before);
    names_sort(&world->rows);
    assert_true(names_equal(&before, &world->rows));
}

static void assert_drawn(struct arena *arena, const struct graph *graph) {
    struct revisions newest_first = {0};
    struct drawn_lines lines;
    for (size_t i = graph->revisions.count; i-- > 0;)
        list_push(arena, &newest_first, graph->revisions.items[i]);
    graph_draw(arena, graph, &newest_first, &lines);
    size_t drawn = 0;
    for (size_t i = 0; i < lines.count; i++)
        if (lines.items[i].revision)
            assert_ptr_equal(lines.items[i].revision, newest_first.items[drawn++]);
    assert_int_equal(drawn, newest_first.count);
}

static void play_round(uint64_t round) {
    struct arena arena = {0};
    struct errors errors = {.arena = &arena};
    struct graph graph, again;
    uint64_t seed = round * 2654435761u + 17;
    struct revisions revisions = random_revisions(&arena, &seed);
    struct revisions others = shuffled(&arena, &revisions, &seed);
    assert_true(graph_build(&arena, &revisions, &graph, &errors));
    assert_true(graph_build(&arena, &others, &again, &errors));
    assert_string_equal(ids(&arena, &graph.revisions), ids(&arena, &again.revisions));
    assert_drawn(&arena, &graph);
    struct world world = {.arena = &arena, .graph = &graph, .again = &again};
    for (size_t i = 0; i < COMMANDS; i++) {
        static const char *const commands[] = {
            "upgrade", "upgrade", "downgrade", "downgrade", "stamp", "purge"};
        const char *command = commands[chance(&seed, 6)];
        struct names targets = random_targets(&world, command, &seed);
        spell_as_before(&world, &seed);
        run(&world, command, &targets);
    }
    go_up_and_down(&world);
    assert_true(run_one(&world, "upgrade", "heads"));
    assert_true(run_one(&world, "downgrade", "base"));
    assert_int_equal(world.rows.count, 0);
    arena_free(&arena);
}

static void rows_are_the_maximal_applied_revisions_whatever_is_done(void **state) {
    (void)state;
    const char *wish = getenv("CMIGRATE_TEST_ROUNDS");
    uint64_t rounds = wish ? strtoull(wish, NULL, 10) : ROUNDS;
    for (uint64_t round = 1; round <= rounds; round++)
        play_round(round);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_the_maximal_applied_revisions_whatever_is_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
