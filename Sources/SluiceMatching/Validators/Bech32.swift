// The checksum of bech32 texts, such as age identities.

/// The six last characters are the bech32 or bech32m checksum over the human-readable part and the data.
///
/// Sources: BIP 173 and BIP 350; age identities (`AGE-SECRET-KEY-1…`) use bech32 in upper case, Bitcoin's addresses use
/// both.
package struct Bech32: Validator {
    package let name = "bech32"
    package let summary = "The last six characters are a bech32 or bech32m checksum (BIP 173, BIP 350; age identities)."

    package init() {}

    package func validate(_ value: Span<UInt8>) -> Validation {
        guard value.count <= Self.longest, let head = Self.checked(value), head.dataCount >= Self.width else {
            return .invalid
        }
        return Self.constants.contains(head.remainder) ? .valid : .invalid
    }

    /// Adds the bech32 checksum, in the case of `value`.
    package func checksum(completing value: [UInt8]) -> [UInt8]? {
        guard let head = Self.checked(value.span) else { return nil }
        let remainder = (0..<Self.width).reduce(head.remainder) { state, _ in Self.step(state, 0) } ^ 1
        return (0..<Self.width).map { index in
            let character = Self.digits[Int(remainder >> (5 * UInt32(5 - index))) & 31]
            return head.isUpperCase ? character - ByteCase.distance(character) : character
        }
    }

    private static let width = 6
    /// age has no limit; BIP 173 has 90. More than this is no identity or address.
    private static let longest = 1023
    private static let constants: [UInt32] = [1, 0x2BC8_30A3]
    private static let digits = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let generators: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: .max, count: 256)
        for (value, digit) in digits.enumerated() { table[Int(digit)] = UInt8(value) }
        return table
    }()

    private enum ByteCase {
        static func lowered(_ byte: UInt8) -> UInt8 {
            ByteSet.upperCase.contains(byte) ? byte + 32 : byte
        }

        static func distance(_ byte: UInt8) -> UInt8 {
            ByteSet.lowerCase.contains(byte) ? 32 : 0
        }
    }

    /// The state of the code after the human-readable part and all data, or nil where the form is wrong.
    private static func checked(
        _ value: Span<UInt8>
    ) -> (remainder: UInt32, dataCount: Int, isUpperCase: Bool)? {
        guard let separator = value.lastIndex(of: UInt8(ascii: "1")), separator >= 1 else { return nil }
        var hasUpper = false
        var hasLower = false
        var state: UInt32 = 1
        for index in value.indices {
            guard value[index] >= 33, value[index] <= 126 else { return nil }
            hasUpper = hasUpper || ByteSet.upperCase.contains(value[index])
            hasLower = hasLower || ByteSet.lowerCase.contains(value[index])
        }
        guard !(hasUpper && hasLower) else { return nil }
        for index in 0..<separator { state = step(state, UInt32(ByteCase.lowered(value[index]) >> 5)) }
        state = step(state, 0)
        for index in 0..<separator { state = step(state, UInt32(ByteCase.lowered(value[index]) & 31)) }
        for index in separator + 1..<value.count {
            let digit = values[Int(ByteCase.lowered(value[index]))]
            guard digit != .max else { return nil }
            state = step(state, UInt32(digit))
        }
        return (state, value.count - separator - 1, hasUpper)
    }

    private static func step(_ state: UInt32, _ value: UInt32) -> UInt32 {
        let top = state >> 25
        var next = (state & 0x1FF_FFFF) << 5 ^ value
        for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { next ^= generators[bit] }
        return next
    }
}
