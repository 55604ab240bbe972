// A sequence of byte sets at a known distance from the start of a match.

/// A sequence of byte sets that stands at a known distance from the start of a match.
package struct AnchoredSequence: Hashable, Sendable {
    /// The byte sets, 1 to `RequiredLiterals.maximumElements`.
    package var elements: [ByteSet]
    /// How many bytes lie between the start of the match and the sequence.
    package var distance: ClosedRange<Int>
    /// Every byte that may stand between the start of the match and the sequence is in this set.
    package var prefixSet: ByteSet

    /// A sequence, its distance and what may stand before it.
    package init(elements: [ByteSet], distance: ClosedRange<Int>, prefixSet: ByteSet) {
        self.elements = elements
        self.distance = distance
        self.prefixSet = prefixSet
    }

    /// Whether the sequence stands in `text` at `offset`.
    package func occurs(in text: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, offset + elements.count <= text.count else { return false }
        return elements.indices.allSatisfy { elements[$0].contains(text[offset + $0]) }
    }
}

extension AnchoredSequence: CustomStringConvertible {
    /// The sequence as a person would write it: `AKIA`, `[rs]k_live_`, `api` (any case).
    package var description: String {
        var text = ""
        var foldsLetters = false
        for element in elements {
            let members = element.members
            let isPair =
                members.count == 2 && members[0] | 0x20 == members[1] && ByteSet.lowerCase.contains(members[1])
            foldsLetters = foldsLetters || isPair
            let shown = isPair ? [members[1]] : members
            let inner = shown.map(Self.spelled).joined()
            text += shown.count == 1 ? inner : "[\(inner)]"
        }
        return "‘\(text)’" + (foldsLetters ? " (any case)" : "")
    }

    private static func spelled(_ byte: UInt8) -> String {
        if byte > 0x20, byte < 0x7F { return String(Unicode.Scalar(byte)) }
        let digits = String(byte, radix: 16)
        return byte == 0x20 ? " " : "\\x" + (digits.utf8.count == 1 ? "0" : "") + digits
    }
}
