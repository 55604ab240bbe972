// A keyed hash that stands for a value without telling it.

/// The first 64 bits of a keyed hash (HMAC-SHA-256) of a flagged value.
///
/// Values are never written out; two findings with the same fingerprint under the same key hold the same value.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    /// The 64 bits.
    public let rawValue: UInt64

    /// Wraps 64 bits of a keyed hash.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Sixteen lower-case hexadecimal digits.
    public var description: String {
        let digits = String(rawValue, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The first four hexadecimal digits: enough to tell values of a conversation apart, too few to search for one.
    public var tag: String {
        String(description.prefix(4))
    }
}
