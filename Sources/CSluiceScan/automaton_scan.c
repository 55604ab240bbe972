// The inner loop of the literal automaton: one dependent load a byte, four segments at a time.

#include "CSluiceScan.h"

#include <string.h>

enum { SEGMENTS = 4, MINIMUM_SEGMENT = 256 };

static size_t scan_one(
    const uint32_t *table,
    const uint8_t *classes,
    uint32_t first_accepting,
    uint32_t *state,
    const uint8_t *bytes,
    size_t begin,
    size_t end,
    sluice_hit *hits
) {
    uint32_t current = *state;
    size_t count = 0;
    for (size_t i = begin; i < end; i++) {
        current = table[current + classes[bytes[i]]];
        if (current >= first_accepting) {
            hits[count].offset = (uint32_t)i;
            hits[count].state = current;
            count++;
        }
    }
    *state = current;
    return count;
}

size_t sluice_automaton_scan(
    const uint32_t *table,
    const uint8_t *classes,
    uint32_t first_accepting,
    size_t memory,
    uint32_t *state,
    const uint8_t *bytes,
    size_t length,
    sluice_hit *hits
) {
    size_t segment = length / SEGMENTS;
    if (segment < MINIMUM_SEGMENT || segment < memory) {
        return scan_one(table, classes, first_accepting, state, bytes, 0, length, hits);
    }

    // Segment k may write at most `segment` hits, so its part of `hits` starts at k * segment.
    const uint8_t *b0 = bytes, *b1 = bytes + segment, *b2 = bytes + 2 * segment, *b3 = bytes + 3 * segment;
    uint32_t s0 = *state, s1 = 0, s2 = 0, s3 = 0;
    for (size_t i = 0; i < memory; i++) {
        s1 = table[s1 + classes[b1[i - memory]]];
        s2 = table[s2 + classes[b2[i - memory]]];
        s3 = table[s3 + classes[b3[i - memory]]];
    }
    size_t counts[SEGMENTS] = {0, 0, 0, 0};
    for (size_t i = 0; i < segment; i++) {
        s0 = table[s0 + classes[b0[i]]];
        s1 = table[s1 + classes[b1[i]]];
        s2 = table[s2 + classes[b2[i]]];
        s3 = table[s3 + classes[b3[i]]];
        if ((s0 >= first_accepting) | (s1 >= first_accepting) | (s2 >= first_accepting) | (s3 >= first_accepting)) {
            const uint32_t states[SEGMENTS] = {s0, s1, s2, s3};
            for (size_t k = 0; k < SEGMENTS; k++) {
                if (states[k] >= first_accepting) {
                    sluice_hit *hit = hits + k * segment + counts[k]++;
                    hit->offset = (uint32_t)(k * segment + i);
                    hit->state = states[k];
                }
            }
        }
    }
    size_t count = counts[0];
    for (size_t k = 1; k < SEGMENTS; k++) {
        memmove(hits + count, hits + k * segment, counts[k] * sizeof *hits);
        count += counts[k];
    }
    *state = s3;
    return count + scan_one(table, classes, first_accepting, state, bytes, SEGMENTS * segment, length, hits + count);
}
