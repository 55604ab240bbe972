// Finds hardware addresses of network interfaces.

/// Finds hardware addresses of network interfaces: six bytes with `:` or `-`, or three times four digits with dots.
package struct MACAddressMatcher: NamedMatcher {
    package static let name = "mac-address"
    package static let summary = "Hardware addresses (EUI-48) with colons, dashes or dots."
    package static let optionNames: [String] = []

    /// What may stand in front: no word, and no earlier part of something longer.
    private static var outside: ByteSet { NumberBoundary.outside.intersection(ByteSet(ascii: "_:-.").inverted) }
    private static var joints: ByteSet { ByteSet(ascii: ":-.") }

    /// No more of an address than what is rare: each further digit would multiply the states of the prefilter.
    package let anchors = [
        Anchor(
            elements: [MACAddressMatcher.outside] + (0..<2).flatMap { _ in [.hex, .hex, ByteSet(":")] },
            offset: 1,
            maskOffset: 1
        ),
        Anchor(
            elements: [MACAddressMatcher.outside] + (0..<2).flatMap { _ in [.hex, .hex, ByteSet("-")] },
            offset: 1,
            maskOffset: 1
        ),
        Anchor(
            elements: [MACAddressMatcher.outside, .hex, .hex, .hex, .hex, ByteSet(".")],
            offset: 1,
            maskOffset: 1
        ),
    ]
    package let reachBefore = 2
    package let reachAfter = 19

    package init(options: [String: [String]], runClasses: inout RunClassTable) throws(MatcherOptionError) {}

    package func match(at position: Int, in window: borrowing ByteWindow, runs: inout RunCache) -> MatchOutcome {
        if let previous = window.byte(at: position - 1) {
            guard !NumberBoundary.continuesWord(at: position, in: window), !Self.joints.contains(previous) else {
                return .noMatch(.leftBoundary)
            }
        }
        var (offset, digits, value, isDecimal) = (position, 0, UInt64(0), true)
        var (separator, groupWidth) = (UInt8(0), 2)
        while digits < 12 {
            guard let byte = window.byte(at: offset) else { return window.shortfall(holdFrom: position) }
            if ByteSet.hex.contains(byte), digits < 2 || separator != 0 || digits < 4 {
                if digits > 0, separator != 0, digits % groupWidth == 0, offset > position,
                    ByteSet.hex.contains(window[offset - 1])
                {
                    return .noMatch(.shape)
                }
                let digit =
                    ByteSet.digits.contains(byte) ? byte - UInt8(ascii: "0") : (byte | 0x20) - UInt8(ascii: "a") + 10
                if digit > 9 { isDecimal = false }
                value = value << 4 | UInt64(digit)
                digits += 1
            } else if separator == 0 {
                guard
                    digits == 2 && (byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-"))
                        || digits == 4 && byte == UInt8(ascii: ".")
                else { return .noMatch(.shape) }
                (separator, groupWidth) = (byte, digits)
            } else {
                guard byte == separator, digits % groupWidth == 0, ByteSet.hex.contains(window[offset - 1]) else {
                    return .noMatch(.shape)
                }
            }
            offset += 1
        }
        guard value != 0, value != 0xFFFF_FFFF_FFFF else { return .noMatch(.range(FieldName("address"))) }
        // Twelve decimal digits with dashes are a date and a time.
        if isDecimal, separator == UInt8(ascii: "-") { return .noMatch(.range(FieldName("time"))) }
        return window.outcome(
            Self.ends(at: offset, separator, in: window),
            RawMatch(match: position..<offset, isSample: Self.isSample(value))
        )
    }

    /// Not before a word or a further group.
    private static func ends(at end: Int, _ separator: UInt8, in window: borrowing ByteWindow) -> NumberBoundary.State {
        guard let next = window.byte(at: end) else { return window.isComplete ? .holds : .isOpen }
        if ByteSet.wordCharacters.contains(next) { return .fails }
        guard next == separator else { return .holds }
        guard let following = window.byte(at: end + 1) else { return window.isComplete ? .holds : .isOpen }
        return ByteSet.alphanumerics.contains(following) ? .fails : .holds
    }

    /// 00-00-5E-00-53-00 to FF are kept for documents (RFC 7042 §2.1.2); the others are what people count up.
    private static func isSample(_ value: UInt64) -> Bool {
        value >> 8 == 0x00_00_5E_00_53
            || [0x0011_2233_4455, 0x0123_4567_89AB, 0xAABB_CCDD_EEFF, 0x1234_5678_9ABC].contains(value)
    }
}
