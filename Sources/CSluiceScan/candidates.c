// The first look at what the automaton has found: most places fall here, so this is the second of the two hot loops.

#include "CSluiceScan.h"
#include "ascii.h"

#include <string.h>

enum { LONGEST = 63 };
/// How many hits are between one whose group is fetched and the one that is looked at.
enum { AHEAD = 4 };

static const uint64_t OPEN = UINT64_MAX;
// The part of a position that is compared: more than the bytes that are looked at in one go.
static const int64_t POSITION = (INT64_C(1) << 40) - 1;

/// What was measured last, which the next target often asks for again.
typedef struct {
    size_t start;
    /// The set, or -1 for nothing measured.
    int32_t set;
    /// The bit of the run's length; all bits where the text ends too early to tell.
    uint64_t length;
    /// The sets that hold the byte after the run, if another byte of the run's set follows it.
    uint64_t separator;
    /// The bit of the length of that second run; all bits where the text ends too early to tell.
    uint64_t second;
    /// Where the bytes of its text end.
    size_t limit;
} measurement;

/// Where the run of bytes of a set ends that starts at `start`, the longest that is told from shorter ones looked at.
static size_t run_end(const sluice_gates *gates, uint64_t set_bit, size_t start, const uint8_t *text, size_t length) {
    const size_t limit = length - start < LONGEST ? length : start + LONGEST;
    size_t end = start;
    while (end < limit && (gates->sets_of_byte[text[end]] & set_bit)) {
        end++;
    }
    return end;
}

/// Where the bytes of a text end, and whether the text ends there or may go on.
typedef struct {
    size_t end;
    int is_known;
} text_limit;

/// The limit of the text that holds the byte at `start`. `next` is the number of its end if that is known, and is
/// moved.
static text_limit limit_of(const sluice_collection *in, size_t *next, size_t start) {
    const int64_t position = in->text_start + (int64_t)start;
    while (*next < in->text_end_count && in->text_ends[*next] <= position) {
        (*next)++;
    }
    while (*next > 0 && in->text_ends[*next - 1] > position) {
        (*next)--;
    }
    const text_limit open = {in->length, 0};
    if (*next == in->text_end_count || in->text_ends[*next] - in->text_start > (int64_t)in->length) {
        return open;
    }
    const text_limit known = {(size_t)(in->text_ends[*next] - in->text_start), 1};
    return known;
}

static measurement measure(
    const sluice_gates *gates, size_t start, uint8_t set, const uint8_t *text, text_limit limit
) {
    const uint64_t bit = UINT64_C(1) << set;
    const size_t end = run_end(gates, bit, start, text, limit.end);
    measurement result = {start, set, OPEN, 0, OPEN, limit.end};
    if (end + 1 < limit.end) {
        result.length = UINT64_C(1) << (end - start);
        if (gates->sets_of_byte[text[end + 1]] & bit) {
            result.separator = gates->sets_of_byte[text[end]];
            const size_t second_end = run_end(gates, bit, end + 1, text, limit.end);
            if (second_end < limit.end || limit.is_known) {
                result.second = UINT64_C(1) << (second_end - end - 1);
            }
        }
    } else if (limit.is_known) {
        // At most one byte follows in the text.
        result.length = UINT64_C(1) << (end - start);
    }
    return result;
}

/// Whether the pair of a group stands in its run, which starts at `start`.
static int holds_pair(
    const sluice_gates *gates, const sluice_target_group *group, size_t start, const uint8_t *text, size_t length
) {
    const uint64_t bit = UINT64_C(1) << group->set;
    const size_t limit = length - start < LONGEST ? length : start + LONGEST;
    const uint8_t byte = (uint8_t)group->pair;
    for (size_t index = start; index + 1 < limit && (gates->sets_of_byte[text[index]] & bit); index++) {
        if (text[index] == byte && text[index + 1] == byte) {
            return 1;
        }
    }
    return 0;
}

/// Whether the rest of a target's sequence stands at `start`, as far as the text tells.
static int has_rest(const sluice_target *target, size_t start, const uint8_t *text, size_t length) {
    size_t count = target->rest_count;
    if (count == 0 || start >= length) {
        return 1;
    }
    const size_t available = length - start;
    uint64_t word = 0;
    if (available >= sizeof word) {
        memcpy(&word, text + start, sizeof word);
    } else {
        memcpy(&word, text + start, available);
        count = count < available ? count : available;
    }
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    const uint64_t compared = UINT64_MAX >> (64 - 8 * count);
    return (((word | target->rest_ignored) ^ target->rest_value) & compared) == 0;
}

/// Whether what stands at `place` goes on a number, a date or a word: the rules of `NumberBoundary.begins`.
static int goes_on(const uint8_t *text, size_t place) {
    if (place == 0) {
        return 0;
    }
    const uint8_t previous = text[place - 1];
    const uint8_t earlier = place > 1 ? text[place - 2] : 0;
    if (is_digit(previous) || previous == '_') {
        return 1;
    }
    if (is_letter(previous)) {
        // The letters of quoted line breaks and tabs are none of a word.
        return !(earlier == '\\' && (previous == 'n' || previous == 'r' || previous == 't'));
    }
    return (previous == '.' || previous == '-' || previous == '/') && is_digit(earlier);
}

/// How many bytes of a time stamp and of seconds are looked at: `2026-08-14T15:17`, `10.414Z`.
enum { TIME_STAMP = 16, SECONDS = 7 };

static int are_digits(const uint8_t *bytes, size_t count) {
    for (size_t index = 0; index < count; index++) {
        if (!is_digit(bytes[index])) {
            return 0;
        }
    }
    return 1;
}

/// How many bytes of a time stamp that begins at `place`, or of its seconds, were looked at; 0 where neither does.
static size_t time_stamp(const uint8_t *text, size_t length, size_t place) {
    const uint8_t *bytes = text + place;
    if (length - place >= TIME_STAMP && bytes[4] == '-' && bytes[7] == '-' && bytes[13] == ':') {
        const int is_stamp = are_digits(bytes, 4) && are_digits(bytes + 5, 2) && are_digits(bytes + 8, 2) &&
                             (bytes[10] == 'T' || bytes[10] == ' ') && are_digits(bytes + 11, 2) &&
                             are_digits(bytes + 14, 2);
        return is_stamp ? TIME_STAMP : 0;
    }
    if (length - place >= SECONDS && bytes[2] == '.' && is_letter(bytes[6])) {
        return are_digits(bytes, 2) && are_digits(bytes + 3, 3) ? SECONDS : 0;
    }
    return 0;
}

/// Whether a text ends at an offset from `first` to `last`.
static int has_end(const sluice_collection *in, int64_t first, int64_t last) {
    size_t low = 0;
    size_t high = in->text_end_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (in->text_ends[middle] < first) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < in->text_end_count && in->text_ends[low] <= last;
}

/// The `sluice_places` that a place of the text is; none where a text ends among the bytes that tell.
static unsigned places_of(const sluice_collection *in, int64_t place) {
    if (place < 0 || place >= (int64_t)in->length) {
        return 0;
    }
    const size_t start = (size_t)place;
    const int64_t position = in->text_start + place;
    unsigned places = 0;
    if (goes_on(in->text, start) && !has_end(in, position - 1, position)) {
        places |= SLUICE_INSIDE | (is_digit(in->text[start]) ? SLUICE_DIGITS_INSIDE : 0);
    }
    const size_t stamp = time_stamp(in->text, in->length, start);
    if (stamp > 0 && !has_end(in, position + 1, position + (int64_t)stamp - 1)) {
        places |= SLUICE_TIME_STAMPS;
    }
    return places;
}

static int holds(const sluice_gates *gates, unsigned set, uint8_t byte) {
    return set == 0 || (gates->byte_sets[4 * (size_t)set + (byte >> 6)] >> (byte & 63) & 1);
}

/// Whether a match can begin at a place of the text, by the byte there and the one before it.
static int can_begin(const sluice_collection *in, const sluice_target_group *group, int64_t place) {
    if (place < 0 || place >= (int64_t)in->length) {
        return 1;
    }
    if (!holds(in->gates, group->first, in->text[place])) {
        return 0;
    }
    const int64_t position = in->text_start + place;
    return place == 0 || holds(in->gates, group->previous, in->text[place - 1]) || has_end(in, position, position);
}

/// The number of the state of a hit.
static uint32_t state_of(const sluice_gates *gates, const sluice_hit *hit) {
    return (uint32_t)((hit->state * gates->reciprocal) >> 32);
}

/// Has the memory fetch what hits to come are looked up in, most of which lies in no cache.
static void fetch_ahead(const sluice_collection *in, size_t index) {
    if (in->hit_count - index <= 2 * AHEAD) {
        return;
    }
    const sluice_gates *const gates = in->gates;
    __builtin_prefetch(gates->ranges + state_of(gates, in->hits + index + 2 * AHEAD));
    __builtin_prefetch(gates->groups + gates->ranges[state_of(gates, in->hits + index + AHEAD)].start);
}

size_t sluice_collect(const sluice_collection *collection, size_t *next_hit) {
    // A copy that nothing written below can be a part of.
    const sluice_collection in = *collection;
    const sluice_gates *const gates = in.gates;
    measurement last = {0, -1, 0, 0, OPEN, 0};
    size_t next_end = 0;
    // What the last place that was asked about is.
    int64_t judged = -1;
    unsigned places = 0;
    size_t count = 0;
    size_t index = *next_hit;
    for (; index < in.hit_count && in.capacity - count >= gates->most_targets; index++) {
        fetch_ahead(&in, index);
        const uint32_t state = state_of(gates, in.hits + index);
        const sluice_target_group *group = gates->groups + gates->ranges[state].start;
        const sluice_target_group *const end = gates->groups + gates->ranges[state].end;
        const int64_t hit_end = (int64_t)(in.block_start + in.hits[index].offset) + 1;
        for (; group < end; group++) {
            const int64_t place = hit_end + group->position_from_end;
            const int64_t position = in.text_start + place;
            if (position < 0) {
                continue;
            }
            if (group->refused) {
                if (judged != place) {
                    judged = place;
                    places = places_of(&in, place);
                }
                if (group->refused & places) {
                    continue;
                }
            }
            if ((group->first | group->previous) != 0 && !can_begin(&in, group, place)) {
                continue;
            }
            const int64_t question = in.epoch + (position & POSITION);
            const int64_t start = place + group->offset;
            uint64_t run = OPEN;
            uint64_t separator = 0;
            uint64_t second = OPEN;
            int has_pair = 0;
            // A run that begins outside of the text cannot be measured: the matcher must tell.
            if (group->lengths != OPEN && start >= 0 && start < (int64_t)in.length) {
                if (last.set != group->set || last.start != (size_t)start) {
                    const text_limit limit = limit_of(&in, &next_end, (size_t)start);
                    last = measure(gates, (size_t)start, group->set, in.text, limit);
                }
                run = last.length;
                separator = last.separator;
                second = last.second;
                if (group->pair >= 0 && run != OPEN) {
                    has_pair = holds_pair(gates, group, (size_t)start, in.text, last.limit);
                }
                if (run != OPEN && !has_pair && !(group->lengths & run) &&
                    !((group->separated_lengths & run) && separator)) {
                    continue;
                }
            }
            const sluice_target *const targets = gates->targets + group->start;
            uint32_t number = 0;
            uint32_t number_end = group->end - group->start;
            const uint16_t *listed = NULL;
            if (run != OPEN && !has_pair && group->table >= 0) {
                // Many rules look at this run, and few at one of its length.
                const sluice_target_range list = gates->tables[group->table * SLUICE_RUN_LENGTHS + __builtin_ctzll(run)];
                listed = gates->listed;
                number = list.start;
                number_end = list.end;
            }
            for (; number < number_end; number++) {
                const sluice_target *target = targets + (listed == NULL ? number : listed[number]);
                const int passes = run == OPEN || has_pair || (target->lengths & run) ||
                                   ((target->separated_lengths & run) && (separator >> target->separators & 1) &&
                                    (target->second_lengths & second));
                if (!passes || in.asked[target->rule] == question ||
                    !has_rest(target, (size_t)hit_end, in.text, in.length)) {
                    continue;
                }
                in.asked[target->rule] = question;
                in.candidates[count].rule = target->rule;
                in.candidates[count].position = position;
                count++;
            }
        }
    }
    *next_hit = index;
    return count;
}
