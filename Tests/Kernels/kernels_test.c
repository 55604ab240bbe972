// Compares the vector kernels with plain loops, on random bytes at every alignment; the seed is the first argument.

#include "CSluiceScan.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 400, ROUNDS = 200000, CANARY = 0xA5 };

static uint64_t state;

// SplitMix64 (Steele, Lea, Flood 2014).
static uint64_t next_random(void) {
    uint64_t z = (state += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

static void fail(const char *kernel, uint64_t seed, int round) {
    fprintf(stderr, "%s differs from the plain loop (seed %" PRIu64 ", round %d)\n", kernel, seed, round);
    exit(1);
}

static size_t plain_string_end(const uint8_t *bytes, size_t length) {
    size_t i = 0;
    while (i < length && bytes[i] >= 0x20 && bytes[i] != '"' && bytes[i] != '\\') {
        i++;
    }
    return i;
}

static void check_string_end(const uint8_t *bytes, size_t length, uint64_t seed, int round) {
    if (sluice_json_string_end(bytes, length) != plain_string_end(bytes, length)) {
        fail("sluice_json_string_end", seed, round);
    }
}

static void check_lines(const uint8_t *bytes, size_t length, uint64_t seed, int round) {
    sluice_line_count expected = {0, 0};
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\n') {
            expected.newlines++;
            expected.columns = 0;
        } else if ((bytes[i] & 0xC0) != 0x80) {
            expected.columns++;
        }
    }
    sluice_line_count found = sluice_count_lines(bytes, length);
    if (found.newlines != expected.newlines || found.columns != expected.columns) {
        fail("sluice_count_lines", seed, round);
    }
}

// Writes a string of whole, valid escapes and plain bytes, and what it decodes to.
static size_t make_escaped(uint8_t *escaped, uint8_t *decoded, size_t *decoded_length) {
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    size_t length = 0, out = 0, target = next_random() % (LONGEST - 8);
    unsigned density = 1 + next_random() % 40;
    while (length < target) {
        if (next_random() % density != 0) {
            uint8_t byte = (uint8_t)next_random();
            if (byte == '\\') {
                byte = 'x';
            }
            escaped[length++] = decoded[out++] = byte;
        } else if (next_random() % 2 == 0) {
            size_t which = next_random() % (sizeof letters - 1);
            escaped[length++] = '\\';
            escaped[length++] = (uint8_t)letters[which];
            decoded[out++] = (uint8_t)meanings[which];
        } else {
            uint32_t value = (uint32_t)(next_random() % 0x10000);
            if (value >= 0xD800 && value < 0xE000) {
                value -= 0x800;
            }
            char digits[8];
            snprintf(digits, sizeof digits, next_random() % 2 ? "\\u%04x" : "\\u%04X", (unsigned)value);
            memcpy(escaped + length, digits, 6);
            length += 6;
            if (value < 0x80) {
                decoded[out++] = (uint8_t)value;
            } else if (value < 0x800) {
                decoded[out++] = (uint8_t)(0xC0 | value >> 6);
                decoded[out++] = (uint8_t)(0x80 | (value & 0x3F));
            } else {
                decoded[out++] = (uint8_t)(0xE0 | value >> 12);
                decoded[out++] = (uint8_t)(0x80 | (value >> 6 & 0x3F));
                decoded[out++] = (uint8_t)(0x80 | (value & 0x3F));
            }
        }
    }
    *decoded_length = out;
    return length;
}

static void check_unescape(uint64_t seed, int round) {
    uint8_t escaped[LONGEST + 16], decoded[LONGEST + 16], text[LONGEST + 32];
    size_t decoded_length, length = make_escaped(escaped, decoded, &decoded_length);
    memset(text, CANARY, sizeof text);
    size_t written = sluice_json_unescape(escaped, length, text, decoded_length);
    if (written != decoded_length || memcmp(text, decoded, written) != 0 || text[decoded_length] != CANARY) {
        fail("sluice_json_unescape", seed, round);
    }
}

static int is_letter(uint8_t byte) {
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static int is_digit(uint8_t byte) {
    return byte >= '0' && byte <= '9';
}

static int begins_word(const uint8_t *bytes, size_t i) {
    if (!is_letter(bytes[i]) && !is_digit(bytes[i])) {
        return 0;
    }
    if (i == 0) {
        return 1;
    }
    uint8_t before = bytes[i - 1];
    if (i > 1 && bytes[i - 2] == '\\' && (before == 'n' || before == 'r' || before == 't')) {
        return 1;
    }
    if (is_digit(bytes[i])) {
        return !is_letter(before) && !is_digit(before);
    }
    return !is_letter(before) || (before >= 'a' && bytes[i] <= 'Z');
}

// A name of four bytes that may be any stands wherever a word begins.
static void check_names(const uint8_t *source, size_t length, uint64_t seed, int round) {
    enum { NAME = 4 };
    uint8_t bytes[LONGEST], codes[256] = {0}, folded[256] = {0};
    for (size_t i = 0; i < length; i++) {
        static const char common[] = "abzAZ019_\\\\nrt";
        bytes[i] = source[i] % 8 == 0 ? source[i] : (uint8_t)common[source[i] % (sizeof common - 1)];
    }
    static uint64_t filters[3 * SLUICE_NAME_FILTER_SIZE];
    memset(filters, 0xFF, sizeof filters);
    const uint16_t bucket_of_key[1] = {0};
    const uint32_t buckets[2] = {0, 1};
    const sluice_name names[1] = {{0, 0, 0, 0, 1, NAME}};
    const int32_t rules[1] = {0};
    const sluice_name_index index = {codes, folded, filters, bucket_of_key, buckets, names, folded, rules, 1};
    int64_t asked[1] = {-1};
    sluice_candidate candidates[LONGEST];
    size_t next = 0;
    const sluice_name_search search = {
        .index = &index, .text = bytes, .length = length, .is_final = 1, .asked = asked, .candidates = candidates,
        .capacity = LONGEST,
    };
    size_t found = sluice_find_names(&search, &next);
    size_t expected = 0;
    for (size_t i = 0; i + NAME <= length; i++) {
        if (begins_word(bytes, i) && (expected >= found || candidates[expected++].position != (int64_t)i)) {
            fail("sluice_find_names", seed, round);
        }
    }
    if (found != expected || next < length) {
        fail("sluice_find_names", seed, round);
    }
}

// Words begin with two letters and anything, with a sign, or with a byte that is no ASCII.
static void check_beginnings(const uint8_t *source, size_t length, uint64_t seed, int round) {
    uint8_t bytes[LONGEST], codes[256] = {0}, others[256] = {0};
    static const uint8_t initials[] = {'@', '#'};
    static uint64_t beginnings[1 << (3 * SLUICE_CODE_BITS - 6)];
    for (int i = 0; i < 256; i++) {
        codes[i] = is_letter((uint8_t)i) ? (uint8_t)((i | 0x20) - 'a' + 1) : 0;
        others[i] = i >= 0x80 && i % 3 == 0;
    }
    others['@'] = others['#'] = 1;
    memset(beginnings, 0, sizeof beginnings);
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        beginnings[i] = i % 2 == 0 ? next_random() & next_random() : UINT64_MAX;
    }
    for (size_t i = 0; i < length; i++) {
        static const char common[] = "abzAZ019_\\\\nrtnrt@#";
        bytes[i] = source[i] % 8 == 0 ? source[i] : (uint8_t)common[source[i] % (sizeof common - 1)];
    }
    const sluice_beginnings words = {codes, others, initials, sizeof initials, beginnings};
    const size_t from = length == 0 ? 0 : next_random() % length;
    const size_t end = from + (length == from ? 0 : next_random() % (length - from + 1));
    const size_t capacity = 8 + next_random() % 40;
    uint32_t places[48];
    size_t next = from, checked = from;
    while (next < end) {
        const size_t found = sluice_find_beginnings(&words, bytes, length, &next, end, places, capacity);
        size_t number = 0;
        for (; checked < next; checked++) {
            const uint8_t code = codes[bytes[checked]];
            int expected = others[bytes[checked]];
            if (code != 0) {
                const int is_hump = checked > 0 && bytes[checked] <= 'Z' && bytes[checked - 1] >= 'a';
                const int goes_on = checked > 0 && codes[bytes[checked - 1]] != 0 && !is_hump &&
                                    !(checked > 1 && bytes[checked - 2] == '\\');
                uint32_t key = code;
                if (checked + 2 < length) {
                    key |= (uint32_t)codes[bytes[checked + 1]] << 5 | (uint32_t)codes[bytes[checked + 2]] << 10;
                }
                expected = !goes_on && (checked + 2 >= length || (beginnings[key / 64] >> key % 64 & 1));
            }
            if (expected && (number >= found || places[number++] != checked)) {
                fail("sluice_find_beginnings", seed, round);
            }
        }
        if (number != found || next > end) {
            fail("sluice_find_beginnings", seed, round);
        }
    }
}

static void check_unmarked(const uint8_t *bytes, size_t length, uint64_t seed, int round) {
    uint8_t marked[256];
    for (int i = 0; i < 256; i++) {
        marked[i] = next_random() % 100 == 0;
    }
    size_t expected = 0;
    while (expected < length && !marked[bytes[expected]]) {
        expected++;
    }
    if (sluice_skip_unmarked(bytes, length, marked) != expected) {
        fail("sluice_skip_unmarked", seed, round);
    }
}

// Lines of few letters, blanks, marks and tags.
static void check_plain_lines(uint64_t seed, int round) {
    uint8_t bytes[64], marked[256] = {0};
    size_t length = next_random() % sizeof bytes;
    for (size_t i = 0; i < length; i++) {
        bytes[i] = (uint8_t)"ab \t\n\n*</"[next_random() % 9];
    }
    int may_be_indented = next_random() % 2;
    marked[' '] = marked['\t'] = marked['*'] = 1;
    sluice_plain_lines expected = {0, 0, 0};
    while (expected.end < length) {
        size_t solid = expected.end, end = expected.end;
        while (may_be_indented && solid < length && (bytes[solid] == ' ' || bytes[solid] == '\t')) {
            solid++;
        }
        int has_tag = 0;
        while (end < length && bytes[end] != '\n') {
            uint8_t next = end + 1 < length ? bytes[end + 1] : 0;
            has_tag |= end >= solid && bytes[end] == '<' && (next == '/' || next == 'a' || next == 'b');
            end++;
        }
        if (end == length || has_tag || (bytes[solid] != '\n' && (bytes[solid] == '*' || bytes[solid] == ' ' || bytes[solid] == '\t'))) {
            break;
        }
        expected.is_last_blank = bytes[solid] == '\n';
        expected.has_text |= !expected.is_last_blank;
        expected.end = end + 1;
    }
    if (may_be_indented) {
        marked[' '] = marked['\t'] = 0;
    }
    sluice_plain_lines found = sluice_skip_plain_lines(bytes, length, marked, may_be_indented);
    if (found.end != expected.end || found.has_text != expected.has_text ||
        found.is_last_blank != expected.is_last_blank) {
        fail("sluice_skip_plain_lines", seed, round);
    }
}

static const char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int base64_value(uint8_t byte) {
    if (byte == '-' || byte == '_') {
        return byte == '-' ? 62 : 63;
    }
    const char *place = byte ? strchr(base64_digits, byte) : NULL;
    return place ? (int)(place - base64_digits) : -1;
}

static int hex_value(uint8_t byte) {
    static const char lower[] = "0123456789abcdef", upper[] = "0123456789ABCDEF";
    const char *place = byte ? strchr(lower, byte) : NULL;
    if (place) {
        return (int)(place - lower);
    }
    place = byte ? strchr(upper, byte) : NULL;
    return place ? (int)(place - upper) : -1;
}

// Pieces of digits, escapes and characters, whole and broken off.
static size_t make_hidden(uint8_t *bytes, int only_percent) {
    static const char *const pieces[] = {
        "%", "%4", "%41", "%7e", "%G1", "0x", " ", "+", "/", "_", "-", ".", "A", "z", "7", "9f", "word ", "%2541",
        "\\", "\\n", "\\u0041", "\\x4", "&", "&amp;", "&#6", "&#65;", "=", "=3D", "=41=42", "=\n", "\\\n", "\n",
        "\xE2\x80\x8B", "\xC2\xAD", "\xEF\xBD\x81", "\xD0\xBE", "\xCE\xBF", "\xC3\xA9", "\xC2\xA0", "\xE2\x80\x91",
        "\xE2", "\x80", "\xD0", "\xF0\x9F", "\"", "'", "a\" + \"b", "a' . 'b", "a\"\n    \"b", "\" \\\n", "\" ||", "\" <", "\" + f",
        "'\"", "x\"                                           \"y",
    };
    enum { PLAIN = 18, ALL = sizeof pieces / sizeof *pieces };
    size_t length = 0, target = next_random() % (LONGEST - 120);
    while (length < target) {
        uint64_t random = next_random();
        uint8_t text[24];
        size_t count = 3 + (random >> 8) % 21;
        for (size_t i = 0; i < count; i++) {
            text[i] = (uint8_t)(next_random() % 60 == 0 ? next_random() : 0x20 + next_random() % 95);
        }
        if (random >> 30 & 1) {
            // Beginnings of compressed data, and almost.
            static const uint8_t starts[][3] = {
                {0x1F, 0x8B, 8}, {0x1F, 0x8B, 8}, {0x1F, 0x8B, 7}, {0x78, 0x9C, 5}, {0x78, 0xDA, 3}, {0x78, 0x01, 1}, {0x78, 0x5E, 7},
                {0x78, 0x9D, 3},
            };
            memcpy(text, starts[random >> 31 & 7], 3);
            text[3] = (uint8_t)(random >> 34 & 63);
            text[4] = (uint8_t)(random >> 40);
            if (random >> 50 & 1) {
                text[5] = (uint8_t)~text[3];
                text[6] = (uint8_t)~text[4];
            }
        }
        switch (random % 6) {
        case 0:
            for (size_t i = 0; i < count; i++) {
                length += (size_t)sprintf((char *)bytes + length, random >> 20 & 1 ? "%02x" : "%02X", text[i]);
            }
            break;
        case 1:
            for (size_t i = 0; i + 3 <= count; i += 3) {
                uint32_t bits = (uint32_t)text[i] << 16 | (uint32_t)text[i + 1] << 8 | text[i + 2];
                for (int shift = 18; shift >= 0; shift -= 6) {
                    bytes[length++] = (uint8_t)base64_digits[bits >> shift & 63];
                }
            }
            break;
        default: {
            const char *piece = pieces[(random >> 8) % (only_percent ? PLAIN : ALL)];
            memcpy(bytes + length, piece, strlen(piece));
            length += strlen(piece);
        }
        }
    }
    return length;
}

static int is_plain_text(const uint8_t *text, size_t count) {
    int expected = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t byte = text[i];
        int is_ascii = (byte >= 0x20 && byte < 0x7F) || byte == '\t' || byte == '\n' || byte == '\r';
        if (expected > 0) {
            if (byte < 0x80 || byte >= 0xC0) {
                return 0;
            }
            expected--;
        } else if (!is_ascii) {
            if (i < 3 || byte < 0xC2 || byte > 0xF4) {
                return 0;
            }
            expected = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
        }
    }
    return 1;
}

// Whether twelve bytes may be the beginning of compressed data.
static int plain_packing(const uint8_t *bytes) {
    if (bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8) return bytes[3] < 32 ? SLUICE_GZIP : 0;
    if (bytes[0] != 0x78 || (bytes[0] * 256 + bytes[1]) % 31 != 0 || (bytes[1] & 32)) return 0;
    int bits[16], first = 0;
    for (int i = 0; i < 16; i++) bits[i] = bytes[2 + i / 8] >> (i % 8) & 1;
    int kind = bits[1] + 2 * bits[2], literals = 0, distances = 0;
    for (int i = 0; i < 5; i++) {
        literals += bits[3 + i] << i;
        distances += bits[8 + i] << i;
    }
    for (int i = 0; i < 8; i++) first = first * 2 + bits[3 + i];
    uint8_t letter = (uint8_t)(first - 0x30);
    int is_letter = first >= 0x30 && ((letter >= 0x20 && letter < 0x7F) || letter == 9 || letter == 10 || letter == 13);
    int is_far = first >= 0xC8;
    if (kind == 0) return literals == 0 && bytes[3] + bytes[5] == 255 && bytes[4] + bytes[6] == 255 ? SLUICE_ZLIB : 0;
    if (kind == 1) return is_letter || is_far ? SLUICE_ZLIB : 0;
    return kind == 2 && literals < 30 && distances < 30 ? SLUICE_ZLIB : 0;
}

// What digits at `bytes` spell: 12 bytes of text or of compressed data in base64 or hexadecimal digits, or nothing.
static int plain_carrier(const uint8_t *bytes, size_t length, int *packing) {
    *packing = 0;
    uint8_t text[12];
    size_t i;
    for (i = 0; i < 16 && i < length && base64_value(bytes[i]) >= 0; i++) {
    }
    if (i == 16) {
        for (i = 0; i < 12; i++) {
            uint32_t bits = 0;
            for (size_t k = 0; k < 4; k++) {
                bits = bits << 6 | (uint32_t)base64_value(bytes[i / 3 * 4 + k]);
            }
            text[i] = (uint8_t)(bits >> (16 - 8 * (i % 3)));
        }
        if (is_plain_text(text, 12)) {
            return SLUICE_BASE64;
        }
        *packing = plain_packing(text);
        if (*packing) {
            return SLUICE_BASE64;
        }
    }
    for (i = 0; i < 24 && i < length && hex_value(bytes[i]) >= 0; i++) {
    }
    if (i < 24) {
        return 0;
    }
    for (i = 0; i < 12; i++) {
        text[i] = (uint8_t)(hex_value(bytes[2 * i]) << 4 | hex_value(bytes[2 * i + 1]));
    }
    if (is_plain_text(text, 12)) {
        return SLUICE_HEX;
    }
    *packing = plain_packing(text);
    return *packing ? SLUICE_HEX : 0;
}

// Digits and %41 in texts that have no other escapes.
static void check_marks(uint64_t seed, int round) {
    uint8_t bytes[LONGEST + 64];
    sluice_mark marks[LONGEST];
    size_t length = make_hidden(bytes, 1), next = 0, done = 0, expected = 0;
    size_t found = sluice_hidden_marks(bytes, 0, length, 0, 1, marks, LONGEST, &next);
    for (size_t i = 0; i < length; i++) {
        size_t begin = i;
        int kind = 0, packing = 0;
        if ((is_letter(bytes[i]) || is_digit(bytes[i])) && (i == 0 || !(is_letter(bytes[i - 1]) || is_digit(bytes[i - 1])))) {
            if (bytes[i] == '0' && i + 1 < length && (bytes[i + 1] | 0x20) == 'x') {
                begin += 2;
            }
            kind = begin >= done ? plain_carrier(bytes + begin, length - begin, &packing) : 0;
        } else if (bytes[i] == '%' && i >= done && i + 2 < length && hex_value(bytes[i + 1]) >= 0 && hex_value(bytes[i + 2]) >= 0) {
            uint8_t byte = (uint8_t)(hex_value(bytes[i + 1]) << 4 | hex_value(bytes[i + 2]));
            if (byte < 0x80 && is_plain_text(&byte, 1)) {
                kind = SLUICE_PERCENT;
                done = i + 3;
            }
        }
        if (kind == 0) {
            continue;
        }
        int is_wrong = expected >= found || marks[expected].kind != kind || marks[expected].offset != begin;
        if (is_wrong || (kind != SLUICE_PERCENT && marks[expected].count != packing)) {
            fail("sluice_hidden_marks", seed, round);
        }
        expected++;
    }
    if (found != expected || next != length) {
        fail("sluice_hidden_marks", seed, round);
    }
}

// What may join two literals, tried shape by shape, without a bound.
static size_t plain_join(const uint8_t *bytes, size_t at, size_t length) {
    static const char *const signs[] = {"", "+", "++", ".", "..", "&", "||", "<>", "~", "^"};
    static const char prefixes[] = "fFrRbBuULN8@$", values[] = "_-/=:@%!#*$+.~";
    if (at == 0 || !(is_letter(bytes[at - 1]) || is_digit(bytes[at - 1]) || strchr(values, bytes[at - 1]))) return 0;
    size_t longest = 0;
    for (size_t sign = 0; sign < sizeof signs / sizeof *signs; sign++) {
        size_t i = at + 1;
        int lines = 0;
        for (int part = 0; part < 2; part++) {
            while (i < length && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r' || bytes[i] == '\n' || bytes[i] == '\\')) {
                if (bytes[i] == '\\' && i + 1 < length && bytes[i + 1] != '\n' && bytes[i + 1] != '\r') break;
                if (bytes[i] == '\n' && ++lines > 2) break;
                i++;
            }
            size_t count = strlen(signs[sign]);
            if (part == 0 && (length - i < count || memcmp(bytes + i, signs[sign], count) != 0)) {
                i = length;
                break;
            }
            if (part == 0) i += count;
        }
        for (int letter = 0; letter < 2 && i > at + 1 && i < length && bytes[i] && strchr(prefixes, bytes[i]); letter++) i++;
        if (i + 1 >= length || (bytes[i] != '"' && bytes[i] != '\'')) continue;
        if (i == at + 1 && bytes[i] == bytes[at]) continue;
        uint8_t next = bytes[i + 1];
        if (!next || !(is_letter(next) || is_digit(next) || strchr(values, next))) continue;
        if (i + 1 - at < SLUICE_JOINT_REACH && i + 1 - at > longest) longest = i + 1 - at;
    }
    return longest;
}

// Literals joined in every way, and almost.
static void check_literals(uint64_t seed, int round) {
    static const char *const pieces[] = {
        "\"", "'", " ", "  ", "\n", "\r\n", "\\\n", "\\", "+", ".", "&", "|", "<", ">", "~", "^", "f", "rb", "a", "7", "_", ",",
        "\" + \"", "' . '", "\"\n    \"", "                    ",
    };
    uint8_t bytes[LONGEST + 64] = {0};
    sluice_mark marks[LONGEST];
    size_t length = 0, target = next_random() % 200, next = 0, known = 0, done = 0;
    while (length < target) {
        const char *piece = pieces[next_random() % (sizeof pieces / sizeof *pieces)];
        memcpy(bytes + length, piece, strlen(piece));
        length += strlen(piece);
    }
    size_t found = sluice_hidden_marks(bytes, 0, length, 0, 1, marks, LONGEST, &next);
    for (size_t i = 0; i < length; i++) {
        while (known < found && marks[known].kind != SLUICE_CONCATENATED) {
            if (marks[known].offset > i) break;
            size_t end = marks[known].offset + marks[known].length;
            done = end > done ? end : done;
            known++;
        }
        if (i < done || (bytes[i] != '"' && bytes[i] != '\'')) continue;
        size_t count = plain_join(bytes, i, length);
        if (count == 0) continue;
        if (known == found || marks[known].offset != i || marks[known].length != count || marks[known].count != 0) {
            fail("sluice_hidden_marks of literals", seed, round);
        }
        done = i + count;
        known++;
    }
    if (known != found) fail("sluice_hidden_marks of literals", seed, round);
}

// The same marks are found when the text comes in pieces and there is room for a few of them.
static void check_marks_in_pieces(uint64_t seed, int round) {
    uint8_t bytes[LONGEST + 64];
    sluice_mark marks[LONGEST], some[8];
    size_t length = make_hidden(bytes, 0), next = 0, known = 0, from = 0, end = 0, joint_end = 0;
    size_t found = sluice_hidden_marks(bytes, 0, length, 0, 1, marks, LONGEST, &next);
    while (end < length) {
        end += 1 + next_random() % (next_random() % 4 ? 5 : 100);
        end = end < length ? end : length;
        while (from < end) {
            // A copy, so that reading beyond the piece is seen by a sanitizer or gives another answer.
            uint8_t piece[LONGEST + 64];
            memset(piece, CANARY, sizeof piece);
            memcpy(piece, bytes, end);
            size_t count = sluice_hidden_marks(piece, from, end, from > 0 && from == joint_end, end == length, some, 8, &next);
            int is_open = 0;
            from = next;
            for (size_t i = 0; i < count; i++) {
                if (some[i].kind >= SLUICE_UNDECIDED_JOINT) {
                    from = some[i].offset;
                    is_open = 1;
                    break;
                }
                size_t count = offsetof(sluice_mark, text) + (some[i].length > 0 ? some[i].count : 0);
                if (known >= found || memcmp(&some[i], &marks[known], count) != 0) {
                    fail("sluice_hidden_marks in pieces", seed, round);
                }
                known++;
                if (some[i].length > 0) {
                    joint_end = some[i].offset + some[i].length;
                }
            }
            if (is_open) {
                break;
            }
        }
    }
    if (known != found) {
        fail("sluice_hidden_marks in pieces", seed, round);
    }
}

static void check_digits(uint64_t seed, int round) {
    uint8_t bytes[LONGEST + 64], text[LONGEST], expected[LONGEST];
    size_t length = make_hidden(bytes, 1), groups = 0, pairs = 0;
    memset(text, CANARY, sizeof text);
    for (; groups * 4 + 4 <= length; groups++) {
        uint32_t bits = 0;
        int is_group = 1;
        for (size_t k = 0; k < 4; k++) {
            int value = base64_value(bytes[groups * 4 + k]);
            is_group = is_group && value >= 0;
            bits = bits << 6 | (uint32_t)(value & 63);
        }
        if (!is_group) {
            break;
        }
        for (size_t k = 0; k < 3; k++) {
            expected[groups * 3 + k] = (uint8_t)(bits >> (16 - 8 * k));
        }
    }
    if (sluice_decode_base64(bytes, length, text) != groups || memcmp(text, expected, groups * 3) != 0
        || text[groups * 3] != CANARY) {
        fail("sluice_decode_base64", seed, round);
    }
    memset(text, CANARY, sizeof text);
    for (; pairs * 2 + 2 <= length && hex_value(bytes[pairs * 2]) >= 0 && hex_value(bytes[pairs * 2 + 1]) >= 0; pairs++) {
        expected[pairs] = (uint8_t)(hex_value(bytes[pairs * 2]) << 4 | hex_value(bytes[pairs * 2 + 1]));
    }
    if (sluice_decode_hex(bytes, length, text) != pairs || memcmp(text, expected, pairs) != 0 || text[pairs] != CANARY) {
        fail("sluice_decode_hex", seed, round);
    }
}

int main(int count, char **arguments) {
    uint64_t seed = count > 1 ? strtoull(arguments[1], NULL, 10) : 1;
    state = seed;
    uint8_t bytes[LONGEST + 64];
    for (int round = 0; round < ROUNDS; round++) {
        size_t start = next_random() % 32, length = next_random() % LONGEST;
        unsigned rarity = 1 + next_random() % 100;
        for (size_t i = 0; i < length; i++) {
            uint64_t random = next_random();
            bytes[start + i] = random % rarity == 0 ? (uint8_t)(random >> 32) : (uint8_t)('a' + (random >> 40) % 26);
        }
        check_string_end(bytes + start, length, seed, round);
        check_lines(bytes + start, length, seed, round);
        check_unmarked(bytes + start, length, seed, round);
        check_plain_lines(seed, round);
        check_unescape(seed, round);
        check_names(bytes + start, length, seed, round);
        check_beginnings(bytes + start, length, seed, round);
        check_digits(seed, round);
        check_marks(seed, round);
        check_marks_in_pieces(seed, round);
        check_literals(seed, round);
    }
    printf("kernels agree with plain loops: %d rounds, seed %" PRIu64 "\n", ROUNDS, seed);
    return 0;
}
