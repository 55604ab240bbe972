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

    /// The `count` bytes whose number the digits are, or nil where they are not digits or make a larger number.
    package static func decode(_ text: Span<UInt8>, count: Int, alphabet: Alphabet = .bitcoin) -> [UInt8]? {
        let values = alphabet.values
        var bytes = [UInt8](repeating: 0, count: count)
        for index in text.indices {
            var carry = Int(values[Int(text[index])])
            guard carry < 58 else { return nil }
            for place in stride(from: count - 1, through: 0, by: -1) {
                carry += Int(bytes[place]) * 58
                bytes[place] = UInt8(truncatingIfNeeded: carry)
                carry >>= 8
            }
            guard carry == 0 else { return nil }
        }
        return bytes
    }

    /// The version and payload of `count` bytes in base58check, or nil where the checksum, the first four bytes of their
    /// double SHA-256, does not hold, or where the text has not one leading zero digit for each leading zero byte.
    package static func decodeChecked(_ text: Span<UInt8>, count: Int, alphabet: Alphabet = .bitcoin) -> [UInt8]? {
        guard let bytes = decode(text, count: count + 4, alphabet: alphabet) else { return nil }
        let zeroBytes = bytes.prefix { $0 == 0 }.count
        let values = alphabet.values
        var zeroDigits = 0
        while zeroDigits < text.count, values[Int(text[zeroDigits])] == 0 { zeroDigits += 1 }
        guard zeroBytes == zeroDigits else { return nil }
        let digest = SHA256.hash(data: Array(SHA256.hash(data: bytes[..<count])))
        guard digest.prefix(4).elementsEqual(bytes[count...]) else { return nil }
        return Array(bytes[..<count])
    }
}
