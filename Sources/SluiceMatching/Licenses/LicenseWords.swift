// Reads the words of a text and numbers their runs.

/// One word: a run of ASCII letters and digits.
struct LicenseWord {
    /// The offset of its first byte.
    let start: Int
    /// The offset after its last byte.
    let end: Int
    /// FNV-1a of its bytes in lower case, folded once.
    let hash: UInt64
    /// Its first eight bytes in lower case, the first one lowest.
    let lead: UInt64
}

/// Reads the words of a text one after the other and numbers every run of six.
///
/// Words are runs of ASCII letters and digits whose case does not count, so that comment marks, quotation marks and
/// line breaks between words make no difference. The letter of an escape (`\n`, `\r`, `\t` with its backslash) begins
/// no word. The numbers are those of `scripts/make-license-index.py`.
struct LicenseWords {
    /// How many words a run has.
    static let runLength = 6

    /// The first byte that has not been read.
    private(set) var next: Int
    private var starts: InlineArray<6, Int> = .init(repeating: 0)
    private var hashes: InlineArray<6, UInt64> = .init(repeating: 0)
    private var count = 0

    /// Reads from `start` on.
    init(from start: Int) {
        next = start
    }

    /// For each byte its lower case, or 0 where it belongs to no word.
    private static let folded: [UInt8] = (0...255).map { value in
        let byte = UInt8(value)
        return ByteSet.alphanumerics.contains(byte) ? ByteSet.upperCase.contains(byte) ? byte | 0x20 : byte : 0
    }

    /// Whether a byte belongs to words.
    static func isWordByte(_ byte: UInt8) -> Bool { folded[Int(byte)] != 0 }

    /// Whether a word can begin at `offset`: nothing before it, no word byte, or the letter of an escape.
    static func canBegin(at offset: Int, in window: borrowing ByteWindow) -> Bool {
        guard let before = window.byte(at: offset - 1), isWordByte(before) else { return true }
        return before.isEscapeOfSpace && window.byte(at: offset - 2) == UInt8(ascii: "\\")
    }

    /// Goes on behind the word that `next` may stand in.
    mutating func skipWord(in window: borrowing ByteWindow) {
        while next < window.upperBound, Self.isWordByte(window[next]) { next += 1 }
    }

    /// The first eight bytes, in lower case, of the word that stands at `next`.
    func lead(in window: borrowing ByteWindow) -> UInt64 {
        var lead: UInt64 = 0
        for index in 0..<8 {
            guard let byte = window.byte(at: next + index), Self.folded[Int(byte)] != 0 else { break }
            lead |= UInt64(Self.folded[Int(byte)]) << UInt64(index * 8)
        }
        return lead
    }

    /// The next word that has ended before `end`, or nil.
    mutating func word(before end: Int, in window: borrowing ByteWindow) -> LicenseWord? {
        let table = Self.folded
        let end = min(end, window.upperBound)
        var offset = next
        while offset < end {
            guard table[Int(window[offset])] != 0 else {
                offset += 1
                continue
            }
            next = offset
            var start = offset
            if window[offset].isEscapeOfSpace, window.byte(at: offset - 1) == UInt8(ascii: "\\") { start += 1 }
            var hash = FNV1a()
            var lead: UInt64 = 0
            offset = start
            while offset < end {
                let letter = table[Int(window[offset])]
                if letter == 0 { break }
                hash.add(UInt64(letter))
                if offset - start < 8 { lead |= UInt64(letter) << UInt64((offset - start) * 8) }
                offset += 1
            }
            // What reaches the end may go on.
            if offset == end { return nil }
            next = offset
            if offset == start { continue }
            return LicenseWord(start: start, end: offset, hash: hash.value ^ (hash.value >> 32), lead: lead)
        }
        next = max(next, end)
        return nil
    }

    /// Takes a word, and gives the run of six that it ends, if there is one: where the run starts, and its number.
    mutating func run(endingWith word: LicenseWord) -> (start: Int, number: UInt64)? {
        starts[count % Self.runLength] = word.start
        hashes[count % Self.runLength] = word.hash
        count += 1
        guard count >= Self.runLength else { return nil }
        var number: UInt64 = 0
        var place = count % Self.runLength
        let start = starts[place]
        for _ in 0..<Self.runLength {
            number = number &* 0x9E37_79B9_7F4A_7C15 &+ hashes[place]
            place = place == Self.runLength - 1 ? 0 : place + 1
        }
        number ^= number >> 31
        number = number &* 0xBF58_476D_1CE4_E5B9
        return (start, number ^ (number >> 29))
    }
}
