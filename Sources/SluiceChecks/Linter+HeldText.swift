// Says which rules hold back ordinary text.

import Sluice
import SluiceMatching
import SluiceModel
import SluiceRules

extension Linter {
    /// Beginnings of ordinary text behind which nothing is held: who reads an answer as it comes would wait at each of
    /// them.
    private static let texts = [
        "Nothing of interest. ", "Nothing of interest, ", "plain words here and there all over ", "it was: ",
        "the end\n",
    ]

    /// Warnings about rules that hold one of these texts back. The rules are asked one by one only where all of them
    /// do.
    static func heldTextRemarks(_ definitions: [RuleDefinition], _ rules: RuleSet) -> [Remark] {
        guard heldText(by: rules) != nil else { return [] }
        return definitions.compactMap { definition in
            var alone = definition
            alone.pairing = nil
            guard let rules = try? RuleSet.compile([alone]), let text = heldText(by: rules) else { return nil }
            return Remark(
                level: .warning,
                rule: definition.description.id,
                location: definition.description.source,
                reason: "holds back ordinary text such as '\(text.trimmingSpaces)': let a match begin with its literal,"
                    + " and put what stands before it into a look-behind"
            )
        }
    }

    private static func heldText(by rules: RuleSet) -> String? {
        let guardrail = Guardrail(rules: rules, key: FingerprintKey(bytes: Array(repeating: 0, count: 32)))
        return texts.first { text in
            var filter = TextFilter(guardrail: guardrail, source: TextSource())
            var output = FilterOutput()
            filter.append(Array(text.utf8).span, to: &output)
            return output.bytes.count < text.utf8.count
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String { String(reversed().drop(while: \.isWhitespace).reversed()) }
}
