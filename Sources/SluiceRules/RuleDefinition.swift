// A rule as a file states it, read and checked but not compiled.

package import SluiceModel

/// A rule as a file states it: fields read and checked for type and range, nothing compiled.
package struct RuleDefinition: Sendable {
    package var description: RuleDescription
    package var detection: Detection
    package var maximumLength: Int?
    package var minimumEntropy: Double?
    package var validators: [ValidatorUse] = []
    package var context: ContextDefinition?
    package var pairing: PairDefinition?
    package var allow = ValueFilter()
    package var samples = ValueFilter()
    package var onLimit: LimitOutcome = .mask
    package var isEnabled = true
    /// Whether the rule stands in the place of one that a directory beneath has under its name.
    package var overrides = false
    /// Where directories change it.
    var changes: [SourceLocation] = []
    /// Where directories change the rule that this one takes the place of, so that the change is lost.
    package var lostChanges: [SourceLocation] = []
    package var examples = RuleExamples()
    /// Where the fields stand in the rule's file.
    var places = FieldPlaces()
    /// What of the file's wishes is not done.
    package var remarks: [String] = []

    package init(description: RuleDescription, detection: Detection) {
        self.description = description
        self.detection = detection
    }

    /// What the rule looks for.
    package enum Detection: Sendable, Hashable {
        case token(TokenDefinition)
        case pattern(PatternDefinition)
        case number(NumberDefinition)
        case matcher(name: String, options: [String: [String]])
        case gitleaks(GitleaksRule)

        /// The entropy asked of the value where the rule names none.
        var defaultEntropy: Double? {
            if case .token(let token) = self { token.defaultEntropy } else { nil }
        }
    }
}

/// The `pattern:` form.
package struct PatternDefinition: Sendable, Hashable {
    package var pattern: String
    package var literals: [String]
    package var group: Group
    package var ignoresCase: Bool
    package var isUnicode: Bool
    /// Whether it finds commands, which count where they are run and not where they are named.
    package var isCommand: Bool

    package enum Group: Sendable, Hashable {
        case number(Int)
        case name(String)
    }

    package init(
        pattern: String,
        literals: [String] = [],
        group: Group = .number(0),
        ignoresCase: Bool = false,
        isUnicode: Bool = false,
        isCommand: Bool = false
    ) {
        self.pattern = pattern
        self.literals = literals
        self.group = group
        self.ignoresCase = ignoresCase
        self.isUnicode = isUnicode
        self.isCommand = isCommand
    }
}

/// One entry of `validate:`.
package struct ValidatorUse: Sendable, Hashable {
    package var name: String
    package var isRequired: Bool

    package init(name: String, isRequired: Bool = false) {
        self.name = name
        self.isRequired = isRequired
    }
}

/// The `context:` field.
package struct ContextDefinition: Sendable, Hashable {
    package var words: [String]
    package var keys: [String]
    /// Words that lower the confidence where they stand last before a match.
    package var against: [String]
    package var window: Int
    /// How many bytes behind a match, on its line, are searched for words.
    package var after: Int
    package var isRequired: Bool
    package var boost: Int

    package static let defaultWindow = 64
    package static let maximumWindow = 256
    package static let maximumAfter = 64
    /// What `after` is for a rule about personal data that requires context.
    package static let personalAfter = 32
    package static let defaultBoost = 30

    package init(
        words: [String],
        keys: [String] = [],
        against: [String] = [],
        window: Int = defaultWindow,
        after: Int = 0,
        isRequired: Bool = false,
        boost: Int = defaultBoost
    ) {
        self.words = words
        self.keys = keys
        self.against = against
        self.window = window
        self.after = after
        self.isRequired = isRequired
        self.boost = boost
    }
}

/// The `pairs_with:` field: rules whose findings nearby make one of this rule surer.
package struct PairDefinition: Sendable, Hashable {
    package var rules: [RuleID]
    /// How many bytes may lie between a finding of those rules and one behind it.
    package var window: Int
    /// How many bytes may lie between a finding and one of those rules behind it.
    package var after: Int
    package var isRequired: Bool
    package var boost: Int
    /// Whether both must be in one object; nil where bytes alone count.
    package var object: Object?

    /// How both findings must stand to each other in an object.
    package enum Object: String, Sendable, Hashable, CaseIterable {
        /// Members of the same object.
        case same
        /// The one, or an object or list that holds it, beside the other.
        case around
    }

    package static let defaultWindow = 256
    package static let maximumWindow = 4_096
    package static let maximumAfter = 256
    /// How many bytes may lie between findings of which it matters what they are: they are kept for it.
    package static let maximumObjectWindow = 512
    package static let mostRules = 32

    package init(
        rules: [RuleID],
        window: Int = defaultWindow,
        after: Int = 0,
        isRequired: Bool = false,
        boost: Int = ContextDefinition.defaultBoost,
        object: Object? = nil
    ) {
        self.rules = rules
        self.object = object
        self.window = window
        self.after = after
        self.isRequired = isRequired
        self.boost = boost
    }
}

/// The `allow:` and `samples:` fields: which values are meant.
package struct ValueFilter: Sendable, Hashable {
    package var values: [String] = []
    package var patterns: [String] = []
    package var stopWords: [String] = []
    package var paths: [String] = []

    package init() {}

    package var isEmpty: Bool { values.isEmpty && patterns.isEmpty && stopWords.isEmpty && paths.isEmpty }
}

/// The `on_limit:` field.
package enum LimitOutcome: String, Sendable, Hashable, CaseIterable {
    case mask
    case report
}

/// The `examples:` field; each text is a template.
package struct RuleExamples: Sendable, Hashable {
    package struct Example: Sendable, Hashable {
        package var template: String
        package var line: Int

        package init(template: String, line: Int) {
            self.template = template
            self.line = line
        }
    }

    package var match: [Example] = []
    package var noMatch: [Example] = []
    package var todo: [Example] = []

    package init() {}
}
