// Reads SPDX expressions by plain recursion, to compare with.

import SluiceMatching

/// Reads SPDX expressions by plain recursion, as their grammar is written.
struct PlainExpressionReader {
    private struct Failure: Error {}

    private let words: [String]
    private let mayEndEarly: Bool
    private var next = 0

    private init(_ words: [String], mayEndEarly: Bool) {
        self.words = words
        self.mayEndEarly = mayEndEarly
    }

    /// What some words begin with, and how many words it has.
    static func beginning(_ words: [String]) -> (expression: LicenseExpression, count: Int)? {
        var reader = PlainExpressionReader(words, mayEndEarly: true)
        return (try? reader.alternatives()).map { ($0, reader.next) }
    }

    /// What all of the words are.
    static func whole(_ words: [String]) -> LicenseExpression? {
        var reader = PlainExpressionReader(words, mayEndEarly: false)
        let found = try? reader.alternatives()
        return reader.next == words.count ? found : nil
    }

    private mutating func alternatives() throws -> LicenseExpression {
        var result = try factors()
        while let right = try right(of: "OR", { try $0.factors() }) { result = .or(result, right) }
        return result
    }

    private mutating func factors() throws -> LicenseExpression {
        var result = try operand()
        while let right = try right(of: "AND", { try $0.operand() }) { result = .and(result, right) }
        return result
    }

    private mutating func operand() throws -> LicenseExpression {
        if take("(") {
            let result = try alternatives()
            guard take(")") || mayEndEarly else { throw Failure() }
            return result
        }
        let license = LicenseExpression.license(try name())
        let exception = try right(of: "WITH") { try $0.name() }
        return exception.map { .with(license, exception: $0) } ?? license
    }

    private mutating func name() throws -> String {
        guard next < words.count, !["(", ")", "!", "AND", "OR", "WITH"].contains(words[next].uppercased()) else {
            throw Failure()
        }
        next += 1
        return words[next - 1]
    }

    private mutating func right<Right>(of word: String, _ read: (inout Self) throws -> Right) throws -> Right? {
        let start = next
        guard take(word) else { return nil }
        do {
            return try read(&self)
        } catch {
            guard mayEndEarly else { throw error }
            next = start
            return nil
        }
    }

    private mutating func take(_ word: String) -> Bool {
        guard next < words.count, words[next].uppercased() == word else { return false }
        next += 1
        return true
    }
}
