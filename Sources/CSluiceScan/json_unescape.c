// Decodes the escape sequences of a JSON string.

#include "CSluiceScan.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>
#endif

enum { LANES = 16 };

static inline uint8_t simple(uint8_t byte) {
    switch (byte) {
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'b': return '\b';
    case 'f': return '\f';
    default: return byte;
    }
}

// The value of four hexadecimal digits of either case.
static inline uint32_t hexadecimal(const uint8_t *digits) {
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) {
        uint8_t digit = digits[i];
        value = value << 4 | (uint32_t)((digit & 0x0F) + (digit > '9' ? 9 : 0));
    }
    return value & 0xFFFF;
}

size_t sluice_json_unescape(const uint8_t *bytes, size_t length, uint8_t *text, size_t room) {
    size_t in = 0, out = 0;
    while (in < length && out < room) {
        // Blocks are copied whole while both sides have room; what lies after a backslash is written again.
        if (length - in >= LANES && room - out >= LANES) {
            unsigned plain;
#if defined(__SSE2__)
            __m128i block = _mm_loadu_si128((const __m128i *)(bytes + in));
            _mm_storeu_si128((__m128i *)(text + out), block);
            unsigned mask = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8('\\')));
            plain = mask == 0 ? LANES : (unsigned)__builtin_ctz(mask);
#elif defined(__aarch64__) && defined(__ARM_NEON)
            uint8x16_t block = vld1q_u8(bytes + in);
            vst1q_u8(text + out, block);
            uint8x16_t found = vceqq_u8(block, vdupq_n_u8('\\'));
            uint64_t mask = vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(found), 4)), 0);
            plain = mask == 0 ? LANES : (unsigned)(__builtin_ctzll(mask) >> 2);
#else
            for (plain = 0; plain < LANES && bytes[in + plain] != '\\'; plain++) {
                text[out + plain] = bytes[in + plain];
            }
#endif
            in += plain;
            out += plain;
            if (plain == LANES) {
                continue;
            }
        } else if (bytes[in] != '\\') {
            text[out++] = bytes[in++];
            continue;
        }
        // A backslash, with room for a byte at least.
        if (length - in < 2) {
            break;
        }
        if (bytes[in + 1] != 'u') {
            text[out++] = simple(bytes[in + 1]);
            in += 2;
            continue;
        }
        if (length - in < 6) {
            break;
        }
        uint32_t value = hexadecimal(bytes + in + 2);
        size_t count = value < 0x80 ? 1 : value < 0x800 ? 2 : 3;
        if (room - out < count) {
            break;
        }
        if (count == 1) {
            text[out] = (uint8_t)value;
        } else if (count == 2) {
            text[out] = (uint8_t)(0xC0 | value >> 6);
            text[out + 1] = (uint8_t)(0x80 | (value & 0x3F));
        } else {
            text[out] = (uint8_t)(0xE0 | value >> 12);
            text[out + 1] = (uint8_t)(0x80 | (value >> 6 & 0x3F));
            text[out + 2] = (uint8_t)(0x80 | (value & 0x3F));
        }
        out += count;
        in += 6;
    }
    return out;
}
