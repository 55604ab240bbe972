// What a gitleaks configuration asks of the file that a match stands in.

package import SluiceMatching

/// What a gitleaks configuration asks of the file that a match stands in.
package struct GitleaksFileCondition: Sendable {
    /// The file's path must match this.
    package let path: Pattern?
    /// The file's path may match none of these.
    package let excludedPaths: [SharedPathPattern]
    /// One of these must stand in the file, in lower case; empty for any file.
    package let keywords: [[UInt8]]
    package let required: [GitleaksRequirement]
    package let skipsReport: Bool

    package init(_ rule: GitleaksRule, keywords: [String]) throws(GoRegexError) {
        self.keywords = keywords.map { $0.utf8.map(\.asciiLowercased) }
        var path: Pattern?
        if let text = rule.path { path = try GoPattern.compiled(text) }
        self.path = path
        var excluded: [SharedPathPattern] = []
        for list in rule.exceptions where !list.paths.isEmpty && !list.asksForMoreThanPaths {
            excluded.append(try SharedPathPattern.of(list.paths))
        }
        excludedPaths = excluded
        required = rule.required
        skipsReport = rule.skipsReport
    }

    /// Whether a rule applies to the file at `path`, so far as its path tells. `known` remembers what all rules of a
    /// configuration ask alike.
    package func applies(to path: String, scratch: PatternScratch, known: inout [ObjectIdentifier: Bool]) -> Bool {
        let bytes = Array(path.utf8)
        if let pattern = self.path, pattern.match(bytes.span, from: 0, scratch: scratch) == .noMatch { return false }
        return !excludedPaths.contains { $0.matches(bytes, scratch: scratch, known: &known) }
    }
}

/// Expressions about paths that many rules share.
package final class SharedPathPattern: Sendable {
    private let pattern: Pattern

    private init(_ pattern: Pattern) {
        self.pattern = pattern
    }

    /// The expressions joined; the same ones give the same object while it is in use.
    package static func of(_ texts: [String]) throws(GoRegexError) -> SharedPathPattern {
        if let known = SharedPathPatterns.find(texts) { return known }
        guard let pattern = try GoPattern.joined(texts) else {
            throw GoRegexError(offset: 0, reason: "there are no paths")
        }
        return SharedPathPatterns.keep(SharedPathPattern(pattern), for: texts)
    }

    /// Whether one of the expressions matches.
    package func matches(_ path: [UInt8], scratch: PatternScratch, known: inout [ObjectIdentifier: Bool]) -> Bool {
        let key = ObjectIdentifier(self)
        if let answer = known[key] { return answer }
        let answer = pattern.match(path.span, from: 0, scratch: scratch) != .noMatch
        known[key] = answer
        return answer
    }
}
