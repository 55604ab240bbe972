// What may stand beside a number that nothing names.

/// What may stand beside a number that no word or key names. `NumberBoundary` tells whether it is a number of its own
/// at all; this is stricter: `ORD-4711…`, `/users/4711…`, `4711….pdf` and one group more are something else.
enum NumberSurroundings {
    private static var before: ByteSet { ByteSet(ascii: "-_./#@$+%&*~^") }
    private static var after: ByteSet { ByteSet(ascii: "-_/@%+*#(=") }

    /// Whether the byte behind `end` has come, and the one behind that where it matters.
    static func areKnown(after end: Int, in window: borrowing ByteWindow) -> Bool {
        if window.isComplete || end + 1 < window.upperBound { return true }
        guard let next = window.byte(at: end) else { return false }
        return next != UInt8(ascii: " ") && next != UInt8(ascii: ".")
    }

    /// Whether nothing beside `range` makes it part of something else. Reads two bytes before and after it.
    static func leaveAlone(_ range: Range<Int>, in window: borrowing ByteWindow) -> Bool {
        if let previous = window.byte(at: range.lowerBound - 1) {
            if before.contains(previous) { return false }
            if previous == UInt8(ascii: " "), window.holds(.digits, at: range.lowerBound - 2) { return false }
        }
        guard let next = window.byte(at: range.upperBound) else { return true }
        if after.contains(next) { return false }
        let following = window.byte(at: range.upperBound + 1)
        switch next {
        case UInt8(ascii: " "): return !(following.map(ByteSet.digits.contains) ?? false)
        case UInt8(ascii: "."): return !(following.map(ByteSet.letters.contains) ?? false)
        default: return true
        }
    }
}
