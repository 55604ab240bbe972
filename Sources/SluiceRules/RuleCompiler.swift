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

    /// What the form of a rule's matcher is, with its pattern compiled if it has one.
    enum Form: Sendable {
        case pattern(CompiledPattern)
        case token(TokenDefinition)
        case matcher(name: String, options: [String: [String]])
    }

    /// Compiles the pattern of a rule, which takes longest and depends on nothing else.
    static func form(of definition: RuleDefinition, usesJIT: Bool) -> Form {
        switch definition.detection {
        case .pattern(let pattern):
            .pattern(
                CompiledPattern { () throws(RuleCompilationError) in
                    try PatternCompiler.compile(pattern, maximumLength: definition.maximumLength, usesJIT: usesJIT)
                }
            )
        case .token(let token): .token(token)
        case .matcher(let name, let options): .matcher(name: name, options: options)
        }
    }

    /// Compiles one rule, whose matcher has this form; what is wrong with it is added to `problems`.
    mutating func compile(_ definition: RuleDefinition, form: Form) {
        do throws(RuleCompilationError) {
            rules.append(
                CompiledRule(
                    definition: definition,
                    matcher: try matcher(of: form),
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

    private mutating func matcher(of form: Form) throws(RuleCompilationError) -> any CandidateMatcher {
        switch form {
        case .pattern(let pattern): try pattern.get()
        case .token(let token): try TokenCompiler.compile(token, runClasses: &runClasses)
        case .matcher(let name, let options): try namedMatcher(name, options: options)
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
