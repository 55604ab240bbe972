// Reads which rules a rule goes with: `pairs_with`.

import SluiceModel

extension RuleFileReader {
    private static let pairingFields = ["rules", "window", "after", "required", "boost", "object"]

    /// Reads `pairs_with`. Whether there are such rules is known when all files have been read.
    mutating func pairing(_ node: YAMLNode) -> PairDefinition? {
        guard let map = map(node, field: "pairs_with") else { return nil }
        checkFields(of: map, known: Self.pairingFields, owner: "`pairs_with`")
        guard let named = required(map, "rules", owner: "pairs_with") else { return nil }
        let rules = (listOrOne(named, field: "pairs_with.rules") ?? []).compactMap {
            identifier($0, field: "pairs_with.rules")
        }
        if Set(rules).count < rules.count { report(named.line, "`pairs_with.rules` names a rule twice") }
        if rules.count > PairDefinition.mostRules {
            report(named.line, "`pairs_with.rules` names more than \(PairDefinition.mostRules) rules")
        }
        let object = map["object"].flatMap { choice($0, field: "pairs_with.object", of: PairDefinition.Object.self) }
        let windows = 1...(object == nil ? PairDefinition.maximumWindow : PairDefinition.maximumObjectWindow)
        let afters = 0...PairDefinition.maximumAfter
        return PairDefinition(
            rules: rules.map { RuleID($0) },
            window: map["window"].flatMap { integer($0, field: "pairs_with.window", in: windows) }
                ?? PairDefinition.defaultWindow,
            after: map["after"].flatMap { integer($0, field: "pairs_with.after", in: afters) } ?? 0,
            isRequired: map["required"].flatMap { flag($0, field: "pairs_with.required") } ?? false,
            boost: map["boost"].flatMap { integer($0, field: "pairs_with.boost", in: 0...100) }
                ?? ContextDefinition.defaultBoost,
            object: object
        )
    }
}
