#include "base/pages.h"

#include <stdint.h>
#include <sys/mman.h>

#include "base/sanitizer.h"

/* The leak sanitizer looks for pointers in malloc()'s memory alone. */
#if defined(MADV_HUGEPAGE) && defined(MADV_POPULATE_WRITE) && !defined(HAS_ADDRESS_SANITIZER)

/* What is mapped begins anywhere: what is before the first whole unit, and behind the last, goes back. */
static char *aligned(char *start, size_t size) {
    size_t before = (PAGES_UNIT - (uintptr_t)start % PAGES_UNIT) % PAGES_UNIT, behind = PAGES_UNIT - before;
    if (before)
        (void)munmap(start, before);
    if (behind)
        (void)munmap(start + before + size, behind);
    return start + before;
}

void *pages_take(size_t *size) {
    if (*size > SIZE_MAX / 2)
        return NULL;
    size_t whole = (*size + PAGES_UNIT - 1) / PAGES_UNIT * PAGES_UNIT;
    char *start = mmap(NULL, whole + PAGES_UNIT, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED)
        return NULL;
    start = aligned(start, whole);
    (void)madvise(start, whole, MADV_HUGEPAGE);
    (void)madvise(start, whole, MADV_POPULATE_WRITE);
    *size = whole;
    return start;
}

void pages_give_back(void *start, size_t size) {
    (void)munmap(start, size);
}

#else

void *pages_take(size_t *size) {
    (void)size;
    return NULL;
}

void pages_give_back(void *start, size_t size) {
    (void)start;
    (void)size;
}

#endif
