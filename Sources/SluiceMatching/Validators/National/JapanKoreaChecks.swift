// Checks of numbers that Japan and South Korea give out.

extension NumberCheck {
    static let japanAndKorea = [
        myNumber, japaneseCorporate, japaneseLicence, koreanResident, koreanForeigner, koreanBusiness,
    ]

    private static let myNumber = NumberCheck(
        digits: "jp-my-number",
        "Weights 6 to 2 and 7 to 2 modulo 11 give the last digit (ordinance 85 of 2014, Ministry of Internal Affairs).",
        lengths: [12],
        isProof: false
    ) { code in
        let sum = code.weighted(SIMD16(6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0))
        let check = sum % 11 <= 1 ? 0 : 11 - sum % 11
        return check == code.value(at: 11)
    }

    private static let japaneseCorporate = NumberCheck(
        digits: "jp-corporate-number",
        "The first digit is 9 less the sum with weights 1 and 2 modulo 9 (National Tax Agency, Japan).",
        lengths: [13],
        isProof: false
    ) { code in
        var sum = 0
        for index in 1...12 { sum += code.value(at: 13 - index) * (index % 2 == 1 ? 1 : 2) }
        return code.value(at: 0) == 9 - sum % 9
    }

    private static let japaneseLicence = NumberCheck(
        digits: "jp-driving-licence",
        "The first two digits are a prefecture's, and the eleventh is a check digit modulo 11 (National Police Agency).",
        lengths: [12],
        isProof: false
    ) { code in
        switch code.number(0..<2) {
        case 10...14, 20...28, 30...31, 40...55, 60...65, 70...74, 80...83, 90...97: break
        default: return false
        }
        let sum = code.weighted(SIMD16(5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0))
        let check = 11 - sum % 11
        return (check >= 10 ? 0 : check) == code.value(at: 10)
    }

    /// The day of birth of a number whose seventh digit tells the century: 1, 2, 5, 6 the 1900s, 3, 4, 7, 8 the 2000s.
    private static func hasBirthday(_ code: NumberCode) -> Bool {
        let century =
            switch code.value(at: 6) {
            case 1, 2, 5, 6: 1900
            case 3, 4, 7, 8: 2000
            default: 1800
            }
        return code.isYearMonthDay(at: 0, century: century)
    }

    private static func koreanCheck(_ code: NumberCode, offset: Int) -> Bool {
        let sum = code.weighted(SIMD16(2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5, 0, 0, 0, 0))
        return (11 - sum % 11 + offset) % 10 == code.value(at: 12)
    }

    /// Since October 2020 the last six digits are random, so that the check digit says nothing of newer numbers.
    private static let koreanResident = NumberCheck(
        digits: "kr-rrn",
        "A day of birth with its century, and the check digit but for numbers since October 2020 (Resident Registration Act).",
        lengths: [13],
        isProof: true
    ) { code in
        guard (0...4).contains(code.value(at: 6)) || code.value(at: 6) == 9, hasBirthday(code) else { return false }
        return koreanCheck(code, offset: 0) || (3...4).contains(code.value(at: 6)) && code.number(0..<6) >= 201_000
    }

    private static let koreanForeigner = NumberCheck(
        digits: "kr-frn",
        "A day of birth with its century, 5 to 8 for foreigners, and a check digit (Immigration Act, South Korea).",
        lengths: [13],
        isProof: true
    ) { code in
        (5...8).contains(code.value(at: 6)) && hasBirthday(code) && koreanCheck(code, offset: 2)
    }

    private static let koreanBusiness = NumberCheck(
        digits: "kr-brn",
        "Weights 1, 3, 7, 1, 3, 7, 1, 3, 5 give the last digit (National Tax Service, South Korea).",
        lengths: [10],
        isProof: false
    ) { code in
        let sum = code.weighted(SIMD16(1, 3, 7, 1, 3, 7, 1, 3, 5, 0, 0, 0, 0, 0, 0, 0)) + code.value(at: 8) * 5 / 10
        return (10 - sum % 10) % 10 == code.value(at: 9) && code.number(3..<5) > 0
    }
}
