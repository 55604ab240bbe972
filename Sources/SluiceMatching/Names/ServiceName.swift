// The name of a service as people spell it in variables, keys and text.

/// The name of a service, in any case, and with `_`, `-`, `.` and a space standing for each other.
package struct ServiceName: Hashable, Sendable {
    /// The bytes, folded.
    let bytes: [UInt8]

    /// The most bytes that a name can have.
    package static let maximumLength = 32
    /// A name of up to so many bytes must not go on in letters either.
    static let shortLength = 3

    /// Folds a name of 1 to `maximumLength` bytes.
    package init(_ text: String) {
        bytes = text.utf8.map(Self.folded)
    }

    /// Small letters for capitals, and `_` for whatever separates the words of a name.
    @inline(__always)
    static func folded(_ byte: UInt8) -> UInt8 {
        separators.contains(byte) ? UInt8(ascii: "_") : byte.asciiLowercased
    }

    private static let separators = ByteSet(ascii: "_- .")

    /// Whether a name stands somewhere.
    enum Occurrence {
        case present
        /// What has come so far is the beginning of it.
        case cutOff
        case absent
    }

    /// Whether the name stands at `position` as a word: no letter goes on into it, nor out of one of three bytes. A
    /// capital behind a small letter begins a new word.
    func occurrence(at position: Int, in window: borrowing ByteWindow) -> Occurrence {
        let all = window.bytes
        let start = position - window.lowerBound
        let available = all.count - start
        var index = 0
        while index < bytes.count, index < available, Self.folded(all[start + index]) == bytes[index] { index += 1 }
        guard index == bytes.count else { return index == available && !window.isComplete ? .cutOff : .absent }
        if bytes.count <= Self.shortLength {
            if index == available, !window.isComplete { return .cutOff }
            if index < available, Self.continues(all[start + index - 1], all[start + index]) { return .absent }
        }
        return .present
    }

    /// Whether a letter stands before `position` that goes on there, or a letter or digit before a digit. The letter of
    /// an escape (`\n`, `\r`, `\t`) does not. Reads two bytes back.
    static func isInsideWord(_ position: Int, in window: borrowing ByteWindow) -> Bool {
        guard let first = window.byte(at: position), !window.isBoundary(before: position, against: .alphanumerics)
        else { return false }
        guard let before = window.byte(at: position - 1) else { return false }
        return ByteSet.digits.contains(first) || continues(before, first)
    }

    /// Whether a name can begin with the byte: only where words begin are names looked for.
    static func canBegin(with byte: UInt8) -> Bool { ByteSet.alphanumerics.contains(byte) }

    private static func continues(_ first: UInt8, _ second: UInt8) -> Bool {
        ByteSet.letters.contains(first) && ByteSet.letters.contains(second)
            && !(ByteSet.lowerCase.contains(first) && ByteSet.upperCase.contains(second))
    }
}
