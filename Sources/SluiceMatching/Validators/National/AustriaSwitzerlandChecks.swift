// Checks of numbers that Austria and Switzerland give out.

extension NumberCheck {
    static let austriaAndSwitzerland = [socialInsuranceAustria, socialInsuranceSwitzerland, companySwitzerland]

    private static let socialInsuranceAustria = NumberCheck(
        digits: "at-svnr",
        "The fourth digit is the check digit of the others with modulus 11, the last six are a day (ASVG § 31).",
        lengths: [10],
        isProof: true
    ) { code in
        let sum = code.weighted(SIMD16(3, 7, 9, 0, 5, 8, 4, 2, 1, 6, 0, 0, 0, 0, 0, 0))
        guard code.value(at: 0) > 0, sum % 11 == code.value(at: 3) else { return false }
        // Where the numbers of a day are used up, months above twelve are given out.
        let month = code.number(6..<8)
        let day = code.number(4..<6)
        return month > 12
            ? month <= 15 && (1...31).contains(day)
            : code.isDayMonthYear(at: 4, century: 2000)
                || code.isDayMonthYear(at: 4, century: 1900)
    }

    private static let socialInsuranceSwitzerland = NumberCheck(
        digits: "ch-ahv",
        "Thirteen digits from 756 on with the check digit of EAN-13 (ZAS, AHV number).",
        lengths: [13],
        isProof: true
    ) { code in
        code.hasPrefix("756")
            && code.weighted(SIMD16(1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 0, 0, 0)) % 10 == 0
    }

    private static let companySwitzerland = NumberCheck(
        "ch-uid",
        "CHE and nine digits, the last by weights 5, 4, 3, 2, 7, 6, 5, 4 and modulus 11 (eCH-0097).",
        lengths: [12],
        isProof: true
    ) { code in
        code.hasPrefix("CHE") && holdsCompanySwitzerland(code.dropping(3)) ? .valid : .invalid
    }

    /// Whether nine digits are the number of a Swiss company.
    static func holdsCompanySwitzerland(_ code: NumberCode) -> Bool {
        guard code.count == 9, code.isDigits, !code.isRepeated else { return false }
        let sum = code.weighted(SIMD16(5, 4, 3, 2, 7, 6, 5, 4, 0, 0, 0, 0, 0, 0, 0, 0))
        return (11 - sum % 11) % 11 == code.value(at: 8)
    }
}
