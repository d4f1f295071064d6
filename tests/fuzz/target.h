/* What every target has: it aborts when a law is broken, whatever the bytes are. */
#ifndef CMIGRATE_TESTS_TARGET_H
#define CMIGRATE_TESTS_TARGET_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
