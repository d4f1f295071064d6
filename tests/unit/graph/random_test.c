#include "notation.h"

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
            .depends_on = revisions->items[i]->depends_on};
        size_t at = chance(seed, i + 1);
        *list_insert(arena, &copy, at) = revision;
    }
    return copy;
}

struct world {
    struct arena *arena;
    struct graph *graph;
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
    for (size_t i = 0; i < world->rows.count; i++)
        list_push(world->arena, &rows, world->rows.items[i]);
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

static bool run(struct world *world, const char *command, const char *target) {
    struct errors errors = {.arena = world->arena};
    struct steps steps;
    struct names rows = {0}, targets = {0};
    for (size_t i = 0; i < world->rows.count; i++)
        list_push(world->arena, &rows, world->rows.items[i]);
    list_push(world->arena, &targets, target);
    bool planned =
        *command == 'u'   ? graph_upgrade(world->arena, world->graph, &rows, &targets, &steps, &errors)
        : *command == 'd' ? graph_downgrade(world->arena, world->graph, &rows, target, &steps, &errors)
                          : graph_stamp(world->arena, world->graph, &rows, &targets, false, &steps, &errors);
    assert_int_equal(planned, errors.list.count == 0);
    for (size_t i = 0; planned && i < steps.count; i++)
        execute(world, &steps.items[i]);
    return planned;
}

static const char *random_target(const struct world *world, uint64_t *seed) {
    static const char *const words[] = {"heads", "base", "-1", "+1", "head"};
    if (!chance(seed, 4))
        return words[chance(seed, 5)];
    return world->graph->revisions.items[chance(seed, world->graph->revisions.count)]->id;
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
    struct world world = {.arena = &arena, .graph = &graph};
    for (size_t i = 0; i < COMMANDS; i++) {
        static const char *const commands[] = {"upgrade", "upgrade", "downgrade", "downgrade", "stamp"};
        run(&world, commands[chance(&seed, 5)], random_target(&world, &seed));
    }
    go_up_and_down(&world);
    assert_true(run(&world, "upgrade", "heads"));
    assert_true(run(&world, "downgrade", "base"));
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
