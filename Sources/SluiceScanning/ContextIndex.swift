// Which rules the words and keys around a value may speak for, for all rules that find nothing without one.

import CSluiceScan
import SluiceMatching

/// What a rule that finds nothing without a context word or key says about its surroundings.
struct ContextDemand: Sendable {
    /// The rule's own search.
    let search: ContextSearch
    /// How many bytes from the beginning of a value on are read.
    let ahead: Int
    /// Its numbers may stand alone where one of these parts them into groups.
    let groupSigns: [GroupSign]
}

/// The context words and keys of all rules that find nothing where none stands, arranged so that the surroundings of a
/// value are read once, however many rules ask about it.
///
/// A class, so that streams share it for one reference count.
@safe final class ContextIndex: Sendable {
    /// A word of some rules.
    private struct Word: Sendable {
        /// Where its bytes are among those of all words.
        let start: Int
        let count: Int
        /// Its first eight bytes, the first the lowest, and the bits of them that count: one of two cases of a letter
        /// counts for both.
        let beginning: UInt64
        let mask: UInt64

        /// How many bytes a beginning has at most.
        static let longestBeginning = 8

        init(_ bytes: [UInt8], start: Int) {
            self.start = start
            count = bytes.count
            var (beginning, mask) = (UInt64(0), UInt64(0))
            for (index, byte) in bytes.prefix(Self.longestBeginning).enumerated() {
                let counted: UInt8 = ByteSet.letters.contains(byte) ? ~0x20 : .max
                beginning |= UInt64(byte & counted) << UInt64(8 * index)
                mask |= UInt64(counted) << UInt64(8 * index)
            }
            (self.beginning, self.mask) = (beginning, mask)
        }
    }

    /// For each rule its bit in the sets, or -1.
    private let bits: [Int32]
    /// How many integers a set of rules has.
    let setSize: Int
    private let bytes: [UInt8]
    private let words: [Word]
    /// The rules of each word, one set behind the other.
    private let rulesOfWords: [UInt64]
    /// For each byte value, a number for a letter in any case, or 0; and whether a word begins with another byte.
    private let codes: FrozenArray<UInt8>
    private let isOtherInitial: FrozenArray<UInt8>
    /// The other bytes below 0x80 that words begin with.
    private let asciiInitials: FrozenArray<UInt8>
    /// For each combination of three such numbers, a bit: whether a word begins so.
    private let beginnings: FrozenArray<UInt64>
    // Sound: it is never written to, and has the addresses of the arrays above, which live as long.
    private nonisolated(unsafe) let kernelWords: sluice_beginnings
    /// For each hash of the first bytes of words, where its words are listed; one more at the end.
    private let buckets: [UInt32]
    private let listed: [UInt32]
    /// The rules of each key, by the hash of its bytes.
    private let setOfKey: [UInt64: [UInt64]]
    /// The rules whose numbers may stand alone where a sign parts them into groups, and all bytes that do.
    private let rulesOfSigns: [(sign: GroupSign, rules: [UInt64])]
    private let signs: ByteSet
    private let longestWord: Int
    /// How far before a value words are looked for.
    let window = ContextSearch.usualWindow
    /// How far from the beginning of a value on words begin that are looked for.
    let ahead: Int

    /// Rules that read farther ahead than this, or farther back than usual, are left to their own search.
    private static let farthestAhead = 96
    private static let placesAtATime = 32
    private static let hashBits = 12
    private static let longestDigits = 40

    /// Arranges the words and keys of rules 0, 1, …; nil stands for a rule that may find something without.
    init(_ demands: [ContextDemand?]) {
        var bits: [Int32] = []
        var rulesOfWord: [[UInt8]: [Int]] = [:]
        var rulesOfKey: [UInt64: [Int]] = [:]
        var rulesOfSign: [GroupSign: [Int]] = [:]
        var (bit, ahead) = (0, Self.longestDigits + 2)
        for demand in demands {
            guard let demand, demand.ahead <= Self.farthestAhead, demand.search.window <= ContextSearch.usualWindow
            else {
                bits.append(-1)
                continue
            }
            bits.append(Int32(bit))
            for word in demand.search.vocabulary { rulesOfWord[word, default: []].append(bit) }
            for key in demand.search.keys { rulesOfKey[ContextKey.hash(of: key), default: []].append(bit) }
            for sign in demand.groupSigns { rulesOfSign[sign, default: []].append(bit) }
            ahead = max(ahead, demand.ahead)
            bit += 1
        }
        let setSize = (bit + 63) / 64
        func set(_ rules: [Int]) -> [UInt64] {
            rules.reduce(into: Array(repeating: 0, count: setSize)) { $0[$1 >> 6] |= 1 << UInt64($1 & 63) }
        }
        var (bytes, words, rulesOfWords) = ([UInt8](), [Word](), [UInt64]())
        var wordsOfHash: [Int: [UInt32]] = [:]
        var others = ByteSet()
        var beginnings = [UInt64](repeating: 0, count: 1 << (3 * Self.codeBits - 6))
        for (text, rules) in rulesOfWord.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            for hash in Self.hashes(of: text) { wordsOfHash[hash, default: []].append(UInt32(words.count)) }
            if !ByteSet.letters.contains(text[0]) { others.insert(text[0]) }
            for key in Self.beginnings(of: text) { beginnings[key >> 6] |= 1 << UInt64(key & 63) }
            words.append(Word(text, start: bytes.count))
            bytes += text
            rulesOfWords += set(rules)
        }
        var (buckets, listed) = ([UInt32](), [UInt32]())
        for hash in 0..<1 << Self.hashBits {
            buckets.append(UInt32(listed.count))
            listed += wordsOfHash[hash] ?? []
        }
        buckets.append(UInt32(listed.count))
        self.bits = bits
        self.setSize = setSize
        self.bytes = bytes
        self.words = words
        self.rulesOfWords = rulesOfWords
        codes = FrozenArray((UInt8.min...UInt8.max).map(Self.code))
        isOtherInitial = FrozenArray((UInt8.min...UInt8.max).map { others.contains($0) ? 1 : 0 })
        asciiInitials = FrozenArray(others.members.filter { $0 < 0x80 })
        self.beginnings = FrozenArray(beginnings)
        unsafe kernelWords = sluice_beginnings(
            codes: codes.address,
            is_other_initial: isOtherInitial.address,
            ascii_initials: asciiInitials.address,
            ascii_initial_count: asciiInitials.count,
            beginnings: self.beginnings.address
        )
        self.buckets = buckets
        self.listed = listed
        setOfKey = rulesOfKey.mapValues(set)
        rulesOfSigns = rulesOfSign.map { ($0.key, set($0.value)) }
        signs = rulesOfSign.keys.reduce(into: ByteSet()) { $0.insert($1.sign) }
        longestWord = words.map(\.count).max() ?? 0
        self.ahead = ahead
    }

    /// The rule's bit in the sets; nil where it may find something without a word or key.
    @inline(__always)
    func bit(of rule: Int) -> Int? {
        let bit = bits[rule]
        return bit < 0 ? nil : Int(bit)
    }

    /// Whether all bytes have come that the surroundings of a value at `position` can depend on.
    func isKnown(around position: Int, in text: borrowing ByteWindow) -> Bool {
        text.isComplete || text.upperBound > position + ahead + longestWord
    }

    /// Finds the next places in `text` where a word may begin, from `next` on and before `end`, and moves `next` behind
    /// what has been looked at.
    ///
    /// - Parameter places: takes the places, relative to the start of the text; has room for some.
    /// - Returns: how many places there are.
    private func findBeginnings(
        in text: borrowing ByteWindow,
        from next: inout Int,
        before end: Int,
        into places: inout [UInt32]
    ) -> Int {
        precondition(text.lowerBound <= next && next <= end && end <= text.upperBound && places.count >= 8)
        let (span, start) = (text.span(text.lowerBound..<text.upperBound), text.lowerBound)
        var place = next - start
        // Sound: codes have five bits, and `beginnings` a bit for each three of them; the other tables have an entry
        // for each byte value; the kernel reads the text within its length, writes at most as many places as there is
        // room for, and keeps no pointer.
        let count = unsafe withUnsafePointer(to: kernelWords) { words in
            unsafe span.withUnsafeBufferPointer { bytes in
                unsafe places.withUnsafeMutableBufferPointer { places in
                    unsafe sluice_find_beginnings(
                        words,
                        bytes.baseAddress,
                        bytes.count,
                        &place,
                        end - start,
                        places.baseAddress,
                        places.count
                    )
                }
            }
        }
        next = start + place
        return count
    }

    /// Gives each word that begins in `range` and ends by `end` to `body`, with where it begins.
    ///
    /// - Parameter places: room for places where words may begin.
    func forEachWord(
        beginningIn range: Range<Int>,
        endingBy end: Int,
        in text: borrowing ByteWindow,
        places: inout [UInt32],
        _ body: (_ position: Int, _ word: Int) -> Void
    ) {
        if places.isEmpty { places = Array(repeating: 0, count: Self.placesAtATime) }
        var next = range.lowerBound
        while next < range.upperBound {
            let count = findBeginnings(in: text, from: &next, before: range.upperBound, into: &places)
            for number in 0..<count {
                let start = text.lowerBound + Int(places[number])
                forEachWord(at: start, endingBy: end, in: text) { body(start, $0) }
            }
        }
    }

    /// Gives each word that begins at `position` and ends by `end` to `body`.
    func forEachWord(at position: Int, endingBy end: Int, in text: borrowing ByteWindow, _ body: (Int) -> Void) {
        let first = text[position].asciiLowercased
        let second = position + 1 < end ? text[position + 1].asciiLowercased : 0
        let beginning = Self.beginning(at: position, in: text)
        look(Self.hash(first, second), beginning, at: position, endingBy: end, in: text, body)
        guard position + 2 < end else { return }
        let third = text[position + 2].asciiLowercased
        look(Self.hash(first, second, third), beginning, at: position, endingBy: end, in: text, body)
    }

    /// The first eight bytes at `position`, as a word's `beginning`; those that have not come are 0.
    private static func beginning(at position: Int, in text: borrowing ByteWindow) -> UInt64 {
        var result: UInt64 = 0
        for index in 0..<min(Word.longestBeginning, text.upperBound - position) {
            result |= UInt64(text[position + index]) << UInt64(8 * index)
        }
        return result
    }

    @inline(__always)
    private func look(
        _ hash: Int,
        _ beginning: UInt64,
        at position: Int,
        endingBy end: Int,
        in text: borrowing ByteWindow,
        _ body: (Int) -> Void
    ) {
        for index in Int(buckets[hash])..<Int(buckets[hash + 1]) {
            let number = Int(listed[index])
            let word = words[number]
            guard beginning & word.mask == word.beginning else { continue }
            if stands(word, at: position, endingBy: end, in: text) { body(number) }
        }
    }

    /// Whether a word whose beginning stands at `position` stands there whole.
    private func stands(_ word: Word, at position: Int, endingBy end: Int, in text: borrowing ByteWindow) -> Bool {
        guard position + word.count <= end else { return false }
        var matched = min(Word.longestBeginning, word.count)
        while matched < word.count {
            guard text[position + matched].asciiLowercased == bytes[word.start + matched] else { return false }
            matched += 1
        }
        return ContextWords.isWhole(position..<position + word.count, in: text)
    }

    /// Adds the rules of a word to `set`.
    func add(word: Int, to set: inout [UInt64]) {
        let start = word * setSize
        for index in 0..<setSize { set[index] |= rulesOfWords[start + index] }
    }

    /// Adds the rules that have the bytes in `range` as a key to `set`.
    func add(key range: Range<Int>, in text: borrowing ByteWindow, to set: inout [UInt64]) {
        guard let rules = setOfKey[ContextKey.hash(of: range, in: text)] else { return }
        for index in 0..<setSize { set[index] |= rules[index] }
    }

    /// Adds the rules that have a word in a header's cell, or the cell as a key, to `set`.
    func add(cell: Range<Int>, in text: borrowing ByteWindow, to set: inout [UInt64]) {
        for position in cell {
            forEachWord(at: position, endingBy: cell.upperBound, in: text) { add(word: $0, to: &set) }
        }
        add(key: cell, in: text, to: &set)
    }

    /// Adds the rules whose numbers may stand alone as the digits at `position` are parted into groups to `set`.
    func addGroups(at position: Int, in text: borrowing ByteWindow, to set: inout [UInt64]) {
        let end = text.runEnd(of: .digits, from: position, limit: position + Self.longestDigits)
        guard let sign = text.byte(at: end), signs.contains(sign) else { return }
        for (group, rules) in rulesOfSigns
        where group.digitCount == end - position && group.sign == sign && text.holds(group.followers, at: end + 1) {
            for index in 0..<setSize { set[index] |= rules[index] }
        }
    }

    private static let codeBits = Int(SLUICE_CODE_BITS)

    /// A number for a letter in any case, 0 for other bytes.
    private static func code(of byte: UInt8) -> UInt8 {
        ByteSet.letters.contains(byte) ? byte.asciiLowercased - UInt8(ascii: "a") + 1 : 0
    }

    /// What the first three bytes of a word that begins with a letter may be, as numbers in a row; a shorter one stands
    /// before any.
    private static func beginnings(of word: [UInt8]) -> [Int] {
        let known = word.prefix(3).enumerated().reduce(0) { $0 | Int(code(of: $1.element)) << (codeBits * $1.offset) }
        let missing = 3 - min(3, word.count)
        return (0..<1 << (codeBits * missing)).map { known | $0 << (codeBits * (3 - missing)) }
    }

    private static func hash(_ first: UInt8, _ second: UInt8) -> Int {
        hash(UInt32(first) | UInt32(second) << 8)
    }

    private static func hash(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        hash(UInt32(first) | UInt32(second) << 8 | UInt32(third) << 16 | 1 << 24)
    }

    /// Multiplicative hashing with the golden ratio (Knuth, The Art of Computer Programming, volume 3, 6.4).
    private static func hash(_ bytes: UInt32) -> Int {
        Int((bytes &* 0x9E37_79B1) >> UInt32(32 - hashBits))
    }

    /// The hashes that a word is looked for under: of its first three bytes, or of two where it has no more.
    private static func hashes(of word: [UInt8]) -> Set<Int> {
        switch word.count {
        case 1: Set((UInt8.min...UInt8.max).map { hash(word[0], $0.asciiLowercased) })
        case 2: [hash(word[0], word[1])]
        default: [hash(word[0], word[1], word[2])]
        }
    }
}
