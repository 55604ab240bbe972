// Looks for places where text may be hidden: 64 bytes are sorted into classes at once, and only a few are looked at.

#include "hidden_joints.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>
#endif

// Blocks of 64 bytes overlap, so that whether a long run begins at one of the first 48 is seen in one block.
enum {
    BLOCK = 64,
    STRIDE = 48,
    /// The most bytes of a word that may still turn out to be digits: 23 of them, and 0x.
    OPEN_WORD = 25,
};

/// Which bytes of a block are of which class.
typedef struct {
    /// Letters and digits.
    uint64_t alphanumeric;
    /// The other digits of base64: + / - _
    uint64_t marks;
    /// Bytes that escapes and the ends of literals begin with: % & \ = " '
    uint64_t escapes;
    /// Bytes from 0x80 on.
    uint64_t high;
    /// 0xEF, which full-width characters begin with.
    uint64_t wide;
} block_classes;

// A byte's class is what the entries of its two halves have in common.
enum {
    SIGN = 1,        // + - /
    DIGIT = 2,       // 0-9
    LETTER = 4,      // A-O a-o
    LATE_LETTER = 8, // P-Z p-z
    LOW_LINE = 16,   // _
    PERCENT = 32,    // % & " '
    BACKSLASH = 64,
    EQUALS = 128,
    ALPHANUMERIC = DIGIT | LETTER | LATE_LETTER,
    MARKS = SIGN | LOW_LINE,
};

static const uint8_t low_half[16] = {
    DIGIT | LATE_LETTER,
    DIGIT | LETTER | LATE_LETTER,
    DIGIT | LETTER | LATE_LETTER | PERCENT,
    DIGIT | LETTER | LATE_LETTER,
    DIGIT | LETTER | LATE_LETTER,
    DIGIT | LETTER | LATE_LETTER | PERCENT,
    DIGIT | LETTER | LATE_LETTER | PERCENT,
    DIGIT | LETTER | LATE_LETTER | PERCENT,
    DIGIT | LETTER | LATE_LETTER,
    DIGIT | LETTER | LATE_LETTER,
    LETTER | LATE_LETTER,
    LETTER | SIGN,
    LETTER | BACKSLASH,
    LETTER | SIGN | EQUALS,
    LETTER,
    LETTER | SIGN | LOW_LINE,
};

static const uint8_t high_half[16] = {
    0, 0, SIGN | PERCENT, DIGIT | EQUALS, LETTER, LATE_LETTER | LOW_LINE | BACKSLASH, LETTER, LATE_LETTER,
    0, 0, 0, 0, 0, 0, 0, 0,
};

#if !defined(__aarch64__) || !defined(__ARM_NEON)

static void classify_plainly(const uint8_t *bytes, block_classes *classes) {
    memset(classes, 0, sizeof *classes);
    for (size_t i = 0; i < BLOCK; i++) {
        uint8_t class = low_half[bytes[i] & 15] & high_half[bytes[i] >> 4];
        uint64_t bit = (uint64_t)1 << i;
        if (class & ALPHANUMERIC) classes->alphanumeric |= bit;
        if (class & MARKS) classes->marks |= bit;
        if (class & (PERCENT | BACKSLASH | EQUALS)) classes->escapes |= bit;
        if (bytes[i] & 0x80) classes->high |= bit;
        if (bytes[i] == 0xEF) classes->wide |= bit;
    }
}

#endif

#if defined(__x86_64__)

__attribute__((target("avx2"))) static inline uint64_t
holds(__m256i first, __m256i second, uint8_t classes) {
    const __m256i wanted = _mm256_set1_epi8((char)classes), zero = _mm256_setzero_si256();
    uint32_t none = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_and_si256(first, wanted), zero));
    uint32_t none_there = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_and_si256(second, wanted), zero));
    return ~((uint64_t)none_there << 32 | none);
}

__attribute__((target("avx2"))) static inline uint64_t bits(__m256i first, __m256i second) {
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(second) << 32 | (uint32_t)_mm256_movemask_epi8(first);
}

__attribute__((target("avx2"))) static inline __m256i class_of(__m256i bytes) {
    const __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)low_half));
    const __m256i high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)high_half));
    __m256i upper = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(15));
    return _mm256_and_si256(_mm256_shuffle_epi8(low, bytes), _mm256_shuffle_epi8(high, upper));
}

__attribute__((target("avx2"))) static inline void classify_avx2(const uint8_t *bytes, block_classes *classes) {
    __m256i first = _mm256_loadu_si256((const __m256i *)bytes);
    __m256i second = _mm256_loadu_si256((const __m256i *)(bytes + 32));
    __m256i one = class_of(first), two = class_of(second);
    classes->alphanumeric = holds(one, two, ALPHANUMERIC);
    classes->marks = holds(one, two, MARKS);
    classes->escapes = holds(one, two, PERCENT | BACKSLASH | EQUALS);
    classes->high = bits(first, second);
    const __m256i wide = _mm256_set1_epi8((char)0xEF);
    classes->wide = classes->high == 0
        ? 0
        : bits(_mm256_cmpeq_epi8(first, wide), _mm256_cmpeq_epi8(second, wide));
}

#elif defined(__aarch64__) && defined(__ARM_NEON)

static inline uint64_t bits(const uint8x16_t lanes[4]) {
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t weight = vld1q_u8(weights);
    uint8x16_t a = vpaddq_u8(vandq_u8(lanes[0], weight), vandq_u8(lanes[1], weight));
    uint8x16_t b = vpaddq_u8(vandq_u8(lanes[2], weight), vandq_u8(lanes[3], weight));
    uint8x16_t sum = vpaddq_u8(a, b);
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(sum, sum)), 0);
}

static inline uint64_t holds(const uint8x16_t lanes[4], uint8_t classes) {
    const uint8x16_t wanted = vdupq_n_u8(classes);
    uint8x16_t found[4];
    for (int i = 0; i < 4; i++) found[i] = vtstq_u8(lanes[i], wanted);
    return bits(found);
}

static inline void classify_neon(const uint8_t *bytes, block_classes *classes) {
    const uint8x16_t low = vld1q_u8(low_half), high = vld1q_u8(high_half), wide = vdupq_n_u8(0xEF);
    uint8x16_t class[4], is_high[4], is_wide[4];
    for (int i = 0; i < 4; i++) {
        uint8x16_t lane = vld1q_u8(bytes + i * 16);
        class[i] = vandq_u8(vqtbl1q_u8(low, vandq_u8(lane, vdupq_n_u8(15))), vqtbl1q_u8(high, vshrq_n_u8(lane, 4)));
        is_high[i] = vcgeq_u8(lane, vdupq_n_u8(0x80));
        is_wide[i] = vceqq_u8(lane, wide);
    }
    classes->alphanumeric = holds(class, ALPHANUMERIC);
    classes->marks = holds(class, MARKS);
    classes->escapes = holds(class, PERCENT | BACKSLASH | EQUALS);
    classes->high = bits(is_high);
    classes->wide = classes->high == 0 ? 0 : bits(is_wide);
}

#endif

/// Where the search stands.
typedef struct {
    const uint8_t *bytes;
    size_t length;
    int is_final;
    sluice_mark *marks;
    size_t count;
    /// Nothing before this offset is looked at again.
    size_t done;
} search;

/// What a reading at the end of a text that has ended is: there is nothing to wait for.
static sluice_reading settled(const search *at, sluice_reading reading) {
    return reading == SLUICE_OPEN && at->is_final ? SLUICE_NONE : reading;
}

static int is_word(uint8_t byte) {
    uint8_t class = low_half[byte & 15] & high_half[byte >> 4];
    return (class & ALPHANUMERIC) != 0;
}

/// Whether a word that begins like this may be digits that spell text: the first of base64 has no high bit, and the
/// first two are no control character; of hexadecimal ones the first stands for less than eight.
static inline int may_be_digits(const search *at, size_t start) {
    uint8_t first = at->bytes[start];
    if (start > 0 && at->bytes[start - 1] == '\\') return 1;
    if (first <= '9') return first <= '7';
    if (first > 'f' || first == 'A' || first == 'B') return 0;
    if (at->length - start < 2) return 1;
    // The first four bits of the second byte: nothing from 0x80 on, and no control character but tab, LF and CR.
    static const uint8_t possible[256] = {
        ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1, ['S'] = 1, ['T'] = 1, ['U'] = 1, ['V'] = 1,
        ['W'] = 1, ['X'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1, ['y'] = 1, ['z'] = 1,
        ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['A'] = 1, ['Q'] = 1, ['g'] = 1, ['w'] = 1,
    };
    uint8_t second = at->bytes[start + 1];
    if (possible[second]) return 1;
    // Compressed data: 1F 8B of gzip, 78 9C and 78 DA of zlib.
    return first == 'H' ? second == '4' : first == 'e' && (second == 'J' || second == 'N');
}

/// Whether what begins with an escape's byte goes on like one.
static inline int may_be_escape(const search *at, size_t offset) {
    if (at->length - offset < 2) return 1;
    uint8_t next = at->bytes[offset + 1];
    switch (at->bytes[offset]) {
    case '%': return next >= '0' && next <= '7';
    case '"':
    case '\'': return offset > 0 && sluice_may_join(at->bytes[offset - 1], next);
    case '&': return next == '#' || (uint8_t)((next | 0x20) - 'a') < 26;
    case '=': return next < 'G' && (next >= 'A' || (next >= '0' && next <= '9') || next == '\n' || next == '\r');
    default: return (next & 0xDF) == 'U' || next == 'x' || next == '\\' || next == '\n' || next == '\r';
    }
}

/// Where the digits begin of the word at `start`: what an escape or the sign of a hexadecimal number leaves of it.
static inline size_t digits_of_word(const uint8_t *bytes, size_t start, size_t length) {
    if (start > 0 && bytes[start - 1] == '\\' && (bytes[start] == 'n' || bytes[start] == 'r' || bytes[start] == 't')) {
        return start + 1;
    }
    return bytes[start] == '0' && length - start > 1 && (bytes[start + 1] | 0x20) == 'x' ? start + 2 : start;
}

size_t sluice_open_word(const uint8_t *bytes, size_t length) {
    search at = {bytes, length, 0, NULL, 0, 0};
    size_t start = length > OPEN_WORD ? length - OPEN_WORD : 0;
    for (; start < length; start++) {
        if (!is_word(bytes[start]) || (start > 0 && is_word(bytes[start - 1])) || !may_be_digits(&at, start)) continue;
        sluice_mark mark;
        size_t begin = digits_of_word(bytes, start, length);
        if (sluice_read_carrier(bytes, begin, length, &mark) == SLUICE_OPEN) return start;
    }
    return length;
}

/// Looks at the word that begins at `start`. The result says whether the search must stop there.
static int look_at_word(search *at, size_t start) {
    sluice_mark *mark = at->marks + at->count;
    const uint8_t *bytes = at->bytes;
    size_t begin = digits_of_word(bytes, start, at->length);
    if (begin < at->done) return 0;
    sluice_reading reading = settled(at, sluice_read_carrier(bytes, begin, at->length, mark));
    if (reading == SLUICE_NONE) return 0;
    // What is undecided is looked at again from the start of the word on.
    mark->offset = (uint32_t)(reading == SLUICE_OPEN ? start : begin);
    if (reading == SLUICE_OPEN) mark->kind = SLUICE_UNDECIDED_CARRIER;
    at->count++;
    return reading == SLUICE_OPEN;
}

/// Looks at what may be a joint at `offset`, and at those that follow it. The result says whether the search must stop.
///
/// `waits` says that it is one only if a word follows, of which nothing has come.
static int look_at_joint(search *at, size_t offset, size_t capacity, int follows, int waits) {
    while (offset < at->length && at->count < capacity) {
        sluice_mark *mark = at->marks + at->count;
        sluice_reading reading = settled(at, sluice_read_joint(at->bytes, offset, at->length, follows, mark));
        if (reading == SLUICE_NONE) return 0;
        if (waits) reading = SLUICE_OPEN;
        mark->offset = (uint32_t)offset;
        at->count++;
        if (reading == SLUICE_OPEN) {
            mark->kind = SLUICE_UNDECIDED_JOINT;
            mark->length = 0;
            mark->count = 0;
            return 1;
        }
        offset += mark->length;
        follows = 1;
        at->done = offset;
        if (offset < at->length && at->bytes[offset] < 0x80) return 0;
    }
    return 0;
}

/// Where the first of the letters of other scripts begins that end before the word at `end`.
static size_t letters_before(const search *at, size_t last) {
    size_t start = last, limit = at->done;
    while (start > limit && last - start < 3 && (at->bytes[start] & 0xC0) == 0x80) start--;
    if (at->bytes[start] < 0xCE || at->bytes[start] > 0xD4) return start;
    for (size_t i = 1; i < SLUICE_JOINT_TEXT && start >= limit + 2; i++) {
        uint8_t lead = at->bytes[start - 2];
        if (lead < 0xCE || lead > 0xD4 || (at->bytes[start - 1] & 0xC0) != 0x80) break;
        start -= 2;
    }
    return start;
}

static inline __attribute__((always_inline)) size_t search_marks(
    const uint8_t *bytes, size_t from, size_t length, int follows_joint, int is_final, sluice_mark *marks,
    size_t capacity, size_t *next,
    void (*classify)(const uint8_t *, block_classes *)
) {
    search at = {bytes, length, is_final, marks, 0, from};
    *next = length;
    if (follows_joint && from < length && bytes[from] >= 0x80) {
        if (look_at_joint(&at, from, capacity, 1, 0)) return at.count;
        if (at.count + 2 > capacity) {
            *next = at.done;
            return at.count;
        }
    }
    uint64_t before = from > 0 && is_word(bytes[from - 1]);
    for (size_t base = from; base < length; base += STRIDE) {
        uint8_t last[BLOCK];
        const uint8_t *block = bytes + base;
        size_t left = length - base;
        uint64_t coming = 0;
        if (left < BLOCK) {
            memset(last, 0, sizeof last);
            memcpy(last, block, left);
            block = last;
            // What has not come yet may go on with a run.
            if (!is_final) coming = ~(uint64_t)0 << left;
        }
        block_classes classes;
        classify(block, &classes);
        uint64_t run = classes.alphanumeric | classes.marks | coming, word = run;
        uint64_t starts = classes.alphanumeric & ~(classes.alphanumeric << 1 | before);
        before = classes.alphanumeric >> (STRIDE - 1) & 1;
        run &= run >> 1;
        run &= run >> 2;
        run &= run >> 4;
        run &= run >> 8;
        starts &= run;
        uint64_t joints = classes.escapes, waiting = 0;
        if (classes.high != 0) {
            uint64_t previous = base > 0 && is_word(bytes[base - 1]);
            uint64_t known = classes.alphanumeric | classes.marks;
            joints |= classes.wide | (classes.high & (classes.alphanumeric << 1 | previous | known >> 1));
            waiting = classes.high & word >> 1 & ~joints;
            joints |= waiting;
        }
        uint64_t places = starts | joints;
        // A whole last block is done to its end.
        places &= left > STRIDE ? ((uint64_t)1 << STRIDE) - 1 : ~(uint64_t)0;
        while (places != 0) {
            size_t bit = (size_t)__builtin_ctzll(places), offset = base + bit;
            places &= places - 1;
            if (at.count + 2 > capacity) {
                if (bytes[offset] >= 0x80 && offset >= at.done) offset = letters_before(&at, offset);
                *next = offset > at.done ? offset : at.done;
                return at.count;
            }
            if (starts >> bit & 1) {
                if (may_be_digits(&at, offset) && look_at_word(&at, offset)) return at.count;
                continue;
            }
            if (offset < at.done) continue;
            if (bytes[offset] >= 0x80) {
                // Either the first byte of a character after a word, or the last of one before a word.
                offset = letters_before(&at, offset);
            } else if (!may_be_escape(&at, offset)) {
                continue;
            }
            if (look_at_joint(&at, offset, capacity, 0, waiting >> bit & 1)) return at.count;
            // Of joints that follow each other the last found leads to the next.
            if (at.count + 2 > capacity && at.done > offset) {
                *next = at.done;
                return at.count;
            }
        }
        if (left <= STRIDE) break;
    }
    return at.count;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static size_t search_avx2(
    const uint8_t *bytes, size_t from, size_t length, int follows_joint, int is_final, sluice_mark *marks,
    size_t capacity, size_t *next
) {
    return search_marks(bytes, from, length, follows_joint, is_final, marks, capacity, next, classify_avx2);
}
#endif

size_t sluice_hidden_marks(
    const uint8_t *bytes, size_t from, size_t length, int follows_joint, int is_final, sluice_mark *marks,
    size_t capacity, size_t *next
) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return search_avx2(bytes, from, length, follows_joint, is_final, marks, capacity, next);
    return search_marks(bytes, from, length, follows_joint, is_final, marks, capacity, next, classify_plainly);
#elif defined(__aarch64__) && defined(__ARM_NEON)
    return search_marks(bytes, from, length, follows_joint, is_final, marks, capacity, next, classify_neon);
#else
    return search_marks(bytes, from, length, follows_joint, is_final, marks, capacity, next, classify_plainly);
#endif
}
