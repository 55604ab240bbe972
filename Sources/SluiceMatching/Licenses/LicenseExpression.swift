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

    /// Reads an expression. The operators are read in any case of their letters.
    package init(parsing text: String) throws(SyntaxError) {
        guard text.utf8.count <= Self.maximumLength else {
            throw SyntaxError(description: "the expression is longer than \(Self.maximumLength) bytes")
        }
        let spaced = text.replacing("(", with: " ( ").replacing(")", with: " ) ")
        var parser = LicenseExpressionParser(spaced.split(whereSeparator: \.isWhitespace).map(String.init))
        self = try parser.expression()
        guard parser.isAtEnd else {
            throw SyntaxError(description: "something follows the end of the expression")
        }
    }

    /// The longest expression that some words begin with, and how many words it has; nil where they begin with none.
    ///
    /// Words are identifiers, operators and parentheses. One that is opened and not closed holds all that follows.
    package static func beginning(_ words: [String]) -> (expression: LicenseExpression, count: Int)? {
        var parser = LicenseExpressionParser(words, mayEndEarly: true)
        guard let expression = try? parser.expression() else { return nil }
        return (expression, parser.next)
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
}
