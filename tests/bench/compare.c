/* Times one command against another and prints the ratio as JSON:
 *
 *     compare NAME RUNS PREPARE FIRST SECOND
 *
 * Each is a command line cut at blanks and run without a shell; PREPARE, which may be empty, goes before each
 * run and is not timed. The two take turns, so that a change of the machine's load meets both. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { WORDS_MAX = 32, RUNS_MAX = 1000 };

struct sample {
    double seconds;
    long peak_kib;
};

static void cut(char *line, char **words) {
    size_t count = 0;
    for (char *word = strtok(line, " "); word && count + 1 < WORDS_MAX; word = strtok(NULL, " "))
        words[count++] = word;
    words[count] = NULL;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static struct sample run(const char *command) {
    char *words[WORDS_MAX], *line = strdup(command);
    cut(line, words);
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child;
    double began = now();
    if (!words[0] || posix_spawnp(&child, words[0], &quiet, NULL, words, environ)) {
        fprintf(stderr, "could not run \"%s\"\n", command);
        exit(1);
    }
    struct rusage usage;
    int status;
    wait4(child, &status, 0, &usage);
    struct sample sample = {now() - began, usage.ru_maxrss};
    if (!WIFEXITED(status) || WEXITSTATUS(status)) {
        fprintf(stderr, "failed: %s\n", command);
        exit(1);
    }
    posix_spawn_file_actions_destroy(&quiet);
    free(line);
    return sample;
}

static int by_time(const void *left, const void *right) {
    double a = ((const struct sample *)left)->seconds, b = ((const struct sample *)right)->seconds;
    return (a > b) - (a < b);
}

int main(int argc, char **argv) {
    int runs = argc == 6 ? atoi(argv[2]) : 0;
    if (runs < 1 || runs > RUNS_MAX) {
        fprintf(stderr, "usage: compare NAME RUNS PREPARE FIRST SECOND\n");
        return 2;
    }
    static struct sample first[RUNS_MAX], second[RUNS_MAX];
    for (int i = 0; i < runs; i++) {
        if (*argv[3])
            run(argv[3]);
        first[i] = run(argv[4]);
        if (*argv[3])
            run(argv[3]);
        second[i] = run(argv[5]);
    }
    qsort(first, (size_t)runs, sizeof *first, by_time);
    qsort(second, (size_t)runs, sizeof *second, by_time);
    struct sample a = first[runs / 2], b = second[runs / 2];
    printf("{\"name\": \"%s\", \"runs\": %d, \"ms\": %.2f, \"floor_ms\": %.2f, \"ratio\": %.2f, "
           "\"ratio_of_minima\": %.2f, \"peak_kib\": %ld, \"floor_peak_kib\": %ld}\n",
        argv[1], runs, a.seconds * 1e3, b.seconds * 1e3, a.seconds / b.seconds,
        first[0].seconds / second[0].seconds, a.peak_kib, b.peak_kib);
    return 0;
}
