// Expressions that have too many licences for a match's detail.

/// Expressions that have too many licences for a match's detail, by numbers that stand for them there.
struct LongLicenseExpressions: Sendable {
    /// More are not kept; who needs a number for another one has to make do without.
    static let most = 4_096

    private var expressions: [LicenseExpression] = []
    private var numbers: [LicenseExpression: Int] = [:]

    /// The number of an expression; nil where there is no room for it.
    mutating func number(of expression: LicenseExpression) -> Int? {
        if let number = numbers[expression] { return number }
        guard expressions.count < Self.most else { return nil }
        numbers[expression] = expressions.count
        expressions.append(expression)
        return expressions.count - 1
    }

    /// The expression of a number.
    subscript(number: Int) -> LicenseExpression? {
        expressions.indices.contains(number) ? expressions[number] : nil
    }
}
