// Checks of numbers that Canada and its provinces give out.

extension NumberCheck {
    static let canada = [socialInsurance, ontarioHealth, britishColumbiaHealth, quebecHealth]

    private static let socialInsurance = NumberCheck(
        digits: "ca-sin",
        "A Luhn digit, and a first digit other than 0 and 8 (Service Canada, Social Insurance Number code of practice).",
        lengths: [9],
        isProof: false
    ) { code in
        code.value(at: 0) != 0 && code.value(at: 0) != 8 && code.holdsLuhn()
    }

    private static let ontarioHealth = NumberCheck(
        "ca-ohip",
        "Ten digits with a Luhn digit, then a version code of up to two letters (Ontario Ministry of Health).",
        lengths: [10, 11, 12],
        isProof: false
    ) { code in
        guard code.isDigits(0..<10), code.value(at: 0) > 0, code.holdsLuhn(0..<10) else { return .invalid }
        return (10..<code.count).contains { code.isDigit(at: $0) } ? .invalid : .valid
    }

    private static let britishColumbiaHealth = NumberCheck(
        digits: "ca-bc-phn",
        "Ten digits from 9 on; weights 2, 4, 8, 5, 10, 9, 7, 3 and modulus 11 give the last (BC Ministry of Health).",
        lengths: [10],
        isProof: false
    ) { code in
        let sum = code.weighted(SIMD16(0, 2, 4, 8, 5, 10, 9, 7, 3, 0, 0, 0, 0, 0, 0, 0))
        return code.value(at: 0) == 9 && 11 - sum % 11 == code.value(at: 9)
    }

    private static let quebecHealth = NumberCheck(
        "ca-ramq",
        "Four letters, then year, month (50 more for women) and day of birth (Régie de l'assurance maladie du Québec).",
        lengths: [12],
        isProof: false
    ) { code in
        guard (0..<4).allSatisfy({ !code.isDigit(at: $0) }), code.isDigits(4..<12) else { return .invalid }
        let month = code.number(6..<8)
        let day = code.number(8..<10)
        let year = 2000 + code.number(4..<6)
        let isDay = CalendarDate(year: year, month: month > 50 ? month - 50 : month, day: day) != nil
        return isDay ? .valid : .invalid
    }
}
