// Compiles rule definitions.

import SluiceMatching
import SluiceModel

/// Compiles rule definitions and collects what is wrong with them.
struct RuleCompiler {
    private(set) var rules: [CompiledRule] = []
    private(set) var problems: [RuleSetError.Problem] = []
    private(set) var runClasses = RunClassTable()
    /// The data files that rules name, by path.
    private var files = DataFiles()
    /// The rules about paths alone.
    private(set) var pathRules: [PathRule] = []
    /// How rules are run, where that is not as one would think.
    private(set) var remarks: [RuleRemark] = []

    /// What became of a rule's pattern.
    typealias CompiledPattern = Result<PatternMatcher, RuleCompilationError>

    /// What the form of a rule's matcher is, with its pattern compiled if it has one.
    enum Form: Sendable {
        case pattern(CompiledPattern, isCommand: Bool)
        case token(TokenDefinition)
        case number(NumberDefinition)
        case matcher(name: String, options: [String: [String]])
        case gitleaks(GitleaksRule, Result<GitleaksCompiler.Compiled, RuleCompilationError>?)
    }

    /// Compiles the pattern of a rule, which takes longest and depends on nothing else.
    static func form(of definition: RuleDefinition, scope: KeywordScope, usesJIT: Bool) -> Form {
        switch definition.detection {
        case .pattern(let pattern):
            .pattern(
                CompiledPattern { () throws(RuleCompilationError) in
                    try PatternCompiler.compile(
                        pattern,
                        maximumLength: definition.maximumLength,
                        mayMaskFromLiteral: definition.description.category == .code,
                        usesJIT: usesJIT
                    )
                },
                isCommand: pattern.isCommand
            )
        case .token(let token): .token(token)
        case .number(let number): .number(number)
        case .matcher(let name, let options): .matcher(name: name, options: options)
        case .gitleaks(let rule):
            .gitleaks(
                rule,
                rule.regex.map { regex in
                    Result { () throws(RuleCompilationError) in
                        try GitleaksCompiler.compile(rule, regex: regex, scope: scope, usesJIT: usesJIT)
                    }
                }
            )
        }
    }

    /// Compiles one rule, whose matcher has this form; what is wrong with it is added to `problems`.
    mutating func compile(_ definition: RuleDefinition, form: Form) {
        remarks += definition.remarks.map { RuleRemark(level: .note, description: definition.description, reason: $0) }
        if case .gitleaks(let rule, let compiled) = form {
            compile(rule, of: definition, compiled)
            return
        }
        do throws(RuleCompilationError) {
            let matcher = try matcher(of: form, file: definition.description.source.file)
            if let number = matcher as? NumberMatcher { try checkContext(of: number, definition) }
            rules.append(
                CompiledRule(
                    definition: definition,
                    matcher: matcher,
                    validators: try validators(for: definition),
                    allow: try values(definition.allow, field: "allow"),
                    samples: try values(samples(of: definition), field: "samples")
                )
            )
        } catch {
            let description = definition.description
            let line = error.field.flatMap { definition.places.line(of: $0) } ?? description.source.line
            problems.append(
                RuleSetError.Problem(
                    location: SourceLocation(file: description.source.file, line: line),
                    rule: description.id.rawValue,
                    reason: error.reason
                )
            )
        }
    }

    /// A rule of a gitleaks configuration. One that cannot be run does not stop the others, and is told.
    private mutating func compile(
        _ rule: GitleaksRule,
        of definition: RuleDefinition,
        _ compiled: Result<GitleaksCompiler.Compiled, RuleCompilationError>?
    ) {
        func remark(_ level: RuleRemark.Level, _ reason: String) -> RuleRemark {
            RuleRemark(level: level, description: definition.description, reason: reason)
        }
        do throws(RuleCompilationError) {
            guard let compiled else {
                pathRules.append(try PathRule(rule, description: definition.description))
                return
            }
            let parts = try compiled.get()
            remarks += parts.notes.map { remark(.note, $0) }
            rules.append(
                CompiledRule(
                    definition: definition,
                    matcher: parts.matcher,
                    validators: [],
                    allow: try values(ValueFilter(), field: "allow"),
                    samples: try values(ValueFilter(), field: "samples"),
                    fileCondition: parts.condition
                )
            )
        } catch {
            remarks.append(remark(.warning, "is not run: \(error.reason)"))
        }
    }

    private mutating func matcher(
        of form: Form,
        file: String
    ) throws(RuleCompilationError) -> any CandidateMatcher {
        switch form {
        case .pattern(let pattern, let isCommand): isCommand ? CommandMatcher(try pattern.get()) : try pattern.get()
        case .token(let token): try TokenCompiler.compile(token, runClasses: &runClasses)
        case .number(let number): try numberMatcher(number)
        case .matcher(let name, let options): try namedMatcher(name, options: options, file: file)
        case .gitleaks: throw RuleCompilationError("a rule of a gitleaks configuration is compiled apart")
        }
    }

    private func numberMatcher(_ number: NumberDefinition) throws(RuleCompilationError) -> NumberMatcher {
        var check: NumberCheck?
        if let name = number.check {
            check = ValidatorRegistry.numberCheck(named: name)
            guard let check else {
                throw RuleCompilationError("number.check: there is no validator '\(name)'", in: "number.check")
            }
            for form in number.forms where !check.lengths.contains(form.characterCount) {
                throw RuleCompilationError(
                    "number.forms: '\(form)' has \(form.characterCount) letters and digits; '\(name)' checks "
                        + check.lengths.sorted().map(String.init).joined(separator: ", "),
                    in: "number.forms"
                )
            }
        }
        return NumberMatcher(forms: number.forms, bare: number.bare, check: check, ignoresCase: number.ignoresCase)
    }

    /// A form that does not stand alone is found by the rule's words and keys only.
    private func checkContext(
        of number: NumberMatcher,
        _ definition: RuleDefinition
    ) throws(RuleCompilationError) {
        guard definition.context == nil, let form = number.forms.first(where: { !number.bare.allows($0) }) else {
            return
        }
        throw RuleCompilationError(
            "number.bare: the form '\(form)' needs a word or key before it, but the rule has no `context`",
            in: "number.bare"
        )
    }

    private mutating func namedMatcher(
        _ name: String,
        options: [String: [String]],
        file: String
    ) throws(RuleCompilationError) -> any CandidateMatcher {
        guard let type = MatcherRegistry.type(named: name) else {
            let known = MatcherRegistry.all.map { $0.name }.sorted().joined(separator: ", ")
            throw RuleCompilationError("there is no matcher '\(name)'; the matchers are \(known)", in: "matcher")
        }
        for option in options.keys.sorted() where !type.optionNames.contains(option) {
            let known = type.optionNames.sorted().joined(separator: ", ")
            throw RuleCompilationError(
                "matcher '\(name)' has no option '\(option)'" + (known.isEmpty ? "" : "; it has \(known)"),
                in: "options.\(option)"
            )
        }
        do throws(MatcherOptionError) {
            guard let fileType = type as? any FileMatcher.Type else {
                return try type.init(options: options, runClasses: &runClasses)
            }
            var named: [String: DataFile] = [:]
            for option in fileType.fileOptions {
                guard let path = options[option] else { continue }
                named[option] = try files.file(path, option: option, besides: file)
            }
            return try fileType.init(options: options, files: named, runClasses: &runClasses)
        } catch {
            throw RuleCompilationError(
                "option '\(error.option)' of matcher '\(name)': \(error.reason)",
                in: "options.\(error.option)"
            )
        }
    }

    private func validators(
        for definition: RuleDefinition
    ) throws(RuleCompilationError) -> [CompiledRule.BoundValidator] {
        var result: [CompiledRule.BoundValidator] = []
        for use in definition.validators {
            guard let validator = ValidatorRegistry.validator(named: use.name) else {
                throw RuleCompilationError("there is no validator '\(use.name)'", in: "validate")
            }
            result.append(.init(name: use.name, validator: validator, isRequired: use.isRequired))
        }
        return result
    }

    /// What the rule names as samples, and for secrets the row of one letter that people write over a key when they
    /// show its form. Of a hundred million random keys not one has it.
    private func samples(of definition: RuleDefinition) -> ValueFilter {
        var samples = definition.samples
        if definition.description.category == .secret { samples.stopWords.append("xxxxxxx") }
        return samples
    }

    private func values(_ filter: ValueFilter, field: String) throws(RuleCompilationError) -> ValueMatcher {
        do {
            return try ValueMatcher(filter)
        } catch {
            throw RuleCompilationError("\(field).patterns: \(error)", in: "\(field).patterns")
        }
    }
}

/// Why one rule cannot be compiled.
struct RuleCompilationError: Error {
    let reason: String
    /// The field that is wrong, such as `pattern` or `number.check`; nil where it is the rule as a whole.
    let field: String?

    init(_ reason: String, in field: String? = nil) {
        self.reason = reason
        self.field = field
    }
}
