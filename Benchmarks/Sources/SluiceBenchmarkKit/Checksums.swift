// The check characters that samples must carry to look like issued ones.

/// The check characters that samples must carry to look like issued ones.
public enum Checksums {
    /// The CRC-32 (IEEE) of bytes.
    public static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var remainder: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            remainder ^= UInt32(byte)
            for _ in 0..<8 {
                remainder = remainder & 1 == 1 ? (remainder >> 1) ^ 0xEDB8_8320 : remainder >> 1
            }
        }
        return ~remainder
    }

    /// The six base-62 digits of the CRC-32 of `text`, as GitHub and npm append them to their tokens.
    static func crc32Base62(_ text: String) -> String {
        var value = Int(crc32(text.utf8))
        var digits = ""
        for _ in 0..<6 {
            digits = String(Characters.base62[value % 62]) + digits
            value /= 62
        }
        return digits
    }

    /// The digit that completes `digits` to a number that ISO/IEC 7812's Luhn check accepts.
    static func luhn(_ digits: String) -> String {
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            let value = digit.wholeNumberValue ?? 0
            let doubled = index.isMultiple(of: 2) ? value * 2 : value
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return String((10 - sum % 10) % 10)
    }

    /// The two check digits of an IBAN (ISO 13616, mod 97-10 of ISO 7064) with this country and account part.
    static func iban(country: String, account: String) -> String {
        var remainder = 0
        for character in account + country + "00" {
            let value = character.hexDigitOrLetterValue
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
        }
        let check = 98 - remainder
        return check < 10 ? "0\(check)" : "\(check)"
    }
}

extension Character {
    /// 0–9 for digits, 10–35 for letters, as ISO 13616 reads them.
    fileprivate var hexDigitOrLetterValue: Int {
        if let digit = wholeNumberValue { return digit }
        guard let ascii = asciiValue else { return 0 }
        return Int(ascii) - Int(UInt8(ascii: "A")) + 10
    }
}
