// What policies decide: order, modes, directions, and agreement with a plain evaluator.

import SluiceMatching
import SluiceModel
import SluicePolicies
import SluiceRules
import Testing

struct PolicyDecisionTests {
    private func rule(_ id: RuleID, _ category: Category = .secret, _ severity: Severity = .high) -> RuleDescription {
        description(id, category, severity, tags: [], entity: nil)
    }

    private func entry(_ name: String, _ action: Action, _ describe: (inout PolicyCondition) -> Void = { _ in })
        -> PolicyEntry
    {
        var condition = PolicyCondition()
        describe(&condition)
        return PolicyEntry(name: name, when: condition, then: PolicyOutcome(action: action))
    }

    @Test func theFirstEntryThatIsMetDecides() {
        let entries = [
            entry("surely", .block) { $0.confidence = .high ... .certain },
            entry("all", .mask), entry("never", .allow),
        ]
        let view = BoundPolicy(Policy(name: "p", entries: entries), rules: [rule("a")]).view(for: PolicyContext())
        #expect(view.decide(rule: 0, confidence: .high, isSample: false).entry == "surely")
        #expect(view.decide(rule: 0, confidence: .medium, isSample: false).entry == "all")
        let turned = BoundPolicy(Policy(name: "p", entries: entries.reversed()), rules: [rule("a")])
        #expect(turned.view(for: PolicyContext()).decide(rule: 0, confidence: .high, isSample: false).action == .allow)
    }

    @Test func whereNoEntryIsMetTheDefaultsDecide() {
        let policy = Policy(
            name: "p",
            defaultAction: .mask,
            defaultStyle: .hash(length: 8),
            entries: [entry("pii", .block) { $0.categories = [.pii] }]
        )
        let decision = BoundPolicy(policy, rules: [rule("a")]).view(for: PolicyContext())
            .decide(rule: 0, confidence: .low, isSample: false)
        #expect(decision.action == .mask && decision.style == .hash(length: 8) && decision.entry == nil)
    }

    @Test func anUnknownDirectionGetsTheStrongerDecision() {
        for stronger in Direction.allCases {
            let entries = [
                entry("strong", .block) { $0.directions = [stronger] }, entry("weak", .allow),
            ]
            let bound = BoundPolicy(Policy(name: "p", entries: entries), rules: [rule("a")])
            #expect(
                bound.view(for: PolicyContext()).decide(rule: 0, confidence: .low, isSample: false).entry == "strong"
            )
            for direction in Direction.allCases {
                let decision = bound.view(for: PolicyContext(direction: direction))
                    .decide(rule: 0, confidence: .low, isSample: false)
                #expect(decision.entry == (direction == stronger ? "strong" : "weak"))
            }
        }
    }

    @Test func whatIsNotKnownMeetsNoCondition() {
        let described: [(inout PolicyCondition) -> Void] = [
            { $0.models = ["*"] }, { $0.routes = ["*"] }, { $0.tools = ["*"] }, { $0.languages = ["*"] },
            { $0.metadata = ["team": ["*"]] },
        ]
        let known = PolicyContext(model: "m", route: "r", metadata: ["team": "t"], tool: "t", language: "l")
        for describe in described {
            let bound = BoundPolicy(
                Policy(name: "p", entries: [entry("e", .block, describe)]),
                rules: [rule("a")]
            )
            func action(_ context: PolicyContext) -> Action {
                bound.view(for: context).decide(rule: 0, confidence: .low, isSample: false).action
            }
            #expect(action(PolicyContext()) == .log)
            #expect(action(known) == .block)
        }
    }

    @Test func theStrongestOfAllRulesOfAFindingHolds() {
        let entries = [
            entry("weak", .allow) { $0.rules = ["email"] }, entry("strong", .block) { $0.rules = ["key"] },
        ]
        let view = BoundPolicy(Policy(name: "p", entries: entries), rules: [rule("email"), rule("key"), rule("other")])
            .view(for: PolicyContext())
        #expect(view.decide(finding("email", alsoMatched: [])).action == .allow)
        #expect(view.decide(finding("email", alsoMatched: ["other"])).action == .log)
        #expect(view.decide(finding("email", alsoMatched: ["key", "other"])).entry == "strong")
        #expect(view.decide(finding("unknown", alsoMatched: ["email"])).action == .log)
        #expect(view.decide(rule: "unknown" as RuleID, confidence: .low, isSample: false) == nil)
    }

    @Test func uniformTreatsAllFindingsAlike() {
        for action in Action.allCases {
            let policy = Policy.uniform(action: action, threshold: .medium, style: .fixed("x"))
            let view = BoundPolicy(policy, rules: [rule("a"), rule("b", .pii, .info)]).view(for: PolicyContext())
            for index in 0..<2 {
                let above = view.decide(rule: index, confidence: .medium, isSample: false)
                #expect(above.action == action && above.style == .fixed("x"))
                #expect(view.decide(rule: index, confidence: .low, isSample: true).action == .log)
                #expect(view.actsFrom(rule: index) == (action >= .mask ? .medium : nil))
            }
        }
    }

    /// Against an evaluator that reads the policy anew for every finding.
    @Test(arguments: 0..<150 as Range<UInt64>) func viewsDecideAsThePolicyMeans(seed: UInt64) {
        var random = RandomPolicy(seed: seed)
        var policy = random.policy()
        let rules = random.rules()
        var monitored = policy
        policy.mode = .enforce
        monitored.mode = .monitor
        let bound = BoundPolicy(policy, rules: rules)
        let watching = BoundPolicy(monitored, rules: rules)
        for _ in 0..<8 {
            let context = random.context()
            let (view, watched) = (bound.view(for: context), watching.view(for: context))
            for (index, rule) in rules.enumerated() {
                for isSample in [false, true] {
                    var least: Confidence?
                    for percent in (0...100).reversed() {
                        let confidence = Confidence(percent: percent)
                        let decision = view.decide(rule: index, confidence: confidence, isSample: isSample)
                        let meant = naive(policy, rule, confidence, isSample, context)
                        #expect(decision.action == meant.action && decision.wouldBe == meant.action, "seed \(seed)")
                        #expect(decision.entry == meant.entry?.name, "seed \(seed)")
                        #expect(decision.style == meant.entry?.outcome.style ?? policy.defaultStyle, "seed \(seed)")
                        #expect(decision.message == meant.entry?.outcome.message, "seed \(seed)")
                        if decision.action >= .mask { least = confidence }
                        let report = watched.decide(rule: index, confidence: confidence, isSample: isSample)
                        #expect(report.action <= .log, "seed \(seed): monitor mode changes text")
                        #expect(report.wouldBe == decision.action, "seed \(seed)")
                        #expect(report.action == min(decision.action, .log), "seed \(seed)")
                        #expect(report.entry == decision.entry, "seed \(seed)")
                    }
                    #expect(view.actsFrom(rule: index, isSample: isSample) == least, "seed \(seed)")
                    #expect(watched.actsFrom(rule: index, isSample: isSample) == least, "seed \(seed)")
                }
            }
        }
    }

    /// Of a tool whose name is not known, the strongest of what would be said of any is said, and nothing stronger.
    @Test(arguments: 0..<150 as Range<UInt64>) func aToolOfUnknownName(seed: UInt64) {
        var random = RandomPolicy(seed: seed)
        var policy = random.policy()
        // Every other policy has names only, of which any can be called.
        let isLiteral = seed % 2 == 0
        if isLiteral {
            for index in policy.entries.indices {
                policy.entries[index].condition.tools.removeAll { !$0.isLiteral && $0 != "*" }
            }
        }
        let rules = random.rules()
        let bound = BoundPolicy(policy, rules: rules)
        for _ in 0..<4 {
            var context = random.context()
            let any = bound.viewOfAnyTool(for: context)
            let views = ["a", "b", "ab", "abc", "c", ""].map { name in
                context.tool = name
                return bound.view(for: context)
            }
            for rule in rules.indices {
                for percent in stride(from: 0, through: 100, by: 5) {
                    let confidence = Confidence(percent: percent)
                    let decisions = views.map { $0.decide(rule: rule, confidence: confidence, isSample: false).action }
                    let strongest = decisions.max() ?? .allow
                    let decided = any.decide(rule: rule, confidence: confidence, isSample: false).action
                    #expect(decided >= strongest, "seed \(seed)")
                    if isLiteral { #expect(decided == strongest, "seed \(seed)") }
                    let least = any.actsFrom(rule: rule)
                    if decided >= .mask { #expect(least.map { $0 <= confidence } ?? false, "seed \(seed)") }
                }
            }
        }
    }

    @Test func allNamesOfALanguageMeetIt() {
        func isMet(_ pattern: NamePattern, _ language: String?) -> Bool {
            let policy = Policy(name: "p", entries: [entry("e", .block) { $0.languages = [pattern] }])
            let view = BoundPolicy(policy, rules: [rule("a")]).view(for: PolicyContext(language: language))
            return view.decide(rule: 0, confidence: .low, isSample: false).action == .block
        }
        #expect(isMet("js", "javascript") && isMet("JavaScript", "js") && isMet("java*", "js") && isMet("PY", "python"))
        #expect(!isMet("js", "typescript") && !isMet("java", "javascript") && !isMet("js", nil))
        #expect(isMet("klingon", "klingon") && !isMet("Klingon", "klingon") && !isMet("klingon", "python"))
    }
}

/// A rule of which only what policies look at matters.
func description(
    _ id: RuleID,
    _ category: Category,
    _ severity: Severity,
    confidence: Confidence = .high,
    tags: [String],
    entity: String?,
    directions: Set<Direction> = Set(Direction.allCases)
) -> RuleDescription {
    RuleDescription(
        id: id,
        name: id.rawValue,
        summary: "",
        category: category,
        severity: severity,
        confidence: confidence,
        entity: entity,
        directions: directions,
        languages: [],
        tags: tags,
        references: [],
        source: SourceLocation(file: "r", line: 1)
    )
}

private func finding(_ rule: RuleID, alsoMatched: [RuleID]) -> Finding {
    Finding(
        rule: rule,
        category: .secret,
        severity: .high,
        confidence: .high,
        isVerified: false,
        isSample: false,
        entity: nil,
        range: 0..<4,
        match: 0..<4,
        fingerprint: Fingerprint(rawValue: 1),
        isUndecided: false,
        alsoMatched: alsoMatched
    )
}

/// The first entry whose `when` holds, read from the policy field by field.
private func naive(
    _ policy: Policy,
    _ rule: RuleDescription,
    _ confidence: Confidence,
    _ isSample: Bool,
    _ context: PolicyContext
) -> (action: Action, entry: PolicyEntry?) {
    guard let direction = context.direction else {
        var results = Direction.allCases.map { direction in
            var context = context
            context.direction = direction
            return naive(policy, rule, confidence, isSample, context)
        }
        results.sort { $0.action > $1.action }
        return results[0].action == results[1].action
            ? naive(policy, rule, confidence, isSample, with(context, .request)) : results[0]
    }

    func has(_ patterns: [NamePattern], _ names: [String?]) -> Bool {
        patterns.isEmpty
            || names.contains { name in name.map { name in patterns.contains { $0.matches(name) } } ?? false }
    }
    for entry in policy.entries {
        let when = entry.condition
        if !when.categories.isEmpty, !when.categories.contains(rule.category) { continue }
        if !when.severities.isEmpty, !when.severities.contains(rule.severity) { continue }
        if !when.directions.isEmpty, !when.directions.contains(direction) { continue }
        if let range = when.confidence, confidence < range.lowerBound || confidence > range.upperBound { continue }
        if let wanted = when.isSample, wanted != isSample { continue }
        guard has(when.rules, [rule.id.rawValue]), has(when.tags, rule.tags), has(when.entities, [rule.entity]),
            has(when.models, [context.model]), has(when.routes, [context.route]), has(when.tools, [context.tool]),
            has(when.languages, [context.language])
        else { continue }
        if when.metadata.contains(where: { !has($0.value, [context.metadata[$0.key]]) }) { continue }
        return (entry.outcome.action, entry)
    }
    return (policy.defaultAction, nil)
}

private func with(_ context: PolicyContext, _ direction: Direction) -> PolicyContext {
    var context = context
    context.direction = direction
    return context
}

/// Makes policies, rules and contexts of few names, so that conditions often hold and often do not.
private struct RandomPolicy {
    private var generator: SplitMix64
    private static let names = ["a", "b", "ab", "abc"]
    private static let patterns: [NamePattern] = ["a", "b", "a*", "*", "?b", "abc"]

    init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
    }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &generator) == 0 }

    private mutating func some<Element>(_ elements: [Element]) -> [Element] {
        chance(3) ? elements.filter { _ in Bool.random(using: &generator) } : []
    }

    private mutating func name() -> String? { chance(4) ? nil : Self.names.randomElement(using: &generator) }

    mutating func policy() -> Policy {
        let entries = (0..<Int.random(in: 0...6, using: &generator)).map { index in
            var condition = PolicyCondition()
            condition.categories = Set(some(Category.allCases))
            condition.severities = Set(some(Severity.allCases))
            condition.directions = Set(some(Direction.allCases))
            condition.rules = some(Self.patterns)
            condition.tags = some(Self.patterns)
            condition.entities = some(Self.patterns)
            condition.models = some(Self.patterns)
            condition.tools = some(Self.patterns)
            condition.routes = chance(4) ? some(Self.patterns) : []
            condition.languages = chance(4) ? some(Self.patterns) : []
            if chance(4) { condition.metadata["team"] = some(Self.patterns) }
            if chance(2) {
                let bounds = [Int.random(in: 0...100, using: &generator), Int.random(in: 0...100, using: &generator)]
                condition.confidence =
                    Confidence(percent: bounds.min() ?? 0)...Confidence(percent: bounds.max() ?? 0)
            }
            if chance(4) { condition.isSample = Bool.random(using: &generator) }
            let outcome = PolicyOutcome(
                action: Action.allCases.randomElement(using: &generator) ?? .log,
                style: chance(2) ? .fixed("\(index)") : nil,
                message: chance(3) ? "message \(index)" : nil
            )
            return PolicyEntry(name: "e\(index)", when: condition, then: outcome)
        }
        let action = Action.allCases.randomElement(using: &generator) ?? .log
        return Policy(name: "p", defaultAction: action, defaultStyle: .hash(length: 5), entries: entries)
    }

    mutating func rules() -> [RuleDescription] {
        Self.names.map { id in
            description(
                RuleID(id),
                Category.allCases.randomElement(using: &generator) ?? .secret,
                Severity.allCases.randomElement(using: &generator) ?? .high,
                tags: some(Self.names),
                entity: name()
            )
        }
    }

    mutating func context() -> PolicyContext {
        PolicyContext(
            direction: chance(3) ? nil : Direction.allCases.randomElement(using: &generator),
            model: name(),
            route: name(),
            metadata: name().map { ["team": $0] } ?? [:],
            tool: name(),
            language: name()
        )
    }
}
