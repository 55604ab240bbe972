// Reads IPv4 addresses and knows the ranges that are nobody's.

/// An IPv4 address in dotted form.
package struct IPv4Address: Hashable, Sendable {
    /// The four octets, the first one highest.
    package let bits: UInt32
    /// The offset after the last digit.
    package let end: Int

    /// What was read.
    package enum Reading: Hashable, Sendable {
        /// No address.
        case none
        /// More bytes are needed.
        case isOpen
        /// An address; what stands behind it has not been looked at, but for a further digit.
        case address(IPv4Address)
    }

    /// Reads four octets without leading zeros from `start` on.
    package static func read(at start: Int, in window: borrowing ByteWindow) -> Reading {
        var (offset, bits) = (start, UInt32(0))
        for index in 0..<4 {
            if index > 0 {
                guard let dot = window.byte(at: offset) else { return window.isComplete ? .none : .isOpen }
                guard dot == UInt8(ascii: ".") else { return .none }
                offset += 1
            }
            var (octet, count) = (UInt32(0), 0)
            while let byte = window.byte(at: offset), ByteSet.digits.contains(byte) {
                if count > 0, octet == 0 { return .none }
                octet = octet * 10 + UInt32(byte - UInt8(ascii: "0"))
                count += 1
                offset += 1
                guard octet <= 255 else { return .none }
            }
            if offset == window.upperBound, !window.isComplete { return .isOpen }
            guard count > 0 else { return .none }
            bits = bits << 8 | octet
        }
        return .address(IPv4Address(bits: bits, end: offset))
    }

    /// Whether the address is in no range that IANA keeps for special use (RFC 6890 and its registry), multicast
    /// included.
    package var isPublic: Bool {
        !Self.special.contains { bits >> (32 - $0.prefix) == $0.network >> (32 - $0.prefix) }
    }

    /// Whether the address stands in documents: TEST-NET-1 to 3 (RFC 5737), 1.2.3.4, and the well-known resolvers.
    package var isSample: Bool {
        switch bits >> 8 {
        case 0xC0_00_02, 0xC6_33_64, 0xCB_00_71: true
        default: [0x0102_0304, 0x0808_0808, 0x0808_0404, 0x0101_0101, 0x0100_0001, 0x0909_0909].contains(bits)
        }
    }

    /// Whether all octets are below 32, as the parts of versions mostly are.
    package var isLow: Bool { bits & 0xE0E0_E0E0 == 0 }

    private static let special: [(network: UInt32, prefix: UInt32)] = [
        (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16), (0xAC10_0000, 12),
        (0xC000_0000, 24), (0xC000_0200, 24), (0xC058_6300, 24), (0xC0A8_0000, 16), (0xC612_0000, 15),
        (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 3),
    ]
}
