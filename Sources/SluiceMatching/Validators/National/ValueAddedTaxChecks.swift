// Checks of value added tax numbers, by the country code that they begin with.

extension NumberCheck {
    static let valueAddedTax = [valueAddedTaxNumber, valueAddedTaxGermany]

    private static let valueAddedTaxNumber = NumberCheck(
        "eu-vat",
        "Behind a country's code stands a tax number with that country's check digits (European Commission, VIES).",
        lengths: Set(8...16),
        isProof: true
    ) { code in
        guard !code.isDigit(at: 0), !code.isDigit(at: 1) else { return .invalid }
        return holdsValueAddedTax(country: code.text(0..<2), code.dropping(2)) ? .valid : .invalid
    }

    private static let valueAddedTaxGermany = NumberCheck(
        "de-vat",
        "DE and nine digits with the check digit of ISO 7064 MOD 11,10 (BZSt, USt-IdNr.).",
        lengths: [11],
        isProof: true
    ) { code in
        code.hasPrefix("DE") && holdsGermanVAT(code.dropping(2)) ? .valid : .invalid
    }

    private static func holdsGermanVAT(_ code: NumberCode) -> Bool {
        code.count == 9 && code.isDigits && code.value(at: 0) > 0 && code.holdsHybrid()
    }

    /// Whether the rest of a number is right for a country's code.
    private static func holdsValueAddedTax(country: String, _ code: NumberCode) -> Bool {
        let digits = code.isDigits && !code.isRepeated
        switch country {
        case "AT": return holdsAustrianVAT(code)
        case "BE": return digits && code.count == 10 && holdsBelgianCompany(code)
        case "BG":
            return digits && (code.count == 9 ? holdsBulgarianCompany(code) : code.count == 10)
        case "CY": return holdsCypriotVAT(code)
        case "CZ": return digits && holdsCzechVAT(code)
        case "DE": return holdsGermanVAT(code)
        case "DK": return digits && code.count == 8 && holdsDanishCompany(code)
        case "EE": return digits && code.count == 9 && holdsEstonianVAT(code)
        case "EL", "GR": return digits && code.count == 9 && holdsGreekTax(code)
        case "ES": return code.count == 9 && holdsSpanishVAT(code)
        case "FI": return digits && code.count == 8 && holdsFinnishCompany(code)
        case "FR": return holdsFrenchVAT(code)
        case "GB", "XI": return digits && holdsBritishVAT(code)
        case "HR": return digits && code.count == 11 && code.holdsHybrid()
        case "HU": return digits && code.count == 8 && holdsHungarianCompany(code)
        case "IE": return holdsIrishVAT(code)
        case "IT": return digits && code.count == 11 && holdsItalianVAT(code)
        case "LT": return digits && holdsLithuanianVAT(code)
        case "LU": return digits && code.count == 8 && code.number(0..<6) % 89 == code.number(6..<8)
        case "LV": return digits && code.count == 11 && holdsLatvianVAT(code)
        case "MT":
            return digits && code.count == 8
                && code.weighted(SIMD16(3, 4, 6, 7, 8, 9, 10, 1, 0, 0, 0, 0, 0, 0, 0, 0)) % 37 == 0
                && code.value(at: 0) > 0
        case "NL": return holdsDutchVAT(code)
        case "PL": return digits && code.count == 10 && holdsPolishTax(code)
        case "PT": return digits && code.count == 9 && holdsPortugueseTax(code)
        case "RO": return digits && holdsRomanianCompany(code)
        case "SE": return digits && code.count == 12 && holdsSwedishVAT(code)
        case "SI": return digits && code.count == 8 && holdsSlovenianTax(code)
        case "SK": return digits && code.count == 10 && holdsSlovakVAT(code)
        case "NO": return holdsNorwegianVAT(code)
        case "CH": return holdsSwissVAT(code)
        default: return false
        }
    }

    /// U and eight digits: the sum with weights 1 and 2 in turn, plus 4.
    private static func holdsAustrianVAT(_ code: NumberCode) -> Bool {
        guard code.count == 9, code[0] == UInt8(ascii: "U"), code.isDigits(1..<9) else { return false }
        return (10 - (code.alternatingDigitSum(1..<8, first: 1) + 4) % 10) % 10 == code.value(at: 8)
    }

    /// Nine digits: the sum of the first eight by their places, or by two more where that gives ten.
    private static func holdsBulgarianCompany(_ code: NumberCode) -> Bool {
        var check = code.weighted(SIMD16(1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0)) % 11
        if check == 10 { check = code.weighted(SIMD16(3, 4, 5, 6, 7, 8, 9, 10, 0, 0, 0, 0, 0, 0, 0, 0)) % 11 % 10 }
        return check == code.value(at: 8)
    }

    /// Eight digits and a letter; digits at odd places count as in Italy's fiscal code.
    private static func holdsCypriotVAT(_ code: NumberCode) -> Bool {
        guard code.count == 9, code.isDigits(0..<8), !code.isDigit(at: 8), code.number(0..<2) != 12 else {
            return false
        }
        let odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
        var sum = 0
        for index in 0..<8 { sum += index % 2 == 0 ? odd[code.value(at: index)] : code.value(at: index) }
        return sum % 26 == code.value(at: 8) - 10
    }

    /// Eight digits of a company, or a birth number.
    private static func holdsCzechVAT(_ code: NumberCode) -> Bool {
        switch code.count {
        case 8:
            let rest = code.weighted(SIMD16(8, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0)) % 11
            let check = rest == 0 ? 1 : rest == 1 ? 0 : 11 - rest
            return code.value(at: 0) < 9 && check == code.value(at: 7)
        case 9, 10: return holdsBirthNumber(code)
        default: return false
        }
    }

    private static func holdsEstonianVAT(_ code: NumberCode) -> Bool {
        code.weighted(SIMD16(3, 7, 1, 3, 7, 1, 3, 7, 1, 0, 0, 0, 0, 0, 0, 0)) % 10 == 0
    }

    private static func holdsSpanishVAT(_ code: NumberCode) -> Bool {
        ["es-nif", "es-nie", "es-cif"].contains { name in
            spain.contains { $0.name == name && $0.check(code) == .valid }
        }
    }

    /// Two check digits and a SIREN; in the newer form letters stand among the two.
    private static func holdsFrenchVAT(_ code: NumberCode) -> Bool {
        guard code.count == 11, code.isDigits(2..<11), code.holdsLuhn(2..<11), code.number(2..<11) > 0 else {
            return false
        }
        guard code.isDigits(0..<2) else {
            // Letters without I and O; the key is counted in 24s or 34s.
            let places = Array("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)
            guard let first = places.firstIndex(of: code[0]), let second = places.firstIndex(of: code[1]) else {
                return false
            }
            let key = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100
            return (code.number(2..<11) + 1 + key / 11) % 11 == key % 11
        }
        return (12 + 3 * (code.number(2..<11) % 97)) % 97 == code.number(0..<2)
    }

    /// Nine or twelve digits: the sum is a multiple of 97, or lacks 55 of one.
    private static func holdsBritishVAT(_ code: NumberCode) -> Bool {
        guard code.count == 9 || code.count == 12 else { return false }
        let sum =
            code.weighted(SIMD16(8, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0)) + code.number(7..<9)
        return code.number(0..<7) > 0 && (sum % 97 == 0 || (sum + 55) % 97 == 0)
    }

    /// As the number of a person; in the old form a letter or sign stands second.
    private static func holdsIrishVAT(_ code: NumberCode) -> Bool {
        ireland.contains { $0.check(code) == .valid }
    }

    /// Nine digits whose eighth is 1, or twelve whose eleventh is.
    private static func holdsLithuanianVAT(_ code: NumberCode) -> Bool {
        guard code.count == 9 || code.count == 12, code.value(at: code.count - 2) == 1 else { return false }
        func rest(_ shift: Int) -> Int {
            (0..<code.count - 1).reduce(0) { $0 + code.value(at: $1) * (1 + ($1 + shift) % 9) } % 11
        }
        let first = rest(0)
        return (first == 10 ? rest(2) % 10 : first) == code.value(at: code.count - 1)
    }

    /// Companies begin with 4 or a higher digit; people have the number of a person.
    private static func holdsLatvianVAT(_ code: NumberCode) -> Bool {
        guard code.value(at: 0) > 3 else {
            return baltic.contains { $0.name == "lv-personas-kods" && $0.check(code) == .valid }
        }
        let sum = code.weighted(SIMD16(9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 0, 0, 0, 0, 0, 0))
        let check = 3 - sum % 11
        return (check == -1 ? -1 : check < -1 ? check + 11 : check) == code.value(at: 10)
    }

    /// Nine digits, B, two digits: those of a company hold the check of persons' numbers, or all modulo 97.
    private static func holdsDutchVAT(_ code: NumberCode) -> Bool {
        guard code.count == 12, code.isDigits(0..<9), code[9] == UInt8(ascii: "B"), code.isDigits(10..<12),
            code.number(10..<12) > 0, code.number(0..<9) > 0
        else { return false }
        if code.weighted(SIMD16(9, 8, 7, 6, 5, 4, 3, 2, -1, 0, 0, 0, 0, 0, 0, 0)) % 11 == 0 { return true }
        var remainder = Mod97Remainder()
        for byte in "NL".utf8 { _ = remainder.take(byte) }
        for index in 0..<12 { _ = remainder.take(code[index]) }
        return remainder.value == 1
    }

    /// Two to ten digits with weights 7, 5, 3, 2, 1, 7, 5, 3, 2 at their ends.
    private static func holdsRomanianCompany(_ code: NumberCode) -> Bool {
        guard (2...10).contains(code.count), code.value(at: 0) > 0 else { return false }
        let weights = [7, 5, 3, 2, 1, 7, 5, 3, 2].suffix(code.count - 1)
        let sum = zip(0..<code.count - 1, weights).reduce(0) { $0 + code.value(at: $1.0) * $1.1 }
        return sum * 10 % 11 % 10 == code.value(at: code.count - 1)
    }

    private static func holdsSwedishVAT(_ code: NumberCode) -> Bool {
        (1...94).contains(code.number(10..<12)) && code.holdsLuhn(0..<10)
    }

    /// Ten digits that eleven divides; the third is 2, 3, 4, 7, 8 or 9.
    private static func holdsSlovakVAT(_ code: NumberCode) -> Bool {
        code.number(0..<10) % 11 == 0 && code.value(at: 0) > 0 && [2, 3, 4, 7, 8, 9].contains(code.value(at: 2))
    }

    /// Nine digits and MVA.
    private static func holdsNorwegianVAT(_ code: NumberCode) -> Bool {
        guard code.count == 12, code.isDigits(0..<9), code.text(9..<12) == "MVA" else { return false }
        return holdsNorwegianOrganisation(code)
    }

    /// E, nine digits, and the tax's name in one of three languages.
    private static func holdsSwissVAT(_ code: NumberCode) -> Bool {
        guard code.count > 10, code[0] == UInt8(ascii: "E"),
            ["MWST", "TVA", "IVA"].contains(code.text(10..<code.count))
        else { return false }
        var digits = NumberCode()
        for index in 1..<10 { digits.append(code[index]) }
        return holdsCompanySwitzerland(digits)
    }
}
