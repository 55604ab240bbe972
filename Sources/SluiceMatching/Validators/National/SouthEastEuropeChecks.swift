// Checks of numbers that Romania, Bulgaria, Croatia, Slovenia, the other countries of former Yugoslavia and Greece give
// out.

extension NumberCheck {
    static let southEastEurope = [
        personRomania, personBulgaria, personCroatia, masterCitizen, taxSlovenia, socialSecurityGreece, taxGreece,
    ]

    private static let personRomania = NumberCheck(
        digits: "ro-cnp",
        "Sex and century, a day of birth, a county, and weights 279146358279 with modulus 11 (Legea 105/1996).",
        lengths: [13],
        isProof: true
    ) { code in
        let rest = code.weighted(SIMD16(2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9, 0, 0, 0, 0)) % 11
        guard (rest == 10 ? 1 : rest) == code.value(at: 12), code.number(9..<12) > 0 else { return false }
        switch code.number(7..<9) {
        case 1...48, 51, 52, 70, 80...83: break
        default: return false
        }
        switch code.value(at: 0) {
        case 1, 2: return code.isYearMonthDay(at: 1, century: 1900)
        case 3, 4: return code.isYearMonthDay(at: 1, century: 1800)
        case 5, 6: return code.isYearMonthDay(at: 1, century: 2000)
        case 7, 8, 9: return code.isYearMonthDay(at: 1, century: 1900) || code.isYearMonthDay(at: 1, century: 2000)
        default: return false
        }
    }

    private static let personBulgaria = NumberCheck(
        digits: "bg-egn",
        "A day of birth (month 20 or 40 more for other centuries), and weights with modulus 11 (ЗГР, ГРАО).",
        lengths: [10],
        isProof: false,
        holds: holdsBulgarianPerson
    )

    /// Whether ten digits are the number of a person of Bulgaria.
    static func holdsBulgarianPerson(_ code: NumberCode) -> Bool {
        let check = code.weighted(SIMD16(2, 4, 8, 5, 10, 9, 7, 3, 6, 0, 0, 0, 0, 0, 0, 0)) % 11 % 10
        guard check == code.value(at: 9) else { return false }
        let month = code.number(2..<4)
        let (century, plain) = month > 40 ? (2000, month - 40) : month > 20 ? (1800, month - 20) : (1900, month)
        return CalendarDate(year: century + code.number(0..<2), month: plain, day: code.number(4..<6)) != nil
    }

    private static let personCroatia = NumberCheck(
        digits: "hr-oib",
        "Eleven digits with the check digit of ISO 7064 MOD 11,10 (Zakon o osobnom identifikacijskom broju).",
        lengths: [11],
        isProof: false
    ) { code in
        code.holdsHybrid()
    }

    private static let masterCitizen = NumberCheck(
        digits: "yu-jmbg",
        "A day of birth, a region, and weights 7 to 2 twice with modulus 11 (Zakon o jedinstvenom matičnom broju).",
        lengths: [13],
        isProof: true
    ) { code in
        let check = 11 - code.weighted(SIMD16(7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0)) % 11
        // Ten and eleven are written as 0.
        guard check % 11 % 10 == code.value(at: 12) else { return false }
        // The year has three digits.
        let year = code.number(4..<7)
        guard year >= 850 || year <= 60 else { return false }
        return CalendarDate(
            year: year + (year >= 850 ? 1000 : 2000),
            month: code.number(2..<4),
            day: code.number(0..<2)
        )
            != nil
    }

    private static let taxSlovenia = NumberCheck(
        digits: "si-davcna",
        "Eight digits with weights 8 to 2 and modulus 11 (FURS, davčna številka).",
        lengths: [8],
        isProof: false,
        holds: holdsSlovenianTax
    )

    /// Whether eight digits are the tax number of a person or company of Slovenia.
    static func holdsSlovenianTax(_ code: NumberCode) -> Bool {
        let check = 11 - code.weighted(SIMD16(8, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0)) % 11
        return code.value(at: 0) > 0 && check != 11 && check % 10 == code.value(at: 7)
    }

    private static let socialSecurityGreece = NumberCheck(
        digits: "gr-amka",
        "A day of birth and a Luhn digit (ΗΔΙΚΑ, ΑΜΚΑ, Ν. 3655/2008).",
        lengths: [11],
        isProof: true
    ) { code in
        code.holdsLuhn()
            && (code.isDayMonthYear(at: 0, century: 2000) || code.isDayMonthYear(at: 0, century: 1900))
    }

    private static let taxGreece = NumberCheck(
        digits: "gr-afm",
        "Nine digits; the powers of two give the last modulo eleven (ΑΑΔΕ, ΑΦΜ).",
        lengths: [9],
        isProof: false,
        holds: holdsGreekTax
    )

    /// Whether nine digits are the tax number of a person or company of Greece.
    static func holdsGreekTax(_ code: NumberCode) -> Bool {
        code.number(0..<8) > 0
            && code.weighted(SIMD16(256, 128, 64, 32, 16, 8, 4, 2, 0, 0, 0, 0, 0, 0, 0, 0)) % 11 % 10
                == code.value(at: 8)
    }
}
