// Compiles rule definitions.

import SluiceMatching
import SluiceModel

/// Compiles rule definitions and collects what is wrong with them.
struct RuleCompiler {
    private(set) var rules: [CompiledRule] = []
    private(set) var problems: [RuleSetError.Problem] = []
    private(set) var runClasses = RunClassTable()

    /// What became of a rule's pattern.
    typealias CompiledPattern = Result<PatternMatcher, RuleCompilationError>

    /// Compiles the pattern of a rule, which takes longest and depends on nothing else; nil where it has none.
    static func pattern(of definition: RuleDefinition, usesJIT: Bool) -> CompiledPattern? {
        guard case .pattern(let pattern) = definition.detection else { return nil }
        return CompiledPattern { () throws(RuleCompilationError) in
            try PatternCompiler.compile(pattern, maximumLength: definition.maximumLength, usesJIT: usesJIT)
        }
    }

    /// Compiles one rule; what is wrong with it is added to `problems`.
    mutating func compile(_ definition: RuleDefinition, pattern: CompiledPattern?) {
        do throws(RuleCompilationError) {
            rules.append(
                CompiledRule(
                    definition: definition,
                    matcher: try matcher(for: definition, pattern: pattern),
                    validators: try validators(for: definition),
                    allow: try values(definition.allow, field: "allow"),
                    samples: try values(definition.samples, field: "samples")
                )
            )
        } catch {
            let description = definition.description
            problems.append(
                RuleSetError.Problem(
                    location: description.source,
                    rule: description.id.rawValue,
                    reason: error.reason
                )
            )
        }
    }

    private mutating func matcher(
        for definition: RuleDefinition,
        pattern: CompiledPattern?
    ) throws(RuleCompilationError) -> any CandidateMatcher {
        if let pattern { return try pattern.get() }
        switch definition.detection {
        case .token(let token):
            return try TokenCompiler.compile(token, runClasses: &runClasses)
        case .pattern(let pattern):
            return try PatternCompiler.compile(pattern, maximumLength: definition.maximumLength)
        case .matcher(let name, let options):
            return try namedMatcher(name, options: options)
        }
    }

    private mutating func namedMatcher(
        _ name: String,
        options: [String: [String]]
    ) throws(RuleCompilationError) -> any CandidateMatcher {
        guard let type = MatcherRegistry.type(named: name) else {
            let known = MatcherRegistry.all.map { $0.name }.sorted().joined(separator: ", ")
            throw RuleCompilationError("there is no matcher '\(name)'; the matchers are \(known)")
        }
        for option in options.keys.sorted() where !type.optionNames.contains(option) {
            let known = type.optionNames.sorted().joined(separator: ", ")
            throw RuleCompilationError(
                "matcher '\(name)' has no option '\(option)'" + (known.isEmpty ? "" : "; it has \(known)")
            )
        }
        do {
            return try type.init(options: options, runClasses: &runClasses)
        } catch {
            throw RuleCompilationError("option '\(error.option)' of matcher '\(name)': \(error.reason)")
        }
    }

    private func validators(
        for definition: RuleDefinition
    ) throws(RuleCompilationError) -> [CompiledRule.BoundValidator] {
        var result: [CompiledRule.BoundValidator] = []
        for use in definition.validators {
            guard let validator = ValidatorRegistry.validator(named: use.name) else {
                throw RuleCompilationError("there is no validator '\(use.name)'")
            }
            result.append(.init(name: use.name, validator: validator, isRequired: use.isRequired))
        }
        return result
    }

    private func values(_ filter: ValueFilter, field: String) throws(RuleCompilationError) -> ValueMatcher {
        do {
            return try ValueMatcher(filter)
        } catch {
            throw RuleCompilationError("\(field).patterns: \(error)")
        }
    }
}

/// Why one rule cannot be compiled.
struct RuleCompilationError: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
