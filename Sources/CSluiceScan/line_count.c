// Counts lines and columns; the loops are plain so that the compiler vectorises them.

#include "CSluiceScan.h"

#include <string.h>

// Counts in bytes for as long as a byte can hold the count: sixteen at a time instead of two.
enum { BLOCK = 255 };

static size_t count_newlines(const uint8_t *bytes, size_t length) {
    size_t count = 0;
    while (length > 0) {
        size_t block = length < BLOCK ? length : BLOCK;
        uint8_t found = 0;
        for (size_t i = 0; i < block; i++) {
            found += bytes[i] == '\n';
        }
        count += found;
        bytes += block;
        length -= block;
    }
    return count;
}

static size_t count_code_points(const uint8_t *bytes, size_t length) {
    size_t count = 0;
    while (length > 0) {
        size_t block = length < BLOCK ? length : BLOCK;
        uint8_t found = 0;
        for (size_t i = 0; i < block; i++) {
            found += (bytes[i] & 0xC0) != 0x80;
        }
        count += found;
        bytes += block;
        length -= block;
    }
    return count;
}

// Between findings that stand close together there are few bytes, which are not worth the preparations above.
enum { SHORT = 24 };

static sluice_line_count count_short(const uint8_t *bytes, size_t length) {
    sluice_line_count result = {0, 0};
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\n') {
            result.newlines++;
            result.columns = 0;
        } else {
            result.columns += (bytes[i] & 0xC0) != 0x80;
        }
    }
    return result;
}

sluice_line_count sluice_count_lines(const uint8_t *bytes, size_t length) {
    if (length <= SHORT) {
        return count_short(bytes, length);
    }
    sluice_line_count result = {count_newlines(bytes, length), 0};
    size_t start = length;
    if (result.newlines == 0) {
        start = 0;
    } else {
        while (bytes[start - 1] != '\n') {
            start--;
        }
    }
    result.columns = count_code_points(bytes + start, length - start);
    return result;
}
