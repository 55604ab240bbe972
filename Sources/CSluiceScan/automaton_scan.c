// The inner loop of the literal automaton: one dependent load a byte, some segments at a time.

#include "CSluiceScan.h"

#include <string.h>

enum { MOST_SEGMENTS = 8, LEAST_SEGMENT = 16 };

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

/// Walks over `count` segments of `segment` bytes at once, each from the state that the `memory` bytes before it lead
/// to. Segment k writes at most `segment` hits, and none behind them, so its part of `hits` starts at k * segment.
///
/// The loops over segments have a constant length where this is inlined.
static inline __attribute__((always_inline)) sluice_hit *scan_segments(
    const size_t count,
    const uint32_t *table,
    const uint8_t *classes,
    uint32_t first_accepting,
    size_t memory,
    uint32_t *state,
    const uint8_t *bytes,
    size_t segment,
    sluice_hit *hits
) {
    uint32_t states[MOST_SEGMENTS] = {*state};
    sluice_hit *ends[MOST_SEGMENTS];
    for (size_t k = 0; k < count; k++) {
        ends[k] = hits + k * segment;
    }
    for (size_t i = segment - memory; i < segment; i++) {
        for (size_t k = 1; k < count; k++) {
            states[k] = table[states[k] + classes[bytes[(k - 1) * segment + i]]];
        }
    }
    for (size_t i = 0; i < segment; i++) {
        for (size_t k = 0; k < count; k++) {
            states[k] = step(table, classes, first_accepting, states[k], bytes, k * segment + i, &ends[k]);
        }
    }
    sluice_hit *end = ends[0];
    for (size_t k = 1; k < count; k++) {
        const size_t found = (size_t)(ends[k] - (hits + k * segment));
        memmove(end, hits + k * segment, found * sizeof *hits);
        end += found;
    }
    *state = states[count - 1];
    return end;
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
    // Chains of dependent loads: eight cost hardly more than one, if each is longer than what it begins with.
    const size_t least = memory < LEAST_SEGMENT ? LEAST_SEGMENT : memory;
    sluice_hit *end = hits;
    size_t done = 0;
    if (length >= 8 * least) {
        const size_t segment = length / 8;
        end = scan_segments(8, table, classes, first_accepting, memory, state, bytes, segment, hits);
        done = 8 * segment;
    } else if (length >= 4 * least) {
        const size_t segment = length / 4;
        end = scan_segments(4, table, classes, first_accepting, memory, state, bytes, segment, hits);
        done = 4 * segment;
    }
    uint32_t last = *state;
    for (size_t i = done; i < length; i++) {
        last = step(table, classes, first_accepting, last, bytes, i, &end);
    }
    *state = last;
    return (size_t)(end - hits);
}
