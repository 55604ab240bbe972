// A rule of a gitleaks configuration, as it is written there.

/// What a rule of a gitleaks configuration looks for, as its file states it (https://github.com/gitleaks/gitleaks,
/// "Configuration").
package struct GitleaksRule: Sendable, Hashable {
    /// The id as the file spells it, which may not be one that Sluice's rules can have.
    package var id: String
    /// The Go regular expression; nil for a rule about paths alone.
    package var regex: String?
    /// The group that holds the secret, from 1; 0 for the first one that is not empty.
    package var secretGroup = 0
    /// The secret's entropy must exceed this, in bits; 0 for any.
    package var entropy = 0.0
    /// One of these must stand in the text, in any case; empty for any text.
    package var keywords: [String] = []
    /// A Go regular expression that the file's path must match.
    package var path: String?
    /// The rule's own exceptions, then those that target it.
    package var allowlists: [GitleaksAllowlist] = []
    /// The exceptions of the whole configuration.
    package var globalAllowlists: [GitleaksAllowlist] = []
    /// Rules that must have matched nearby.
    package var required: [GitleaksRequirement] = []
    /// Whether the rule is there for others that require it, and reports nothing itself.
    package var skipsReport = false

    package init(id: String) {
        self.id = id
    }

    /// All exceptions.
    package var exceptions: [GitleaksAllowlist] { globalAllowlists + allowlists }
}

/// An entry of `allowlists`.
package struct GitleaksAllowlist: Sendable, Hashable {
    /// Whether all kinds of entries must apply, and not one.
    package var isConjunction = false
    package var commits: [String] = []
    package var paths: [String] = []
    package var regexes: [String] = []
    package var stopWords: [String] = []
    package var target = Target.secret

    /// What `regexes` are matched against.
    package enum Target: String, Sendable, Hashable, CaseIterable {
        case secret
        case match
        case line
    }

    package init() {}

    /// Whether a path alone does not excuse anything.
    var asksForMoreThanPaths: Bool { isConjunction && !(commits.isEmpty && asksNothingOfMatches) }

    /// Whether it excuses matches in files of some paths, but not all of them.
    var asksForPathsAndMatches: Bool {
        isConjunction && !paths.isEmpty && commits.isEmpty && !asksNothingOfMatches
    }

    private var asksNothingOfMatches: Bool { regexes.isEmpty && stopWords.isEmpty }
}

/// An entry of `required`.
package struct GitleaksRequirement: Sendable, Hashable {
    package var rule: String
    /// How many lines away it may be; nil for the same text.
    package var withinLines: Int?
    /// How many columns away it may be.
    package var withinColumns: Int?

    package init(rule: String, withinLines: Int? = nil, withinColumns: Int? = nil) {
        self.rule = rule
        self.withinLines = withinLines
        self.withinColumns = withinColumns
    }
}

/// Where a rule's keywords are looked for, when a match does not hold one itself.
public enum KeywordScope: Sendable, Hashable {
    /// In the text before a match: what a stream can know.
    case nearby
    /// Anywhere in the file, as gitleaks does. Whoever scans it has to look.
    case file
}
