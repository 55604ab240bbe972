// Rules written for one test each, apart from the default ones.

import Sluice
import SluiceModel
import SluiceRules

/// Compiles rules written inside a test.
enum SmallRules {
    static func ruleSet(_ yaml: String) throws -> RuleSet {
        let read = RuleFileReader.read(text: yaml, file: "test.yaml")
        return try RuleSet.compile(read.rules, problems: read.problems)
    }

    /// - Parameter decodeDepth: none, unless a test is about hidden text.
    static func guardrail(_ yaml: String, decodeDepth: Int = 0) throws -> Guardrail {
        Guardrail(rules: try ruleSet(yaml), key: DefaultRules.key, decodeDepth: decodeDepth)
    }

    /// The fields that every rule must have, for rules that differ in what they look for.
    static func rule(_ id: String, _ fields: String) -> String {
        """
          - id: \(id)
            name: \(id)
            description: A rule of a test.
            category: secret
            severity: high
        \(fields.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))

        """
    }
}
