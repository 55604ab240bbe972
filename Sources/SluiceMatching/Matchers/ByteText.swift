// Searching in short byte arrays.

/// Searching in short byte arrays, such as a value that is about to be judged.
package enum ByteText {
    /// Whether `needle` occurs in `text`.
    package static func contains(_ needle: [UInt8], in text: [UInt8]) -> Bool {
        guard let first = needle.first, text.count >= needle.count else { return needle.isEmpty }
        for start in 0...(text.count - needle.count) where text[start] == first {
            if matches(needle, in: text, at: start) { return true }
        }
        return false
    }

    /// Whether `needle` stands at `start`, which leaves room for it.
    private static func matches(_ needle: [UInt8], in text: [UInt8], at start: Int) -> Bool {
        for index in needle.indices where text[start + index] != needle[index] { return false }
        return true
    }

    /// Whether `text` begins with `prefix`.
    package static func hasPrefix(_ prefix: [UInt8], in text: [UInt8]) -> Bool {
        text.count >= prefix.count && matches(prefix, in: text, at: 0)
    }

    /// Whether `text` ends with `suffix`.
    package static func hasSuffix(_ suffix: [UInt8], in text: [UInt8]) -> Bool {
        text.count >= suffix.count && matches(suffix, in: text, at: text.count - suffix.count)
    }

    /// The bytes of each word of `text`, which whitespace separates.
    package static func words(_ text: String) -> [[UInt8]] {
        text.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
    }

    /// The bytes of each text.
    package static func list(_ texts: String...) -> [[UInt8]] { texts.map { Array($0.utf8) } }
}
