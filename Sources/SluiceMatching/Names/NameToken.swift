// A token of a text, as the name tagger sees it.

/// A token of a text: a word, a number, one punctuation mark, or the end of a line.
struct NameToken: Sendable {
    /// What a token is made of.
    enum Kind: UInt8, Sendable {
        case word
        case number
        case mixed
        case mark
        case lineEnd
    }

    /// The look of a token; the numbers are part of features.
    enum Shape {
        static let lower: UInt8 = 0
        static let title: UInt8 = 1
        static let capitals: UInt8 = 2
        static let capital: UInt8 = 3
        static let mixedUpper: UInt8 = 4
        static let mixedLower: UInt8 = 5
        static let eastAsian: UInt8 = 6
        /// 8 to 13: numbers of one to six and more digits.
        static let beforeNumbers: UInt8 = 7
        static let identifier: UInt8 = 14
        static let code: UInt8 = 15
        static let alphanumeric: UInt8 = 16
        static let mark: UInt8 = 17
        static let lineEnd: UInt8 = 18
    }

    /// The offset of the first byte.
    var start: Int
    /// The offset after the last byte.
    var end: Int
    var kind: Kind
    var shape: UInt8
    /// How many spaces stand before it, up to 255.
    var gap: UInt8 = 0
    /// How many code points it has.
    var length: UInt8 = 1
    /// Whether nothing beyond it is seen: a long word or a wide gap, whose other end may be far away.
    var isWall = false
    /// Whether its first character is a digit.
    var beginsWithDigit = false
    /// What the lexicon knows of the word.
    var flags: WordFlags = []
    /// The code point of a punctuation mark.
    var value: UInt32 = 0
    var hash: UInt32
    var suffix: UInt32
    var prefix: UInt32

    /// A token whose parts all have the same hash.
    init(start: Int, end: Int, kind: Kind, shape: UInt8, hash: UInt32) {
        self.start = start
        self.end = end
        self.kind = kind
        self.shape = shape
        self.hash = hash
        suffix = hash
        prefix = hash
    }

    /// The end of a line at `start`, and what is seen beyond the text's ends.
    static func lineEnd(_ start: Int, _ end: Int) -> NameToken {
        var token = NameToken(start: start, end: end, kind: .lineEnd, shape: Shape.lineEnd, hash: 1)
        token.suffix = 0
        token.prefix = 0
        return token
    }

    /// A gap so wide that nothing beyond it is seen.
    static func wall(_ offset: Int) -> NameToken {
        var token = lineEnd(offset, offset)
        token.isWall = true
        return token
    }

    /// A word so long that it is none, and beyond which nothing is seen.
    static func longWord(_ start: Int, _ end: Int) -> NameToken {
        var token = NameToken(start: start, end: end, kind: .mixed, shape: Shape.identifier, hash: 5)
        token.isWall = true
        return token
    }
}

/// What the lexicon knows of a word; the bits are those of scripts/names/features.py.
struct WordFlags: OptionSet, Sendable, Hashable {
    let rawValue: UInt16

    static let first = WordFlags(rawValue: 1 << 0)
    static let last = WordFlags(rawValue: 1 << 1)
    static let city = WordFlags(rawValue: 1 << 2)
    static let country = WordFlags(rawValue: 1 << 3)
    static let street = WordFlags(rawValue: 1 << 4)
    static let title = WordFlags(rawValue: 1 << 5)
    static let cue = WordFlags(rawValue: 1 << 6)
    static let organisation = WordFlags(rawValue: 1 << 7)
    static let common = WordFlags(rawValue: 1 << 8)
    static let stop = WordFlags(rawValue: 1 << 10)
    static let link = WordFlags(rawValue: 1 << 12)
}

/// The hash of words, marks and keys: FNV-1a of 32 bits over code points (http://www.isthe.com/chongo/tech/comp/fnv/).
struct NameHash {
    private(set) var value: UInt32

    /// Begins at the usual offset, or at another to have a second hash.
    @inline(__always)
    init(seed: UInt32 = 0x811C_9DC5) {
        value = seed
    }

    /// The seed of a word's second hash.
    static let secondSeed: UInt32 = 0x2F0B_4C47

    /// Takes the next number.
    @inline(__always)
    mutating func add(_ number: UInt32) {
        value = (value ^ number) &* 0x0100_0193
    }

    /// The hash of some numbers.
    static func of(_ numbers: UInt32...) -> UInt32 {
        var hash = NameHash()
        for number in numbers { hash.add(number) }
        return hash.value
    }
}
