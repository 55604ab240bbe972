// Checks of numbers that the United States give out.

extension NumberCheck {
    static let unitedStates = [itin, employerIdentification, routing, providerIdentifier, medicareBeneficiary, dea]

    /// 9XX with the groups that the Internal Revenue Service issues.
    private static let itin = NumberCheck(
        "us-itin",
        "The area begins with 9 and the group is one that the US Internal Revenue Service gives out (IRM 3.21.263).",
        lengths: [9],
        isProof: false
    ) { code in
        guard code.isDigits, code.value(at: 0) == 9 else { return .invalid }
        // 987-65-4320 to 4329 were set aside for advertisements.
        if code.number(0..<8) == 98_765_432 { return .sample }
        switch code.number(3..<5) {
        case 50...65, 70...88, 90...92, 94...99: return .valid
        default: return .invalid
        }
    }

    private static let employerIdentification = NumberCheck(
        digits: "us-ein",
        "The first two digits are a prefix of a US Internal Revenue Service campus (irs.gov, How EINs are assigned).",
        lengths: [9],
        isProof: false
    ) { code in
        switch code.number(0..<2) {
        case 1...6, 10...16, 20...27, 30...48, 50...68, 71...77, 80...88, 90...95, 98, 99: true
        default: false
        }
    }

    private static let routing = NumberCheck(
        digits: "us-aba-routing",
        "Weights 3, 7, 1 give a multiple of ten, and the first two digits are a Federal Reserve prefix (ABA policy).",
        lengths: [9],
        isProof: false
    ) { code in
        switch code.number(0..<2) {
        case 0...12, 21...32, 61...72, 80:
            code.weighted(SIMD16(3, 7, 1, 3, 7, 1, 3, 7, 1, 0, 0, 0, 0, 0, 0, 0)) % 10 == 0
        default: false
        }
    }

    private static let providerIdentifier = NumberCheck(
        digits: "us-npi",
        "Ten digits from 1 or 2 on whose Luhn digit counts the prefix 80840 (45 CFR 162.406).",
        lengths: [10],
        isProof: false
    ) { code in
        // The prefix adds 24 to the sum.
        (1...2).contains(code.value(at: 0)) && (code.luhnSum(0..<10) + 24) % 10 == 0
    }

    /// The places of letters and digits, without the letters S, L, O, I, B and Z.
    private static let medicareBeneficiary = NumberCheck(
        "us-mbi",
        "Letters and digits stand in their places, without S, L, O, I, B, Z (CMS, Understanding the MBI format).",
        lengths: [11],
        isProof: true
    ) { code in
        let letters = ByteSet(ascii: "ACDEFGHJKMNPQRTUVWXY")
        guard code.value(at: 0) > 0, code.isDigit(at: 0) else { return .invalid }
        for (index, kind) in "CAXNAXNAANN".utf8.enumerated() {
            let byte = code[index]
            let fits =
                switch kind {
                case UInt8(ascii: "A"): letters.contains(byte)
                case UInt8(ascii: "X"): letters.contains(byte) || ByteSet.digits.contains(byte)
                default: ByteSet.digits.contains(byte)
                }
            guard fits else { return .invalid }
        }
        return .valid
    }

    private static let dea = NumberCheck(
        "us-dea",
        "The last digit is that of d1+d3+d5 and twice d2+d4+d6; the first letter is a registrant's (21 CFR 1301, DEA).",
        lengths: [9],
        isProof: false
    ) { code in
        guard ByteSet(ascii: "ABCDEFGHJKLMPRSTUX").contains(code[0]), code.isDigits(2..<9),
            !code.isDigit(at: 1) || code[1] == UInt8(ascii: "9")
        else { return .invalid }
        let odd = code.value(at: 2) + code.value(at: 4) + code.value(at: 6)
        let even = code.value(at: 3) + code.value(at: 5) + code.value(at: 7)
        return (odd + 2 * even) % 10 == code.value(at: 8) && code.number(2..<9) > 0 ? .valid : .invalid
    }
}
