// How a text is cut into chunks.

import SluiceBenchmarkKit

/// How a text is cut into chunks. The raw value is the name in the report.
enum Chunking: String, CaseIterable {
    /// One byte each.
    case bytes = "1 byte"
    /// Four bytes each.
    case fours = "4 bytes"
    /// About what a model emits at a time: a word with the space before it, or a piece of one.
    case tokens = "token-like"

    /// The end of the chunk that begins at `start`.
    func end(of bytes: [UInt8], from start: Int, with random: inout SeededGenerator) -> Int {
        switch self {
        case .bytes: return start + 1
        case .fours: return min(bytes.count, start + 4)
        case .tokens:
            let longest = min(bytes.count, start + random.number(in: 2...8))
            var end = start + 1
            while end < longest, Self.isLetterOrDigit(bytes[end]) { end += 1 }
            return end
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...0xFF:
            true
        default: false
        }
    }
}
