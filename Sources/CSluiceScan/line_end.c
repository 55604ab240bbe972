// Finds the next line feed or carriage return.

#include "CSluiceScan.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>
#endif

enum { LANES = 16 };

size_t sluice_line_end(const uint8_t *bytes, size_t length) {
    size_t i = 0;
#if defined(__SSE2__)
    const __m128i feed = _mm_set1_epi8('\n'), carriage = _mm_set1_epi8('\r');
    for (; length - i >= LANES; i += LANES) {
        __m128i block = _mm_loadu_si128((const __m128i *)(bytes + i));
        __m128i found = _mm_or_si128(_mm_cmpeq_epi8(block, feed), _mm_cmpeq_epi8(block, carriage));
        unsigned mask = (unsigned)_mm_movemask_epi8(found);
        if (mask != 0) {
            return i + (size_t)__builtin_ctz(mask);
        }
    }
#elif defined(__aarch64__) && defined(__ARM_NEON)
    const uint8x16_t feed = vdupq_n_u8('\n'), carriage = vdupq_n_u8('\r');
    for (; length - i >= LANES; i += LANES) {
        uint8x16_t block = vld1q_u8(bytes + i);
        uint8x16_t found = vorrq_u8(vceqq_u8(block, feed), vceqq_u8(block, carriage));
        // Four bits for each byte of the block.
        uint64_t mask = vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(found), 4)), 0);
        if (mask != 0) {
            return i + (size_t)(__builtin_ctzll(mask) >> 2);
        }
    }
#endif
    for (; i < length; i++) {
        if (bytes[i] == '\n' || bytes[i] == '\r') {
            return i;
        }
    }
    return length;
}
