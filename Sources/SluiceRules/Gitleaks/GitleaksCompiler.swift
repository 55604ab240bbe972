// Compiles a rule of a gitleaks configuration.

import SluiceMatching

/// Compiles a rule of a gitleaks configuration.
package enum GitleaksCompiler {
    /// What a rule with an expression becomes.
    package struct Compiled: Sendable {
        var matcher: GitleaksMatcher
        var condition: GitleaksFileCondition
        /// How it is run, where that is not as one would think.
        var notes: [String]
    }

    static func compile(
        _ rule: GitleaksRule,
        regex: String,
        scope: KeywordScope,
        usesJIT: Bool
    ) throws(RuleCompilationError) -> Compiled {
        do {
            let plan = try GitleaksPlan(rule, regex: regex)
            let pattern = try pattern(plan.pattern, usesJIT: usesJIT)
            let matcher = GitleaksMatcher(
                plan: plan,
                pattern: pattern,
                anchors: plan.anchors,
                rule: rule,
                exceptions: try GitleaksExceptions(rule.exceptions),
                looksForKeywords: scope == .nearby && !plan.holdsKeyword
            )
            return Compiled(
                matcher: matcher,
                condition: try GitleaksFileCondition(rule, keywords: plan.holdsKeyword ? [] : rule.keywords),
                notes: notes(about: plan, of: rule)
            )
        } catch {
            throw RuleCompilationError("regex: \(error)")
        }
    }

    private static func pattern(_ text: String, usesJIT: Bool) throws(GoRegexError) -> Pattern {
        do {
            return try Pattern(text, options: .init(isAnchored: true, usesJIT: usesJIT))
        } catch {
            throw GoRegexError(offset: 0, reason: "PCRE2 cannot compile its translation: \(error.reason)")
        }
    }

    private static func notes(about plan: GitleaksPlan, of rule: GitleaksRule) -> [String] {
        var notes: [String] = []
        switch plan.route {
        case .literal: break
        case .keyword: notes.append("is tried where its keyword stands, which is short")
        case .bytes:
            let shown = plan.sequences.prefix(3).map(\.description).joined(separator: ", ")
            notes.append("has no literal and is tried wherever bytes like \(shown) stand, which is slower")
        }
        if !plan.isBounded {
            notes.append("has no bound: matches of more than \(plan.maximumLength) bytes are not found")
        }
        if plan.lead?.isCut == true {
            notes.append("matches begin at most \(GitleaksLead.limit) bytes before what it is found by")
        }
        if plan.countsBytes {
            notes.append("counts bytes where Go counts characters, as its repetitions are too large")
        }
        if !plan.holdsKeyword {
            notes.append(
                "its keywords need not stand in a match: a filter looks for them in the \(GitleaksMatcher.keywordReach)"
                    + " bytes before one, a scan in the whole file"
            )
        }
        if rule.exceptions.contains(where: \.asksForPathsAndMatches) {
            notes.append("what it excepts in some files alone is found there")
        }
        if !rule.required.isEmpty {
            notes.append("what it requires is looked for by scans alone, as it may stand anywhere in a file")
        }
        return notes
    }
}
