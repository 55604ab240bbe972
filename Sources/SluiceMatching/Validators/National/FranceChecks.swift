// Checks of numbers that France gives out.

extension NumberCheck {
    static let france = [nationalRegister, taxpayer, company, establishment]

    private static let nationalRegister = NumberCheck(
        "fr-nir",
        "Sex, month and department are ones that occur, and the key is 97 less the rest modulo 97 (INSEE, NIR).",
        lengths: [15],
        isProof: true
    ) { code in
        guard code.isDigits(0..<6), code.isDigits(7..<15) else { return .invalid }
        switch code.value(at: 0) {
        case 1, 2, 3, 4, 7, 8: break
        default: return .invalid
        }
        switch code.number(3..<5) {
        case 1...12, 20, 30...42, 50...99: break
        default: return .invalid
        }
        // Corsica's departments 2A and 2B count as 19 and 18.
        var number = code.number(0..<5)
        let department: Int
        if code.isDigit(at: 6) {
            department = code.number(5..<7)
        } else {
            guard code[5] == UInt8(ascii: "2"), code[6] == UInt8(ascii: "A") || code[6] == UInt8(ascii: "B") else {
                return .invalid
            }
            department = code[6] == UInt8(ascii: "A") ? 19 : 18
        }
        guard department > 0, code.number(7..<10) > 0, code.number(10..<13) > 0 else { return .invalid }
        number = number * 100_000_000 + department * 1_000_000 + code.number(7..<13)
        return 97 - number % 97 == code.number(13..<15) ? .valid : .invalid
    }

    private static let taxpayer = NumberCheck(
        digits: "fr-spi",
        "Thirteen digits from 0 to 3 on; the last three are the first ten modulo 511 (DGFiP, numéro fiscal).",
        lengths: [13],
        isProof: true
    ) { code in
        code.value(at: 0) <= 3 && code.number(0..<10) % 511 == code.number(10..<13) && code.number(0..<10) > 0
    }

    private static let company = NumberCheck(
        digits: "fr-siren",
        "Nine digits with a Luhn digit (INSEE, SIRENE).",
        lengths: [9],
        isProof: false
    ) { code in
        code.holdsLuhn()
    }

    private static let establishment = NumberCheck(
        digits: "fr-siret",
        "A SIREN and five digits, with a Luhn digit; the post office adds its digits to a multiple of five (INSEE).",
        lengths: [14],
        isProof: true
    ) { code in
        guard code.holdsLuhn(0..<9) else { return false }
        if code.hasPrefix("356000000") { return (0..<14).reduce(0) { $0 + code.value(at: $1) } % 5 == 0 }
        return code.holdsLuhn()
    }
}
