// Checks of numbers that countries of Latin America give out, apart from Mexico.

extension NumberCheck {
    static let latinAmerica = [
        cpf, cnpj, cnh, cuit, rut, nit, ecuadorianIdentity, uruguayanIdentity, rif, dominicanIdentity, peruvianTax,
    ]

    /// The check digit of the first `count` characters with weights that run from 2 up to `most` and again, from the
    /// right.
    private static func cyclicSum(_ code: NumberCode, _ count: Int, most: Int, isBrazilian: Bool = false) -> Int {
        var (sum, weight) = (0, 2)
        for index in (0..<count).reversed() {
            // Letters of the newer CNPJ count by their place behind `0` in ASCII.
            let value = isBrazilian ? Int(code[index]) - 48 : code.value(at: index)
            sum += value * weight
            weight = weight == most ? 2 : weight + 1
        }
        return sum
    }

    private static func eleven(_ sum: Int) -> Int {
        sum % 11 < 2 ? 0 : 11 - sum % 11
    }

    private static let cpf = NumberCheck(
        digits: "br-cpf",
        "Two check digits modulo 11 hold, weights 10 to 2 and 11 to 2 (Receita Federal, Brazil).",
        lengths: [11],
        isProof: true
    ) { code in
        eleven(cyclicSum(code, 9, most: 10)) == code.value(at: 9)
            && eleven(cyclicSum(code, 10, most: 11)) == code.value(at: 10)
    }

    private static let cnpj = NumberCheck(
        "br-cnpj",
        "Two check digits modulo 11 hold, letters allowed from July 2026 on (Receita Federal, IN RFB 2.229/2024).",
        lengths: [14],
        isProof: true
    ) { code in
        guard code.isDigits(12..<14), !code.isRepeated,
            eleven(cyclicSum(code, 12, most: 9, isBrazilian: true)) == code.value(at: 12),
            eleven(cyclicSum(code, 13, most: 9, isBrazilian: true)) == code.value(at: 13)
        else { return .invalid }
        return .valid
    }

    private static let cnh = NumberCheck(
        digits: "br-cnh",
        "Two check digits modulo 11 hold, weights 9 to 1 and 1 to 9 (Senatran, Brazil).",
        lengths: [11],
        isProof: false
    ) { code in
        var (first, second) = (0, 0)
        for index in 0..<9 {
            first += code.value(at: index) * (9 - index)
            second += code.value(at: index) * (index + 1)
        }
        let isHigh = first % 11 >= 10
        let check = isHigh ? 0 : first % 11
        let rest = second % 11
        let last = rest >= 10 ? 0 : rest - (isHigh ? 2 : 0)
        return check == code.value(at: 9) && (last < 0 ? last + 11 : last) == code.value(at: 10)
    }

    private static let cuit = NumberCheck(
        digits: "ar-cuit",
        "A prefix of a kind of person, and a check digit modulo 11 (AFIP, Argentina).",
        lengths: [11],
        isProof: false
    ) { code in
        switch code.number(0..<2) {
        case 20, 23...27, 30, 33, 34, 50, 51, 55: break
        default: return false
        }
        let rest = code.weighted(SIMD16(5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0)) % 11
        let check = rest == 0 ? 0 : rest == 1 ? 9 : 11 - rest
        return check == code.value(at: 10)
    }

    private static let rut = NumberCheck(
        "cl-rut",
        "Weights 2 to 7 in turn modulo 11 give the last character, K for ten (Servicio de Impuestos Internos, Chile).",
        lengths: [8, 9],
        isProof: false
    ) { code in
        let last = code.count - 1
        guard code.isDigits(0..<last), code.isDigit(at: last) || code[last] == UInt8(ascii: "K"),
            code.number(0..<last) >= 1_000_000, !code.isRepeated
        else { return .invalid }
        let check = (11 - cyclicSum(code, last, most: 7) % 11) % 11
        return check == (code.isDigit(at: last) ? code.value(at: last) : 10) ? .valid : .invalid
    }

    private static let nit = NumberCheck(
        digits: "co-nit",
        "Weights 3, 7, 13, 17, 19, 23, 29, 37, 41 from the right modulo 11 give the last digit (DIAN, Colombia).",
        lengths: [9, 10],
        isProof: false
    ) { code in
        let weights = [3, 7, 13, 17, 19, 23, 29, 37, 41]
        let last = code.count - 1
        var sum = 0
        for index in 0..<last { sum += code.value(at: last - 1 - index) * weights[index] }
        let rest = sum % 11
        return (rest < 2 ? rest : 11 - rest) == code.value(at: last) && code.value(at: 0) > 0
    }

    private static let ecuadorianIdentity = NumberCheck(
        digits: "ec-ci",
        "A province, a third digit below 6 and a Luhn digit agree (Registro Civil, Ecuador).",
        lengths: [10],
        isProof: false
    ) { code in
        let province = code.number(0..<2)
        return ((1...24).contains(province) || province == 30 || province == 50) && code.value(at: 2) < 6
            && code.holdsLuhn()
    }

    private static let uruguayanIdentity = NumberCheck(
        digits: "uy-ci",
        "Weights 2, 9, 8, 7, 6, 3, 4 modulo 10 give the last digit (DNIC, Uruguay).",
        lengths: [7, 8],
        isProof: false
    ) { code in
        let weights = code.count == 8 ? [2, 9, 8, 7, 6, 3, 4] : [9, 8, 7, 6, 3, 4]
        var sum = 0
        for (index, weight) in weights.enumerated() { sum += code.value(at: index) * weight }
        return (10 - sum % 10) % 10 == code.value(at: code.count - 1)
    }

    private static let rif = NumberCheck(
        "ve-rif",
        "A letter of a kind of person and weights 3, 2, 7 to 2 modulo 11 give the last digit (SENIAT, Venezuela).",
        lengths: [10],
        isProof: false
    ) { code in
        let kinds: [UInt8: Int] = [
            UInt8(ascii: "V"): 4, UInt8(ascii: "E"): 8, UInt8(ascii: "J"): 12, UInt8(ascii: "P"): 16,
            UInt8(ascii: "G"): 20,
        ]
        guard let kind = kinds[code[0]], code.isDigits(1..<10) else { return .invalid }
        let sum = kind + code.weighted(SIMD16(0, 3, 2, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0, 0))
        let check = 11 - sum % 11
        return (check >= 10 ? 0 : check) == code.value(at: 9) ? .valid : .invalid
    }

    private static let dominicanIdentity = NumberCheck(
        digits: "do-cedula",
        "Eleven digits of which the last is a Luhn digit (Junta Central Electoral, Dominican Republic).",
        lengths: [11],
        isProof: false
    ) { code in
        code.holdsLuhn() && (1...402).contains(code.number(0..<3))
    }

    private static let peruvianTax = NumberCheck(
        digits: "pe-ruc",
        "A prefix of a kind of person, and weights 5, 4, 3, 2, 7 to 2 modulo 11 give the last digit (SUNAT, Peru).",
        lengths: [11],
        isProof: false
    ) { code in
        guard [10, 15, 16, 17, 20].contains(code.number(0..<2)) else { return false }
        let sum = code.weighted(SIMD16(5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0))
        return (11 - sum % 11) % 10 == code.value(at: 10)
    }
}
