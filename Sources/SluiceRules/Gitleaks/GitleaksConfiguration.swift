// A gitleaks configuration as its file states it.

import SluiceModel

/// A gitleaks configuration as its file states it, or with what it extends.
package struct GitleaksConfiguration: Sendable {
    /// The rules in the order of the file.
    package var rules: [Entry] = []
    /// The exceptions for all rules.
    package var allowlists: [GitleaksAllowlist] = []
    /// The exceptions for rules by id, which may be rules of what is extended.
    package var targeted: [(rules: [String], list: GitleaksAllowlist, place: SourceLocation)] = []
    package var extend = Extend()
    /// The ids of the rules that it, or what it extends, switches off.
    var disabled: Set<String> = []

    /// One rule.
    package struct Entry: Sendable {
        var id: String
        /// Empty where the file has none.
        var description = ""
        var tags: [String] = []
        var rule: GitleaksRule
        var place: SourceLocation
        /// What is not done as the file asks for.
        var remarks: [String] = []
        /// Whether a filter that would drop matches is missing.
        var lacksFilter = false
        /// How sure a match is, where the file says so.
        var confidence: Confidence?
    }

    /// The table `extend`.
    package struct Extend: Sendable {
        var path: String?
        var usesDefault = false
        var disabledRules: [String] = []
        var line = 1
    }
}

extension GitleaksConfiguration {
    /// Takes over what this configuration extends: its rules keep what `base` says of them where they say nothing
    /// themselves (gitleaks, `extend`).
    package mutating func extend(_ base: GitleaksConfiguration) {
        let gone = Set(extend.disabledRules)
        disabled = gone.union(base.disabled)
        for other in base.rules where !gone.contains(other.id) {
            guard let index = rules.firstIndex(where: { $0.id == other.id }) else {
                rules.append(other)
                continue
            }
            let own = rules[index]
            var merged = other
            if !own.description.isEmpty { merged.description = own.description }
            if own.rule.entropy != 0 { merged.rule.entropy = own.rule.entropy }
            if own.rule.secretGroup != 0 { merged.rule.secretGroup = own.rule.secretGroup }
            if own.rule.regex != nil { merged.rule.regex = own.rule.regex }
            if own.rule.path != nil { merged.rule.path = own.rule.path }
            merged.tags += own.tags
            merged.rule.keywords += own.rule.keywords
            merged.rule.allowlists += own.rule.allowlists
            merged.place = own.place
            merged.remarks += own.remarks
            merged.lacksFilter = merged.lacksFilter || own.lacksFilter
            rules[index] = merged
        }
        allowlists += base.allowlists
        targeted += base.targeted
    }
}
