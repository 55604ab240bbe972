// Checks of numbers that Mexico gives out.

extension NumberCheck {
    static let mexico = [curp, rfc, rfcForm]

    private static let states: Set<String> = [
        "AS", "BC", "BS", "CC", "CL", "CM", "CS", "CH", "DF", "DG", "GT", "GR", "HG", "JC", "MC", "MN", "MS", "NT",
        "NL", "OC",
        "PL", "QT", "QR", "SP", "SL", "SR", "TC", "TS", "TL", "VZ", "YN", "ZS", "NE",
    ]

    private static let curp = NumberCheck(
        "mx-curp",
        "A day of birth, a sex, a state and the check digit modulo 10 agree (RENAPO, Mexico).",
        lengths: [18],
        isProof: true
    ) { code in
        guard (0..<4).allSatisfy({ !code.isDigit(at: $0) }), code.isDigits(4..<10),
            ByteSet(ascii: "HMX").contains(code[10]), states.contains(code.text(11..<13)),
            (13..<16).allSatisfy({ !code.isDigit(at: $0) }), code.isDigit(at: 17),
            code.isYearMonthDay(at: 4, century: code.isDigit(at: 16) ? 1900 : 2000)
        else { return .invalid }
        // Ñ, which is not ASCII, stands between N and O and is replaced by X in these numbers.
        var sum = 0
        for index in 0..<17 {
            let value = code.value(at: index)
            sum += (value > 23 ? value + 1 : value) * (18 - index)
        }
        return (10 - sum % 10) % 10 == code.value(at: 17) ? .valid : .invalid
    }

    private static let rfc = NumberCheck(
        "mx-rfc",
        "A day and the check character modulo 11 agree (SAT, Mexico).",
        lengths: [12, 13],
        isProof: true
    ) { code in
        guard holdsTaxForm(code) else { return .invalid }
        // Digits count themselves, letters 10 to 36 with & at 24 and Ñ at 38; a missing first letter counts as a space,
        // 37.
        var sum = code.count == 12 ? 37 * 13 : 0
        for index in 0..<code.count - 1 {
            let value = code.value(at: index)
            sum += (value > 23 ? value + 1 : value) * (code.count - index)
        }
        let check = (11 - sum % 11) % 11
        return check == code.value(at: code.count - 1) ? .valid : .invalid
    }

    /// Not a few numbers were given out whose check character does not hold; SAT goes by its register.
    private static let rfcForm = NumberCheck(
        "mx-rfc-form",
        "A day, and a last character that can be a check character: a digit or A (SAT, Mexico).",
        lengths: [12, 13],
        isProof: false
    ) { code in
        holdsTaxForm(code) ? .valid : .invalid
    }

    private static func holdsTaxForm(_ code: NumberCode) -> Bool {
        let letters = code.count - 9
        return (0..<letters).allSatisfy { !code.isDigit(at: $0) } && code.isDigits(letters..<letters + 6)
            && (code.isYearMonthDay(at: letters, century: 2000) || code.isYearMonthDay(at: letters, century: 1900))
            && (code.isDigit(at: code.count - 1) || code[code.count - 1] == UInt8(ascii: "A"))
    }
}
