/* The bytes as a file, for what reads files itself. */
#ifndef CMIGRATE_TESTS_MEMORY_FILE_H
#define CMIGRATE_TESTS_MEMORY_FILE_H

#include <sys/mman.h>
#include <unistd.h>

#include "target.h"

/* To be closed; its path is memory_file_path(). */
static inline int memory_file(const void *bytes, size_t size) {
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    must(fd >= 0 && write(fd, bytes, size) == (ssize_t)size);
    return fd;
}

static inline const char *memory_file_path(struct arena *arena, int fd) {
    return arena_format(arena, "/proc/self/fd/%d", fd);
}

#endif
