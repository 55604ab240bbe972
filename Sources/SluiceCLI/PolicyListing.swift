// Policies as text and JSON.

import SluiceModel
package import SluicePayloads
package import SluicePolicies
package import SluiceRules

/// Policies as text and JSON.
package enum PolicyListing {
    /// All that a policy says, for people.
    package static func text(_ policy: Policy) -> String {
        var text = "\(policy.name): \(policy.mode.rawValue)\n"
        text += "otherwise \(policy.defaultAction.rawValue); masks are \(policy.defaultStyle)\n"
        text += "on error: request \(policy.onError.request.rawValue), response \(policy.onError.response.rawValue)\n"
        let parts = policy.uninspectable
        text += "not inspectable: images \(parts.images.rawValue), token ids \(parts.tokenIDs.rawValue), "
        text += "encrypted \(parts.encrypted.rawValue)\n\n"
        for (index, entry) in policy.entries.enumerated() {
            let conditions = conditions(entry.condition).map { "\($0) \($1.joined(separator: " | "))" }
            let when = conditions.isEmpty ? "everything" : conditions.joined(separator: ", ")
            text += "\(index + 1). \(entry.name): \(outcome(entry.outcome))\n   \(when)\n"
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).visible }
            .joined(separator: "\n")
    }

    /// What becomes of findings of every rule, at the rule's own confidence.
    package static func table(_ policy: Policy, rules: [RuleDescription], context: PolicyContext) -> String {
        let bound = BoundPolicy(policy, rules: rules)
        let directions = context.direction.map { [$0] } ?? Direction.allCases
        let views = directions.map { direction in
            var context = context
            context.direction = direction
            return bound.view(for: context)
        }
        var rows = [["RULE", "CONFIDENCE"] + directions.map { $0.rawValue.uppercased() }]
        for (index, rule) in rules.enumerated() {
            let decisions = views.map { view in
                let decision = view.decide(rule: index, confidence: rule.confidence, isSample: false)
                let from = view.actsFrom(rule: index).map { " from \($0.percent)" } ?? ""
                return "\(decision.wouldBe.rawValue) (\(decision.entry ?? Policy.defaultsName))\(from)"
            }
            rows.append([rule.id.rawValue, String(rule.confidence.percent)] + decisions)
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).dropLast().map { $0 + String(repeating: " ", count: $1 - $0.count) + "  " }.joined()
                + (row.last ?? "")
        }.joined(separator: "\n") + "\n"
    }

    /// A policy as JSON, in the names of the file form. Members are only ever added.
    package static func json(_ policy: Policy) -> JSONValue {
        .object([
            ("version", .integer(1)),
            ("name", .string(policy.name)),
            ("mode", .string(policy.mode.rawValue)),
            (
                "defaults",
                .object([
                    ("action", .string(policy.defaultAction.rawValue)),
                    ("style", .string(policy.defaultStyle.description)),
                ])
            ),
            (
                "on_error",
                .object([
                    ("request", .string(policy.onError.request.rawValue)),
                    ("response", .string(policy.onError.response.rawValue)),
                ])
            ),
            (
                "uninspectable",
                .object([
                    ("images", .string(policy.uninspectable.images.rawValue)),
                    ("token_ids", .string(policy.uninspectable.tokenIDs.rawValue)),
                    ("encrypted", .string(policy.uninspectable.encrypted.rawValue)),
                ])
            ),
            ("policies", .array(policy.entries.map(json))),
        ])
    }

    private static func json(_ entry: PolicyEntry) -> JSONValue {
        var then: [(String, JSONValue)] = [("action", .string(entry.outcome.action.rawValue))]
        if let style = entry.outcome.style { then.append(("style", .string(style.description))) }
        if let message = entry.outcome.message { then.append(("message", .string(message))) }
        return .object([
            ("name", .string(entry.name)),
            ("when", .object(conditions(entry.condition).map { ($0, .strings($1)) })),
            ("then", .object(then)),
        ])
    }

    private static func outcome(_ outcome: PolicyOutcome) -> String {
        let style = outcome.style.map { " (\($0))" } ?? ""
        return outcome.action.rawValue + style + (outcome.message.map { ": \($0)" } ?? "")
    }

    /// The conditions that are stated, by the names of the file form.
    private static func conditions(_ condition: PolicyCondition) -> [(String, [String])] {
        var result: [(String, [String])] = [
            ("category", Category.allCases.filter(condition.categories.contains).map(\.rawValue)),
            ("direction", Direction.allCases.filter(condition.directions.contains).map(\.rawValue)),
            ("rule", condition.rules.map(\.text)),
            ("tag", condition.tags.map(\.text)),
            ("entity", condition.entities.map(\.text)),
            ("severity", Severity.allCases.filter(condition.severities.contains).map(\.rawValue)),
        ]
        if let range = condition.confidence {
            var bounds: [String] = []
            if range.lowerBound.percent > 0 { bounds.append(">=\(range.lowerBound.percent)") }
            if range.upperBound.percent < 100 { bounds.append("<=\(range.upperBound.percent)") }
            result.append(("confidence", bounds))
        }
        if let isSample = condition.isSample { result.append(("sample", [String(isSample)])) }
        result += [
            ("model", condition.models.map(\.text)), ("route", condition.routes.map(\.text)),
            ("tool", condition.tools.map(\.text)), ("language", condition.languages.map(\.text)),
        ]
        for (name, patterns) in condition.metadata.sorted(by: { $0.key < $1.key }) {
            result.append(("metadata.\(name)", patterns.map(\.text)))
        }
        return result.filter { !$0.1.isEmpty }
    }
}
