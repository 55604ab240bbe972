// Fingerprints of values that stand several times in one text.

import SluiceMatching
import SluiceModel

/// The fingerprints of the last values of one text, so that a value that stands there often is hashed once.
///
/// Values are remembered by where they stand, so that no copy of a secret is kept; what is remembered is of use as long
/// as the text is there.
struct KnownValues {
    /// Longer values are hashed each time.
    private static let longest = 64

    private var slots: InlineArray<16, Slot>

    private struct Slot {
        var start = 0
        var count = 0
        var fingerprint = Fingerprint(rawValue: 0)
    }

    init() {
        slots = InlineArray(repeating: Slot())
    }

    /// The fingerprint of the value that stands at `range` of `text`, which is the same text in every call.
    mutating func fingerprint(
        of range: ByteRange,
        in text: borrowing ByteWindow,
        fingerprinter: Fingerprinter
    ) -> Fingerprint {
        let value = text.span(range)
        guard value.count > 0, value.count <= Self.longest else { return fingerprinter.fingerprint(of: value) }
        var digest = UInt32(truncatingIfNeeded: value.count)
        for index in value.indices { digest = digest &* 31 &+ UInt32(value[index]) }
        let slot = Int((digest &* 0x9E37_79B9) >> 28)
        let known = slots[slot]
        if known.count == value.count, Self.equals(value, text.span(known.start..<known.start + known.count)) {
            return known.fingerprint
        }
        let fingerprint = fingerprinter.fingerprint(of: value)
        slots[slot] = Slot(start: range.lowerBound, count: value.count, fingerprint: fingerprint)
        return fingerprint
    }

    /// Whether two values of the same length are the same.
    private static func equals(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        for index in one.indices where one[index] != other[index] { return false }
        return true
    }
}
