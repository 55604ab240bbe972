// Checks of numbers that Belgium, the Netherlands and Luxembourg give out.

extension NumberCheck {
    static let benelux = [nationalBelgium, companyBelgium, citizenService, nationalLuxembourg]

    private static let nationalBelgium = NumberCheck(
        digits: "be-nn",
        "A day of birth, and 97 less the rest modulo 97, with a 2 before it from the year 2000 on (Rijksregister).",
        lengths: [11],
        isProof: true
    ) { code in
        let rest = code.number(0..<9)
        let check = code.number(9..<11)
        let isBefore2000 = 97 - rest % 97 == check
        guard isBefore2000 || 97 - (2_000_000_000 + rest) % 97 == check else { return false }
        // Foreigners in the second register have 20 or 40 added to the month; months and days may be unknown.
        let month = code.number(2..<4) % 20
        let day = code.number(4..<6)
        guard code.number(2..<4) <= 52, month <= 12, code.number(6..<9) > 0 else { return false }
        guard month > 0, day > 0 else { return day == 0 && month == 0 }
        return CalendarDate(year: (isBefore2000 ? 1900 : 2000) + code.number(0..<2), month: month, day: day) != nil
    }

    private static let companyBelgium = NumberCheck(
        digits: "be-company",
        "Ten digits from 0 or 1 on; the last two are 97 less the rest modulo 97 (Kruispuntbank van Ondernemingen).",
        lengths: [10],
        isProof: false,
        holds: holdsBelgianCompany
    )

    /// Whether ten digits are the number of a Belgian company.
    static func holdsBelgianCompany(_ code: NumberCode) -> Bool {
        code.value(at: 0) <= 1 && code.number(1..<8) > 0
            && 97 - code.number(0..<8) % 97 == code.number(8..<10)
    }

    private static let citizenService = NumberCheck(
        digits: "nl-bsn",
        "Weights 9 to 2 and -1 give a multiple of eleven (Rijksdienst voor Identiteitsgegevens, elfproef).",
        lengths: [8, 9],
        isProof: false
    ) { code in
        let weights: SIMD16<Int16> =
            code.count == 9
            ? SIMD16(9, 8, 7, 6, 5, 4, 3, 2, -1, 0, 0, 0, 0, 0, 0, 0)
            : SIMD16(8, 7, 6, 5, 4, 3, 2, -1, 0, 0, 0, 0, 0, 0, 0, 0)
        return code.weighted(weights) % 11 == 0
    }

    private static let nationalLuxembourg = NumberCheck(
        digits: "lu-nin",
        "A day of birth, then a Luhn digit and a Verhoeff digit of the first eleven (loi du 19 juin 2013, CTIE).",
        lengths: [13],
        isProof: true
    ) { code in
        let isDay =
            CalendarDate(year: code.number(0..<4), month: code.number(4..<6), day: code.number(6..<8)) != nil
        guard isDay, (1880...2040).contains(code.number(0..<4)), code.holdsLuhn(0..<12) else { return false }
        let bytes = (0..<11).map { code[$0] } + [code[12]]
        return Verhoeff().validate(bytes.span) == .valid
    }
}
