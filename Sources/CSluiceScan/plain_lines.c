// Passes over lines that are nothing but text.

#include "CSluiceScan.h"

#include "ascii.h"

#include <string.h>

/// Whether a tag may begin in some bytes: `<` and a letter or `/` behind it.
static int has_tag(const uint8_t *bytes, const uint8_t *end) {
    while (bytes < end) {
        bytes = memchr(bytes, '<', (size_t)(end - bytes));
        if (bytes == NULL || bytes + 1 == end) {
            return 0;
        }
        bytes++;
        if (*bytes == '/' || is_letter(*bytes)) {
            return 1;
        }
    }
    return 0;
}

sluice_plain_lines
sluice_skip_plain_lines(const uint8_t *bytes, size_t length, const uint8_t *marked, int may_be_indented) {
    sluice_plain_lines result = {0, 0, 0};
    size_t i = 0;
    while (i < length) {
        size_t text = i;
        if (may_be_indented) {
            while (text < length && (bytes[text] == ' ' || bytes[text] == '\t')) {
                text++;
            }
        }
        if (text == length || marked[bytes[text]]) {
            break;
        }
        if (bytes[text] == '\n') {
            result.is_last_blank = 1;
            i = text + 1;
            continue;
        }
        const uint8_t *end = memchr(bytes + text, '\n', length - text);
        if (end == NULL || has_tag(bytes + text, end)) {
            break;
        }
        result.has_text = 1;
        result.is_last_blank = 0;
        i = (size_t)(end - bytes) + 1;
    }
    result.end = i;
    return result;
}

size_t sluice_skip_unmarked(const uint8_t *bytes, size_t length, const uint8_t *marked) {
    size_t i = 0;
    while (i + 4 <= length) {
        if (marked[bytes[i]] | marked[bytes[i + 1]] | marked[bytes[i + 2]] | marked[bytes[i + 3]]) {
            break;
        }
        i += 4;
    }
    while (i < length && !marked[bytes[i]]) {
        i++;
    }
    return i;
}

size_t sluice_find_byte(const uint8_t *bytes, size_t length, uint8_t byte) {
    const uint8_t *found = length == 0 ? NULL : memchr(bytes, byte, length);
    return found == NULL ? length : (size_t)(found - bytes);
}
