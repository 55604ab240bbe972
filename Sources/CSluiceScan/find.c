// Finds a text in bytes.

// For memmem, which is in the C library of Linux, musl and macOS alike.
#define _GNU_SOURCE

#include "CSluiceScan.h"

#include <string.h>

size_t sluice_find(const uint8_t *bytes, size_t length, const uint8_t *needle, size_t needle_length) {
    const uint8_t *found = memmem(bytes, length, needle, needle_length);
    return found == NULL ? length : (size_t)(found - bytes);
}
