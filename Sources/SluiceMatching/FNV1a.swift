// The hash FNV-1a.

/// The hash FNV-1a with 64 bits (Fowler, Noll, Vo; RFC 9923): of bytes, or of words of eight bytes where a file says
/// so. It is for tables and checksums; whoever may choose what is hashed can make hashes meet.
package struct FNV1a: Sendable {
    /// The hash of what has been added.
    @usableFromInline
    package var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of nothing.
    @inlinable
    @inline(__always)
    package init() {}

    /// Adds a byte or a word.
    @inlinable
    @inline(__always)
    package mutating func add(_ word: UInt64) {
        value = (value ^ word) &* 0x0000_0100_0000_01B3
    }
}
