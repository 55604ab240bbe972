// Finds the names of services where words begin: three hashes refuse most words.

#include "CSluiceScan.h"
#include "ascii.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>
#endif

enum {
    LANES = 16,
    // A name of up to this many bytes may not go on in letters.
    SHORT = 3,
    // How many bytes of a name are compared in one go.
    WORD = 8,
    CODE = SLUICE_CODE_BITS,
};

static int is_upper(uint8_t byte) {
    return byte >= 'A' && byte <= 'Z';
}

static int is_lower(uint8_t byte) {
    return byte >= 'a' && byte <= 'z';
}

/// Whether a letter goes on from `first` to `second` within one word: a capital behind a small letter begins another.
static int continues(uint8_t first, uint8_t second) {
    return is_letter(first) && is_letter(second) && !(is_lower(first) && is_upper(second));
}

/// Whether a word begins at `index`: with a letter that no other goes on into, or with a digit that neither does. The
/// letter of an escape before it (`\n`, `\r`, `\t`) belongs to no word.
static int begins_word(const uint8_t *text, size_t index) {
    const int is_number = is_digit(text[index]);
    if (!is_number && !is_letter(text[index])) {
        return 0;
    }
    if (index == 0) {
        return 1;
    }
    const uint8_t before = text[index - 1];
    if (is_number ? !is_digit(before) && !is_letter(before) : !continues(before, text[index])) {
        return 1;
    }
    return index > 1 && text[index - 2] == '\\' && (before == 'n' || before == 'r' || before == 't');
}

// Where words begin in 16 bytes, of which two stand before and none is beyond the text: `STEP` bits for each byte.
#if defined(__SSE2__)
#define HAS_BLOCKS 1
enum { STEP = 1 };

static __m128i in_range(__m128i bytes, char first, char last) {
    return _mm_and_si128(
        _mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)(first - 1))), _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)(last + 1)))
    );
}

static uint64_t word_starts(const uint8_t *bytes) {
    const __m128i here = _mm_loadu_si128((const __m128i *)bytes);
    const __m128i before = _mm_loadu_si128((const __m128i *)(bytes - 1));
    const __m128i earlier = _mm_loadu_si128((const __m128i *)(bytes - 2));
    const __m128i upper = in_range(here, 'A', 'Z');
    const __m128i digit = in_range(here, '0', '9');
    const __m128i word = _mm_or_si128(_mm_or_si128(upper, digit), in_range(here, 'a', 'z'));
    const __m128i lower_before = in_range(before, 'a', 'z');
    const __m128i letter_before = _mm_or_si128(lower_before, in_range(before, 'A', 'Z'));
    __m128i joined = _mm_andnot_si128(_mm_and_si128(lower_before, upper), letter_before);
    joined = _mm_or_si128(joined, _mm_and_si128(digit, in_range(before, '0', '9')));
    __m128i escaped = _mm_cmpeq_epi8(before, _mm_set1_epi8('n'));
    escaped = _mm_or_si128(escaped, _mm_cmpeq_epi8(before, _mm_set1_epi8('r')));
    escaped = _mm_or_si128(escaped, _mm_cmpeq_epi8(before, _mm_set1_epi8('t')));
    escaped = _mm_and_si128(escaped, _mm_cmpeq_epi8(earlier, _mm_set1_epi8('\\')));
    const __m128i inside = _mm_andnot_si128(escaped, joined);
    return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_andnot_si128(inside, word));
}
#elif defined(__aarch64__) && defined(__ARM_NEON)
#define HAS_BLOCKS 1
enum { STEP = 4 };

static uint8x16_t in_range(uint8x16_t bytes, uint8_t first, uint8_t last) {
    return vandq_u8(vcgeq_u8(bytes, vdupq_n_u8(first)), vcleq_u8(bytes, vdupq_n_u8(last)));
}

static uint64_t word_starts(const uint8_t *bytes) {
    const uint8x16_t here = vld1q_u8(bytes);
    const uint8x16_t before = vld1q_u8(bytes - 1);
    const uint8x16_t earlier = vld1q_u8(bytes - 2);
    const uint8x16_t upper = in_range(here, 'A', 'Z');
    const uint8x16_t digit = in_range(here, '0', '9');
    const uint8x16_t word = vorrq_u8(vorrq_u8(upper, digit), in_range(here, 'a', 'z'));
    const uint8x16_t lower_before = in_range(before, 'a', 'z');
    const uint8x16_t letter_before = vorrq_u8(lower_before, in_range(before, 'A', 'Z'));
    uint8x16_t joined = vbicq_u8(letter_before, vandq_u8(lower_before, upper));
    joined = vorrq_u8(joined, vandq_u8(digit, in_range(before, '0', '9')));
    uint8x16_t escaped = vceqq_u8(before, vdupq_n_u8('n'));
    escaped = vorrq_u8(escaped, vceqq_u8(before, vdupq_n_u8('r')));
    escaped = vorrq_u8(escaped, vceqq_u8(before, vdupq_n_u8('t')));
    escaped = vandq_u8(escaped, vceqq_u8(earlier, vdupq_n_u8('\\')));
    const uint8x16_t starts = vbicq_u8(word, vbicq_u8(joined, escaped));
    // One bit in four of each byte's nibble.
    const uint8x8_t nibbles = vshrn_n_u16(vreinterpretq_u16_u8(starts), 4);
    return vget_lane_u64(vreinterpret_u64_u8(nibbles), 0) & UINT64_C(0x1111111111111111);
}
#else
#define HAS_BLOCKS 0
#endif

/// Whether all of a name but its first bytes, which have been compared, stands at `start`, and nothing goes on from it.
static int holds(const sluice_name_search *s, const sluice_name *name, size_t start) {
    const size_t end = start + name->length;
    for (size_t i = WORD; i < name->length; i++) {
        if (s->index->folded[s->text[start + i]] != s->index->bytes[name->start + i]) {
            return 0;
        }
    }
    if (name->length > SHORT) {
        return 1;
    }
    return end == s->length ? s->is_final : !continues(s->text[end - 1], s->text[end]);
}

static int has_hash(const sluice_name_search *s, int filter, uint64_t word, int count) {
    const uint32_t hash = sluice_name_hash(word, count);
    return s->index->filters[filter * SLUICE_NAME_FILTER_SIZE + (hash >> 6)] >> (hash & 63) & 1;
}

/// Whether a name may begin with the bytes at `start`: most words fall here.
static inline int may_stand(const sluice_name_search *s, size_t start) {
    uint64_t word;
    if (s->length - start < sizeof word) {
        return 1;
    }
    memcpy(&word, s->text + start, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    // Without branches, which would be foreseen badly.
    return has_hash(s, 0, word, SLUICE_LONG_NAME) | has_hash(s, 1, word, SLUICE_NAME) |
           has_hash(s, 2, word, SLUICE_SHORT_NAME);
}

/// Adds the candidates of the names at `start` to the `count` that there are; the result is how many there are then.
static size_t look(const sluice_name_search *s, size_t start, size_t count) {
    const sluice_name_index *index = s->index;
    const size_t available = s->length - start;
    uint32_t key = 0;
    for (size_t i = 0; i < 3 && i < available; i++) {
        key |= (uint32_t)index->codes[s->text[start + i]] << (CODE * i);
    }
    const uint32_t bucket = index->bucket_of_key[key];
    if (index->buckets[bucket] == index->buckets[bucket + 1]) {
        return count;
    }
    uint8_t folded[WORD] = {0};
    for (size_t i = 0; i < WORD && i < available; i++) {
        folded[i] = index->folded[s->text[start + i]];
    }
    uint64_t word;
    memcpy(&word, folded, sizeof word);
    for (uint32_t n = index->buckets[bucket]; n < index->buckets[bucket + 1]; n++) {
        const sluice_name *name = index->names + n;
        if (((word ^ name->word) & name->mask) != 0 || name->length > available) {
            continue;
        }
        // Reported when the last byte came that decides about it.
        const size_t decided = start + name->length + (name->length <= SHORT);
        if (decided <= s->seen || !holds(s, name, start)) {
            continue;
        }
        const int64_t position = s->text_start + (int64_t)start;
        for (uint32_t r = name->rules_start; r < name->rules_end; r++) {
            const int32_t rule = index->rules[r];
            const int64_t question = s->epoch + (position & ((INT64_C(1) << 40) - 1));
            if (s->asked[rule] == question) {
                continue;
            }
            s->asked[rule] = question;
            s->candidates[count].rule = rule;
            s->candidates[count].position = position;
            count++;
        }
    }
    return count;
}

size_t sluice_find_names(const sluice_name_search *search, size_t *next) {
    const uint8_t *text = search->text;
    const size_t length = search->length, most = search->index->most_rules;
    size_t count = 0;
    size_t i = *next;
    while (i < length) {
#if HAS_BLOCKS
        if (i >= 2 && length - i >= LANES) {
            uint64_t starts = word_starts(text + i);
            while (starts != 0) {
                const size_t start = i + (size_t)__builtin_ctzll(starts) / STEP;
                starts &= starts - 1;
                if (!may_stand(search, start)) {
                    continue;
                }
                if (search->capacity - count < most) {
                    *next = start;
                    return count;
                }
                count = look(search, start, count);
            }
            i += LANES;
            continue;
        }
#endif
        if (begins_word(text, i)) {
            if (search->capacity - count < most) {
                break;
            }
            count = look(search, i, count);
        }
        i++;
    }
    *next = i;
    return count;
}

size_t sluice_find_names_at(const sluice_name_search *search, size_t start) {
    const uint8_t *text = search->text;
    if (start < search->length && (is_letter(text[start]) || is_digit(text[start])) && !begins_word(text, start)) {
        return look(search, start, 0);
    }
    return 0;
}
