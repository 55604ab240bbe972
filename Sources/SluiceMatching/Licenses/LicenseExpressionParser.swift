// Reads SPDX licence expressions.

/// Reads an SPDX licence expression from its words: identifiers, operators and parentheses.
struct LicenseExpressionParser {
    private typealias Expression = LicenseExpression
    private typealias Failure = LicenseExpression.SyntaxError

    /// How deep parentheses may be nested.
    private static let maximumDepth = 128

    private let words: [String]
    /// Whether the expression may end before the words do: what is broken behind it then only ends it.
    private let mayEndEarly: Bool
    /// How many words have been read.
    private(set) var next = 0

    init(_ words: [String], mayEndEarly: Bool = false) {
        self.words = words
        self.mayEndEarly = mayEndEarly
    }

    /// Whether all words have been read.
    var isAtEnd: Bool { next == words.count }

    /// Reads an expression, the longest there is.
    mutating func expression() throws(LicenseExpression.SyntaxError) -> LicenseExpression {
        try expression(depth: 0)
    }

    private mutating func expression(depth: Int) throws(Failure) -> Expression {
        guard depth < Self.maximumDepth else { throw Failure(description: "parentheses are nested too deeply") }
        return try chain("OR", Expression.or) { parser throws(Failure) in
            try parser.chain("AND", Expression.and) { parser throws(Failure) in try parser.simple(depth: depth) }
        }
    }

    /// One operand, and more of them behind an operator.
    private mutating func chain(
        _ word: String,
        _ joined: (Expression, Expression) -> Expression,
        _ operand: (inout Self) throws(Failure) -> Expression
    ) throws(Failure) -> Expression {
        var result = try operand(&self)
        while let right = try right(of: word, operand) { result = joined(result, right) }
        return result
    }

    /// What stands behind an operator; nil where the operator does not stand here.
    private mutating func right<Operand>(
        of word: String,
        _ operand: (inout Self) throws(Failure) -> Operand
    ) throws(Failure) -> Operand? {
        let start = next
        guard take(word) else { return nil }
        do {
            return try operand(&self)
        } catch {
            guard mayEndEarly else { throw error }
            next = start
            return nil
        }
    }

    private mutating func simple(depth: Int) throws(Failure) -> Expression {
        if take("(") {
            let result = try expression(depth: depth + 1)
            guard take(")") || mayEndEarly else { throw Failure(description: "a parenthesis is not closed") }
            return result
        }
        let license = Expression.license(try identifier())
        let exception = try right(of: "WITH") { parser throws(Failure) in try parser.identifier() }
        return exception.map { .with(license, exception: $0) } ?? license
    }

    private mutating func identifier() throws(Failure) -> String {
        guard !isAtEnd else { throw Failure(description: "an identifier is missing") }
        let word = words[next]
        next += 1
        let isName = word.utf8.allSatisfy { ByteSet.alphanumerics.contains($0) || ".-+:".utf8.contains($0) }
        guard isName, !["AND", "OR", "WITH"].contains(word.uppercased()) else {
            throw Failure(description: "there is something else where an identifier must stand")
        }
        return word
    }

    private mutating func take(_ word: String) -> Bool {
        guard !isAtEnd, words[next].uppercased() == word else { return false }
        next += 1
        return true
    }
}
