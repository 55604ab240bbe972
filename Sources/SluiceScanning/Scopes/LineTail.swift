// The end of the line that is being read.

import SluiceMatching

/// The last bytes of the line that is being read; one that ends with a backslash goes on.
struct LineTail: Sendable {
    /// The most bytes that are told.
    private static let limit = 512
    private static let longestOption = 12
    private static let backslash = UInt8(ascii: "\\")
    /// How many texts behind options are looked at, so that a line of thousands costs no more.
    private static let mostTexts = 16

    private var kept: [UInt8] = []
    private var textCount = 0

    /// The last bytes of the line, 512 at most.
    var bytes: [UInt8] { Array(kept.suffix(Self.limit)) }

    mutating func append(_ byte: UInt8) {
        if byte == 0x0A, kept.last != Self.backslash { return removeAll() }
        kept.append(byte)
        cut()
    }

    mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
        var start = range.upperBound
        while start > range.lowerBound {
            let previous = start - 1 > range.lowerBound ? text[start - 2] : kept.last
            if text[start - 1] == 0x0A, previous != Self.backslash { break }
            start -= 1
        }
        if start > range.lowerBound { removeAll() }
        for index in max(start, range.upperBound - Self.limit)..<range.upperBound { kept.append(text[index]) }
        cut()
    }

    mutating func removeAll() {
        kept.removeAll(keepingCapacity: true)
        textCount = 0
    }

    /// Whether a text that begins here may be given to a program, as it stands behind an option or `<<<`; not for more
    /// than sixteen texts of a line.
    mutating func mayGiveText() -> Bool {
        guard textCount < Self.mostTexts, endsWithOption else { return false }
        textCount += 1
        return true
    }

    private var endsWithOption: Bool {
        // Not what may or may not be kept besides.
        let told = kept.suffix(Self.limit)
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0A }
        guard let last = told.lastIndex(where: { !isBlank($0) }) else { return false }
        if told[last] == UInt8(ascii: "<") { return true }
        let word = told[...last].suffix(Self.longestOption)
        let start = word.lastIndex(where: isBlank).map { $0 + 1 } ?? word.startIndex
        return word[start] == UInt8(ascii: "-")
    }

    /// Gives up room.
    mutating func rest() {
        cut()
        kept.trim()
    }

    /// Seldom, as bytes are moved.
    private mutating func cut() {
        if kept.count > 2 * Self.limit { kept.removeFirst(kept.count - Self.limit) }
    }
}
