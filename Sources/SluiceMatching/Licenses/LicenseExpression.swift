// SPDX licence expressions.

/// An SPDX licence expression (SPDX specification 2.3, Annex D): identifiers joined by AND, OR and WITH.
package indirect enum LicenseExpression: Hashable, Sendable, CustomStringConvertible {
    /// An identifier, with `+` where a later version may be chosen.
    case license(String)
    /// A licence and an exception from it.
    case with(LicenseExpression, exception: String)
    /// Both hold.
    case and(LicenseExpression, LicenseExpression)
    /// One may be chosen.
    case or(LicenseExpression, LicenseExpression)

    /// Why a text is no expression.
    package struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
        /// What is wrong, without the text.
        package let description: String
    }

    /// The longest text that is read, in bytes.
    package static let maximumLength = 16_384
    static let maximumDepth = 128

    /// Reads an expression. The operators are read in any case of their letters.
    package init(parsing text: String) throws(SyntaxError) {
        guard text.utf8.count <= Self.maximumLength else {
            throw SyntaxError(description: "the expression is longer than \(Self.maximumLength) bytes")
        }
        var parser = Parser(text)
        self = try parser.expression(depth: 0)
        guard parser.tokens.isEmpty else {
            throw SyntaxError(description: "something follows the end of the expression")
        }
    }

    /// The expression, with parentheses where AND holds an OR.
    package var description: String {
        switch self {
        case .license(let name): name
        case .with(let license, let exception): "\(license) WITH \(exception)"
        case .and(let left, let right): "\(left.inner) AND \(right.inner)"
        case .or(let left, let right): "\(left) OR \(right)"
        }
    }

    private var inner: String {
        if case .or = self { return "(\(self))" }
        return description
    }

    /// The identifiers of licences and exceptions in their order.
    package var identifiers: [String] {
        switch self {
        case .license(let name): [name]
        case .with(let license, let exception): license.identifiers + [exception]
        case .and(let left, let right), .or(let left, let right): left.identifiers + right.identifiers
        }
    }

    /// What a judgement of single licences makes of the expression: of OR the lesser, as one may choose; of AND the
    /// greater; of WITH what is said of the two together, given as `license WITH exception`.
    package func judged<Judgement: Comparable>(by judge: (String) -> Judgement) -> Judgement {
        switch self {
        case .license(let name): judge(name)
        case .with: judge(description)
        case .and(let left, let right): max(left.judged(by: judge), right.judged(by: judge))
        case .or(let left, let right): min(left.judged(by: judge), right.judged(by: judge))
        }
    }

    private struct Parser {
        /// What is left, the next token last.
        var tokens: [Substring]

        init(_ text: String) {
            let spaced = text.replacing("(", with: " ( ").replacing(")", with: " ) ")
            tokens = spaced.split(whereSeparator: \.isWhitespace).reversed()
        }

        private mutating func take(_ word: String) -> Bool {
            guard tokens.last?.uppercased() == word else { return false }
            tokens.removeLast()
            return true
        }

        mutating func expression(depth: Int) throws(SyntaxError) -> LicenseExpression {
            guard depth < LicenseExpression.maximumDepth else {
                throw SyntaxError(description: "parentheses are nested too deeply")
            }
            var result = try conjunction(depth: depth)
            while take("OR") { result = .or(result, try conjunction(depth: depth)) }
            return result
        }

        private mutating func conjunction(depth: Int) throws(SyntaxError) -> LicenseExpression {
            var result = try simple(depth: depth)
            while take("AND") { result = .and(result, try simple(depth: depth)) }
            return result
        }

        private mutating func simple(depth: Int) throws(SyntaxError) -> LicenseExpression {
            if take("(") {
                let result = try expression(depth: depth + 1)
                guard take(")") else { throw SyntaxError(description: "a parenthesis is not closed") }
                return result
            }
            let license = LicenseExpression.license(try identifier())
            return take("WITH") ? .with(license, exception: try identifier()) : license
        }

        private mutating func identifier() throws(SyntaxError) -> String {
            guard let token = tokens.popLast() else { throw SyntaxError(description: "an identifier is missing") }
            let isName = token.utf8.allSatisfy { ByteSet.alphanumerics.contains($0) || ".-+:".utf8.contains($0) }
            guard isName, !["AND", "OR", "WITH"].contains(token.uppercased()) else {
                throw SyntaxError(description: "there is something else where an identifier must stand")
            }
            return String(token)
        }
    }
}
