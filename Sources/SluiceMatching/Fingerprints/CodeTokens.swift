// Reads the tokens of code and numbers their runs.

/// Reads the tokens of code one after the other and numbers every run of twelve.
///
/// A token is a run of ASCII letters, digits and `_`, whose case does not count, or one other visible byte. White space
/// does not count, so that indentation and line breaks make no difference, and neither do backslashes and what they
/// make of `n`, `r` and `t`, as code in a string is written with them. Comments count as what their words are; names
/// that were changed make other tokens.
///
/// Where strings meet (`"…", "…"`, `"…" + "…"`) their quotes and what stands between them do not count either, so that
/// lines which are strings of a list are what they were. Lists of words are written like that as well: a run over such
/// a joint needs some marks of code.
struct CodeTokens {
    /// How many tokens a run has.
    static let runLength = 12
    /// Of those, how many must be words of three letters and more, so that brackets alone are no evidence.
    static let neededWords = 4
    /// Of those, how many must be marks that lists and records of words do not have, where strings meet among them.
    static let neededMarks = 4

    /// A run of twelve tokens.
    struct Run {
        /// Where it starts.
        let start: Int
        /// The byte that showed where it ends: the one behind a word or quote, or the last mark itself.
        let place: Int
        /// What it is known by.
        let number: UInt64
    }

    /// The first byte that has not been read.
    private(set) var next: Int
    private let seed: UInt64
    private var starts: InlineArray<12, Int> = .init(repeating: 0)
    private var hashes: InlineArray<12, UInt64> = .init(repeating: 0)
    private var traits: InlineArray<12, Traits> = .init(repeating: [])
    private var count = 0
    private var wordCount = 0
    private var markCount = 0
    private var jointCount = 0
    /// The quotes where strings may meet that have been read; none elsewhere.
    private var quoteCount = 0
    /// Where the first of them stands.
    private var firstQuote = 0
    /// Whether strings have met since the last token.
    private var hasMet = false

    /// What is known of a token.
    private struct Traits: OptionSet {
        let rawValue: UInt8

        /// It is a word of three letters or more.
        static let word = Traits(rawValue: 1)
        /// It is a mark that lists and records of words do not have.
        static let mark = Traits(rawValue: 2)
        /// Strings meet right before it.
        static let joint = Traits(rawValue: 4)
        /// No run begins with it: whether it counts depends on what stands before it.
        static let depends = Traits(rawValue: 8)
    }

    /// Reads from `start` on; `seed` belongs to the index's key.
    init(from start: Int, seed: UInt64) {
        next = start
        self.seed = seed
    }

    private static let (blank, mark, plainMark, quote, comma, backslash): (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) =
        (0, 1, 2, 3, 4, 5)
    /// The bytes of words have kinds from here on.
    private static let word: UInt8 = 6

    /// What a byte is: the lower case of letters, digits and `_`, else one of the above.
    private static let kinds: [UInt8] = (0...255).map { value in
        let byte = UInt8(value)
        if ByteSet.alphanumerics.contains(byte) || byte == UInt8(ascii: "_") { return byte.asciiLowercased }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return quote
        case UInt8(ascii: ","), UInt8(ascii: "+"): return comma
        case UInt8(ascii: "\\"): return backslash
        case UInt8(ascii: ":"): return plainMark
        default: return byte > 0x20 && byte != 0x7F ? mark : blank
        }
    }

    /// Goes on behind the word that `next` may stand in, or behind the end of what a backslash before it began.
    mutating func skipWord(in window: borrowing ByteWindow) {
        if let byte = window.byte(at: next), byte.isEscapeOfSpace, window.byte(at: next - 1) == UInt8(ascii: "\\") {
            next += 1
            return
        }
        while next < window.upperBound, Self.kinds[Int(window[next])] >= Self.word { next += 1 }
    }

    /// The next run of twelve that has ended before `end`. Nil where there is none; runs of too few words are left out.
    mutating func run(before end: Int, in window: borrowing ByteWindow) -> Run? {
        let kinds = Self.kinds
        let end = min(end, window.upperBound)
        while next < end {
            let start = next
            let byte = window[start]
            let kind = kinds[Int(byte)]
            if kind == Self.blank {
                next += 1
                continue
            }
            if kind == Self.backslash {
                var offset = start + 1
                while offset < end, kinds[Int(window[offset])] == Self.backslash { offset += 1 }
                // What reaches the end may go on.
                if offset == end { return nil }
                next = window[offset].isEscapeOfSpace ? offset + 1 : offset
                continue
            }
            if kind == Self.quote {
                if quoteCount == 0 { firstQuote = start }
                quoteCount += 1
                next += 1
                continue
            }
            if quoteCount > 0 {
                if kind == Self.comma {
                    next += 1
                    continue
                }
                if let run = endQuotes(at: start) { return run }
            }
            if kind < Self.word {
                next += 1
                let traits: Traits = kind == Self.mark ? .mark : kind == Self.comma ? .depends : []
                if let run = add(Self.hash(of: byte), start: start, place: start, traits: traits) { return run }
                continue
            }
            var offset = start
            var hash = FNV1a()
            var letters = 0
            while offset < end {
                let letter = kinds[Int(window[offset])]
                if letter < Self.word { break }
                hash.add(UInt64(letter))
                if letter > UInt8(ascii: "9") { letters += 1 }
                offset += 1
            }
            if offset == end { return nil }
            next = offset
            let traits: Traits = letters >= 3 ? .word : []
            if let run = add(hash.value ^ (hash.value >> 32), start: start, place: offset, traits: traits) {
                return run
            }
        }
        return nil
    }

    private static func hash(of byte: UInt8) -> UInt64 {
        var hash = FNV1a()
        hash.add(UInt64(byte))
        return hash.value ^ (hash.value >> 32)
    }

    /// Ends a place where quotes stand: of an odd number of them one counts, whatever strings meet there.
    private mutating func endQuotes(at place: Int) -> Run? {
        let isOdd = quoteCount % 2 == 1
        if quoteCount > 1 { hasMet = true }
        quoteCount = 0
        guard isOdd else { return nil }
        return add(Self.hash(of: UInt8(ascii: "\"")), start: firstQuote, place: place, traits: .depends)
    }

    private mutating func add(_ hash: UInt64, start: Int, place seen: Int, traits new: Traits) -> Run? {
        let place = count % Self.runLength
        if count >= Self.runLength { note(traits[place], -1) }
        let new = hasMet ? new.union(.joint) : new
        hasMet = false
        note(new, 1)
        starts[place] = start
        hashes[place] = hash
        traits[place] = new
        count += 1
        guard count >= Self.runLength, wordCount >= Self.neededWords else { return nil }
        var index = count % Self.runLength
        let first = index
        guard !traits[first].contains(.depends) else { return nil }
        let joints = jointCount - (traits[first].contains(.joint) ? 1 : 0)
        guard joints == 0 || markCount >= Self.neededMarks else { return nil }
        var number = seed
        for _ in 0..<Self.runLength {
            number = number &* 0x9E37_79B9_7F4A_7C15 &+ hashes[index]
            index = index == Self.runLength - 1 ? 0 : index + 1
        }
        number ^= number >> 31
        number = number &* 0xBF58_476D_1CE4_E5B9
        return Run(start: starts[first], place: seen, number: number ^ (number >> 29))
    }

    private mutating func note(_ traits: Traits, _ change: Int) {
        if traits.contains(.word) { wordCount += change }
        if traits.contains(.mark) { markCount += change }
        if traits.contains(.joint) { jointCount += change }
    }
}
