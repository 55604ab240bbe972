// What of a sequence stands behind the part that the automaton looks for.

/// How a byte is compared with a set in two instructions: it is in the set only if `byte | ignored == value`.
///
/// Exact for single bytes and for both cases of a letter; of other sets it lets through more than they hold.
struct ByteComparison: Hashable, Sendable {
    let ignored: UInt8
    let value: UInt8

    /// The comparison with a set that is not empty.
    init(with set: ByteSet) {
        let members = set.members
        let first = members.first ?? 0
        ignored = members.reduce(0) { $0 | ($1 ^ first) }
        value = first | ignored
    }
}

/// The bytes of a sequence behind the part that the automaton looks for, up to `limit` of them, as one word to compare.
///
/// Where the automaton has found the part, the rest is compared with as many bytes as have come. That may let through
/// what the matcher refuses, and never refuses what the matcher would take.
package struct AnchorRest: Hashable, Sendable {
    /// Bits that are not compared, in the order of memory from the lowest byte.
    private(set) var ignored: UInt64 = 0
    private(set) var value: UInt64 = 0
    /// How many bytes are compared.
    package private(set) var count = 0

    /// As many bytes as a word has.
    static let limit = 8

    mutating func append(_ comparison: ByteComparison) {
        precondition(count < Self.limit)
        ignored |= UInt64(comparison.ignored) << UInt64(8 * count)
        value |= UInt64(comparison.value) << UInt64(8 * count)
        count += 1
    }

    /// Whether the rest stands at `offset`, as far as the bytes of `text` tell.
    package func mayStand(at offset: Int, in text: borrowing ByteWindow) -> Bool {
        (0..<count).allSatisfy { index in
            guard let byte = text.byte(at: offset + index) else { return true }
            let shift = UInt64(8 * index)
            return byte | UInt8(truncatingIfNeeded: ignored >> shift) == UInt8(truncatingIfNeeded: value >> shift)
        }
    }
}
