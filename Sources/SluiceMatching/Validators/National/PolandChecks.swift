// Checks of numbers that Poland gives out.

extension NumberCheck {
    static let poland = [populationPoland, taxPoland, businessPoland, identityCardPoland, passportPoland]

    private static let populationPoland = NumberCheck(
        digits: "pl-pesel",
        "A day of birth from 1900 to 2040, and weights 1, 3, 7, 9 give a multiple of ten (Ustawa o ewidencji ludności).",
        lengths: [11],
        isProof: true
    ) { code in
        guard code.weighted(SIMD16(1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1, 0, 0, 0, 0, 0)) % 10 == 0 else { return false }
        // Months of the years from 2000 on are 20 higher.
        let month = code.number(2..<4)
        let century = month > 20 ? 2000 : 1900
        let year = century + code.number(0..<2)
        return year <= 2040
            && CalendarDate(year: year, month: month > 20 ? month - 20 : month, day: code.number(4..<6)) != nil
    }

    private static let taxPoland = NumberCheck(
        digits: "pl-nip",
        "Weights 6, 5, 7, 2, 3, 4, 5, 6, 7 and modulus 11 give the last digit (Ustawa o NIP).",
        lengths: [10],
        isProof: false,
        holds: holdsPolishTax
    )

    /// Whether ten digits are the tax number of a person or company of Poland.
    static func holdsPolishTax(_ code: NumberCode) -> Bool {
        code.number(0..<3) > 100
            && code.weighted(SIMD16(6, 5, 7, 2, 3, 4, 5, 6, 7, 0, 0, 0, 0, 0, 0, 0)) % 11 == code.value(at: 9)
    }

    private static let businessPoland = NumberCheck(
        digits: "pl-regon",
        "Weights 8, 9, 2, 3, 4, 5, 6, 7, and for fourteen digits more, with modulus 11 give the last digit (GUS, REGON).",
        lengths: [9, 14],
        isProof: false
    ) { code in
        let short = code.weighted(SIMD16(8, 9, 2, 3, 4, 5, 6, 7, 0, 0, 0, 0, 0, 0, 0, 0)) % 11 % 10
        guard short == code.value(at: 8) else { return false }
        guard code.count == 14 else { return true }
        let long = code.weighted(SIMD16(2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8, 0, 0, 0)) % 11 % 10
        return long == code.value(at: 13)
    }

    private static let identityCardPoland = NumberCheck(
        "pl-id-card",
        "Three letters and six digits with weights 7, 3, 1, 9, 7, 3, 1, 7, 3 give a multiple of ten (MSWiA, dowód osobisty).",
        lengths: [9],
        isProof: false
    ) { code in
        guard (0..<3).allSatisfy({ !code.isDigit(at: $0) }), code.isDigits(3..<9) else { return .invalid }
        let sum = code.weighted(SIMD16(7, 3, 1, 9, 7, 3, 1, 7, 3, 0, 0, 0, 0, 0, 0, 0))
        return sum % 10 == 0 ? .valid : .invalid
    }

    private static let passportPoland = NumberCheck(
        "pl-passport",
        "Two letters and seven digits with weights 7, 3, 9, 1, 7, 3, 1, 7, 3 give a multiple of ten (MSWiA, paszport).",
        lengths: [9],
        isProof: false
    ) { code in
        guard !code.isDigit(at: 0), !code.isDigit(at: 1), code.isDigits(2..<9) else { return .invalid }
        let sum = code.weighted(SIMD16(7, 3, 9, 1, 7, 3, 1, 7, 3, 0, 0, 0, 0, 0, 0, 0))
        return sum % 10 == 0 ? .valid : .invalid
    }
}
