// Checks of numbers that Estonia, Latvia and Lithuania give out.

extension NumberCheck {
    static let baltic = [personEstonia, personLithuania, personLatvia]

    private static let personEstonia = NumberCheck(
        digits: "ee-isikukood",
        "Century and sex, a day of birth, and a check digit with modulus 11 in two rounds (EVS 585:2007).",
        lengths: [11],
        isProof: true,
        holds: holdsCenturyDay
    )

    private static let personLithuania = NumberCheck(
        digits: "lt-asmens-kodas",
        "Century and sex, a day of birth, and a check digit with modulus 11 in two rounds (Registrų centras).",
        lengths: [11],
        isProof: true,
        holds: holdsCenturyDay
    )

    private static func holdsCenturyDay(_ code: NumberCode) -> Bool {
        guard (1...8).contains(code.value(at: 0)) else { return false }
        guard code.isYearMonthDay(at: 1, century: 1800 + (code.value(at: 0) - 1) / 2 * 100) else { return false }
        var check = code.weighted(SIMD16(1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 0, 0, 0, 0, 0, 0)) % 11
        if check == 10 { check = code.weighted(SIMD16(3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 0, 0, 0, 0, 0, 0)) % 11 % 10 }
        return check == code.value(at: 10)
    }

    /// Since 2017 numbers are given out that begin with 32 and tell no day.
    private static let personLatvia = NumberCheck(
        digits: "lv-personas-kods",
        "A day of birth with its century, or 32 first; a check digit with modulus 11 in the old form (PMLP).",
        lengths: [11],
        isProof: false
    ) { code in
        if code.number(0..<2) == 32 { return true }
        let sum = code.weighted(SIMD16(10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 0, 0, 0, 0, 0, 0))
        guard code.value(at: 6) <= 2, (1 + sum) % 11 % 10 == code.value(at: 10) else { return false }
        return code.isDayMonthYear(at: 0, century: 1800 + 100 * code.value(at: 6))
    }
}
