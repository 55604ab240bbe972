// Checks of numbers that Sweden, Norway, Denmark, Finland and Iceland give out.

extension NumberCheck {
    static let nordic = [
        personSweden, organisationSweden, personNorway, organisationNorway, personDenmark, companyDenmark,
        personFinland,
        companyFinland, personIceland,
    ]

    private static let personSweden = NumberCheck(
        digits: "se-personnummer",
        "A day of birth (60 more for coordination numbers) and a Luhn digit over the last ten (Skatteverket SKV 704).",
        lengths: [10, 12],
        isProof: true
    ) { code in
        let start = code.count - 10
        guard start == 0 || code.number(0..<2) == 19 || code.number(0..<2) == 20, code.number(start + 6..<start + 9) > 0
        else { return false }
        let day = code.number(start + 4..<start + 6)
        let year = (start == 0 ? 20 : code.number(0..<2)) * 100 + code.number(start..<start + 2)
        let month = code.number(start + 2..<start + 4)
        let isDay = { (year: Int) in CalendarDate(year: year, month: month, day: day > 60 ? day - 60 : day) != nil }
        return (isDay(year) || start == 0 && isDay(year - 100)) && code.holdsLuhn(start..<start + 10)
    }

    private static let organisationSweden = NumberCheck(
        digits: "se-organisationsnummer",
        "Ten digits with a Luhn digit, of which the third is 2 or more (Skatteverket SKV 709).",
        lengths: [10],
        isProof: false,
        holds: holdsSwedishOrganisation
    )

    /// Whether ten digits are the number of a Swedish organisation.
    static func holdsSwedishOrganisation(_ code: NumberCode) -> Bool {
        (1...9).contains(code.value(at: 0)) && code.value(at: 2) >= 2 && code.holdsLuhn()
    }

    private static let personNorway = NumberCheck(
        digits: "no-fodselsnummer",
        "A day of birth (40 more for D-numbers) and two check digits with modulus 11 (Folkeregisterforskriften § 2-2-1).",
        lengths: [11],
        isProof: true
    ) { code in
        let first = 11 - code.weighted(SIMD16(3, 7, 6, 1, 8, 9, 4, 5, 2, 0, 0, 0, 0, 0, 0, 0)) % 11
        let second = 11 - code.weighted(SIMD16(5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0)) % 11
        guard first % 11 == code.value(at: 9), second % 11 == code.value(at: 10) else { return false }
        // Numbers for help and for tests add 40 and 80 to the month.
        let day = code.number(0..<2)
        let month = code.number(2..<4)
        let plainMonth = month > 80 ? month - 80 : month > 40 ? month - 40 : month
        let year = code.number(4..<6)
        return [1900, 2000].contains { century in
            CalendarDate(year: century + year, month: plainMonth, day: day > 40 ? day - 40 : day) != nil
        }
    }

    private static let organisationNorway = NumberCheck(
        digits: "no-organisasjonsnummer",
        "Nine digits with weights 3, 2, 7, 6, 5, 4, 3, 2 and modulus 11 (Brønnøysundregistrene).",
        lengths: [9],
        isProof: false,
        holds: holdsNorwegianOrganisation
    )

    /// Whether nine digits are the number of a Norwegian organisation.
    static func holdsNorwegianOrganisation(_ code: NumberCode) -> Bool {
        let check = 11 - code.weighted(SIMD16(3, 2, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0)) % 11
        return (8...9).contains(code.value(at: 0)) && check % 11 == code.value(at: 8)
    }

    /// Since 2007 numbers are given out that do not hold the old check with modulus 11.
    private static let personDenmark = NumberCheck(
        digits: "dk-cpr",
        "Six digits are a day of birth (CPR-kontoret, Personnummeret i CPR).",
        lengths: [10],
        isProof: false
    ) { code in
        code.isDayMonthYear(at: 0, century: 2000) || code.isDayMonthYear(at: 0, century: 1900)
    }

    private static let companyDenmark = NumberCheck(
        digits: "dk-cvr",
        "Eight digits with weights 2, 7, 6, 5, 4, 3, 2, 1 give a multiple of eleven (Erhvervsstyrelsen, CVR).",
        lengths: [8],
        isProof: false,
        holds: holdsDanishCompany
    )

    /// Whether eight digits are the number of a Danish company.
    static func holdsDanishCompany(_ code: NumberCode) -> Bool {
        code.value(at: 0) > 0 && code.weighted(SIMD16(2, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0)) % 11 == 0
    }

    /// Ten characters where a sign stands for the century, eleven where a letter does.
    private static let personFinland = NumberCheck(
        "fi-hetu",
        "A day of birth, a sign or letter of the century, and the rest modulo 31 gives the last character (DVV).",
        lengths: [10, 11],
        isProof: true
    ) { code in
        let start = code.count - 4
        guard code.isDigits(0..<6), code.isDigits(start..<start + 3), code.number(start..<start + 3) > 1 else {
            return .invalid
        }
        var centuries = [1800, 1900]
        if code.count == 11 {
            switch code[6] {
            case UInt8(ascii: "A")...UInt8(ascii: "F"): centuries = [2000]
            case UInt8(ascii: "U")...UInt8(ascii: "Y"): centuries = [1900]
            default: return .invalid
            }
        }
        guard centuries.contains(where: { code.isDayMonthYear(at: 0, century: $0) }) else { return .invalid }
        let number = code.number(0..<6) * 1000 + code.number(start..<start + 3)
        return Array("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)[number % 31] == code[start + 3] ? .valid : .invalid
    }

    private static let companyFinland = NumberCheck(
        digits: "fi-y-tunnus",
        "Seven digits with weights 7, 9, 10, 5, 8, 4, 2 and modulus 11 give the last (PRH, Y-tunnus).",
        lengths: [8],
        isProof: false,
        holds: holdsFinnishCompany
    )

    /// Whether eight digits are the number of a Finnish company.
    static func holdsFinnishCompany(_ code: NumberCode) -> Bool {
        let rest = code.weighted(SIMD16(7, 9, 10, 5, 8, 4, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0)) % 11
        return rest != 1 && (11 - rest) % 11 == code.value(at: 7)
    }

    private static let personIceland = NumberCheck(
        digits: "is-kennitala",
        "A day of birth, a check digit with weights 3, 2, 7, 6, 5, 4, 3, 2 and modulus 11, and the century (Þjóðskrá).",
        lengths: [10],
        isProof: true
    ) { code in
        guard code.value(at: 9) == 9 || code.value(at: 9) == 0 || code.value(at: 9) == 8 else { return false }
        let check = 11 - code.weighted(SIMD16(3, 2, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0)) % 11
        guard check % 11 == code.value(at: 8) else { return false }
        // Companies have 40 added to the day.
        let day = code.number(0..<2)
        let year = (code.value(at: 9) == 0 ? 2000 : code.value(at: 9) == 9 ? 1900 : 1800) + code.number(4..<6)
        return CalendarDate(year: year, month: code.number(2..<4), day: day > 40 ? day - 40 : day) != nil
    }
}
