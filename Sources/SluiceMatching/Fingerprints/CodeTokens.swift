// Reads the tokens of code and numbers their runs.

/// Reads the tokens of code one after the other and numbers every run of twelve.
///
/// A token is a run of ASCII letters, digits and `_`, whose case does not count, or one other visible byte. White space
/// does not count, so that indentation and line breaks make no difference. Comments count as what their words are;
/// names that were changed make other tokens.
struct CodeTokens {
    /// How many tokens a run has.
    static let runLength = 12
    /// Of those, how many must be words of three letters and more, so that brackets alone are no evidence.
    static let neededWords = 4

    /// The first byte that has not been read.
    private(set) var next: Int
    private let seed: UInt64
    private var starts: InlineArray<12, Int> = .init(repeating: 0)
    private var hashes: InlineArray<12, UInt64> = .init(repeating: 0)
    private var areWords: InlineArray<12, Bool> = .init(repeating: false)
    private var count = 0
    private var wordCount = 0

    /// Reads from `start` on; `seed` belongs to the index's key.
    init(from start: Int, seed: UInt64) {
        next = start
        self.seed = seed
    }

    /// What a byte is: 0 for white space and control characters, 1 for other visible bytes, else its lower case.
    private static let kinds: [UInt8] = (0...255).map { value in
        let byte = UInt8(value)
        if ByteSet.alphanumerics.contains(byte) || byte == UInt8(ascii: "_") { return byte.asciiLowercased }
        return byte > 0x20 && byte != 0x7F ? 1 : 0
    }

    /// Goes on behind the word that `next` may stand in.
    mutating func skipWord(in window: borrowing ByteWindow) {
        while next < window.upperBound, Self.kinds[Int(window[next])] > 1 { next += 1 }
    }

    /// The next run of twelve that has ended before `end`: where it starts, where it ends, and its number. Nil where
    /// there is none; runs of too few words are left out.
    mutating func run(before end: Int, in window: borrowing ByteWindow) -> (start: Int, end: Int, number: UInt64)? {
        let kinds = Self.kinds
        let end = min(end, window.upperBound)
        while next < end {
            let start = next
            let kind = kinds[Int(window[start])]
            if kind == 0 {
                next += 1
                continue
            }
            var offset = start + 1
            var hash = FNV1a()
            hash.add(UInt64(kind == 1 ? window[start] : kind))
            var letters = kind > UInt8(ascii: "9") ? 1 : 0
            if kind > 1 {
                while offset < end {
                    let letter = kinds[Int(window[offset])]
                    if letter < 2 { break }
                    hash.add(UInt64(letter))
                    if letter > UInt8(ascii: "9") { letters += 1 }
                    offset += 1
                }
                // What reaches the end may go on.
                if offset == end { return nil }
            }
            next = offset
            if let number = add(hash.value ^ (hash.value >> 32), start: start, isWord: letters >= 3) {
                return number.map(to: offset)
            }
        }
        return nil
    }

    private struct Run {
        let start: Int
        let number: UInt64

        func map(to end: Int) -> (start: Int, end: Int, number: UInt64) { (start, end, number) }
    }

    private mutating func add(_ hash: UInt64, start: Int, isWord: Bool) -> Run? {
        let place = count % Self.runLength
        if count >= Self.runLength, areWords[place] { wordCount -= 1 }
        if isWord { wordCount += 1 }
        starts[place] = start
        hashes[place] = hash
        areWords[place] = isWord
        count += 1
        guard count >= Self.runLength, wordCount >= Self.neededWords else { return nil }
        var number = seed
        var index = count % Self.runLength
        let first = starts[index]
        for _ in 0..<Self.runLength {
            number = number &* 0x9E37_79B9_7F4A_7C15 &+ hashes[index]
            index = index == Self.runLength - 1 ? 0 : index + 1
        }
        number ^= number >> 31
        number = number &* 0xBF58_476D_1CE4_E5B9
        return Run(start: first, number: number ^ (number >> 29))
    }
}
