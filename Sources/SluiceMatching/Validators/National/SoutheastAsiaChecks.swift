// Checks of numbers that countries of Southeast Asia give out.

extension NumberCheck {
    static let southeastAsia = [
        singaporeIdentity, singaporeEntity, malaysianIdentity, thaiIdentity, indonesianIdentity, vietnameseIdentity,
    ]

    private static let singaporeIdentity = NumberCheck(
        "sg-nric-fin",
        "Weights 2, 7, 6, 5, 4, 3, 2 modulo 11 give the last letter in the table of the first (ICA, Singapore).",
        lengths: [9],
        isProof: false
    ) { code in
        guard code.isDigits(1..<8) else { return .invalid }
        var sum = code.weighted(SIMD16(0, 2, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0))
        let letters: [UInt8]
        switch code[0] {
        case UInt8(ascii: "S"): letters = Array("JZIHGFEDCBA".utf8)
        case UInt8(ascii: "T"): (sum, letters) = (sum + 4, Array("JZIHGFEDCBA".utf8))
        case UInt8(ascii: "F"): letters = Array("XWUTRQPNMLK".utf8)
        case UInt8(ascii: "G"): (sum, letters) = (sum + 4, Array("XWUTRQPNMLK".utf8))
        case UInt8(ascii: "M"): (sum, letters) = (sum + 3, Array("KLJNPQRTUWX".utf8.reversed()))
        default: return .invalid
        }
        return code[8] == letters[sum % 11] ? .valid : .invalid
    }

    private static let singaporeEntity = NumberCheck(
        "sg-uen",
        "Weighted digits modulo 11 or 23 give the last letter of a unique entity number (ACRA, Singapore).",
        lengths: [9, 10],
        isProof: false
    ) { code in
        if code.count == 9 {
            guard code.isDigits(0..<8) else { return .invalid }
            let sum = code.weighted(SIMD16(10, 4, 9, 3, 8, 2, 7, 1, 0, 0, 0, 0, 0, 0, 0, 0))
            return code[8] == Array("XMKECAWLJDB".utf8)[sum % 11] ? .valid : .invalid
        }
        if code.isDigit(at: 0) {
            // A company by its year.
            guard code.isDigits(0..<9), (1800...2099).contains(code.number(0..<4)) else { return .invalid }
            let sum = code.weighted(SIMD16(10, 8, 6, 4, 9, 7, 5, 3, 1, 0, 0, 0, 0, 0, 0, 0))
            return code[9] == Array("ZKCMDNERGWH".utf8)[sum % 11] ? .valid : .invalid
        }
        guard ByteSet(ascii: "RST").contains(code[0]), code.isDigits(1..<3), !code.isDigit(at: 3), !code.isDigit(at: 4),
            code.isDigits(5..<9), !code.isDigit(at: 9)
        else { return .invalid }
        let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWX0123456789".utf8)
        var sum = 0
        for (index, weight) in [4, 3, 5, 3, 10, 2, 2, 5, 7].enumerated() {
            guard let value = alphabet.firstIndex(of: code[index]) else { return .invalid }
            sum += value * weight
        }
        return alphabet[(sum - 5) % 11] == code[9] ? .valid : .invalid
    }

    private static let malaysianIdentity = NumberCheck(
        digits: "my-nric",
        "A day of birth and a code of a place that exists (National Registration Department, Malaysia).",
        lengths: [12],
        isProof: false
    ) { code in
        switch code.number(6..<8) {
        case 0, 17...20, 69, 70, 73, 80, 81, 94...97: return false
        default: return code.isYearMonthDay(at: 0, century: 2000) || code.isYearMonthDay(at: 0, century: 1900)
        }
    }

    private static let thaiIdentity = NumberCheck(
        digits: "th-tnin",
        "Weights 13 to 2 modulo 11 give the last digit, and the first is a kind of person (DOPA, Thailand).",
        lengths: [13],
        isProof: false
    ) { code in
        let sum = code.weighted(SIMD16(13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0))
        return code.value(at: 0) > 0 && code.value(at: 0) < 9 && (11 - sum % 11) % 10 == code.value(at: 12)
    }

    private static let indonesianIdentity = NumberCheck(
        digits: "id-nik",
        "A province and a day of birth, 40 more for women (Ministry of Home Affairs, Indonesia).",
        lengths: [16],
        isProof: false
    ) { code in
        switch code.number(0..<2) {
        case 11...21, 31...36, 51...53, 61...65, 71...76, 81, 82, 91...97: break
        default: return false
        }
        let day = code.number(6..<8)
        return code.number(2..<4) > 0 && code.number(4..<6) > 0 && code.number(12..<16) > 0
            && CalendarDate(
                year: 2000 + code.number(10..<12),
                month: code.number(8..<10),
                day: day > 40 ? day - 40 : day
            ) != nil
    }

    private static let vietnameseIdentity = NumberCheck(
        digits: "vn-cccd",
        "A province, and a century and sex of 0 to 3 (Ministry of Public Security, Viet Nam, decree 137/2015).",
        lengths: [12],
        isProof: false
    ) { code in
        let province = code.number(0..<3)
        return province >= 1 && province <= 96 && code.value(at: 3) <= 3
    }
}
