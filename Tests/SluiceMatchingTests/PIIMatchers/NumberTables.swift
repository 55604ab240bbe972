// What the matchers of numbers find and leave alone.

import SluiceMatching

/// What the matchers of numbers find and leave alone. Numbers that are no published sample are made up here from
/// parts and a check digit, so that no file holds one.
enum NumberTables {
    static let all: [MatcherTable] = cards + accounts

    /// `digits` and the Luhn digit behind them.
    static func luhn(_ digits: String, prefix: String = "") -> String {
        let doubled = (prefix + digits).utf8.reversed().enumerated().reduce(0) { sum, item in
            let digit = Int(item.element) - 48
            let twice = digit * 2
            return sum + (item.offset % 2 == 0 ? (twice > 9 ? twice - 9 : twice) : digit)
        }
        return digits + String((10 - doubled % 10) % 10)
    }

    /// `digits` cut into groups of these lengths.
    static func grouped(_ digits: String, _ lengths: [Int], by separator: String) -> String {
        var rest = digits[...]
        return lengths.map { length in
            defer { rest = rest.dropFirst(length) }
            return String(rest.prefix(length))
        }.joined(separator: separator)
    }

    private static let visa = luhn("453210987654" + "321")
    private static let amex = luhn("3712345678" + "9012")
    private static let diners = luhn("36123456" + "78901")
    private static let union = luhn("620123456" + "789012345")
    private static let maestro = luhn("50181234" + "567")

    private static let cards = [
        MatcherTable(
            type: PaymentCardMatcher.self,
            finds: [
                "card «\(visa)» ok", "\\n«\(visa)»\\n", "«\(visa)»", "\"number\":\"«\(visa)»\",", "7,«\(visa)»,12/27",
                "pay «\(visa)».",
                "«\(grouped(visa, [4, 4, 4, 4], by: " "))»", "x «\(grouped(visa, [4, 4, 4, 4], by: "-"))»/",
                "«\(grouped(visa, [4, 4, 4, 4], by: " "))» 123", "«\(grouped(visa, [4, 4, 4, 4], by: " "))» 12/27",
                "«\(amex)»", "«\(grouped(amex, [4, 6, 5], by: " "))»", "«\(grouped(amex, [4, 4, 4, 3], by: " "))»",
                "«\(diners)»", "«\(grouped(diners, [4, 6, 4], by: "-"))»",
                "«\(grouped(diners, [4, 4, 4, 2], by: " "))»",
                "«\(union)»", "«\(grouped(union, [4, 4, 4, 4, 3], by: " "))» x", "«\(maestro)»",
                "«\(luhn("21310123" + "456789"))»", "paid: «\(visa)»",
                "‹4111111111111111›", "‹4242 4242 4242 4242›", "‹378282246310005›", "‹3782 822463 10005›",
                "‹4000002500003155›", "‹4222222222222›", "‹6205500000000000004›", "‹30569309025904›",
            ],
            ignores: [
                String(visa.dropLast()) + (visa.hasSuffix("0") ? "1" : "0"), "id: \(visa)", "\"order_id\": \(visa)",
                "messageId=\(visa)", "a\(visa)", "n\(visa)", "\(visa)a", "_\(visa)", "\(visa)_", "0.\(visa)",
                "\(visa).5",
                "+\(visa)",
                "\(visa)-1", "1-\(visa)", luhn("1234567890" + "12345"), "4444444444444444", "0000000000000000",
                "4111 1111 1111-1111", "4111  1111 1111 1111", "41111 111 1111 1111", "6666 6666 6666 6666",
                "0020 \(grouped(visa, [4, 4, 4, 4], by: " "))",
                luhn("45321098765432" + "109" + "8765"), grouped(visa, [4, 4, 4, 4], by: "-") + "-1234",
            ]
        )
    ]

    private static let accounts = [
        MatcherTable(
            type: IBANMatcher.self,
            finds: [
                "‹GB82WEST12345698765432›", "‹GB82 WEST 1234 5698 7654 32›,", "pay ‹DE89370400440532013000› now",
                "\"‹FR1420041010050500013M02606›\"", "‹NO93 8601 1117 947› and", "‹GB82-WEST-1234-5698-7654-32›",
                "‹GB82.WEST.1234.5698.7654.32›.", "‹MT84MALT011000012345MTLCAST001S›",
                "\\t«\(iban("DE", "37040044" + "0532013001"))»", "«\(iban("NL", "ABNA" + "0417164301"))».",
            ],
            ignores: [
                "GB83WEST12345698765432", "GB82WEST1234569876543", "GB82WEST123456987654321",
                "GB82 WEST1234 5698 7654 32",
                "XX82WEST12345698765432", "aGB82WEST12345698765432", "GB82WEST12345698765432_",
                "GB82WEST1234569876543X",
                "DE8937040044053201300A", "GB82  WEST 1234 5698 7654 32", "GB82-WEST 1234-5698 7654-32",
                "ISO14 AB12 ZZ99",
            ]
        )
    ]

    /// A number of a country with the check digits of ISO 7064 mod 97-10.
    static func iban(_ country: String, _ account: String) -> String {
        let remainder = (account + country + "00").utf8.reduce(0) { rest, byte in
            byte < 58 ? (rest * 10 + Int(byte) - 48) % 97 : (rest * 100 + Int(byte) - 55) % 97
        }
        let check = 98 - remainder
        return country + (check < 10 ? "0" : "") + String(check) + account
    }
}
