// Base64 and hexadecimal digits: whether they spell text or compressed data, and what.

#include "hidden_joints.h"

enum {
    GROUP = 4,
    LEAST_BASE64 = 16,
    LEAST_HEX = 24,
    /// How many bytes the least digits of either kind spell.
    LEAST_BYTES = 12,
};

/// The values of the digits of both alphabets, plus one.
static const uint8_t values[256] = {
    ['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,  ['I'] = 9,
    ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16, ['Q'] = 17, ['R'] = 18,
    ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24, ['Y'] = 25, ['Z'] = 26, ['a'] = 27,
    ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32, ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36,
    ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40, ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45,
    ['t'] = 46, ['u'] = 47, ['v'] = 48, ['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54,
    ['2'] = 55, ['3'] = 56, ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62, ['+'] = 63,
    ['-'] = 63, ['/'] = 64, ['_'] = 64,
};

/// The values of hexadecimal digits, plus one.
static const uint8_t hex_values[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

size_t sluice_decode_base64(const uint8_t *bytes, size_t length, uint8_t *text) {
    size_t groups = 0;
    for (; length - groups * GROUP >= GROUP; groups++) {
        const uint8_t *p = bytes + groups * GROUP;
        uint32_t a = values[p[0]], b = values[p[1]], c = values[p[2]], d = values[p[3]];
        if (a == 0 || b == 0 || c == 0 || d == 0) break;
        uint32_t bits = (a - 1) << 18 | (b - 1) << 12 | (c - 1) << 6 | (d - 1);
        *text++ = (uint8_t)(bits >> 16);
        *text++ = (uint8_t)(bits >> 8);
        *text++ = (uint8_t)bits;
    }
    return groups;
}

size_t sluice_decode_hex(const uint8_t *bytes, size_t length, uint8_t *text) {
    size_t pairs = 0;
    for (; length - pairs * 2 >= 2; pairs++) {
        uint32_t high = hex_values[bytes[pairs * 2]], low = hex_values[bytes[pairs * 2 + 1]];
        if (high == 0 || low == 0) break;
        *text++ = (uint8_t)((high - 1) << 4 | (low - 1));
    }
    return pairs;
}

static int is_ascii_text(uint8_t byte) {
    return (byte >= 0x20 && byte < 0x7F) || byte == '\t' || byte == '\n' || byte == '\r';
}

int sluice_text_goes_on(uint8_t byte, int expected) {
    if (expected > 0) return (byte & 0xC0) == 0x80 ? expected - 1 : -1;
    if (is_ascii_text(byte)) return 0;
    if (byte < 0xC2 || byte > 0xF4) return -1;
    return byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
}

/// The same of the byte at `index`: the first three are ASCII, so that most words of ordinary text are told from base64
/// by their first letter.
static int next_expected(uint8_t byte, size_t index, int expected) {
    return index < 3 && byte >= 0x80 ? -1 : sluice_text_goes_on(byte, expected);
}

static sluice_reading base64_text(const uint8_t *p, size_t n) {
    uint32_t bits = 0;
    int count = 0, expected = 0;
    size_t index = 0;
    for (size_t i = 0; i < LEAST_BASE64; i++) {
        if (i == n) return SLUICE_OPEN;
        uint32_t value = values[p[i]];
        if (value == 0) return SLUICE_NONE;
        // The highest bit of the byte to come is known from its first digit on.
        if (count == 0 && index < 3 && value - 1 >= 32) return SLUICE_NONE;
        bits = bits << 6 | (value - 1);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        expected = next_expected((uint8_t)(bits >> count), index, expected);
        if (expected < 0) return SLUICE_NONE;
        index++;
    }
    return SLUICE_JOINT;
}

static sluice_reading hex_text(const uint8_t *p, size_t n) {
    int expected = 0;
    for (size_t i = 0; i < LEAST_HEX; i += 2) {
        if (i == n) return SLUICE_OPEN;
        uint32_t high = hex_values[p[i]];
        if (high == 0 || (i < 6 && high > 8)) return SLUICE_NONE;
        if (i + 1 == n) return SLUICE_OPEN;
        uint32_t low = hex_values[p[i + 1]];
        if (low == 0) return SLUICE_NONE;
        expected = next_expected((uint8_t)((high - 1) << 4 | (low - 1)), i / 2, expected);
        if (expected < 0) return SLUICE_NONE;
    }
    return SLUICE_JOINT;
}

/// The value of the first eight bits of a code of deflate, which stand the other way round than those of numbers.
static uint32_t reversed(uint32_t bits) {
    uint32_t result = 0;
    for (int i = 0; i < 8; i++) result |= (bits >> i & 1) << (7 - i);
    return result;
}

/// Whether a block of deflate may begin at `p` whose first byte is text (RFC 1951, 3.2.3 to 3.2.7).
static int may_be_block(const uint8_t *p) {
    switch (p[0] >> 1 & 3) {
    case 0: return p[0] >> 3 == 0 && (p[1] ^ p[3]) == 0xFF && (p[2] ^ p[4]) == 0xFF;
    case 1: {
        uint32_t code = reversed((uint32_t)p[0] >> 3 | (uint32_t)p[1] << 5);
        return code >= 0xC8 || (code >= 0x30 && code < 0xC0 && is_ascii_text((uint8_t)(code - 0x30)));
    }
    case 2: return p[0] >> 3 <= 29 && (p[1] & 31) <= 29;
    default: return 0;
    }
}

/// Whether compressed data may begin with these bytes: a gzip member (RFC 1952, 2.3) or zlib data with the window that
/// all make and without a dictionary (RFC 1950, 2.2). The result is a `sluice_packing`, or 0.
static int packing_of(const uint8_t *bytes, size_t count) {
    if (count == 0) return 0;
    if (bytes[0] == 0x1F) {
        if ((count > 1 && bytes[1] != 0x8B) || (count > 2 && bytes[2] != 8) || (count > 3 && bytes[3] > 0x1F)) return 0;
        return SLUICE_GZIP;
    }
    if (bytes[0] != 0x78) return 0;
    if (count > 1 && bytes[1] != 0x01 && bytes[1] != 0x5E && bytes[1] != 0x9C && bytes[1] != 0xDA) return 0;
    return count < LEAST_BYTES || may_be_block(bytes + 2) ? SLUICE_ZLIB : 0;
}

/// Whether the digits at `p` spell compressed data, of which `bits` bits are told by each.
static sluice_reading packed(const uint8_t *p, size_t n, const uint8_t *digits, int bits, uint8_t *packing) {
    uint8_t bytes[LEAST_BYTES] = {0};
    size_t count = 0;
    uint32_t buffer = 0;
    int known = 0;
    for (size_t i = 0; count < LEAST_BYTES; i++) {
        if (i == n) return SLUICE_OPEN;
        uint32_t value = digits[p[i]];
        if (value == 0) return SLUICE_NONE;
        buffer = buffer << bits | (value - 1);
        known += bits;
        if (known < 8) continue;
        known -= 8;
        bytes[count++] = (uint8_t)(buffer >> known);
        *packing = (uint8_t)packing_of(bytes, count);
        if (*packing == 0) return SLUICE_NONE;
    }
    return SLUICE_JOINT;
}

sluice_reading sluice_read_carrier(const uint8_t *bytes, size_t at, size_t length, sluice_mark *mark) {
    const uint8_t *p = bytes + at;
    size_t n = length - at;
    mark->length = 0;
    mark->count = 0;
    sluice_reading reading = base64_text(p, n);
    mark->kind = SLUICE_BASE64;
    if (reading == SLUICE_JOINT) return reading;
    // What one alphabet takes for a high bit is text in the other: no digits spell text in both.
    sluice_reading hex = hex_text(p, n);
    if (hex == SLUICE_JOINT) {
        mark->kind = SLUICE_HEX;
        return hex;
    }
    sluice_reading other = SLUICE_NONE;
    if (n == 0) return SLUICE_OPEN;
    if (p[0] == 'H' || p[0] == 'e') {
        other = packed(p, n, values, 6, &mark->count);
    } else if (p[0] == '1' || p[0] == '7') {
        mark->kind = SLUICE_HEX;
        other = packed(p, n, hex_values, 4, &mark->count);
    }
    if (other == SLUICE_JOINT) return other;
    mark->count = 0;
    return reading == SLUICE_OPEN || hex == SLUICE_OPEN || other == SLUICE_OPEN ? SLUICE_OPEN : SLUICE_NONE;
}
