// Which rules others go with, and whether there are such rules.

import SluiceModel

/// Which rules those that were chosen go with, and what is wrong with the names that rules give.
struct RulePairs {
    /// The rules that ones that were chosen go with.
    let partners: Set<RuleID>
    let problems: [RuleSetError.Problem]
    private let chosen: Set<RuleID>

    /// - Parameter definitions: all rules, those that are switched off as well.
    init(_ definitions: [RuleDefinition], selection: RuleSelection) {
        let chosen = definitions.filter { $0.isEnabled && selection.includes($0.description) }
        self.chosen = Set(chosen.map(\.description.id))
        partners = Set(chosen.flatMap { $0.pairing?.rules ?? [] })
        guard definitions.contains(where: { $0.pairing != nil }) else {
            problems = []
            return
        }
        let known = Dictionary(definitions.map { ($0.description.id, $0) }) { first, _ in first }
        problems = definitions.flatMap { definition in
            (definition.pairing?.rules ?? []).compactMap { Self.problem(with: $0, in: definition, known) }
        }
    }

    /// Whether a rule's findings are wanted.
    func isChosen(_ rule: RuleDescription) -> Bool { chosen.contains(rule.id) }

    /// Whether a rule is looked for, be it on account of others.
    func isNeeded(_ rule: RuleDescription) -> Bool { chosen.contains(rule.id) || partners.contains(rule.id) }

    private static func problem(
        with name: RuleID,
        in definition: RuleDefinition,
        _ known: [RuleID: RuleDefinition]
    ) -> RuleSetError.Problem? {
        func problem(_ reason: String) -> RuleSetError.Problem {
            let description = definition.description
            let line = definition.places.line(of: "pairs_with.rules") ?? description.source.line
            return .init(
                location: SourceLocation(file: description.source.file, line: line),
                rule: description.id.rawValue,
                reason: "`pairs_with.rules`: \(reason)"
            )
        }
        if name == definition.description.id { return problem("a rule cannot pair with itself") }
        guard let partner = known[name] else {
            let meant = NearestName.suggestion(for: name.rawValue, among: known.keys.map(\.rawValue).sorted())
            return problem("there is no rule `\(name)`" + (meant.map { "; did you mean `\($0)`?" } ?? ""))
        }
        // Whether it has findings would depend on others again.
        return partner.pairing?.isRequired == true ? problem("`\(name)` itself requires another rule") : nil
    }
}
