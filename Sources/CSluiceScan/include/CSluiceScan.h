// Byte kernels of the scanner: the literal automaton's inner loop and counting of lines.

#ifndef CSLUICE_SCAN_H
#define CSLUICE_SCAN_H

#include <stddef.h>
#include <stdint.h>

/// A place where the automaton entered an accepting state.
typedef struct {
    /// Offset of the byte that completed a sequence, from the start of the scanned bytes.
    uint32_t offset;
    /// The state entered, premultiplied.
    uint32_t state;
} sluice_hit;

/// Runs a dense automaton over `length` bytes and records every byte after which it is in an accepting state.
///
/// States are premultiplied by the number of byte classes, so `table[state + classes[byte]]` is the next state.
/// Accepting states are those at or above `first_accepting`. The state after n bytes must depend on the last `memory`
/// bytes at most: long inputs are walked as four interleaved segments, each warmed up on the `memory` bytes before it.
///
/// - `state` is read and written: the state before the first and after the last byte.
/// - `hits` must have room for `length` entries. They are written in ascending order of offset.
///
/// Returns the number of hits.
size_t sluice_automaton_scan(
    const uint32_t *table,
    const uint8_t *classes,
    uint32_t first_accepting,
    size_t memory,
    uint32_t *state,
    const uint8_t *bytes,
    size_t length,
    sluice_hit *hits
);

/// What lies between two places of a text, for line and column numbers.
typedef struct {
    /// Line feeds.
    size_t newlines;
    /// Bytes that start a UTF-8 sequence (all but 10xxxxxx) after the last line feed, or in all without one.
    size_t columns;
} sluice_line_count;

/// Counts line feeds, and the code points after the last one.
sluice_line_count sluice_count_lines(const uint8_t *bytes, size_t length);

/// The index of the first byte that is a quote, a backslash or below 0x20, or `length` if there is none.
size_t sluice_json_string_end(const uint8_t *bytes, size_t length);

#endif
