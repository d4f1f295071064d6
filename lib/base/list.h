/* Growing lists of any type, in an arena.
 *
 *     LIST_TYPE(names, const char *);
 *     struct names names = {0};
 *     list_push(arena, &names, "author");
 *     for (size_t i = 0; i < names.count; i++) use(names.items[i]);
 *
 * A pointer to an item holds until the list grows: lists that others point into hold pointers. */
#ifndef CMIGRATE_BASE_LIST_H
#define CMIGRATE_BASE_LIST_H

#include <stdbool.h>

#include "base/arena.h"

#define LIST_TYPE(name, type)                                                                                \
    struct name {                                                                                            \
        type *items;                                                                                         \
        unsigned count, capacity;                                                                            \
    }

/* A pointer to a new, zeroed last item. */
#define list_add(arena, list)                                                                                \
    ((list)->items =                                                                                         \
            list_room((arena), (list)->items, (list)->count, &(list)->capacity, sizeof *(list)->items),      \
        &(list)->items[(list)->count++])

#define list_push(arena, list, value) (*list_add((arena), (list)) = (value))

/* Takes out the item at `at`, keeping the order of the rest. */
#define list_remove(list, at) list_close((list)->items, &(list)->count, (at), sizeof *(list)->items)

/* Makes room at `at` for a zeroed item, keeping the order; a pointer to it. */
#define list_insert(arena, list, at)                                                                         \
    (list_add((arena), (list)), list_open((list)->items, (list)->count, (at), sizeof *(list)->items),        \
        &(list)->items[at])

void *list_room(struct arena *arena, void *items, unsigned count, unsigned *capacity, size_t size);
void list_close(void *items, unsigned *count, size_t at, size_t size);
void list_open(void *items, size_t count, size_t at, size_t size);

LIST_TYPE(names, const char *);

bool names_have(const struct names *names, const char *name);
bool names_equal(const struct names *left, const struct names *right);
/* The names with `separator` between them. */
char *names_join(struct arena *arena, const struct names *names, const char *separator);
void names_sort(struct names *names);

#endif
