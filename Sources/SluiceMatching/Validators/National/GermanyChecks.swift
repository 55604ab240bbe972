// Checks of numbers that Germany gives out.

extension NumberCheck {
    static let germany = [
        taxIdentification, taxNumber, identityDocument, pensionInsurance, healthInsurance, physician, practice,
    ]

    private static let taxIdentification = NumberCheck(
        digits: "de-tax-id",
        "ISO 7064 MOD 11,10; of the first ten digits one stands there twice or thrice, the others once (BZSt, § 139b AO).",
        lengths: [11],
        isProof: true
    ) { code in
        guard code.value(at: 0) > 0, code.holdsHybrid() else { return false }
        var counts = SIMD16<UInt8>.zero
        for index in 0..<10 { counts[code.value(at: index)] += 1 }
        let repeated = (0..<10).filter { counts[$0] > 1 }
        guard repeated.count == 1, counts[repeated[0]] <= 3 else { return false }
        // Three of a kind never stand side by side.
        return !(0..<8).contains { code[$0] == code[$0 + 1] && code[$0] == code[$0 + 2] }
    }

    /// Numbers of the tax offices: the first digits name the Land, the office's number is never zero.
    private static let taxNumber = NumberCheck(
        digits: "de-tax-number",
        "Ten or eleven digits of a tax office, or thirteen that begin with a Land's number (ELSTER, Steuernummern).",
        lengths: [10, 11, 13],
        isProof: false
    ) { code in
        guard code.count == 13 else { return code.number(2..<code.count - 1) > 0 }
        switch code.number(0..<2) {
        case 11, 21...24, 26...28, 30...32, 40, 41, 51...59, 91, 92: break
        default:
            guard code.value(at: 0) == 1 || code.value(at: 0) == 5 || code.value(at: 0) == 9 else { return false }
        }
        // The unified federal form has a zero behind the office's four digits.
        return code.value(at: 4) == 0
    }

    private static let documentCharacters = ByteSet(ascii: "CFGHJKLMNPRTVWXYZ0123456789")

    /// Identity cards, passports and residence permits: nine characters, of which the last may be followed by its check
    /// digit.
    private static let identityDocument = NumberCheck(
        "de-document",
        "Nine characters without vowels and the like, then a check digit with weights 7, 3, 1 (BMI, ICAO Doc 9303).",
        lengths: [9, 10],
        isProof: false
    ) { code in
        guard (0..<9).allSatisfy({ documentCharacters.contains(code[$0]) }),
            ByteSet(ascii: "CFGHJKLMNPRTVWXY").contains(code[0]), (1..<9).contains(where: { code.isDigit(at: $0) })
        else { return .invalid }
        guard code.count == 10 else { return .valid }
        let sum = code.weighted(SIMD16(7, 3, 1, 7, 3, 1, 7, 3, 1, 0, 0, 0, 0, 0, 0, 0))
        return code.isDigit(at: 9) && sum % 10 == code.value(at: 9) ? .valid : .invalid
    }

    private static let pensionInsurance = NumberCheck(
        "de-rvnr",
        "A day of birth, and the check digit of the digits and the letter's place (VKVV § 2, Deutsche Rentenversicherung).",
        lengths: [12],
        isProof: true
    ) { code in
        guard code.isDigits(0..<8), !code.isDigit(at: 8), code.isDigits(9..<12) else { return .invalid }
        guard code.isDayMonthYear(at: 2, century: 2000) || code.isDayMonthYear(at: 2, century: 1900) else {
            return .invalid
        }
        let letter = code.value(at: 8) - 9
        let weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]
        var digits = (0..<8).map { code.value(at: $0) }
        digits += [letter / 10, letter % 10, code.value(at: 9), code.value(at: 10)]
        var sum = 0
        for (digit, weight) in zip(digits, weights) { sum += digit * weight / 10 + digit * weight % 10 }
        return sum % 10 == code.value(at: 11) ? .valid : .invalid
    }

    private static let healthInsurance = NumberCheck(
        "de-kvnr",
        "A letter and nine digits, the last a check digit of the letter's place and the others (GKV, § 290 SGB V).",
        lengths: [10],
        isProof: false
    ) { code in
        guard !code.isDigit(at: 0), code.isDigits(1..<10) else { return .invalid }
        let letter = code.value(at: 0) - 9
        let twice = letter % 10 * 2
        let sum = letter / 10 + twice / 10 + twice % 10 + code.alternatingDigitSum(1..<9, first: 1)
        return sum % 10 == code.value(at: 9) ? .valid : .invalid
    }

    private static let physician = NumberCheck(
        digits: "de-lanr",
        "Nine digits; the seventh is the check digit of the first six, with weights 4 and 9 (KBV, Arztnummern).",
        lengths: [9],
        isProof: false
    ) { code in
        let sum = code.weighted(SIMD16(4, 9, 4, 9, 4, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        return (10 - sum % 10) % 10 == code.value(at: 6)
    }

    private static let practice = NumberCheck(
        digits: "de-bsnr",
        "Nine digits, of which the first two name a medical association (KBV, Betriebsstättennummern).",
        lengths: [9],
        isProof: false
    ) { code in
        switch code.number(0..<2) {
        case 1...3, 17, 20, 31, 35, 38, 46, 51, 52, 71...74, 78, 83, 88, 93, 98, 99: true
        default: false
        }
    }
}
