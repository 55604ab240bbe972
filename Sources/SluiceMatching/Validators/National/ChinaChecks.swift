// Checks of numbers that China, Hong Kong and Taiwan give out.

extension NumberCheck {
    static let china = [residentIdentity, hongKongIdentity, taiwanIdentity, taiwanBusiness]

    private static let residentIdentity = NumberCheck(
        "cn-resident-id",
        "A province, a day of birth and the ISO 7064 MOD 11-2 check character agree (GB 11643-1999).",
        lengths: [18],
        isProof: true
    ) { code in
        guard code.isDigits(0..<17), code.isDigit(at: 17) || code[17] == UInt8(ascii: "X") else { return .invalid }
        switch code.number(0..<2) {
        case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81...83, 91: break
        default: return .invalid
        }
        let year = code.number(6..<10)
        guard (1900...2099).contains(year),
            CalendarDate(year: year, month: code.number(10..<12), day: code.number(12..<14)) != nil
        else { return .invalid }
        var product = 0
        for index in 0..<17 { product = (product + code.value(at: index)) * 2 % 11 }
        let check = code.isDigit(at: 17) ? code.value(at: 17) : 10
        return (product + check) % 11 == 1 ? .valid : .invalid
    }

    private static let hongKongIdentity = NumberCheck(
        "hk-id",
        "Weights 9 to 1 give a multiple of 11, letters counting from 10 and a missing first one 36 (Hong Kong ID card).",
        lengths: [8, 9],
        isProof: false
    ) { code in
        let letters = code.count - 7
        guard (0..<letters).allSatisfy({ !code.isDigit(at: $0) }), code.isDigits(letters..<letters + 6),
            code.isDigit(at: code.count - 1) || code[code.count - 1] == UInt8(ascii: "A")
        else { return .invalid }
        var sum = letters == 1 ? 36 * 9 : 0
        for index in 0..<code.count { sum += code.value(at: index) * (code.count - index) }
        return sum % 11 == 0 ? .valid : .invalid
    }

    /// The numbers that letters stand for in identity numbers of Taiwan.
    private static let taiwanLetters = [
        10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33,
    ]

    private static let taiwanIdentity = NumberCheck(
        "tw-id",
        "A letter of a place, the sex or kind of resident, and a check digit agree (Ministry of the Interior, Taiwan).",
        lengths: [10],
        isProof: false
    ) { code in
        guard !code.isDigit(at: 0), code.isDigits(2..<10) else { return .invalid }
        let letter = taiwanLetters[code.value(at: 0) - 10]
        var sum = letter / 10 + letter % 10 * 9
        if code.isDigit(at: 1) {
            guard [1, 2, 8, 9].contains(code.value(at: 1)) else { return .invalid }
            sum += code.value(at: 1) * 8
        } else {
            // Residence certificates before 2021.
            guard (10...13).contains(code.value(at: 1)) else { return .invalid }
            sum += taiwanLetters[code.value(at: 1) - 10] % 10 * 8
        }
        for index in 2..<9 { sum += code.value(at: index) * (9 - index) }
        return (sum + code.value(at: 9)) % 10 == 0 ? .valid : .invalid
    }

    private static let taiwanBusiness = NumberCheck(
        digits: "tw-ubn",
        "The digits of the products with 1, 2, 1, 2, 1, 2, 4, 1 add up to a multiple of five (Ministry of Finance, Taiwan).",
        lengths: [8],
        isProof: false
    ) { code in
        var sum = 0
        for (index, weight) in [1, 2, 1, 2, 1, 2, 4, 1].enumerated() {
            let product = code.value(at: index) * weight
            sum += product / 10 + product % 10
        }
        return sum % 5 == 0 || code.value(at: 6) == 7 && (sum + 1) % 5 == 0
    }
}
