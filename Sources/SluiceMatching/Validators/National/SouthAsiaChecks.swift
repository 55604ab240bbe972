// Checks of numbers that India, Pakistan and Sri Lanka give out.

extension NumberCheck {
    static let southAsia = [aadhaar, pan, gstin, voter, pakistaniIdentity, sriLankanIdentity]

    private static let aadhaar = NumberCheck(
        digits: "in-aadhaar",
        "Twelve digits from 2 on with a Verhoeff digit, no palindrome (UIDAI).",
        lengths: [12],
        isProof: false
    ) { code in
        guard code.value(at: 0) >= 2, code.holdsVerhoeff() else { return false }
        return !(0..<6).allSatisfy { code[$0] == code[11 - $0] }
    }

    /// The kinds of holders: company, person, family, firm, association, trust, body, local authority, artificial,
    /// state.
    private static let holders = ByteSet(ascii: "CPHFATBLJG")

    private static func isPAN(_ code: NumberCode, at start: Int) -> Bool {
        (start..<start + 5).allSatisfy { !code.isDigit(at: $0) } && code.isDigits(start + 5..<start + 9)
            && !code.isDigit(at: start + 9) && holders.contains(code[start + 3])
            && code.number(start + 5..<start + 9) > 0
    }

    private static let pan = NumberCheck(
        "in-pan",
        "Five letters of which the fourth is a kind of holder, four digits, a letter (Income Tax Department, India).",
        lengths: [10],
        isProof: false
    ) { code in
        guard isPAN(code, at: 0) else { return .invalid }
        return code.text(0..<5) == "AAAPA" || code.text(0..<10) == "ABCDE1234F" ? .sample : .valid
    }

    private static let gstin = NumberCheck(
        "in-gstin",
        "A state, a PAN, and a check character modulo 36 agree (Goods and Services Tax Network, India).",
        lengths: [15],
        isProof: true
    ) { code in
        guard code.isDigits(0..<2), (1...38).contains(code.number(0..<2)) || [97, 99].contains(code.number(0..<2)),
            isPAN(code, at: 2), code[13] == UInt8(ascii: "Z"), code[12] != UInt8(ascii: "0")
        else { return .invalid }
        var sum = 0
        for index in 0..<14 {
            let product = code.value(at: index) * (index % 2 == 0 ? 1 : 2)
            sum += product / 36 + product % 36
        }
        return (36 - sum % 36) % 36 == code.value(at: 14) ? .valid : .invalid
    }

    private static let voter = NumberCheck(
        "in-voter",
        "Three letters and seven digits of which the last is a Luhn digit (Election Commission of India, EPIC).",
        lengths: [10],
        isProof: false
    ) { code in
        guard (0..<3).allSatisfy({ !code.isDigit(at: $0) }), code.isDigits(3..<10), code.number(3..<10) > 0 else {
            return .invalid
        }
        return code.holdsLuhn(3..<10) ? .valid : .invalid
    }

    private static let pakistaniIdentity = NumberCheck(
        digits: "pk-cnic",
        "The first digit is a province, 1 to 7, and the last tells the sex (NADRA, Pakistan).",
        lengths: [13],
        isProof: false
    ) { code in
        (1...7).contains(code.value(at: 0)) && code.value(at: 12) > 0
    }

    private static let sriLankanIdentity = NumberCheck(
        "lk-nic",
        "A year and a day of it, 500 more for women (Department for Registration of Persons, Sri Lanka).",
        lengths: [10, 12],
        isProof: false
    ) { code in
        let isOld = code.count == 10
        guard code.isDigits(0..<(isOld ? 9 : 12)),
            !isOld || ByteSet(ascii: "VX").contains(code[9]),
            isOld || (1900...2099).contains(code.number(0..<4))
        else { return .invalid }
        let day = isOld ? code.number(2..<5) : code.number(4..<7)
        return (1...366).contains(day > 500 ? day - 500 : day) ? .valid : .invalid
    }
}
