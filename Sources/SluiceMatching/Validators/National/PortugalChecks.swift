// Checks of numbers that Portugal gives out.

extension NumberCheck {
    static let portugal = [taxPortugal, citizenCardPortugal]

    private static let taxPortugal = NumberCheck(
        digits: "pt-nif",
        "Weights 9 to 2 and modulus 11 give the last digit; the first is one that is given out (Decreto-Lei 14/2013).",
        lengths: [9],
        isProof: false,
        holds: holdsPortugueseTax
    )

    /// Whether nine digits are the tax number of a person or company of Portugal.
    static func holdsPortugueseTax(_ code: NumberCode) -> Bool {
        guard code.value(at: 0) != 0, code.value(at: 0) != 4 || code.value(at: 1) == 5 else { return false }
        let check = 11 - code.weighted(SIMD16(9, 8, 7, 6, 5, 4, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0)) % 11
        return (check > 9 ? 0 : check) == code.value(at: 8)
    }

    /// Eight digits with a check digit, two letters or digits of the card's version, and a check digit of all.
    private static let citizenCardPortugal = NumberCheck(
        "pt-citizen-card",
        "Luhn's sum over digits and letters is a multiple of ten (Instituto dos Registos e do Notariado, cartão de cidadão).",
        lengths: [12],
        isProof: false
    ) { code in
        guard code.isDigits(0..<9), code.isDigit(at: 11) else { return .invalid }
        var sum = 0
        for index in 0..<12 {
            let value = code.value(at: index) * (index % 2 == 0 ? 2 : 1)
            sum += index % 2 == 0 && value > 9 ? value - 9 : value
        }
        return sum % 10 == 0 ? .valid : .invalid
    }
}
