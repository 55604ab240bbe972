// Checks of numbers that Ireland gives out.

extension NumberCheck {
    static let ireland = [personalPublicService]

    private static let personalPublicService = NumberCheck(
        "ie-pps",
        "Weights 8 to 2, and 9 for a second letter, give the check letter modulo 23 (Social Welfare Act 2005, Revenue).",
        lengths: [8, 9],
        isProof: false
    ) { code in
        guard code.isDigits(0..<7), !code.isDigit(at: 7) else { return .invalid }
        var sum = code.weighted(SIMD16(8, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        if code.count == 9 {
            switch code[8] {
            case UInt8(ascii: "A")...UInt8(ascii: "I"): sum += 9 * (code.value(at: 8) - 9)
            case UInt8(ascii: "W"), UInt8(ascii: "T"), UInt8(ascii: "X"): break
            default: return .invalid
            }
        }
        let letters = Array("WABCDEFGHIJKLMNOPQRSTUV".utf8)
        return letters[sum % 23] == code[7] ? .valid : .invalid
    }
}
