// Byte kernels of the scanner: the literal automaton's inner loop, counting of lines, the search for hidden text.

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
/// bytes at most: inputs of some length are walked as four or eight interleaved segments, each warmed up on the
/// `memory` bytes before it.
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

/// What a hit leads to: a rule to ask about a position, if a run of bytes near it has one of some lengths.
typedef struct {
    /// Bit n lets a run of n bytes pass; the last bit stands for 63 bytes and more. All bits: nothing is measured.
    uint64_t lengths;
    /// Bit n lets a run of n bytes pass that a separator and another run follow, and of which lengths that may be.
    uint64_t separated_lengths;
    uint64_t second_lengths;
    /// What has to stand behind the hit, as far as it has come: `rest_count` bytes, 0 to 8, each of which is the byte
    /// of `rest_value` when the bits of `rest_ignored` are set in it. The first is the lowest byte.
    uint64_t rest_ignored;
    uint64_t rest_value;
    uint32_t rest_count;
    int32_t rule;
    /// The number of the separators' set.
    uint8_t separators;
} sluice_target;

/// Places that rules refuse.
typedef enum {
    /// Digits that go on a number, a date or a word.
    SLUICE_DIGITS_INSIDE = 1,
    /// All bytes that do.
    SLUICE_INSIDE = 2,
    /// The beginning of a time stamp, and seconds with a fraction and a letter.
    SLUICE_TIME_STAMPS = 4,
} sluice_places;

/// Targets that ask about the same position and look at the same run.
typedef struct {
    /// The lengths that any of them lets pass.
    uint64_t lengths;
    uint64_t separated_lengths;
    /// Where they are.
    uint32_t start;
    uint32_t end;
    /// Which of the tables tells the targets of a large group that let a run of some length pass, or -1.
    int32_t table;
    /// The position relative to the offset after the hit's last byte.
    int32_t position_from_end;
    /// Where the run starts, relative to the position.
    int32_t offset;
    /// A byte that twice in a row lets a run of any length pass, or -1.
    int16_t pair;
    /// The number of the run's set.
    uint8_t set;
    /// The `sluice_places` where nothing is found.
    uint8_t refused;
    /// The numbers in `byte_sets` of what has to stand before the position, unless a text begins there, and at it.
    uint16_t previous;
    uint16_t first;
} sluice_target_group;

/// Where the groups of a state are in a list, or what a table lists.
typedef struct {
    uint32_t start;
    uint32_t end;
} sluice_target_range;

/// Runs of 0 to 62 bytes, and longer ones.
enum { SLUICE_RUN_LENGTHS = 64 };

/// The targets of all states.
typedef struct {
    const sluice_target *targets;
    const sluice_target_group *groups;
    /// For each state, where its groups are.
    const sluice_target_range *ranges;
    /// The tables of large groups: for each length of a run where in `listed` the numbers of the targets are that may
    /// let it pass, counted from the first of the group.
    const sluice_target_range *tables;
    const uint16_t *listed;
    /// For each byte value, bit s says whether set s holds it.
    const uint64_t *sets_of_byte;
    /// Sets of bytes, four words for each; the first holds all.
    const uint64_t *byte_sets;
    /// 2^32 divided by the number of byte classes, rounded up: tells the number of a premultiplied state.
    uint64_t reciprocal;
    /// The most targets that one state has.
    size_t most_targets;
} sluice_gates;

/// A rule and a position that its matcher must be asked about.
typedef struct {
    int64_t position;
    int32_t rule;
} sluice_candidate;

/// Hits of a text that become candidates, and where those go.
typedef struct {
    const sluice_gates *gates;
    const sluice_hit *hits;
    size_t hit_count;
    /// `length` bytes from offset `text_start` of the stream; the hits count from `block_start` within it.
    const uint8_t *text;
    size_t length;
    size_t block_start;
    int64_t text_start;
    /// The offsets in the stream, ascending, at which texts end that share it, as far as they are known.
    const ptrdiff_t *text_ends;
    size_t text_end_count;
    /// The last position of each rule plus the epoch, a multiple of 2^40, kept up to date. What it holds from another
    /// epoch means nothing.
    int64_t *asked;
    int64_t epoch;
    /// Room for `capacity` candidates, at least `most_targets`.
    sluice_candidate *candidates;
    size_t capacity;
} sluice_collection;

/// Turns hits into candidates, leaving out those whose run has another length, and those that came last for their rule.
/// `next_hit` is read and written: the first hit that has not been dealt with; the call returns before all are when the
/// candidates may run out of room.
///
/// Returns the number of candidates.
size_t sluice_collect(const sluice_collection *collection, size_t *next_hit);

/// How many bits the code of a byte has where words are told apart by their first bytes.
enum { SLUICE_CODE_BITS = 5 };

/// A name that words are compared with.
typedef struct {
    /// The first bytes, folded, as they lie in memory, and the bits that count.
    uint64_t word;
    uint64_t mask;
    /// Where the name is in the bytes of all names.
    uint32_t start;
    /// Which rules ask for it.
    uint32_t rules_start;
    uint32_t rules_end;
    uint8_t length;
} sluice_name;

/// The names of services, by the codes of their first three bytes.
typedef struct {
    /// For each byte value, five bits that are the same for all bytes that are folded alike.
    const uint8_t *codes;
    /// What each byte value is folded to.
    const uint8_t *folded;
    /// Three filters, one behind the other: whether a name of six bytes and more begins with bytes of a hash, one of
    /// four or five bytes with the first four, and a shorter one with the first three.
    const uint64_t *filters;
    /// For each combination, the number of its bucket.
    const uint16_t *bucket_of_key;
    /// For each bucket, its first name; one more entry than there are buckets.
    const uint32_t *buckets;
    const sluice_name *names;
    /// The bytes of all names, folded.
    const uint8_t *bytes;
    const int32_t *rules;
    /// The most rules that the names of one place can lead to.
    size_t most_rules;
} sluice_name_index;

/// How many of a name's first bytes are hashed for each filter, and which bits of each: the same for both cases of a
/// letter. How many words a filter has.
enum {
    SLUICE_NAME_BITS = 0x1F,
    SLUICE_LONG_NAME = 6,
    SLUICE_NAME = 4,
    SLUICE_SHORT_NAME = 3,
    SLUICE_NAME_FILTER_SIZE = 1 << 10,
};

/// The number of the bit of a filter for the first `count` bytes of `word`, the first the lowest: multiplicative
/// hashing with the golden ratio (Knuth, The Art of Computer Programming, volume 3, 6.4).
static inline uint32_t sluice_name_hash(uint64_t word, int count) {
    const uint64_t bits = SLUICE_NAME_BITS * (UINT64_C(0x0101010101010101) >> (64 - 8 * count));
    return (uint32_t)(((word & bits) * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - 16));
}

/// A text in which names are looked for, and where candidates go.
typedef struct {
    const sluice_name_index *index;
    const uint8_t *text;
    size_t length;
    /// A name is reported when the byte that decides about it lies from here on: its last, or for one of up to three
    /// bytes the next.
    size_t seen;
    /// Whether no byte will follow the text.
    int is_final;
    /// What is added to places in the text.
    int64_t text_start;
    /// What was asked last of each rule, as for `sluice_collect`.
    int64_t *asked;
    int64_t epoch;
    /// Room for `capacity` candidates, at least `most_rules`.
    sluice_candidate *candidates;
    size_t capacity;
} sluice_name_search;

/// Finds names where words begin, as candidates. `next` is read and written: where to begin, and where to go on; the
/// length when all is done. No byte before the text is read.
///
/// Returns the number of candidates.
size_t sluice_find_names(const sluice_name_search *search, size_t *next);

/// The same at one place where a text begins that shares the stream with the one before it, which looks like the inside
/// of a word; at others nothing is found.
size_t sluice_find_names_at(const sluice_name_search *search, size_t start);

/// What words begin with that are looked for in any case of their letters.
typedef struct {
    /// For each byte value a number below 2^5 for a letter in any case, or 0.
    const uint8_t *codes;
    /// For each byte value whether it is no letter and a word begins with it.
    const uint8_t *is_other_initial;
    /// Those of them that are below 0x80.
    const uint8_t *ascii_initials;
    size_t ascii_initial_count;
    /// For each combination of three codes, the first in the lowest bits, one bit: whether a word that begins with a
    /// letter begins so.
    const uint64_t *beginnings;
} sluice_beginnings;

/// Finds places where a word may begin, in ascending order: where the first three bytes fit, as far as they have come,
/// and a letter follows no letter, but for a capital behind a small one and what stands behind a backslash.
///
/// `next` is read and written: where to begin, and where to go on, at most `end`, which does not exceed `length`.
/// `places` has room for `capacity` of them, at least 8.
///
/// Returns the number of places.
size_t sluice_find_beginnings(
    const sluice_beginnings *words,
    const uint8_t *text,
    size_t length,
    size_t *next,
    size_t end,
    uint32_t *places,
    size_t capacity
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

/// The index of the first line feed or carriage return, or `length` if there is none.
size_t sluice_line_end(const uint8_t *bytes, size_t length);

/// The index of the first place of `needle`, which is not empty, or `length` if there is none.
size_t sluice_find(const uint8_t *bytes, size_t length, const uint8_t *needle, size_t needle_length);

/// What lies in whole lines that begin with no marked byte.
typedef struct {
    /// Where the first other line, or the last one without its end, begins.
    size_t end;
    /// Whether any of the lines passed over is not empty.
    int has_text;
    /// Whether the last of them is empty.
    int is_last_blank;
} sluice_plain_lines;

/// Passes over whole lines from the start of `bytes`, which is the start of a line, up to one that has a tag in it (`<`
/// and a letter or `/`) or whose first byte is marked: `marked` has an entry for each byte value; that of the line feed
/// is 0. Where lines may be indented, the first byte that is neither a space nor a tab counts, and a line without one is
/// empty.
sluice_plain_lines
sluice_skip_plain_lines(const uint8_t *bytes, size_t length, const uint8_t *marked, int may_be_indented);

/// How many bits the count of a separator has.
#define SLUICE_TABLE_COUNT_BITS 13
/// The first bit of what is not counted but noted: whether a line has a byte of a kind. The last of them stands for
/// quotation marks, and the one before for blanks.
#define SLUICE_TABLE_MARKS (4 * SLUICE_TABLE_COUNT_BITS)
#define SLUICE_TABLE_QUOTE ((uint64_t)1 << 63)
#define SLUICE_TABLE_BLANK ((uint64_t)1 << 62)
/// Lines of more bytes are not counted. Fewer than a count has room for.
#define SLUICE_LONGEST_TABLE_LINE 8000

/// What has been read of a line.
typedef struct {
    /// How often each of four separators stood outside of quotation marks.
    uint64_t counts;
    uint64_t marks;
    size_t length;
    /// Whether quotation marks are open.
    int32_t is_quoted;
    /// Where in a cell the next byte stands: 0 where it begins, 1 behind some of its text, 2 behind a quotation mark that
    /// ends it unless another one follows.
    int32_t place;
} sluice_table_line;

/// Goes on with a line up to its line feed: `weights` has an entry for each byte value, what it adds to the counts and
/// which marks it sets. A line that is read in pieces is the same as one that is read at once.
///
/// Returns the index of the line feed, or `length` if there is none.
size_t sluice_read_table_line(
    const uint8_t *bytes,
    size_t length,
    const uint64_t *weights,
    sluice_table_line *line
);

/// The index of the first byte that is marked, or `length` if there is none.
size_t sluice_skip_unmarked(const uint8_t *bytes, size_t length, const uint8_t *marked);

/// The index of the first byte of a value, or `length` if there is none.
size_t sluice_find_byte(const uint8_t *bytes, size_t length, uint8_t byte);

/// The index of the first byte that is a quote, a backslash or below 0x20, or `length` if there is none.
size_t sluice_json_string_end(const uint8_t *bytes, size_t length);

/// Decodes escape sequences of JSON, which must be whole and valid, and copies what is between them.
///
/// No half of a surrogate pair may be among them. At most `room` bytes of `text` are written, and none of `bytes` read
/// after `length`, whatever they are.
///
/// Returns the number of bytes written.
size_t sluice_json_unescape(const uint8_t *bytes, size_t length, uint8_t *text, size_t room);

/// What may hide text from rules.
typedef enum {
    /// Letters, digits and marks that spell text in base64, of either alphabet (RFC 4648, 4 and 5).
    SLUICE_BASE64 = 1,
    /// Pairs of hexadecimal digits that spell text.
    SLUICE_HEX,
    /// `%41` (RFC 3986, 2.1).
    SLUICE_PERCENT,
    /// `\x41`, `\u0041`, `\u{41}`, `\U00000041`, also with further backslashes.
    SLUICE_ESCAPE,
    /// `&#65;`, `&#x41;`, `&amp;` (HTML Living Standard, 13.5).
    SLUICE_ENTITY,
    /// `=41` and line ends that are none (RFC 2045, 6.7).
    SLUICE_QUOTED_PRINTABLE,
    /// Characters without width.
    SLUICE_INVISIBLE,
    /// Full-width characters; spaces and dashes of typography in numbers.
    SLUICE_WIDE,
    /// Letters of other scripts that look like Latin ones, in a word with Latin letters or digits.
    SLUICE_LOOK_ALIKE,
    /// A line end inside a word that is none.
    SLUICE_WRAPPED,
    /// What joins two string literals, the quotes between them included.
    SLUICE_CONCATENATED,
    /// Nothing yet: the bytes to come decide whether anything begins here.
    SLUICE_UNDECIDED_JOINT,
    /// The same, of base64 or hexadecimal digits.
    SLUICE_UNDECIDED_CARRIER,
} sluice_mark_kind;

enum {
    /// The most bytes that one joint stands for.
    SLUICE_JOINT_TEXT = 16,
    /// How far before and after its first byte one joint is read.
    SLUICE_JOINT_REACH = 48,
};

/// What digits spell that do not spell text.
typedef enum {
    /// A gzip member (RFC 1952).
    SLUICE_GZIP = 1,
    /// Zlib data (RFC 1950).
    SLUICE_ZLIB,
} sluice_packing;

/// A place where text may be hidden.
typedef struct {
    /// The offset of its first byte.
    uint32_t offset;
    /// How many bytes spell it; 0 of base64 and hexadecimal digits, whose end is not looked for.
    uint16_t length;
    /// A `sluice_mark_kind`.
    uint8_t kind;
    /// How many bytes of `text` it stands for; of digits a `sluice_packing`, or 0 where they spell text.
    uint8_t count;
    uint8_t text[SLUICE_JOINT_TEXT];
} sluice_mark;

/// Looks for places where text may be hidden, in ascending order, from `from` up to `length`; bytes before `from` are
/// context.
///
/// - Base64 and hexadecimal digits are marked where the digits begin a word and the first twelve bytes that they spell
///   are text, or what compressed data begins with.
/// - `follows_joint` says that a joint ends at `from`: the next may follow at once.
/// - `is_final` says that no bytes follow. Otherwise the last mark may be an undecided one.
/// - `marks` has room for `capacity` of them, at least 8. `next` is set to where to go on if that was too little, and
///   otherwise to `length`.
///
/// Returns the number of marks.
size_t sluice_hidden_marks(
    const uint8_t *bytes,
    size_t from,
    size_t length,
    int follows_joint,
    int is_final,
    sluice_mark *marks,
    size_t capacity,
    size_t *next
);

/// Where the word begins that ends at `length` and may be digits that spell text or compressed data, if it went on;
/// `length` if there is none.
size_t sluice_open_word(const uint8_t *bytes, size_t length);

/// Decodes whole groups of four digits of base64, of either alphabet, up to the first byte that is none.
///
/// `text` has room for three bytes a group. Returns the number of groups.
size_t sluice_decode_base64(const uint8_t *bytes, size_t length, uint8_t *text);

/// Decodes pairs of hexadecimal digits up to the first byte that is none; `text` has room for a byte a pair. Returns
/// the number of pairs.
size_t sluice_decode_hex(const uint8_t *bytes, size_t length, uint8_t *text);

/// Whether a text in UTF-8 goes on with `byte`, where `expected` bytes are to come of a character: the result is how
/// many are to come then, or -1 if it does not.
int sluice_text_goes_on(uint8_t byte, int expected);

#endif
