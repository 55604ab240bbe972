// The check digits of ISO 7064 MOD 97-10.

/// The remainder modulo 97 of a long number that is fed character by character; `A` counts as 10, `Z` as 35.
package struct Mod97Remainder: Sendable {
    /// The remainder of what has been taken so far.
    package private(set) var value = 0

    /// The remainder of an empty number.
    package init() {}

    /// Appends a digit or a letter of either case; false and without effect for any other byte.
    package mutating func take(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            value = (value * 10 + Int(byte - UInt8(ascii: "0"))) % 97
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
            value = (value * 100 + Int(byte - UInt8(ascii: "A")) + 10) % 97
        case UInt8(ascii: "a")...UInt8(ascii: "z"):
            value = (value * 100 + Int(byte - UInt8(ascii: "a")) + 10) % 97
        default: return false
        }
        return true
    }
}

/// Two check digits at the end that leave the remainder 1 modulo 97. Spaces and dashes are ignored.
package struct Mod97: Validator {
    package let name = "mod-97"
    package let summary = "The last two digits are ISO 7064 MOD 97-10 check digits of the rest."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard let sum = Self.remainder(value), sum.count >= 3 else { return .invalid }
        return sum.remainder.value == 1 ? .valid : .invalid
    }

    package func checksum(completing value: [UInt8]) -> [UInt8]? {
        guard var sum = Self.remainder(value.span), sum.count >= 1 else { return nil }
        for _ in 0..<2 { _ = sum.remainder.take(UInt8(ascii: "0")) }
        return PositionalDigits.decimal.encode(UInt64(98 - sum.remainder.value), width: 2)
    }

    private static func remainder(_ value: Span<UInt8>) -> (remainder: Mod97Remainder, count: Int)? {
        var remainder = Mod97Remainder()
        var count = 0
        for index in value.indices {
            let byte = value[index]
            if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") { continue }
            guard remainder.take(byte) else { return nil }
            count += 1
        }
        return (remainder, count)
    }
}
