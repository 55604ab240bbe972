// Base 58, in which addresses of cryptocurrencies are written.

import Crypto

/// Base 58: numbers in the letters and digits that look like no other ones.
package enum Base58 {
    /// The order of the digits.
    package enum Alphabet: Hashable, Sendable {
        /// Bitcoin's, which nearly all others took over.
        case bitcoin
        /// That of the XRP Ledger.
        case ripple

        fileprivate var values: [UInt8] {
            switch self {
            case .bitcoin: Base58.bitcoinValues
            case .ripple: Base58.rippleValues
            }
        }
    }

    private static let bitcoinValues = values(of: "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
    private static let rippleValues = values(of: "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz")

    private static func values(of digits: String) -> [UInt8] {
        var table = [UInt8](repeating: .max, count: 256)
        for (value, digit) in digits.utf8.enumerated() { table[Int(digit)] = UInt8(value) }
        return table
    }

    /// The most bytes that can be asked for.
    package static let mostBytes = 64

    /// The `count` bytes whose number the digits are, or nil where they are not digits or make a larger number. At most
    /// `mostBytes` can be asked for.
    package static func decode(_ text: Span<UInt8>, count: Int, alphabet: Alphabet = .bitcoin) -> [UInt8]? {
        number(text, count: count, alphabet: alphabet).map { bytes(of: $0, count: count) }
    }

    /// The version and payload of `count` bytes in base58check, or nil where the checksum, the first four bytes of
    /// their double SHA-256, does not hold, or where the text has not one leading zero digit for each leading zero
    /// byte.
    package static func decodeChecked(_ text: Span<UInt8>, count: Int, alphabet: Alphabet = .bitcoin) -> [UInt8]? {
        guard let number = number(text, count: count + 4, alphabet: alphabet) else { return nil }
        let values = alphabet.values
        var zeroDigits = 0
        while zeroDigits < text.count, values[Int(text[zeroDigits])] == 0 { zeroDigits += 1 }
        var zeroBytes = 0
        while zeroBytes < count + 4, byte(count + 3 - zeroBytes, of: number) == 0 { zeroBytes += 1 }
        guard zeroBytes == zeroDigits else { return nil }
        let bytes = bytes(of: number, count: count + 4)
        let digest = SHA256.hash(data: Array(SHA256.hash(data: bytes[..<count])))
        guard digest.prefix(4).elementsEqual(bytes[count...]) else { return nil }
        return Array(bytes[..<count])
    }

    /// The number that the digits are, in words of 64 bits, the lowest first; nil where they are not digits or it has
    /// more than `count` bytes. Takes no memory, as most words of a text that are asked about are no numbers.
    private static func number(_ text: Span<UInt8>, count: Int, alphabet: Alphabet) -> SIMD8<UInt64>? {
        guard (1...mostBytes).contains(count) else { return nil }
        let values = alphabet.values
        var words = SIMD8<UInt64>.zero
        let last = (count - 1) / 8
        let most = UInt64.max >> UInt64(64 - 8 * (count - 8 * last))
        for index in text.indices {
            var carry = UInt64(values[Int(text[index])])
            guard carry < 58 else { return nil }
            for place in 0...last {
                let product = words[place].multipliedFullWidth(by: 58)
                let sum = product.low.addingReportingOverflow(carry)
                words[place] = sum.partialValue
                carry = product.high + (sum.overflow ? 1 : 0)
            }
            guard carry == 0, words[last] <= most else { return nil }
        }
        return words
    }

    /// The `count` lowest bytes of a number, the highest first.
    private static func bytes(of number: SIMD8<UInt64>, count: Int) -> [UInt8] {
        (0..<count).reversed().map { byte($0, of: number) }
    }

    private static func byte(_ index: Int, of number: SIMD8<UInt64>) -> UInt8 {
        UInt8(truncatingIfNeeded: number[index / 8] >> UInt64(8 * (index % 8)))
    }
}
