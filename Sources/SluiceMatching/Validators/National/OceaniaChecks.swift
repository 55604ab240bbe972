// Checks of numbers that Australia and New Zealand give out.

extension NumberCheck {
    static let oceania = [taxFile, businessNumber, companyNumber, australianMedicare, inlandRevenue, healthIndex]

    private static let taxFile = NumberCheck(
        digits: "au-tfn",
        "Weights 1, 4, 3, 7, 5, 8, 6, 9, 10 give a multiple of 11 (Australian Taxation Office).",
        lengths: [8, 9],
        isProof: false
    ) { code in
        code.count == 9
            ? code.weighted(SIMD16(1, 4, 3, 7, 5, 8, 6, 9, 10, 0, 0, 0, 0, 0, 0, 0)) % 11 == 0
            : code.weighted(SIMD16(10, 7, 8, 4, 6, 3, 5, 1, 0, 0, 0, 0, 0, 0, 0, 0)) % 11 == 0
    }

    private static let businessNumber = NumberCheck(
        digits: "au-abn",
        "With the first digit less one, weights 10, 1, 3 … 19 give a multiple of 89 (Australian Business Register).",
        lengths: [11],
        isProof: false
    ) { code in
        let sum = code.weighted(SIMD16(10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 0, 0, 0, 0, 0))
        return code.value(at: 0) > 0 && (sum - 10) % 89 == 0
    }

    private static let companyNumber = NumberCheck(
        digits: "au-acn",
        "Weights 8 to 1 modulo 10 give the last digit (Australian Securities and Investments Commission).",
        lengths: [9],
        isProof: false
    ) { code in
        let sum = code.weighted(SIMD16(8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0))
        return (10 - sum % 10) % 10 == code.value(at: 8)
    }

    private static let australianMedicare = NumberCheck(
        digits: "au-medicare",
        "The first digit is 2 to 6, and weights 1, 3, 7, 9 modulo 10 give the ninth (Services Australia).",
        lengths: [10, 11],
        isProof: false
    ) { code in
        let sum = code.weighted(SIMD16(1, 3, 7, 9, 1, 3, 7, 9, 0, 0, 0, 0, 0, 0, 0, 0))
        return (2...6).contains(code.value(at: 0)) && sum % 10 == code.value(at: 8) && code.value(at: 9) > 0
    }

    private static let inlandRevenue = NumberCheck(
        digits: "nz-ird",
        "In range, and one of two sets of weights modulo 11 gives the last digit (Inland Revenue, New Zealand).",
        lengths: [8, 9],
        isProof: false
    ) { code in
        let number = code.number(0..<code.count)
        guard (10_000_000...150_000_000).contains(number) else { return false }
        var check = (11 - sum(number / 10, [2, 3, 4, 5, 6, 7, 2, 3]) % 11) % 11
        if check == 10 { check = (11 - sum(number / 10, [6, 7, 2, 5, 2, 3, 4, 7]) % 11) % 11 }
        return check < 10 && check == number % 10
    }

    /// The sum of the digits of `number`, from the last on, each times its weight.
    private static func sum(_ number: Int, _ weights: [Int]) -> Int {
        var (sum, rest) = (0, number)
        for weight in weights {
            sum += rest % 10 * weight
            rest /= 10
        }
        return sum
    }

    /// Letters count along the alphabet without I and O.
    private static let healthIndex = NumberCheck(
        "nz-nhi",
        "Weights 7 to 2 modulo 11, or modulo 23 for the newer form, give the last character (HISO 10046, New Zealand).",
        lengths: [7],
        isProof: false
    ) { code in
        let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)
        func value(_ index: Int) -> Int? {
            code.isDigit(at: index) ? code.value(at: index) : alphabet.firstIndex(of: code[index]).map { $0 + 1 }
        }
        guard (0..<3).allSatisfy({ !code.isDigit(at: $0) }), code.isDigits(3..<5) else { return .invalid }
        let isOld = code.isDigits(5..<7)
        guard isOld || !code.isDigit(at: 5) && !code.isDigit(at: 6) else { return .invalid }
        var sum = 0
        for index in 0..<6 {
            guard let value = value(index) else { return .invalid }
            sum += value * (7 - index)
        }
        guard let last = value(6) else { return .invalid }
        if isOld {
            let rest = sum % 11
            return rest != 0 && (11 - rest) % 10 == last ? .valid : .invalid
        }
        return 23 - sum % 23 == last ? .valid : .invalid
    }
}
