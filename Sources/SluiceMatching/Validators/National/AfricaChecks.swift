// Checks of numbers that countries of Africa give out.

extension NumberCheck {
    static let africa = [southAfricanIdentity, egyptianIdentity]

    private static let southAfricanIdentity = NumberCheck(
        digits: "za-id",
        "A day of birth, a citizenship of 0 to 2 and a Luhn digit agree (Department of Home Affairs, South Africa).",
        lengths: [13],
        isProof: true
    ) { code in
        code.value(at: 10) <= 2 && code.holdsLuhn()
            && (code.isYearMonthDay(at: 0, century: 2000) || code.isYearMonthDay(at: 0, century: 1900))
    }

    private static let egyptianIdentity = NumberCheck(
        digits: "eg-national-id",
        "A century of 2 or 3, a day of birth and a governorate (Civil Status Organization, Egypt).",
        lengths: [14],
        isProof: true
    ) { code in
        guard (2...3).contains(code.value(at: 0)) else { return false }
        switch code.number(7..<9) {
        case 1...4, 11...19, 21...29, 31...35, 88: break
        default: return false
        }
        return code.isYearMonthDay(at: 1, century: code.value(at: 0) == 2 ? 1900 : 2000)
    }
}
