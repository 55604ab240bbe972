// Checks of numbers that Czechia, Slovakia and Hungary give out.

extension NumberCheck {
    static let centralEurope = [birthNumber, healthHungary, taxHungary, companyHungary]

    /// Until 1953 numbers had nine digits, and no check digit.
    private static let birthNumber = NumberCheck(
        digits: "cz-rc",
        "A day of birth (month 50 more for women), and ten digits are a multiple of eleven (zákon 133/2000 Sb.).",
        lengths: [9, 10],
        isProof: false,
        holds: holdsBirthNumber
    )

    /// Whether nine or ten digits are a birth number.
    static func holdsBirthNumber(_ code: NumberCode) -> Bool {
        var month = code.number(2..<4)
        let year = code.number(0..<2)
        if month > 50 { month -= 50 }
        // Since 2004 numbers that were used up go on 20 higher.
        if month > 20, code.count == 10, year < 54 { month -= 20 }
        let century = code.count == 10 && year < 54 ? 2000 : 1900
        guard CalendarDate(year: century + year, month: month, day: code.number(4..<6)) != nil else { return false }
        guard code.count == 10 else { return year < 54 && code.number(6..<9) > 0 }
        // Until 1985 a remainder of ten became a zero.
        return code.number(0..<10) % 11 == 0
            || century == 1900 && year < 86 && code.number(0..<9) % 11 == 10 && code.value(at: 9) == 0
    }

    private static let healthHungary = NumberCheck(
        digits: "hu-taj",
        "Nine digits; weights 3 and 7 in turn give the last modulo ten (1996. évi XX. törvény).",
        lengths: [9],
        isProof: false
    ) { code in
        code.weighted(SIMD16(3, 7, 3, 7, 3, 7, 3, 7, 0, 0, 0, 0, 0, 0, 0, 0)) % 10 == code.value(at: 8)
    }

    private static let taxHungary = NumberCheck(
        digits: "hu-adoazonosito",
        "Ten digits from 8 on; weights 1 to 9 give the last modulo eleven (1996. évi XX. törvény).",
        lengths: [10],
        isProof: false
    ) { code in
        code.value(at: 0) == 8
            && code.weighted(SIMD16(1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0, 0, 0, 0, 0)) % 11 == code.value(at: 9)
    }

    /// The first eight digits have a check digit; then a digit for the kind of tax and two for the county.
    private static let companyHungary = NumberCheck(
        digits: "hu-adoszam",
        "Weights 9, 7, 3, 1 give a multiple of ten over eight digits; then a tax code 1 to 5 and a county (NAV).",
        lengths: [11],
        isProof: false
    ) { code in
        holdsHungarianCompany(code) && (1...5).contains(code.value(at: 8)) && (2...51).contains(code.number(9..<11))
    }

    /// Whether eight digits are the number of a Hungarian company.
    static func holdsHungarianCompany(_ code: NumberCode) -> Bool {
        code.value(at: 0) > 0 && code.weighted(SIMD16(9, 7, 3, 1, 9, 7, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0)) % 10 == 0
    }
}
