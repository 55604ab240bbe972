// Finds the next byte of a JSON string that needs a look: a quote, a backslash or a control character.

#include "CSluiceScan.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>
#endif

enum { LANES = 16 };

static inline int is_special(uint8_t byte) {
    return byte < 0x20 || byte == '"' || byte == '\\';
}

size_t sluice_json_string_end(const uint8_t *bytes, size_t length) {
    size_t i = 0;
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), control = _mm_set1_epi8(0x1F);
    for (; length - i >= LANES; i += LANES) {
        __m128i block = _mm_loadu_si128((const __m128i *)(bytes + i));
        __m128i found = _mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, backslash));
        found = _mm_or_si128(found, _mm_cmpeq_epi8(_mm_max_epu8(block, control), control));
        unsigned mask = (unsigned)_mm_movemask_epi8(found);
        if (mask != 0) {
            return i + (size_t)__builtin_ctz(mask);
        }
    }
#elif defined(__aarch64__) && defined(__ARM_NEON)
    const uint8x16_t quote = vdupq_n_u8('"'), backslash = vdupq_n_u8('\\'), space = vdupq_n_u8(0x20);
    for (; length - i >= LANES; i += LANES) {
        uint8x16_t block = vld1q_u8(bytes + i);
        uint8x16_t found = vorrq_u8(vceqq_u8(block, quote), vceqq_u8(block, backslash));
        found = vorrq_u8(found, vcltq_u8(block, space));
        // Four bits for each byte of the block.
        uint64_t mask = vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(found), 4)), 0);
        if (mask != 0) {
            return i + (size_t)(__builtin_ctzll(mask) >> 2);
        }
    }
#endif
    for (; i < length; i++) {
        if (is_special(bytes[i])) {
            return i;
        }
    }
    return length;
}
