// Counts what separates the cells of a line.

#include "CSluiceScan.h"

#include <string.h>

static const uint64_t counts = ((uint64_t)1 << SLUICE_TABLE_MARKS) - 1;

size_t sluice_read_table_line(
    const uint8_t *bytes,
    size_t length,
    const uint64_t *weights,
    sluice_table_line *line
) {
    const uint8_t *newline = length == 0 ? NULL : memchr(bytes, '\n', length);
    const size_t end = newline == NULL ? length : (size_t)(newline - bytes);
    line->length += end;
    if (line->length > SLUICE_LONGEST_TABLE_LINE) {
        return end;
    }
    uint64_t sum = 0;
    uint64_t seen = 0;
    for (size_t i = 0; i < end; i++) {
        const uint64_t weight = weights[bytes[i]];
        sum += weight & counts;
        seen |= weight;
    }
    line->marks |= seen & ~counts;
    if (line->is_quoted || (seen & SLUICE_TABLE_QUOTE) != 0) {
        // What stands in quotation marks does not count.
        uint64_t counted = line->is_quoted ? 0 : ~(uint64_t)0;
        sum = 0;
        for (size_t i = 0; i < end; i++) {
            const uint64_t weight = weights[bytes[i]];
            sum += weight & counts & counted;
            counted ^= (weight & SLUICE_TABLE_QUOTE) != 0 ? ~(uint64_t)0 : 0;
        }
        line->is_quoted = counted == 0;
    }
    line->counts += sum;
    return end;
}
