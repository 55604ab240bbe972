// Passes over lines that are nothing but text.

#include "CSluiceScan.h"

#include <string.h>

sluice_plain_lines sluice_skip_plain_lines(const uint8_t *bytes, size_t length, const uint8_t *marked) {
    sluice_plain_lines result = {0, 0, 0};
    size_t i = 0;
    while (i < length && !marked[bytes[i]]) {
        if (bytes[i] == '\n') {
            result.is_last_blank = 1;
            i++;
            continue;
        }
        const uint8_t *end = memchr(bytes + i, '\n', length - i);
        if (end == NULL) {
            break;
        }
        result.has_text = 1;
        result.is_last_blank = 0;
        i = (size_t)(end - bytes) + 1;
    }
    result.end = i;
    return result;
}

size_t sluice_find_byte(const uint8_t *bytes, size_t length, uint8_t byte) {
    const uint8_t *found = length == 0 ? NULL : memchr(bytes, byte, length);
    return found == NULL ? length : (size_t)(found - bytes);
}
