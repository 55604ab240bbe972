// Checks of numbers that are given out for the whole world.

extension NumberCheck {
    static let global = [imei, imsi, vin, bic]

    private static let imei = NumberCheck(
        digits: "imei",
        "A reporting body of the GSMA gave out the first two digits, and the last is the Luhn digit (3GPP TS 23.003).",
        lengths: [15],
        isProof: false
    ) { code in
        switch code.number(0..<2) {
        case 1, 10, 30, 33, 35, 44, 45, 49...54, 86, 91, 98, 99: code.holdsLuhn()
        default: false
        }
    }

    /// Mobile country codes of ITU-T E.212, those for tests and for all countries included.
    private static let imsi = NumberCheck(
        digits: "imsi",
        "The first three digits are a mobile country code (ITU-T E.212).",
        lengths: [15],
        isProof: false
    ) { code in
        switch code.number(0..<3) {
        case 202...297, 302...376, 400...479, 502...555, 602...659, 702...750, 901: true
        default: false
        }
    }

    /// Letters count 1 to 9 along the alphabet's rows, and the ninth character is the weighted sum modulo 11.
    private static let vin = NumberCheck(
        "vin",
        "The ninth character is the check digit of a vehicle identification number (49 CFR 565.15; ISO 3779).",
        lengths: [17],
        isProof: false
    ) { code in
        let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
        // A…H are 1…8, J…R (without O and Q) 1…5, 7 and 9, S…Z 2…9.
        let letters: [Int] = [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9]
        var (sum, digits) = (0, 0)
        for index in 0..<17 {
            let value = code.value(at: index)
            if value < 10 {
                digits += 1
                sum += value * weights[index]
            } else {
                guard letters[value - 10] > 0 else { return .invalid }
                sum += letters[value - 10] * weights[index]
            }
        }
        let wanted = sum % 11 == 10 ? 33 : sum % 11
        return (3...16).contains(digits) && code.value(at: 8) == wanted && !code.isRepeated ? .valid : .invalid
    }

    private static let bic = NumberCheck(
        "bic",
        "The fifth and sixth letters are a country, and the two behind them a location (ISO 9362).",
        lengths: [8, 11],
        isProof: false
    ) { code in
        guard (0..<6).allSatisfy({ !code.isDigit(at: $0) }) else { return .invalid }
        // A location does not begin with 0 or 1, nor end with O.
        guard code[6] != UInt8(ascii: "0"), code[6] != UInt8(ascii: "1"), code[7] != UInt8(ascii: "O") else {
            return .invalid
        }
        if code.count == 11, code[8] == UInt8(ascii: "X"), code.text(8..<11) != "XXX" { return .invalid }
        return countries.contains(code.text(4..<6)) ? .valid : .invalid
    }

    /// ISO 3166-1 alpha-2, and XK for Kosovo.
    private static let countries = Set(
        """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA \
        CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA \
        GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP \
        KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS \
        MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS \
        RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW \
        TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
        """.split(separator: " ").map(String.init)
    )
}
