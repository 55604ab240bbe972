// Reads one joint: an escape, an invisible character, a look-alike, what joins two literals; what it stands for and how
// many bytes spell it.

#include "ascii.h"
#include "hidden_joints.h"

#include <string.h>

enum { MOST_BACKSLASHES = 4 };

static int hex_value(uint8_t byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    return -1;
}

static int is_alnum(uint8_t byte) {
    return is_digit(byte) || is_letter(byte);
}

/// Whether an escape may stand for the byte: what rules look at, which control characters are not.
static int is_text(uint32_t code) {
    return (code >= 0x20 && code < 0x7F) || code == '\t' || code == '\n' || code == '\r';
}

static sluice_reading ascii(sluice_joint *joint, uint32_t code, size_t length, sluice_joint_kind kind) {
    if (!is_text(code)) return SLUICE_NONE;
    joint->length = (uint16_t)length;
    joint->kind = (uint8_t)kind;
    joint->count = 1;
    joint->text[0] = (uint8_t)code;
    return SLUICE_JOINT;
}

static int is_invisible(uint32_t code) {
    return code == 0xAD || (code >= 0x200B && code <= 0x200D) || code == 0x2060 || code == 0xFEFF;
}

static int is_wide_space(uint32_t code) {
    return code == 0xA0 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F || code == 0x3000;
}

/// What a code point that is none of ASCII looks like; 0 for nothing. Look-alikes as in the confusables of Unicode
/// Technical Standard 39, single letters only.
static uint8_t look_alike(uint32_t code) {
    static const uint8_t greek[] = {
        ['A' - 'A'] = 'A', [0x392 - 0x391] = 'B', [0x395 - 0x391] = 'E', [0x396 - 0x391] = 'Z', [0x397 - 0x391] = 'H',
        [0x399 - 0x391] = 'I', [0x39A - 0x391] = 'K', [0x39C - 0x391] = 'M', [0x39D - 0x391] = 'N',
        [0x39F - 0x391] = 'O', [0x3A1 - 0x391] = 'P', [0x3A4 - 0x391] = 'T', [0x3A5 - 0x391] = 'Y',
        [0x3A7 - 0x391] = 'X', [0x3B1 - 0x391] = 'a', [0x3B9 - 0x391] = 'i', [0x3BA - 0x391] = 'k',
        [0x3BD - 0x391] = 'v', [0x3BF - 0x391] = 'o', [0x3C1 - 0x391] = 'p', [0x3C5 - 0x391] = 'u',
        [0x3F2 - 0x391] = 'c', [0x3F3 - 0x391] = 'j',
    };
    static const uint8_t cyrillic[] = {
        [0x405 - 0x400] = 'S', [0x406 - 0x400] = 'I', [0x408 - 0x400] = 'J', [0x410 - 0x400] = 'A',
        [0x412 - 0x400] = 'B', [0x415 - 0x400] = 'E', [0x41A - 0x400] = 'K', [0x41C - 0x400] = 'M',
        [0x41D - 0x400] = 'H', [0x41E - 0x400] = 'O', [0x420 - 0x400] = 'P', [0x421 - 0x400] = 'C',
        [0x422 - 0x400] = 'T', [0x423 - 0x400] = 'Y', [0x425 - 0x400] = 'X', [0x430 - 0x400] = 'a',
        [0x435 - 0x400] = 'e', [0x43A - 0x400] = 'k', [0x43E - 0x400] = 'o', [0x440 - 0x400] = 'p',
        [0x441 - 0x400] = 'c', [0x443 - 0x400] = 'y', [0x445 - 0x400] = 'x', [0x455 - 0x400] = 's',
        [0x456 - 0x400] = 'i', [0x458 - 0x400] = 'j',
    };
    if (code >= 0x391 && code - 0x391 < sizeof greek) return greek[code - 0x391];
    if (code >= 0x400 && code - 0x400 < sizeof cyrillic) return cyrillic[code - 0x400];
    if (code == 0x4BB) return 'h';
    if (code == 0x501) return 'd';
    return 0;
}

/// What an escape of a code point stands for.
static sluice_reading escaped(sluice_joint *joint, uint32_t code, size_t length, sluice_joint_kind kind) {
    if (code < 0x80) return ascii(joint, code, length, kind);
    if (is_invisible(code)) {
        joint->length = (uint16_t)length;
        joint->kind = (uint8_t)kind;
        joint->count = 0;
        return SLUICE_JOINT;
    }
    if (code >= 0xFF01 && code <= 0xFF5E) return ascii(joint, code - 0xFEE0, length, kind);
    if (is_wide_space(code)) return ascii(joint, ' ', length, kind);
    return SLUICE_NONE;
}

static sluice_reading percent(const uint8_t *p, size_t n, sluice_joint *joint) {
    if (n < 2) return SLUICE_OPEN;
    int high = hex_value(p[1]);
    if (high < 0 || high > 7) return SLUICE_NONE;
    if (n < 3) return SLUICE_OPEN;
    int low = hex_value(p[2]);
    if (low < 0) return SLUICE_NONE;
    return ascii(joint, (uint32_t)(high << 4 | low), 3, SLUICE_PERCENT);
}

/// `count` hex digits from `start` on, or as many as there are up to `count` if they end at `end`.
static sluice_reading digits(
    const uint8_t *p, size_t n, size_t start, size_t least, size_t most, int radix, int end, size_t *length,
    uint32_t *code
) {
    uint32_t value = 0;
    size_t i = start;
    for (; i < n && i - start < most; i++) {
        int digit = hex_value(p[i]);
        if (digit < 0 || digit >= radix) break;
        value = value * (uint32_t)radix + (uint32_t)digit;
        if (value > 0x10FFFF) return SLUICE_NONE;
    }
    if (i == n && (i - start < most || end >= 0)) return SLUICE_OPEN;
    if (i - start < least) return SLUICE_NONE;
    if (end >= 0) {
        if (p[i] != end) return SLUICE_NONE;
        i++;
    }
    *length = i;
    *code = value;
    return SLUICE_JOINT;
}

static sluice_reading backslash(const uint8_t *bytes, size_t at, size_t n, sluice_joint *joint) {
    const uint8_t *p = bytes + at;
    // In JSON in a string of JSON the backslash itself is escaped, and so on; the first of several is read.
    if (at > 0 && bytes[at - 1] == '\\') return SLUICE_NONE;
    size_t i = 1;
    while (i < n && i < MOST_BACKSLASHES && p[i] == '\\') i++;
    if (i == n) return SLUICE_OPEN;
    size_t length = 0;
    uint32_t code = 0;
    sluice_reading reading = SLUICE_NONE;
    switch (p[i]) {
    case 'x':
        reading = digits(p, n, i + 1, 2, 2, 16, -1, &length, &code);
        break;
    case 'u':
        if (i + 1 == n) return SLUICE_OPEN;
        reading = p[i + 1] == '{' ? digits(p, n, i + 2, 1, 6, 16, '}', &length, &code)
                                  : digits(p, n, i + 1, 4, 4, 16, -1, &length, &code);
        break;
    case 'U':
        reading = digits(p, n, i + 1, 8, 8, 16, -1, &length, &code);
        break;
    case '\n':
    case '\r':
        // A line that goes on, inside a word.
        if (i != 1 || at == 0 || !is_alnum(bytes[at - 1])) return SLUICE_NONE;
        length = 2;
        if (p[i] == '\r') {
            if (n < 3) return SLUICE_OPEN;
            if (p[2] != '\n') return SLUICE_NONE;
            length = 3;
        }
        if (length == n) return SLUICE_OPEN;
        if (!is_alnum(p[length]) && p[length] != '_' && p[length] != '-') return SLUICE_NONE;
        joint->length = (uint16_t)length;
        joint->kind = SLUICE_WRAPPED;
        joint->count = 0;
        return SLUICE_JOINT;
    default:
        return SLUICE_NONE;
    }
    return reading == SLUICE_JOINT ? escaped(joint, code, length, SLUICE_ESCAPE) : reading;
}

static const struct {
    const char *name;
    uint8_t length;
    uint8_t byte;
} entities[] = {
    {"amp;", 4, '&'},   {"lt;", 3, '<'},      {"gt;", 3, '>'},     {"quot;", 5, '"'},   {"apos;", 5, '\''},
    {"nbsp;", 5, ' '},  {"commat;", 7, '@'},  {"period;", 7, '.'}, {"colon;", 6, ':'},  {"equals;", 7, '='},
    {"lowbar;", 7, '_'}, {"hyphen;", 7, '-'}, {"dash;", 5, '-'},   {"plus;", 5, '+'},   {"sol;", 4, '/'},
    {"num;", 4, '#'},   {"Tab;", 4, '\t'},    {"NewLine;", 8, '\n'},
};

static sluice_reading entity(const uint8_t *p, size_t n, sluice_joint *joint) {
    if (n < 2) return SLUICE_OPEN;
    if (p[1] == '#') {
        if (n < 3) return SLUICE_OPEN;
        size_t length = 0;
        uint32_t code = 0;
        int is_hex = (p[2] | 0x20) == 'x';
        sluice_reading reading = is_hex ? digits(p, n, 3, 1, 6, 16, ';', &length, &code)
                                        : digits(p, n, 2, 1, 7, 10, ';', &length, &code);
        return reading == SLUICE_JOINT ? escaped(joint, code, length, SLUICE_ENTITY) : reading;
    }
    sluice_reading reading = SLUICE_NONE;
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        size_t length = entities[i].length;
        if (n - 1 < length) {
            if (memcmp(p + 1, entities[i].name, n - 1) == 0) reading = SLUICE_OPEN;
        } else if (memcmp(p + 1, entities[i].name, length) == 0) {
            return ascii(joint, entities[i].byte, length + 1, SLUICE_ENTITY);
        }
    }
    return reading;
}

static int upper_hex(uint8_t byte) { return is_digit(byte) || (byte >= 'A' && byte <= 'F'); }

/// Quoted-printable (RFC 2045, 6.7). An equals sign stands before two digits in other texts as well, so that one is
/// read where it escapes an equals sign, or where another follows or precedes.
static sluice_reading equals(const uint8_t *bytes, size_t at, size_t n, sluice_joint *joint) {
    const uint8_t *p = bytes + at;
    if (at > 0 && bytes[at - 1] == '=') return SLUICE_NONE;
    if (n < 2) return SLUICE_OPEN;
    if (p[1] == '\n' || p[1] == '\r') {
        if (at == 0 || !is_alnum(bytes[at - 1])) return SLUICE_NONE;
        size_t length = 2;
        if (p[1] == '\r') {
            if (n < 3) return SLUICE_OPEN;
            if (p[2] != '\n') return SLUICE_NONE;
            length = 3;
        }
        if (n == length) return SLUICE_OPEN;
        if (p[length] <= ' ') return SLUICE_NONE;
        joint->length = (uint16_t)length;
        joint->kind = SLUICE_QUOTED_PRINTABLE;
        joint->count = 0;
        return SLUICE_JOINT;
    }
    if (!upper_hex(p[1])) return SLUICE_NONE;
    if (n < 3) return SLUICE_OPEN;
    if (!upper_hex(p[2])) return SLUICE_NONE;
    int follows = at >= 3 && bytes[at - 3] == '=' && upper_hex(bytes[at - 2]) && upper_hex(bytes[at - 1]);
    if (!follows && !(p[1] == '3' && p[2] == 'D')) {
        for (size_t i = 3; i < 6; i++) {
            if (n == i) return SLUICE_OPEN;
            if (i == 3 ? p[i] != '=' : !upper_hex(p[i])) return SLUICE_NONE;
        }
    }
    return ascii(joint, (uint32_t)(hex_value(p[1]) << 4 | hex_value(p[2])), 3, SLUICE_QUOTED_PRINTABLE);
}

/// The code point at `p`, and its length; 0 where it has not come whole or is none.
static uint32_t code_point(const uint8_t *p, size_t n, size_t *length) {
    size_t count = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
    *length = count;
    if (n < count) return 0;
    uint32_t code = p[0] & (0xFFu >> (count + 1));
    for (size_t i = 1; i < count; i++) {
        if ((p[i] & 0xC0) != 0x80) return 0;
        code = code << 6 | (p[i] & 0x3F);
    }
    return code;
}

static int is_letter_lead(uint8_t byte) { return byte >= 0xCE && byte <= 0xD4; }

/// Letters that look like Latin ones, one after the other, in a word that has Latin letters or digits.
static sluice_reading letters(const uint8_t *bytes, size_t at, size_t n, int follows, sluice_joint *joint) {
    const uint8_t *p = bytes + at;
    // Inside a word each letter stands for itself; at its beginning what follows them decides.
    follows = follows || (at > 0 && is_alnum(bytes[at - 1]));
    size_t i = 0, count = 0, most = follows ? 1 : SLUICE_JOINT_TEXT;
    while (i < n && count < most && is_letter_lead(p[i])) {
        size_t length = 0;
        uint32_t code = code_point(p + i, n - i, &length);
        if (n - i < length) return SLUICE_OPEN;
        uint8_t letter = look_alike(code);
        if (letter == 0) break;
        joint->text[count++] = letter;
        i += length;
    }
    if (count == 0) return SLUICE_NONE;
    if (!follows) {
        // A word of another script that ends in such letters is none.
        if (at > 0 && bytes[at - 1] >= 0x80) return SLUICE_NONE;
        if (i == n) return SLUICE_OPEN;
        if (!is_alnum(p[i]) && p[i] != '_' && p[i] != '-') return SLUICE_NONE;
    }
    joint->length = (uint16_t)i;
    joint->kind = SLUICE_LOOK_ALIKE;
    joint->count = (uint8_t)count;
    return SLUICE_JOINT;
}

static sluice_reading character(const uint8_t *bytes, size_t at, size_t n, int follows_joint, sluice_joint *joint) {
    const uint8_t *p = bytes + at;
    if (is_letter_lead(p[0])) return letters(bytes, at, n, follows_joint, joint);
    if (p[0] != 0xC2 && p[0] != 0xE2 && p[0] != 0xE3 && p[0] != 0xEF) return SLUICE_NONE;
    size_t length = 0;
    uint32_t code = code_point(p, n, &length);
    if (n < length) return SLUICE_OPEN;
    if (is_invisible(code)) {
        joint->length = (uint16_t)length;
        joint->kind = SLUICE_INVISIBLE;
        joint->count = 0;
        return SLUICE_JOINT;
    }
    if (code >= 0xFF01 && code <= 0xFF5E) {
        uint8_t byte = (uint8_t)(code - 0xFEE0);
        // Marks of this width are ordinary in Chinese and Japanese prose; those of tokens and addresses are not.
        if (!is_alnum(byte)) {
            int follows = at > 0 && is_alnum(bytes[at - 1]);
            if (!follows && at >= 3 && bytes[at - 3] == 0xEF) {
                size_t ignored = 0;
                uint32_t before = code_point(bytes + at - 3, 3, &ignored);
                follows = before >= 0xFF01 && before <= 0xFF5E && is_alnum((uint8_t)(before - 0xFEE0));
            }
            if (!follows || byte == 0 || strchr("@.-_:=+/", byte) == NULL) return SLUICE_NONE;
        }
        return ascii(joint, byte, length, SLUICE_WIDE);
    }
    int is_space = is_wide_space(code), is_dash = (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
    if (!is_space && !is_dash) return SLUICE_NONE;
    // Spaces and dashes of typography matter inside numbers, hyphens inside words as well.
    int is_hyphen = code == 0x2010 || code == 0x2011;
    if (at == 0 || !(is_hyphen ? is_alnum(bytes[at - 1]) : is_digit(bytes[at - 1]) || bytes[at - 1] == ')')) {
        return SLUICE_NONE;
    }
    if (n == length) return SLUICE_OPEN;
    if (!(is_hyphen ? is_alnum(p[length]) : is_digit(p[length]) || p[length] == '(')) return SLUICE_NONE;
    return ascii(joint, is_space ? ' ' : '-', length, SLUICE_WIDE);
}

enum {
    /// A byte that values are made of.
    VALUE = 1,
    /// A letter that may stand before the quote that begins a literal: f"…", rb'…', L"…", @"…", $"…".
    PREFIX = 2,
    /// A blank, or a part of what joins literals.
    JOINING = 4,
};

static const uint8_t literal_classes[256] = {
    ['A'] = 1, ['B'] = 3, ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 3, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1,
    ['K'] = 1, ['L'] = 3, ['M'] = 1, ['N'] = 3, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 3, ['S'] = 1, ['T'] = 1,
    ['U'] = 3, ['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1, ['a'] = 1, ['b'] = 3, ['c'] = 1, ['d'] = 1,
    ['e'] = 1, ['f'] = 3, ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1,
    ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 3, ['s'] = 1, ['t'] = 1, ['u'] = 3, ['v'] = 1, ['w'] = 1, ['x'] = 1,
    ['y'] = 1, ['z'] = 1, ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1,
    ['8'] = 3, ['9'] = 1, ['_'] = 1, ['-'] = 1, ['/'] = 1, ['='] = 1, [':'] = 1, ['@'] = 3, ['%'] = 1, ['!'] = 1,
    ['#'] = 1, ['*'] = 1, ['$'] = 3, ['+'] = 5, ['.'] = 5, ['~'] = 5, ['&'] = 4, ['|'] = 4, ['<'] = 4, ['^'] = 4,
    [' '] = 4, ['\t'] = 4, ['\n'] = 4, ['\r'] = 4, ['"'] = 4, ['\''] = 4, ['\\'] = 4,
};

static int is_quote(uint8_t byte) { return byte == '"' || byte == '\''; }

int sluice_may_join(uint8_t before, uint8_t next) {
    return (literal_classes[before] & VALUE) != 0 && (literal_classes[next] & JOINING) != 0;
}

/// How many bytes of blanks stand at `i`, ends of up to two lines and backslashes before them included.
static size_t gap(const uint8_t *p, size_t i, size_t limit, int *lines) {
    size_t start = i;
    for (; i < limit; i++) {
        if (p[i] == '\n') {
            if (++*lines > 2) break;
        } else if (p[i] == '\\') {
            if (i + 1 < limit && p[i + 1] != '\n' && p[i + 1] != '\r') break;
        } else if (p[i] != ' ' && p[i] != '\t' && p[i] != '\r') {
            break;
        }
    }
    return i - start;
}

/// How many bytes of what joins literals in some language stand at `i`: + . .. ++ & || <> ~ ^ are such.
static size_t joining(const uint8_t *p, size_t i, size_t limit) {
    if (i == limit) return 0;
    uint8_t byte = p[i];
    uint8_t second = i + 1 < limit ? p[i + 1] : 0;
    switch (byte) {
    case '+':
    case '.': return second == byte ? 2 : 1;
    case '&':
    case '~':
    case '^': return 1;
    case '|': return second == '|' ? 2 : 0;
    case '<': return second == '>' ? 2 : 0;
    default: return 0;
    }
}

/// Two string literals that are put together, inside a value: the quote that ends the one, what joins them, and the
/// quote that begins the other.
static sluice_reading literals(const uint8_t *bytes, size_t at, size_t n, sluice_joint *joint) {
    const uint8_t *p = bytes + at;
    if (at == 0 || (literal_classes[bytes[at - 1]] & VALUE) == 0) return SLUICE_NONE;
    size_t limit = n < SLUICE_JOINT_REACH ? n : SLUICE_JOINT_REACH;
    sluice_reading at_end = n < SLUICE_JOINT_REACH ? SLUICE_OPEN : SLUICE_NONE;
    int lines = 0;
    size_t i = 1 + gap(p, 1, limit, &lines);
    size_t sign = joining(p, i, limit);
    // A sign of two bytes of which one has come.
    if (sign == 0 && i + 1 == limit && (p[i] == '|' || p[i] == '<')) return at_end;
    i += sign;
    if (sign > 0) i += gap(p, i, limit, &lines);
    // Doubled quotes of one kind stand for a quote.
    int is_apart = i > 1;
    if (is_apart) {
        size_t most = i + 2;
        while (i < limit && i < most && (literal_classes[p[i]] & PREFIX) != 0) i++;
    }
    if (i == limit) return at_end;
    if (!is_quote(p[i]) || (!is_apart && p[i] == p[0])) return SLUICE_NONE;
    if (++i == limit) return at_end;
    if ((literal_classes[p[i]] & VALUE) == 0) return SLUICE_NONE;
    joint->length = (uint16_t)i;
    joint->kind = SLUICE_CONCATENATED;
    joint->count = 0;
    return SLUICE_JOINT;
}

sluice_reading sluice_read_joint(
    const uint8_t *bytes, size_t at, size_t length, int follows, sluice_joint *joint
) {
    size_t n = length - at;
    switch (bytes[at]) {
    case '%': return percent(bytes + at, n, joint);
    case '\\': return backslash(bytes, at, n, joint);
    case '&': return entity(bytes + at, n, joint);
    case '=': return equals(bytes, at, n, joint);
    case '"':
    case '\'': return literals(bytes, at, n, joint);
    default: return bytes[at] < 0x80 ? SLUICE_NONE : character(bytes, at, n, follows, joint);
    }
}
