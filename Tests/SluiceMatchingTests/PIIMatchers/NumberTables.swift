// What the matchers of numbers find and leave alone.

import SluiceMatching

/// What the matchers of numbers find and leave alone. Numbers that are no published sample are made up here from
/// parts and a check digit, so that no file holds one.
enum NumberTables {
    static let all: [MatcherTable] = cards + [socialSecurity, socialSecurityPlain, taxpayer] + accounts + national

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

    private static let socialSecurity = MatcherTable(
        type: USSocialSecurityMatcher.self,
        finds: [
            "ssn «\("512-" + "61-" + "7781")».", "«\("512 " + "61 " + "7781")» 10", "7,«\("512-" + "61-" + "7781")»,x",
            "(«\("001-" + "01-" + "0001")»)", "‹078-05-1120›", "‹123-45-6789›", "‹987-65-4321›", "‹222-22-2222›",
        ],
        ignores: [
            "000-12-3456", "666-12-3456", "900-12-3456", "999-99-9999", "512-00-1234", "512-61-0000", "512-61 7781",
            "512-61-778", "512-61-77812", "1512-61-7781", "9-512-61-7781", "512-61-7781-2", "x512-61-7781",
            "512617781", "512-617-7812", "512.61.7781",
        ]
    )

    private static let socialSecurityPlain = MatcherTable(
        type: USSocialSecurityMatcher.self,
        options: ["plain": ["true"]],
        finds: ["ssn «\("5126" + "17781")» 10", "«\("512-" + "61-" + "7781")»", "‹123456789›"],
        ignores: ["51261778", "5126177812", "000617781", "512617781.5"]
    )

    private static let taxpayer = MatcherTable(
        type: USTaxpayerNumberMatcher.self,
        finds: ["«\("912-" + "70-" + "1234")»", "itin «\("999 " + "88 " + "1234")»", "‹987-65-4321›"],
        ignores: ["912-49-1234", "912-66-1234", "912-89-1234", "912-93-1234", "812-70-1234", "912-70-123", "912701234"]
    )

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

    /// Digits and the check digit that makes the weighted sum a multiple of the modulus; nil where none does.
    static func weighted(_ digits: String, _ weights: [Int], modulus: Int) -> String? {
        for check in 0..<10 {
            let all = digits + String(check)
            let sum = zip(all.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
            if sum % modulus == 0 { return all }
        }
        return nil
    }

    private static let health = weighted("94347" + "6591", [10, 9, 8, 7, 6, 5, 4, 3, 2, 1], modulus: 11) ?? ""
    private static let routing = weighted("02100" + "002", [3, 7, 1, 3, 7, 1, 3, 7, 1], modulus: 10) ?? ""
    private static let provider = String(luhn("1234" + "56789", prefix: "80840").suffix(10))
    private static let social = luhn("5402" + "3456")

    private static let national = [
        MatcherTable(
            type: UKHealthMatcher.self,
            finds: ["nhs «\(grouped(health, [3, 3, 4], by: " "))» x", "«\(grouped(health, [3, 3, 4], by: "-"))»"],
            ignores: [health, "943 476 5910", "943 476 591", "111 111 1111", "943-476 5919"]
        ),
        MatcherTable(
            type: UKHealthMatcher.self,
            options: ["plain": ["true"]],
            finds: ["nhs «\(health)» 123", "«\(grouped(health, [3, 3, 4], by: " "))»"],
            ignores: ["9434765910", "94347659190", "1111111111"]
        ),
        MatcherTable(
            type: USRoutingMatcher.self,
            finds: ["aba «\(routing)»", "«\(routing)» 123456"],
            ignores: [
                "021000022", "99" + routing.dropFirst(2), "x\(routing)", "\(routing)0", "021-000-021", "000000000",
            ]
        ),
        MatcherTable(
            type: USProviderMatcher.self,
            finds: ["npi «\(provider)».", "«\(provider)»"],
            ignores: ["1234567890", "3" + provider.dropFirst(), "\(provider)1", "123-456-7893"]
        ),
        MatcherTable(
            type: CASocialInsuranceMatcher.self,
            finds: ["sin «\(grouped(social, [3, 3, 3], by: " "))».", "«\(grouped(social, [3, 3, 3], by: "-"))»"],
            ignores: [social, grouped(luhn("0402" + "3456"), [3, 3, 3], by: " "), "540 234 560 1", "046-454-287"]
        ),
        MatcherTable(
            type: UKInsuranceMatcher.self,
            finds: [
                "nino «\("AB" + "123456" + "C")».", "«\("AB" + " 12 34 56 " + "C")» x", "«\("JG" + "103759" + "A")»",
                "‹QQ123456C›", "‹QQ 12 34 56 C›",
            ],
            ignores: [
                "GB123456C", "DA123456C", "AO123456C", "AB123456E", "AB12345C", "AB 123456 C", "xAB123456C",
                "AB123456CD",
                "AB 12 34 567",
            ]
        ),
    ]
}
