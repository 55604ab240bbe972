// Reads SPDX licence expressions.

/// Reads an SPDX licence expression from its words: identifiers, operators and parentheses. Parentheses may be nested as
/// deep as the words are many: whoever writes a licence must not hide it behind a few more of them.
struct LicenseExpressionParser {
    private typealias Expression = LicenseExpression
    private typealias Failure = LicenseExpression.SyntaxError

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

    /// What has been read of one pair of parentheses, or of what is outside all of them.
    private struct Level {
        /// What stands before the last OR.
        private var left: LicenseExpression?
        /// What stands before an AND behind that.
        private var factor: LicenseExpression?
        /// The word of the operator whose right side is to come.
        private(set) var pending: Int?

        /// The level with one more operand.
        func joined(with operand: LicenseExpression) -> LicenseExpression {
            let product = factor.map { .and($0, operand) } ?? operand
            return left.map { .or($0, product) } ?? product
        }

        /// What has been read, where an operator stands behind it that nothing follows.
        var whole: LicenseExpression? {
            guard let factor else { return left }
            return left.map { .or($0, factor) } ?? factor
        }

        mutating func and(_ operand: LicenseExpression, at word: Int) {
            factor = factor.map { .and($0, operand) } ?? operand
            pending = word
        }

        mutating func or(_ operand: LicenseExpression, at word: Int) {
            left = joined(with: operand)
            factor = nil
            pending = word
        }
    }

    /// Reads an expression, the longest there is.
    mutating func expression() throws(LicenseExpression.SyntaxError) -> LicenseExpression {
        var levels = [Level()]
        while true {
            if take("(") {
                levels.append(Level())
                continue
            }
            var operand: Expression
            do {
                operand = try license()
            } catch {
                guard mayEndEarly, let whole = retreat(&levels) else { throw error }
                return whole
            }
            // Parentheses that end here make operands of the levels around them.
            while let level = levels.last {
                let word = next
                if take("AND") {
                    levels[levels.count - 1].and(operand, at: word)
                    break
                }
                if take("OR") {
                    levels[levels.count - 1].or(operand, at: word)
                    break
                }
                operand = level.joined(with: operand)
                levels.removeLast()
                guard !levels.isEmpty else { return operand }
                guard take(")") || mayEndEarly else { throw Failure(description: "a parenthesis is not closed") }
            }
        }
    }

    /// Goes back to the last operator that stands between operands, and closes what is open there; nil where there is
    /// none.
    private mutating func retreat(_ levels: inout [Level]) -> Expression? {
        while let level = levels.popLast() {
            guard let word = level.pending, var operand = level.whole else { continue }
            next = word
            while let outer = levels.popLast() { operand = outer.joined(with: operand) }
            return operand
        }
        return nil
    }

    /// An identifier, with its exception.
    private mutating func license() throws(Failure) -> Expression {
        let license = Expression.license(try identifier())
        let start = next
        guard take("WITH") else { return license }
        do {
            return .with(license, exception: try identifier())
        } catch {
            guard mayEndEarly else { throw error }
            next = start
            return license
        }
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
