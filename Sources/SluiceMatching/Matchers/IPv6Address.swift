// Reads IPv6 addresses.

/// An IPv6 address in the text form of RFC 4291 §2.2, with an IPv4 tail or a zone if it has one.
package struct IPv6Address: Hashable, Sendable {
    /// The hextets as they were written; those behind `::` follow those before it.
    package private(set) var hextets = SIMD8<UInt16>.zero
    /// How many hextets were written; an IPv4 tail counts two.
    package private(set) var count = 0
    /// How many of them precede `::`, or nil where there is no `::`.
    package private(set) var compressedAt: Int?
    /// Whether a hextet has more than two digits, so that it is no list of bytes.
    package private(set) var hasWideHextet = false
    /// The IPv4 tail.
    package private(set) var tail: IPv4Address?
    /// The offset after the last byte.
    package private(set) var end: Int

    /// What was read.
    package enum Reading: Hashable, Sendable {
        /// No address.
        case none
        /// More bytes are needed.
        case isOpen
        /// An address; what stands behind it has been looked at only as far as it could belong to it.
        case address(IPv6Address)
    }

    private static let colon = UInt8(ascii: ":")
    private static var zoneSet: ByteSet { ByteSet.alphanumerics.union(ByteSet(ascii: "._-")) }
    private static let zoneLimit = 16

    private init(at start: Int) {
        end = start
    }

    /// Reads an address from `start` on: its first hextet, or `::`.
    package static func read(at start: Int, in window: borrowing ByteWindow) -> Reading {
        var address = IPv6Address(at: start)
        switch address.run(in: window) {
        case .holds: return .address(address)
        case .fails: return .none
        case .isOpen: return .isOpen
        }
    }

    private mutating func run(in window: borrowing ByteWindow) -> NumberBoundary.State {
        if window.byte(at: end) == Self.colon {
            guard let second = window.byte(at: end + 1) else { return window.isComplete ? .fails : .isOpen }
            guard second == Self.colon else { return .fails }
            compressedAt = 0
            end += 2
        }
        while true {
            let hextetEnd = window.runEnd(of: .hex, from: end, limit: end + 5)
            if hextetEnd == window.upperBound, hextetEnd < end + 5, !window.isComplete { return .isOpen }
            let width = hextetEnd - end
            if width == 0 { break }
            guard width <= 4, count < 8 else { return .fails }
            if window.byte(at: hextetEnd) == UInt8(ascii: "."), count <= 6, count == 6 || compressedAt != nil {
                switch IPv4Address.read(at: end, in: window) {
                case .isOpen: return .isOpen
                case .none: break
                case .address(let address):
                    append(UInt16(truncatingIfNeeded: address.bits >> 16))
                    append(UInt16(truncatingIfNeeded: address.bits))
                    tail = address
                    end = address.end
                    return finish(in: window)
                }
            }
            append(Self.number(end..<hextetEnd, in: window))
            if width > 2 { hasWideHextet = true }
            end = hextetEnd
            // A colon belongs to the address only if a hextet or a second colon follows.
            guard window.byte(at: end) == Self.colon else { break }
            guard let following = window.byte(at: end + 1) else {
                return window.isComplete ? finish(in: window) : .isOpen
            }
            if following == Self.colon {
                guard compressedAt == nil else { return .fails }
                compressedAt = count
                end += 2
            } else if ByteSet.hex.contains(following) {
                end += 1
            } else {
                break
            }
        }
        return finish(in: window)
    }

    private mutating func append(_ hextet: UInt16) {
        hextets[count] = hextet
        count += 1
    }

    private mutating func finish(in window: borrowing ByteWindow) -> NumberBoundary.State {
        guard compressedAt == nil ? count == 8 : count < 8 else { return .fails }
        guard window.byte(at: end) == UInt8(ascii: "%") else { return .holds }
        let limit = end + 1 + Self.zoneLimit
        let zoneEnd = window.runEnd(of: Self.zoneSet, from: end + 1, limit: limit)
        if zoneEnd == window.upperBound, zoneEnd < limit, !window.isComplete { return .isOpen }
        var last = zoneEnd
        while last > end + 1, !ByteSet.alphanumerics.contains(window[last - 1]) { last -= 1 }
        if last > end + 1 { end = last }
        return .holds
    }

    private static func number(_ range: Range<Int>, in window: borrowing ByteWindow) -> UInt16 {
        var value: UInt16 = 0
        for offset in range {
            let byte = window[offset]
            let digit =
                ByteSet.digits.contains(byte) ? byte - UInt8(ascii: "0") : (byte | 0x20) - UInt8(ascii: "a") + 10
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}

extension IPv6Address {
    /// Whether the address is in 2000::/3, which holds all that may be met on the Internet, or carries a public IPv4
    /// address behind `::ffff:` or `64:ff9b::`.
    package var isGlobal: Bool {
        if let tail { return isMapping && tail.isPublic }
        return compressedAt != 0 && hextets[0] & 0xE000 == 0x2000
    }

    /// Whether the address is link-local, unique-local or multicast, or maps any IPv4 address.
    package var isLocal: Bool {
        if tail != nil { return isMapping }
        guard compressedAt != 0 else { return false }
        return hextets[0] & 0xFFC0 == 0xFE80 || hextets[0] & 0xFE00 == 0xFC00 || hextets[0] & 0xFF00 == 0xFF00
    }

    /// Whether the address is in 2001:db8::/32 or 3fff::/20, which RFC 3849 and RFC 9637 keep for documents.
    package var isSample: Bool {
        guard compressedAt != 0 else { return tail?.isSample ?? false }
        let isThird = hextets[0] == 0x3FFF && (compressedAt == 1 || hextets[1] < 0x1000)
        return isThird || hextets[0] == 0x2001 && hextets[1] == 0x0DB8 && compressedAt != 1
    }

    private var isMapping: Bool {
        compressedAt == 0
            ? count == 3 && hextets[0] == 0xFFFF
            : hextets[0] == 0x64 && hextets[1] == 0xFF9B && compressedAt == 2 && count == 4
    }
}
