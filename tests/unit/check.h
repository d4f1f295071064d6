/* What every unit test includes: cmocka in the order it wants, and an arena to work in. */
#ifndef CMIGRATE_TESTS_CHECK_H
#define CMIGRATE_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/error.h"

/* Fails with the collected messages when there are any. */
static inline void assert_no_errors(const struct errors *errors) {
    for (size_t i = 0; i < errors->list.count; i++)
        print_error("%u:%u: %s\n", errors->list.items[i].place.line, errors->list.items[i].place.column,
            errors->list.items[i].message);
    assert_int_equal(errors->list.count, 0);
}

/* The first message, or "". */
static inline const char *first_message(const struct errors *errors) {
    return errors->list.count ? errors->list.items[0].message : "";
}

#endif
