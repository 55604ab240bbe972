// The inner loop of the literal automaton: one dependent load a byte, eight segments at a time.

#include "CSluiceScan.h"

#include <string.h>

enum { SEGMENTS = 8, MINIMUM_SEGMENT = 128 };

/// Walks over one byte and records the state, which counts where it accepts: a branch would be foreseen badly.
static inline uint32_t step(
    const uint32_t *table,
    const uint8_t *classes,
    uint32_t first_accepting,
    uint32_t state,
    const uint8_t *bytes,
    size_t offset,
    sluice_hit **next
) {
    const uint32_t entered = table[state + classes[bytes[offset]]];
    (*next)->offset = (uint32_t)offset;
    (*next)->state = entered;
    *next += entered >= first_accepting;
    return entered;
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
        segment = 0;
    }
    sluice_hit *end = hits;
    if (segment > 0) {
        // Segment k writes at most `segment` hits, and none behind them, so its part of `hits` starts at k * segment.
        uint32_t states[SEGMENTS] = {*state};
        sluice_hit *ends[SEGMENTS];
        for (size_t k = 0; k < SEGMENTS; k++) {
            ends[k] = hits + k * segment;
            for (size_t i = k * segment - (k == 0 ? 0 : memory); i < k * segment; i++) {
                states[k] = table[states[k] + classes[bytes[i]]];
            }
        }
        for (size_t i = 0; i < segment; i++) {
            for (size_t k = 0; k < SEGMENTS; k++) {
                states[k] = step(table, classes, first_accepting, states[k], bytes, k * segment + i, &ends[k]);
            }
        }
        end = ends[0];
        for (size_t k = 1; k < SEGMENTS; k++) {
            const size_t count = (size_t)(ends[k] - (hits + k * segment));
            memmove(end, hits + k * segment, count * sizeof *hits);
            end += count;
        }
        *state = states[SEGMENTS - 1];
    }
    uint32_t last = *state;
    for (size_t i = SEGMENTS * segment; i < length; i++) {
        last = step(table, classes, first_accepting, last, bytes, i, &end);
    }
    *state = last;
    return (size_t)(end - hits);
}
