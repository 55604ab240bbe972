// One rule, ready to be asked.

package import SluiceMatching

/// One rule, compiled: what finds it, what confirms it, what excuses it.
package final class CompiledRule: Sendable {
    package let description: RuleDescription
    package let matcher: any CandidateMatcher
    package let minimumEntropy: Double?
    package let validators: [BoundValidator]
    package let context: ContextDefinition?
    package let pairing: PairDefinition?
    package let allow: ValueMatcher
    package let samples: ValueMatcher
    package let onLimit: LimitOutcome
    /// Globs of files that the rule does not apply to.
    package let excludedPaths: [Glob]
    /// What a gitleaks configuration asks of the file.
    package let fileCondition: GitleaksFileCondition?
    /// Whether other rules that fire on the same bytes tell more about them.
    package let isGeneric: Bool

    /// Rules with this tag give way to others on the same bytes.
    package static let genericTag = "generic"

    /// A validator and what its failure means.
    package struct BoundValidator: Sendable {
        package let name: String
        package let validator: any Validator
        package let isRequired: Bool
    }

    /// Joins a definition with what was compiled from it.
    package init(
        definition: RuleDefinition,
        matcher: any CandidateMatcher,
        validators: [BoundValidator],
        allow: ValueMatcher,
        samples: ValueMatcher,
        fileCondition: GitleaksFileCondition? = nil
    ) {
        description = definition.description
        self.matcher = matcher
        minimumEntropy = definition.minimumEntropy
        self.validators = validators
        context = definition.context
        pairing = definition.pairing
        self.allow = allow
        self.samples = samples
        onLimit = definition.onLimit
        excludedPaths = definition.allow.paths.map(Glob.init)
        self.fileCondition = fileCondition
        isGeneric = definition.description.tags.contains(Self.genericTag)
    }
}

extension CompiledRule {
    /// Whether the rule does not apply to the file at `path`.
    package func excludes(path: String) -> Bool {
        excludedPaths.contains { $0.matches(path) }
    }
}
