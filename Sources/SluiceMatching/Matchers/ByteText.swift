// Searching in short byte texts.

/// Searching in short byte texts, such as a value that is about to be judged.
package enum ByteText {
    /// Whether `needle` occurs in `text`.
    package static func contains(_ needle: [UInt8], in text: Span<UInt8>) -> Bool {
        guard let first = needle.first, text.count >= needle.count else { return needle.isEmpty }
        for start in 0...(text.count - needle.count) where text[start] == first {
            if stands(needle, in: text, at: start) { return true }
        }
        return false
    }

    /// Whether `needle` stands at `start`.
    package static func stands(_ needle: [UInt8], in text: Span<UInt8>, at start: Int) -> Bool {
        guard start + needle.count <= text.count else { return false }
        for index in needle.indices where text[start + index] != needle[index] { return false }
        return true
    }

    /// Whether `text` ends with `suffix`.
    package static func hasSuffix(_ suffix: [UInt8], in text: [UInt8]) -> Bool {
        text.count >= suffix.count && text.suffix(suffix.count).elementsEqual(suffix)
    }

    /// The bytes of each word of `text`, which whitespace separates.
    package static func words(_ text: String) -> [[UInt8]] {
        text.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
    }

    /// The bytes of each text.
    package static func list(_ texts: String...) -> [[UInt8]] { texts.map { Array($0.utf8) } }
}

extension Span<UInt8> {
    /// Whether all bytes are of `set`.
    package func isMade(of set: ByteSet) -> Bool {
        for index in indices where !set.contains(self[index]) { return false }
        return true
    }

    /// Whether one of the bytes is of `set`.
    package func touches(_ set: ByteSet) -> Bool {
        for index in indices where set.contains(self[index]) { return true }
        return false
    }

    /// Whether one of the bytes is `byte`.
    package func has(_ byte: UInt8) -> Bool {
        for index in indices where self[index] == byte { return true }
        return false
    }
}
