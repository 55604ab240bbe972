// Checks of numbers that the United Kingdom gives out.

extension NumberCheck {
    static let unitedKingdom = [nationalHealth, nationalInsurance, taxReference, postcode, drivingLicence, vehicle]

    private static let nationalHealth = NumberCheck(
        digits: "uk-nhs",
        "Weights 10 to 1 give a multiple of eleven (NHS Data Model and Dictionary, NHS NUMBER).",
        lengths: [10],
        isProof: false
    ) { code in
        code.weighted(SIMD16(10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0)) % 11 == 0
    }

    /// The letters that HM Revenue & Customs uses. QQ is the prefix of the numbers in its own forms; it is never
    /// issued.
    private static let nationalInsurance = NumberCheck(
        "uk-nino",
        "Prefix and suffix letters are ones that HM Revenue & Customs uses (National Insurance Manual NIM39110).",
        lengths: [9],
        isProof: false
    ) { code in
        guard code.isDigits(2..<8), ByteSet(ascii: "ABCD").contains(code[8]) else { return .invalid }
        if code.hasPrefix("QQ") { return .sample }
        guard ByteSet(ascii: "ABCEGHJKLMNOPRSTWXYZ").contains(code[0]),
            ByteSet(ascii: "ABCEGHJKLMNPRSTWXYZ").contains(code[1])
        else { return .invalid }
        let isUnused =
            code.hasPrefix("BG") || code.hasPrefix("GB") || code.hasPrefix("KN") || code.hasPrefix("NK")
            || code.hasPrefix("NT") || code.hasPrefix("TN") || code.hasPrefix("ZZ")
        return isUnused ? .invalid : .valid
    }

    private static let taxReference = NumberCheck(
        digits: "uk-utr",
        "The first digit is the check digit of the others: weights 6, 7, 8, 9, 10, 5, 4, 3, 2, modulus 11 (HMRC).",
        lengths: [10],
        isProof: false
    ) { code in
        let sum = code.weighted(SIMD16(0, 6, 7, 8, 9, 10, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0))
        let digits = SIMD16<UInt8>(2, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0, 0)
        return Int(digits[sum % 11]) == code.value(at: 0)
    }

    private static let postcode = NumberCheck(
        "uk-postcode",
        "The area is one of the 124 of Royal Mail, and the last three characters are a digit and two letters that it uses.",
        lengths: [5, 6, 7],
        isProof: false
    ) { code in
        let inward = code.count - 3
        let letters = ByteSet(ascii: "ABDEFGHJLNPQRSTUWXYZ")
        guard code.isDigit(at: inward), letters.contains(code[inward + 1]), letters.contains(code[inward + 2]) else {
            return .invalid
        }
        let areaLength = code.isDigit(at: 1) ? 1 : 2
        guard !code.isDigit(at: 0), postcodeAreas.contains(code.text(0..<areaLength)) else { return .invalid }
        // The district: a digit, two digits, or a digit and a letter.
        let district = areaLength..<inward
        guard (1...2).contains(district.count), code.isDigit(at: areaLength) else { return .invalid }
        if district.count == 2, !code.isDigit(at: areaLength + 1),
            !ByteSet(ascii: "ABCDEFGHJKMNPRSTUVWXY").contains(code[areaLength + 1])
        {
            return .invalid
        }
        return .valid
    }

    private static let postcodeAreas: Set<String> = Set(
        """
        AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY \
        G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR \
        NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA \
        WC WD WF WN WR WS WV YO ZE
        """.split(separator: " ").map(String.init)
    )

    private static let drivingLicence = NumberCheck(
        "uk-driving-licence",
        "Surname, day of birth (month 50 more for women), initials and a check part stand in their places (DVLA).",
        lengths: [16],
        isProof: true
    ) { code in
        // The surname is filled up with 9 to five characters.
        var isFilled = false
        for index in 0..<5 {
            if code.isDigit(at: index) {
                guard index > 0, code[index] == UInt8(ascii: "9") else { return .invalid }
                isFilled = true
            } else if isFilled {
                return .invalid
            }
        }
        guard code.isDigits(5..<11), !code.isDigit(at: 11) else { return .invalid }
        guard !code.isDigit(at: 12) || code[12] == UInt8(ascii: "9"), code.isDigit(at: 13) else { return .invalid }
        // Decade digit, month, day, year digit.
        let month = code.number(6..<8)
        let year = 1900 + code.value(at: 5) * 10 + code.value(at: 10)
        let isDay = CalendarDate(year: year, month: month > 50 ? month - 50 : month, day: code.number(8..<10)) != nil
        let isLeapDay = month % 50 == 2 && code.number(8..<10) == 29
        return isDay || isLeapDay ? .valid : .invalid
    }

    private static let vehicle = NumberCheck(
        "uk-vehicle",
        "Two area letters, an age number of 02 to 29 or 51 to 79, three letters without I, Q (DVLA INF104).",
        lengths: [7],
        isProof: false
    ) { code in
        guard code.isDigits(2..<4), ByteSet(ascii: "ABCDEFGHKLMNOPRSVWXY").contains(code[0]),
            ByteSet(ascii: "ABCDEFGHJKLMNOPRSTUVWXY").contains(code[1])
        else { return .invalid }
        let last = ByteSet(ascii: "ABCDEFGHJKLMNOPRSTUVWXYZ")
        let age = code.number(2..<4)
        guard (4..<7).allSatisfy({ last.contains(code[$0]) }), (2...29).contains(age) || (51...79).contains(age) else {
            return .invalid
        }
        return .valid
    }
}
