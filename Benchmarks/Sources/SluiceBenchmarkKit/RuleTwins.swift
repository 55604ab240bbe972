// Makes twins of rules: the same make under other letters.

import Foundation
import Yams

/// Makes twins of rules: the same form, lengths and checks, with the letters and digits of every literal exchanged for
/// others, so that a twin costs the prefilter what its original costs and hardly ever finds anything.
///
/// Rules with a hand-written matcher have no twin, since their shape is what they are; further twins of the other
/// rules make up for them, so that the number of rules doubles.
public struct RuleTwins {
    private var random: SeededGenerator
    private var tokens = 0
    private var patterns = 0

    /// Draws letters from `seed`.
    public init(seed: UInt64) {
        random = SeededGenerator(seed: seed ^ 0x7477_696E)
    }

    /// What was made, for the report.
    public var description: String {
        "\(tokens) twins of token rules and \(patterns) of pattern rules with exchanged letters; matchers have no twin"
    }

    /// A rule file with as many twins as there are rules below `directory`.
    public mutating func yaml(ofDirectory directory: String) throws -> String {
        let all = try Self.rules(below: directory)
        let originals = all.filter { $0["token"] != nil || $0["pattern"] != nil }
        guard !originals.isEmpty else { return "rules: []\n" }
        var twins: [[String: Any]] = []
        while twins.count < all.count {
            twins.append(twin(of: originals[twins.count % originals.count], number: twins.count))
        }
        return try Yams.dump(object: ["rules": twins], width: -1)
    }

    private static func rules(below directory: String) throws -> [[String: Any]] {
        let names = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []
        var rules: [[String: Any]] = []
        for name in names.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            let text = try String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8)
            let file = try Yams.load(yaml: text) as? [String: Any]
            rules += (file?["rules"] as? [[String: Any]] ?? []).filter { $0["enabled"] as? Bool != false }
        }
        return rules
    }

    private mutating func twin(of original: [String: Any], number: Int) -> [String: Any] {
        let exchange = LetterExchange(with: &random)
        var rule = original
        rule["id"] = "twin-\(number)"
        rule["examples"] = nil
        rule["samples"] = nil
        if var token = rule["token"] as? [String: Any] {
            tokens += 1
            token["prefix"] = exchange.applied(toTexts: token["prefix"])
            if var infix = token["infix"] as? [String: Any] {
                infix["text"] = exchange.applied(toTexts: infix["text"])
                token["infix"] = infix
            }
            rule["token"] = token
        } else if let pattern = rule["pattern"] as? String {
            patterns += 1
            rule["pattern"] = exchange.applied(toPattern: pattern)
            if let literals = rule["literals"] { rule["literals"] = exchange.applied(toTexts: literals) }
        }
        return rule
    }
}
