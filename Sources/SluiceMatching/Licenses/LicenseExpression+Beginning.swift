// Expressions at the beginning of other words.

extension LicenseExpression {
    /// The longest expression that some words begin with, and how many words it has; nil where they begin with none.
    ///
    /// Words are identifiers, operators and parentheses. One that is opened and not closed holds all that follows.
    package static func beginning(_ words: [String]) -> (expression: LicenseExpression, count: Int)? {
        var reader = BeginningReader(words: words)
        return reader.expression(depth: 0).map { ($0, reader.next) }
    }

    private struct BeginningReader {
        let words: [String]
        var next = 0

        private mutating func take(_ word: String) -> Bool {
            guard next < words.count, words[next].uppercased() == word else { return false }
            next += 1
            return true
        }

        mutating func expression(depth: Int) -> LicenseExpression? {
            guard depth < LicenseExpression.maximumDepth, var result = conjunction(depth: depth) else { return nil }
            while true {
                let start = next
                guard take("OR"), let right = conjunction(depth: depth) else {
                    next = start
                    return result
                }
                result = .or(result, right)
            }
        }

        private mutating func conjunction(depth: Int) -> LicenseExpression? {
            guard var result = simple(depth: depth) else { return nil }
            while true {
                let start = next
                guard take("AND"), let right = simple(depth: depth) else {
                    next = start
                    return result
                }
                result = .and(result, right)
            }
        }

        private mutating func simple(depth: Int) -> LicenseExpression? {
            if take("(") {
                guard let result = expression(depth: depth + 1) else { return nil }
                _ = take(")")
                return result
            }
            guard let name = identifier() else { return nil }
            let start = next
            guard take("WITH"), let exception = identifier() else {
                next = start
                return .license(name)
            }
            return .with(.license(name), exception: exception)
        }

        private mutating func identifier() -> String? {
            guard next < words.count, !["AND", "OR", "WITH", "(", ")"].contains(words[next].uppercased()) else {
                return nil
            }
            next += 1
            return words[next - 1]
        }
    }
}
