// Checks of numbers that Italy gives out.

extension NumberCheck {
    static let italy = [fiscalCode, valueAddedTaxItaly]

    /// What characters at odd places count for, by their value: 0 to 9, then A to Z (DM 23 December 1976).
    private static let oddPlaces: [UInt8] = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21,
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
    ]

    private static let fiscalCode = NumberCheck(
        "it-fiscal-code",
        "Month letter, day and check letter are right, where letters may stand for digits (DM 23 December 1976).",
        lengths: [16],
        isProof: true
    ) { code in
        guard (0..<6).allSatisfy({ !code.isDigit(at: $0) }), !code.isDigit(at: 8), !code.isDigit(at: 11),
            !code.isDigit(at: 15), ByteSet(ascii: "ABCDEHLMPRST").contains(code[8]),
            let day = fiscalDigit(code[9]).flatMap({ tens in fiscalDigit(code[10]).map { tens * 10 + $0 } }),
            (1...31).contains(day) || (41...71).contains(day),
            [6, 7, 12, 13, 14].allSatisfy({ fiscalDigit(code[$0]) != nil })
        else { return .invalid }
        var sum = 0
        for index in 0..<15 {
            let value = code.value(at: index)
            // Places count from one, so the first is odd.
            sum += index % 2 == 0 ? Int(oddPlaces[value]) : value < 10 ? value : value - 10
        }
        return sum % 26 == code.value(at: 15) - 10 ? .valid : .invalid
    }

    /// The digit that a character of the code means; letters stand for digits where two people would have one code.
    private static func fiscalDigit(_ byte: UInt8) -> Int? {
        if ByteSet.digits.contains(byte) { return Int(byte - UInt8(ascii: "0")) }
        return Array("LMNPQRSTUV".utf8).firstIndex(of: byte)
    }

    private static let valueAddedTaxItaly = NumberCheck(
        digits: "it-vat",
        "Eleven digits with a Luhn digit, of which three name a province's office (DPR 633/1972, Agenzia delle Entrate).",
        lengths: [11],
        isProof: false,
        holds: holdsItalianVAT
    )

    /// Whether eleven digits are the tax number of an Italian company.
    static func holdsItalianVAT(_ code: NumberCode) -> Bool {
        guard code.number(0..<7) > 0, code.holdsLuhn() else { return false }
        switch code.number(7..<10) {
        case 1...100, 120, 121, 888, 999: return true
        default: return false
        }
    }
}
