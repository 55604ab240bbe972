// Checks of numbers that Spain gives out.

extension NumberCheck {
    static let spain = [identity, foreigner, companySpain, socialSecuritySpain, bankAccountSpain]

    private static let letters = Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)

    private static let identity = NumberCheck(
        "es-nif",
        "Eight digits modulo 23 give the letter (Ministerio del Interior, DNI).",
        lengths: [9],
        isProof: false
    ) { code in
        guard code.isDigits(0..<8), code.number(0..<8) > 0 else { return .invalid }
        return letters[code.number(0..<8) % 23] == code[8] ? .valid : .invalid
    }

    private static let foreigner = NumberCheck(
        "es-nie",
        "X, Y or Z counts as 0, 1 or 2 before seven digits; all modulo 23 give the letter (Ministerio del Interior, NIE).",
        lengths: [9],
        isProof: false
    ) { code in
        guard code.isDigits(1..<8), ByteSet(ascii: "XYZ").contains(code[0]) else { return .invalid }
        let number = Int(code[0] - UInt8(ascii: "X")) * 10_000_000 + code.number(1..<8)
        return letters[number % 23] == code[8] ? .valid : .invalid
    }

    private static let companySpain = NumberCheck(
        "es-cif",
        "A letter for the kind of company, seven digits, and a digit or letter by Luhn's sum (Agencia Tributaria, Orden EHA/451/2008).",
        lengths: [9],
        isProof: false
    ) { code in
        guard ByteSet(ascii: "ABCDEFGHJNPQRSUVW").contains(code[0]), code.isDigits(1..<8) else { return .invalid }
        let check = (10 - code.alternatingDigitSum(1..<8, first: 2) % 10) % 10
        if code.isDigit(at: 8) {
            return code.value(at: 8) == check && !ByteSet(ascii: "PQRSNW").contains(code[0]) ? .valid : .invalid
        }
        return Array("JABCDEFGHI".utf8)[check] == code[8] && !ByteSet(ascii: "ABEH").contains(code[0])
            ? .valid : .invalid
    }

    private static let socialSecuritySpain = NumberCheck(
        digits: "es-nuss",
        "Province and number modulo 97 give the last two digits (Tesorería General de la Seguridad Social).",
        lengths: [12],
        isProof: false
    ) { code in
        let province = code.number(0..<2)
        guard (1...53).contains(province) || province == 66 else { return false }
        let number = code.number(2..<10)
        let joined = number < 10_000_000 ? number + province * 10_000_000 : code.number(0..<10)
        return joined % 97 == code.number(10..<12)
    }

    private static let bankAccountSpain = NumberCheck(
        digits: "es-ccc",
        "The ninth and tenth of twenty digits check bank and branch, and the account, modulo 11 (Banco de España, CCC).",
        lengths: [20],
        isProof: true
    ) { code in
        let weights = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]
        func digit(_ range: Range<Int>) -> Int {
            let sum = zip(range, weights.suffix(range.count)).reduce(0) { $0 + code.value(at: $1.0) * $1.1 }
            let check = 11 - sum % 11
            return check > 9 ? 11 - check : check
        }
        return digit(0..<8) == code.value(at: 8) && digit(10..<20) == code.value(at: 9)
    }
}
