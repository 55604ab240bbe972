// Looks at the name in front of a value: `order_id: 4…`, `version 1.2.3.4`.

/// Looks at the name that stands in front of a value.
package enum KeyBefore {
    /// How many bytes before the value are read.
    package static let reach = 40

    private static var assignments: ByteSet { ByteSet(ascii: ":=") }
    private static var joints: ByteSet { ByteSet(ascii: " \t\"':=\\") }

    /// Whether the value is given to something that is called an id: `id`, `order_id`, `orderId`, `message-id`, `ID`.
    package static func namesIdentifier(before position: Int, in window: borrowing ByteWindow) -> Bool {
        let end = window.runStart(of: joints, before: position, limit: position - reach)
        var assigns = false
        for offset in end..<position where assignments.contains(window[offset]) { assigns = true }
        guard assigns, window.holds(ByteSet("dD"), at: end - 1), let initial = window.byte(at: end - 2) else {
            return false
        }
        switch initial {
        case UInt8(ascii: "I"): return !window.holds(.upperCase, at: end - 3)
        case UInt8(ascii: "i"): return !window.holds(.alphanumerics, at: end - 3)
        default: return false
        }
    }

    /// Whether the word in front of the value says that it is a version or the number of a section.
    package static func namesVersion(before position: Int, in window: borrowing ByteWindow) -> Bool {
        let limit = position - reach
        let end = window.runStart(of: joints, before: position, limit: limit)
        let start = window.runStart(of: .letters, before: end, limit: limit)
        let word = start..<end
        for ending in endings where window.endsCaseless(word, with: ending) { return true }
        for whole in wholeWords where whole.count == word.count && window.endsCaseless(word, with: whole) {
            return true
        }
        return false
    }

    private static let endings: [[UInt8]] = ["version", "release", "section", "firmware"].map { Array($0.utf8) }
    private static let wholeWords: [[UInt8]] = ["v", "ver", "rev", "build", "chapter", "clause", "sec", "oid", "tag"]
        .map { Array($0.utf8) }
}

extension ByteWindow {
    /// Whether the bytes in `range`, in any case of their letters, end with the lower-case `text`.
    package func endsCaseless(_ range: Range<Int>, with text: [UInt8]) -> Bool {
        guard text.count <= range.count else { return false }
        let start = range.upperBound - text.count
        for index in text.indices where lowerCased(at: start + index) != text[index] { return false }
        return true
    }

    /// The byte at `offset`, which must lie within the bounds, as a lower-case letter if it is a letter.
    package func lowerCased(at offset: Int) -> UInt8 {
        let byte = self[offset]
        return ByteSet.upperCase.contains(byte) ? byte | 0x20 : byte
    }
}
