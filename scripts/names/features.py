"""What the name tagger sees of a text: tokens, regions and features.

This is the definition that Sources/SluiceMatching/Names follows; a fixture that `train.py` writes holds the two together.
Everything is a function of few bytes around a place, so that a decision depends on a bounded window of the text alone.
"""

M32 = 0xFFFFFFFF

# Kinds of tokens.
WORD, NUMBER, MIXED, PUNCT, NEWLINE = range(5)

# Shapes: 0 uncased or lower, 1 Title, 2 CAPS, 3 one capital, 4 mixed beginning with a capital, 5 mixed beginning small,
# 6 CJK, 8-13 numbers by length, 14 with '_' or too long, 15 capitals and digits of up to 8, 16 other mixed, 17 punctuation,
# 18 newline or the text's end.
LOWER, TITLE, CAPS, CAPITAL, MIXED_UP, MIXED_LOW, CJK = range(7)
IDENTIFIER, CODE, ALNUM, MARK, BREAK = 14, 15, 16, 17, 18

# Flags of words in the lexicon, 16 bits.
FLAGS = dict(
    first=1 << 0, last=1 << 1, city=1 << 2, country=1 << 3, street=1 << 4, title=1 << 5, cue=1 << 6, org=1 << 7,
    common=1 << 8, known=1 << 9, stop=1 << 10, time=1 << 11, link=1 << 12, tech=1 << 13, top=1 << 14, nation=1 << 15,
)
STOP, LINK, STREET, CUE, FIRST, LAST, COMMON, KNOWN, TITLE_FLAG = (
    FLAGS[k] for k in ('stop', 'link', 'street', 'cue', 'first', 'last', 'common', 'known', 'title'))

WORD_LIMIT = 40      # bytes of a word; longer ones are identifiers
GAP_LIMIT = 8        # spaces; more break a line in two
REGION_BYTES = 400
REGION_TOKENS = 64
LINE_REACH = 80      # bytes before a region that are read for the line's look and the key
GLUE_TOKENS = 3
CJK_LIMIT = 4        # characters of a name in Chinese, Japanese or Korean; in running text their words are longer


def fold(c):
    """The small letter of a capital, by code point; other code points are their own."""
    if c < 0x80:
        return c + 32 if 65 <= c <= 90 else c
    if 0xC0 <= c <= 0xDE:
        return c if c == 0xD7 else c + 32
    if 0x100 <= c <= 0x17F:
        if c == 0x178:
            return 0xFF
        if 0x139 <= c <= 0x148 or 0x179 <= c <= 0x17E:
            return c + 1 if c & 1 else c
        if c == 0x138 or c == 0x149 or c == 0x17F:
            return c
        return c if c & 1 else c + 1
    if 0x1A0 <= c <= 0x1A5 or 0x200 <= c <= 0x21F or 0x1E00 <= c <= 0x1E95 or 0x1EA0 <= c <= 0x1EFF:
        return c if c & 1 else c + 1
    if c == 0x1AF:
        return 0x1B0
    if 0x386 <= c <= 0x3AB:
        if c == 0x386:
            return 0x3AC
        if 0x388 <= c <= 0x38A:
            return c + 37
        if c == 0x38C:
            return 0x3CC
        if c == 0x38E or c == 0x38F:
            return c + 63
        if 0x391 <= c <= 0x3AB and c != 0x3A2:
            return c + 32
        return c
    if 0x400 <= c <= 0x42F:
        return c + 80 if c <= 0x40F else c + 32
    if 0x460 <= c <= 0x481 or 0x48A <= c <= 0x4BF or 0x4D0 <= c <= 0x52F:
        return c if c & 1 else c + 1
    if 0x531 <= c <= 0x556:
        return c + 48
    return c


def is_cjk(c):
    return 0x3040 <= c <= 0x30FF or 0x3400 <= c <= 0x9FFF or 0xAC00 <= c <= 0xD7A3 or 0xF900 <= c <= 0xFAFF


def is_letter(c):
    if c < 0x80:
        return 65 <= c <= 90 or 97 <= c <= 122
    if c < 0x2000:
        return c >= 0xC0 and c != 0xD7 and c != 0xF7
    return is_cjk(c) or c == 0x3005 or 0x2C00 <= c <= 0x2DFF or 0xA640 <= c <= 0xABFF


def is_word(c):
    return is_letter(c) or 48 <= c <= 57 or c == 95


def points(data):
    """The code points of a text with their byte offsets; an invalid byte is 0xFFFD."""
    out = []
    i, n = 0, len(data)
    while i < n:
        b = data[i]
        if b < 0x80:
            out.append((i, b))
            i += 1
            continue
        size = 2 if 0xC2 <= b <= 0xDF else 3 if 0xE0 <= b <= 0xEF else 4 if 0xF0 <= b <= 0xF4 else 0
        c = b & (0x7F >> size) if size else 0
        ok = size > 0 and i + size <= n
        for k in range(1, size if ok else 0):
            if data[i + k] & 0xC0 != 0x80:
                ok = False
                break
            c = c << 6 | data[i + k] & 0x3F
        if not ok:
            out.append((i, 0xFFFD))
            i += 1
        else:
            out.append((i, c))
            i += size
    return out


def fnv(values, seed=0x811C9DC5):
    h = seed
    for v in values:
        h = ((h ^ v) * 0x01000193) & M32
    return h


def mix(i, a, b=0, c=0):
    """One number of a feature's kind and up to three values."""
    x = (a ^ (i * 0x9E3779B1)) & M32
    x = (x * 0x85EBCA6B) & M32
    x ^= x >> 15
    x = ((x ^ b) * 0xC2B2AE35) & M32
    x ^= x >> 13
    x = ((x ^ c) * 0x27D4EB2F) & M32
    return x ^ x >> 15


class Token:
    __slots__ = ('start', 'end', 'kind', 'shape', 'hash', 'suffix', 'prefix', 'gap', 'flags', 'length', 'value', 'wall', 'digit_first')

    def __init__(self, start, end, kind, shape, hash, suffix=0, prefix=0, gap=0, flags=0, length=1, value=0):
        self.start, self.end, self.kind, self.shape, self.hash = start, end, kind, shape, hash
        self.suffix, self.prefix, self.gap, self.flags, self.length = suffix, prefix, gap, flags, length
        self.value = value
        # Nothing beyond a wall is seen: a long word or a wide gap, whose other end may be far away.
        self.wall = False
        self.digit_first = False


EDGE = Token(0, 0, NEWLINE, BREAK, 1)


def word_token(start, end, cps, lexicon):
    """The token of a run of word characters and apostrophes."""
    letters = digits = upper = lower = cjk = 0
    odd = False
    folded = []
    for c in cps:
        f = fold(c)
        folded.append(0x27 if c == 0x2019 else f)
        if c == 95:
            odd = True
        elif 48 <= c <= 57:
            digits += 1
        elif c == 0x27 or c == 0x2019:
            continue
        else:
            letters += 1
            if f != c:
                upper += 1
            elif is_cjk(c):
                cjk += 1
            else:
                lower += 1
    n = len(cps)
    first_up = fold(cps[0]) != cps[0]
    if odd or end - start > WORD_LIMIT:
        kind, shape = MIXED, IDENTIFIER
    elif digits and not letters:
        kind, shape = NUMBER, 7 + min(n, 6)
    elif digits:
        kind, shape = MIXED, (CODE if not lower and not cjk and n <= 8 else ALNUM)
    else:
        kind = WORD
        apostrophe = letters < n
        if cjk:
            shape = CJK
        elif not upper:
            shape = LOWER
        elif first_up and upper == 1 and not apostrophe:
            shape = TITLE if lower else CAPITAL
        elif not lower:
            shape = CAPS
        else:
            shape = MIXED_UP if first_up else MIXED_LOW
    if kind == NUMBER:
        h = fnv((0x23, min(n, 6)))
        return Token(start, end, kind, shape, h, h, h, length=n)
    if end - start > WORD_LIMIT:
        t = Token(start, end, kind, shape, 5, 5, 5, length=WORD_LIMIT)
        t.wall = True
        return t
    h = fnv(folded)
    t = Token(start, end, kind, shape, h, fnv(folded[-3:]), fnv(folded[:3]), length=n)
    t.digit_first = 48 <= cps[0] <= 57
    if shape == CJK and n <= CJK_LIMIT:
        # A family name comes first and has one character or two.
        for k in (1, 2):
            if k <= n:
                t.flags |= lexicon(fnv(folded[:k]), fnv(folded[:k], 0x2F0B4C47))
        t.prefix = fnv(folded[:1])
        t.suffix = fnv(folded[-1:])
    elif kind == WORD:
        t.flags = lexicon(h, fnv(folded, 0x2F0B4C47))
    return t


def tokenize(data, lexicon):
    """All tokens of a text."""
    cps = points(data)
    n = len(cps)
    out = []
    i = gap = 0

    def offset(k):
        return cps[k][0] if k < n else len(data)

    while i < n:
        at, c = cps[i]
        if c in (32, 9, 13, 0xA0, 0x3000):
            gap += 1
            i += 1
            continue
        escape = cps[i + 1][1] if c == 92 and i + 1 < n else 0
        if escape == 116:
            gap += 1
            i += 2
            continue
        if gap > GAP_LIMIT:
            wide = Token(at, at, NEWLINE, BREAK, 1)
            wide.wall = True
            out.append(wide)
            gap = 0
        if c == 10 or escape in (110, 114):
            size = 1 if c == 10 else 2
            out.append(Token(at, offset(i + size), NEWLINE, BREAK, 1))
            gap = 0
            i += size
            continue
        if is_word(c):
            j = i + 1
            while j < n:
                d = cps[j][1]
                if is_word(d):
                    j += 1
                elif (d == 0x27 or d == 0x2019) and is_letter(cps[j - 1][1]) and joins(cps, j):
                    j += 2
                else:
                    break
            t = word_token(at, offset(j), [p[1] for p in cps[i:j]], lexicon)
        else:
            j = i + 1
            t = Token(at, offset(j), PUNCT, MARK, fnv((c,)), value=c)
            t.suffix = t.prefix = t.hash
        t.gap = gap
        gap = 0
        out.append(t)
        i = j
    return out


def joins(cps, j):
    """Whether the apostrophe at `j` is inside a name: a capital follows that is no S on its own."""
    if j + 1 >= len(cps):
        return False
    d = cps[j + 1][1]
    if fold(d) == d:
        return False
    if d == 83 and not (j + 2 < len(cps) and is_letter(cps[j + 2][1])):
        return False
    return True


def is_cap(t):
    """Whether a word may be a name by its look."""
    if t.kind != WORD:
        return False
    if t.shape == CJK:
        return t.length <= CJK_LIMIT and t.flags & LAST != 0
    if t.flags & STOP and t.shape != CAPITAL:
        return False
    return t.shape in (TITLE, CAPS, MIXED_UP) or t.shape == CAPITAL and t.hash != I_HASH


I_HASH = fnv((105,))
GLUE_MARKS = {44, 46, 45, 39, 0x2019, 38, 47, 35, 0xBA, 0xAA, 0xB0, 0x2013, 0x2010}


def cued(tokens, i):
    """Whether the small word at `i` follows a cue such as `name is`, so that it may be a name all the same."""
    t = tokens[i]
    if t.kind != WORD or t.shape != LOWER or t.flags & (STOP | LINK | CUE | TITLE_FLAG) or t.length < 2:
        return False
    for back in (1, 2):
        k = i - back
        if k < 0:
            return False
        p = tokens[k]
        if p.kind == NEWLINE:
            return False
        if back == 1 and p.kind == PUNCT and p.value in (46, 58):
            continue
        if is_cue_word(tokens, k):
            return names_itself(t)
        # The second small word of a name.
        if p.kind == WORD and p.shape == LOWER and back == 1 and t.gap == 1 and names_itself(t) and names_itself(p):
            if k > 0 and (is_cue_word(tokens, k - 1) or k > 1 and tokens[k - 1].kind == PUNCT
                          and tokens[k - 1].value in (46, 58) and is_cue_word(tokens, k - 2)):
                return True
        return False
    return False


def names_itself(t):
    return bool(t.flags & (FIRST | LAST)) and not t.flags & (STOP | LINK) or not t.flags


def is_cue_word(tokens, k):
    p = tokens[k]
    return p.kind == WORD and (p.flags & (CUE | TITLE_FLAG)) != 0


def is_member(tokens, i):
    """Whether a token can stand at the edge of a region, and so begin a name."""
    t = tokens[i]
    if t.kind == WORD:
        # `La Paz`, but not `The end`.
        if t.flags & LINK and not t.flags & COMMON and t.shape in (TITLE, CAPS):
            return True
        return is_cap(t) or t.shape == CJK and t.length <= CJK_LIMIT or t.flags & STREET != 0 and t.shape == LOWER or cued(tokens, i)
    return t.kind == NUMBER and t.length <= 6 or t.shape == CODE or t.shape == ALNUM and t.length <= 5 and t.digit_first


def is_glue(tokens, i):
    """Whether a token may stand between two members."""
    t = tokens[i]
    if t.kind == WORD:
        return t.flags & LINK != 0
    if t.kind != PUNCT or t.value not in GLUE_MARKS:
        return False
    if t.value == 46:
        return t.gap == 0 and i > 0 and tokens[i - 1].kind == WORD and tokens[i - 1].length <= 4
    return True


def next_member(tokens, i):
    """The member that follows member `i` in its region, or None."""
    for k in range(i + 1, min(len(tokens), i + GLUE_TOKENS + 2)):
        if is_member(tokens, k):
            return k
        if not is_glue(tokens, k):
            return None
    return None


def regions(tokens):
    """Ranges of tokens that may hold names. A region has a capitalised or cued word and is not too long."""
    i, n = 0, len(tokens)
    while i < n:
        if not is_member(tokens, i):
            i += 1
            continue
        first = last = i
        named = False
        while True:
            t = tokens[last]
            named = named or is_cap(t) or t.kind == WORD and cued(tokens, last)
            k = next_member(tokens, last)
            if k is None:
                break
            last = k
        i = last + 1
        if named and last - first < REGION_TOKENS and tokens[last].end - tokens[first].start <= REGION_BYTES:
            yield first, last + 1


def line_before(data, start):
    """The bytes of the line before `start`, at most LINE_REACH, and whether the line begins there."""
    low = max(0, start - LINE_REACH)
    i = start
    while i > low and data[i - 1] != 10 and not (data[i - 1] in (110, 114) and i - 1 > low and data[i - 2] == 92):
        i -= 1
    begins = i > low or low == 0
    return data[i:start], begins


SYMBOLS = frozenset(b'{}()[]<>=;|\\_$@*`+')


def line_look(data, start):
    """What the line before a region looks like: amount of symbols, its first word, the key before a value."""
    line, begins = line_before(data, start)
    count = sum(1 for b in line if b in SYMBOLS)
    look = 0 if count == 0 else 1 if count <= 2 else 2 if count <= 5 else 3
    first = 0
    if begins:
        k = 0
        while k < len(line) and line[k] in b' \t\r':
            k += 1
        indent = min(k // 4, 2)
        if k < len(line):
            j = k
            while j < len(line) and (line[j] | 32) in range(97, 123):
                j += 1
            first = fnv([b | 32 for b in line[k:j]]) if j > k else fnv(line[k:k + 1])
        else:
            first = 2 + indent
    # The key: what stands before ':' or '=', quotes and spaces apart.
    j = len(line)
    quotes = b' \t"\'\\`*'
    while j > 0 and line[j - 1] in quotes:
        j -= 1
    key = last = 0
    if j > 0 and line[j - 1] in b':=>':
        j -= 1
        if j > 0 and line[j - 1] in b':=':
            j -= 1
        while j > 0 and line[j - 1] in quotes:
            j -= 1
        folded = []
        words = 0
        closed = False
        previous = 0
        while j > 0 and len(folded) < 24:
            b = line[j - 1]
            if 65 <= b <= 90 or 97 <= b <= 122:
                # A capital before a small letter begins a word of a camelCase name.
                folded.append(b | 32)
                if 65 <= b <= 90 and not closed:
                    if j > 1 and 97 <= line[j - 2] <= 122:
                        closed = True
                        last = fnv(folded)
                j -= 1
            elif b in b' _-' and words < 2 and folded:
                if not closed:
                    closed = True
                    last = fnv(folded)
                words += 1
                j -= 1
            else:
                break
        if folded:
            key = fnv(folded)
            if not closed:
                last = key
    return look, first, key, last


# Marks that join what stands right behind or before them to something that is no name: paths, domains, calls, dumps.
JOINED_LEFT = frozenset(map(ord, './+\\$%~^&@#'))
JOINED_RIGHT = frozenset(map(ord, '([{=\\+@$/_'))


def is_joined_left(tokens, i):
    """Whether what begins at `i` is the later part of something longer: words on both sides of a mark are not."""
    if i == 0:
        return False
    p = tokens[i - 1]
    return (p.kind == PUNCT and tokens[i].gap == 0 and p.value in JOINED_LEFT
            and not (i > 1 and p.gap == 0 and tokens[i - 2].kind == WORD))


def is_joined_right(tokens, i):
    """Whether what ends a region is the earlier part of something longer."""
    if i + 1 >= len(tokens):
        return False
    q = tokens[i + 1]
    return q.kind == PUNCT and q.gap == 0 and q.value in JOINED_RIGHT


def is_code(data, start):
    """Whether a line looks like source code: many symbols, and no key right before the region."""
    look, _, key, _ = line_look(data, start)
    return look == 3 and key == 0


FEATURES = 27


def features(tokens, first, last, data):
    """The rows of each token of a region in the table of weights, before they are cut to its size."""
    look, head, key, key_last = line_look(data, tokens[first].start)
    n = len(tokens)
    caps = min(3, sum(1 for i in range(first, last) if is_cap(tokens[i])))
    out = []

    def beside(i, step, count):
        seen = []
        for _ in range(count):
            i += step
            # What follows the end of a line is not waited for.
            if seen and (seen[-1].wall or step > 0 and seen[-1].kind == NEWLINE) or not 0 <= i < n:
                break
            seen.append(tokens[i])
        return seen + [EDGE] * (count - len(seen))

    for i in range(first, last):
        t = tokens[i]
        p, p2, p3 = beside(i, -1, 3)
        q, q2 = beside(i, 1, 2)
        s, g = t.shape, t.flags
        sp, sq = p.shape, q.shape
        edge = (1 if i == first else 0) | (2 if i == last - 1 else 0) | caps << 2
        gaps = min(t.gap, 2) | min(q.gap, 2) << 2
        cues = (p.flags | p2.flags | p3.flags) & (CUE | TITLE_FLAG | FLAGS['org'] | FLAGS['street'])
        out.append((
            mix(1, t.hash), mix(2, t.suffix, s), mix(3, g, s), mix(4, p.hash, s), mix(5, q.hash, s),
            mix(6, p2.hash, p.hash), mix(7, q.hash, q2.hash),
            mix(8, p.flags, g, sp << 8 | s), mix(9, g, q.flags, s << 8 | sq),
            mix(10, p2.flags, p.flags, g), mix(11, g, q.flags, q2.flags),
            mix(12, sp << 16 | s << 8 | sq), mix(13, p2.shape << 24 | sp << 16 | s << 8 | sq, q2.shape),
            mix(14, p.hash, t.hash), mix(15, t.hash, q.hash),
            mix(16, key, s, edge & 3), mix(17, key_last, s, g), mix(18, head, s),
            mix(19, look, s, g), mix(20, gaps, sp << 16 | s << 8 | sq), mix(21, p3.hash, s),
            mix(22, edge, s, g), mix(23, t.prefix, s), mix(24, cues, s, g),
            mix(25, p.hash, g, s), mix(26, q.hash, g, s), mix(27, p2.hash, g, s),
        ))
    return out
