// Looks for places where one of many words may begin: eight bytes at once are sorted into those where none does and the
// rest.

#include "CSluiceScan.h"
#include "ascii.h"

#include <string.h>

enum { STRIDE = 8 };

static const uint64_t ONES = UINT64_C(0x0101010101010101);
static const uint64_t HIGH = UINT64_C(0x8080808080808080);

static inline uint64_t load(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/// The high bits of the bytes that are ASCII letters. No sum exceeds a byte.
static inline uint64_t letters(uint64_t word) {
    const uint64_t folded = (word | 0x20 * ONES) & ~HIGH;
    return (folded + (0x80 - 'a') * ONES) & ~(folded + (0x7F - 'z') * ONES) & ~word & HIGH;
}

/// The high bits of the bytes that are `byte`.
static inline uint64_t equal(uint64_t word, uint8_t byte) {
    const uint64_t difference = word ^ byte * ONES;
    return ~(((difference & ~HIGH) + ~HIGH) | difference) & HIGH;
}

/// Whether a word may begin with the bytes from `place` on, whatever precedes them.
static inline int fits(const sluice_beginnings *words, const uint8_t *text, size_t length, size_t place) {
    const uint8_t code = words->codes[text[place]];
    if (code == 0) {
        return words->is_other_initial[text[place]];
    }
    if (length - place < 3) {
        return 1;
    }
    const uint32_t key = code | (uint32_t)words->codes[text[place + 1]] << SLUICE_CODE_BITS |
                         (uint32_t)words->codes[text[place + 2]] << 2 * SLUICE_CODE_BITS;
    return words->beginnings[key >> 6] >> (key & 63) & 1;
}

/// The high bits of the letters that go on a word, by the letters themselves, those before them, and what stands two
/// before. A capital behind a small letter begins a word, and one behind a backslash may be that of an escape.
static inline uint64_t going_on(uint64_t word, uint64_t before, uint64_t earlier) {
    // The bit that tells small letters from capitals, moved to the highest of each byte.
    const uint64_t humps = ~(word << 2) & (before << 2);
    return letters(word) & letters(before) & ~humps & ~equal(earlier, '\\');
}

/// Whether the letter at `place` goes on a word.
static int goes_on(const uint8_t *text, size_t place) {
    return place > 0 && going_on(text[place], text[place - 1], place > 1 ? text[place - 2] : 0) != 0;
}

size_t sluice_find_beginnings(
    const sluice_beginnings *words,
    const uint8_t *text,
    size_t length,
    size_t *next,
    size_t end,
    uint32_t *places,
    size_t capacity
) {
    size_t place = *next;
    size_t count = 0;
    while (place < end && capacity - count >= STRIDE) {
        if (place < 2 || end - place < STRIDE) {
            if (!goes_on(text, place) && fits(words, text, length, place)) {
                places[count++] = (uint32_t)place;
            }
            place++;
            continue;
        }
        const uint64_t word = load(text + place);
        uint64_t found = letters(word) & ~going_on(word, load(text + place - 1), load(text + place - 2));
        found |= word & HIGH;
        for (size_t index = 0; index < words->ascii_initial_count; index++) {
            found |= equal(word, words->ascii_initials[index]);
        }
        for (; found != 0; found &= found - 1) {
            const size_t start = place + ((size_t)__builtin_ctzll(found) >> 3);
            if (fits(words, text, length, start)) {
                places[count++] = (uint32_t)start;
            }
        }
        place += STRIDE;
    }
    *next = place;
    return count;
}
