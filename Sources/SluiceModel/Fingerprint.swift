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
    public var description: String { digits(16) }

    /// The first four hexadecimal digits: enough to tell values of a conversation apart, too few to search for one.
    public var tag: String { digits(4) }

    /// Appends the first `count` hexadecimal digits, at most sixteen, to `output` as ASCII.
    package func write(digits count: Int, to output: inout [UInt8]) {
        for index in 0..<min(count, 16) {
            let digit = UInt8(truncatingIfNeeded: rawValue >> UInt64(60 - 4 * index)) & 0xF
            output.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    private func digits(_ count: Int) -> String {
        var bytes: [UInt8] = []
        write(digits: count, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
