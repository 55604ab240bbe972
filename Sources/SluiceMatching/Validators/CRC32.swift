// The 32-bit cyclic redundancy check of IEEE 802.3.

/// The 32-bit cyclic redundancy check of IEEE 802.3, also of ISO 3309 and zlib: polynomial 0x04C11DB7, reflected, start
/// and final value inverted. `CRC32.checksum` of `123456789` is 0xCBF43926.
package struct CRC32: Sendable {
    private var state: UInt32 = .max

    /// A checksum of no bytes yet.
    package init() {}

    /// The checksum of all bytes taken so far.
    package var value: UInt32 { ~state }

    /// Adds one byte.
    package mutating func take(_ byte: UInt8) {
        state = Self.table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ (state >> 8)
    }

    /// The checksum of `bytes`.
    package static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
        var crc = CRC32()
        for index in bytes.indices { crc.take(bytes[index]) }
        return crc.value
    }

    /// The effect of each byte value on the state; 0xEDB88320 is the polynomial with its bits reversed.
    private static let table: [UInt32] = (0..<256).map { value in
        (0..<8).reduce(UInt32(value)) { state, _ in state & 1 == 1 ? 0xEDB8_8320 ^ (state >> 1) : state >> 1 }
    }
}
