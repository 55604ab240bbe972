// Counts what separates the cells of a line.

#include "CSluiceScan.h"

#include <string.h>

static const uint64_t counts = ((uint64_t)1 << SLUICE_TABLE_MARKS) - 1;

enum { cell_start, in_cell, behind_mark };

/// What comes behind a byte that is no quotation mark and stands outside of them.
static int32_t next_place(int32_t place, uint64_t weight) {
    if ((weight & counts) != 0) {
        return cell_start;
    }
    return (weight & SLUICE_TABLE_BLANK) != 0 && place == cell_start ? cell_start : in_cell;
}

/// The same behind `length` such bytes.
static int32_t last_place(const uint8_t *bytes, size_t length, const uint64_t *weights, int32_t place) {
    size_t end = length;
    while (end > 0 && (weights[bytes[end - 1]] & SLUICE_TABLE_BLANK) != 0) {
        end--;
    }
    if (end > 0) {
        return (weights[bytes[end - 1]] & counts) != 0 ? cell_start : in_cell;
    }
    return length > 0 && place == behind_mark ? in_cell : place;
}

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
    if (!line->is_quoted && (seen & SLUICE_TABLE_QUOTE) == 0) {
        line->counts += sum;
        line->place = last_place(bytes, end, weights, line->place);
        return end;
    }
    // What stands in quotation marks does not count. They open where a cell begins.
    for (size_t i = 0; i < end; i++) {
        const uint64_t weight = weights[bytes[i]];
        if ((weight & SLUICE_TABLE_QUOTE) != 0) {
            const int opens = !line->is_quoted && line->place != in_cell;
            line->place = line->is_quoted ? behind_mark : in_cell;
            line->is_quoted = opens;
        } else if (!line->is_quoted) {
            line->counts += weight & counts;
            line->place = next_place(line->place, weight);
        }
    }
    return end;
}
