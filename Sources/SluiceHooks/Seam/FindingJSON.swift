// A finding as answers tell it.

package import Sluice
import SluiceModel
package import SluicePayloads
import SluicePolicies

/// A finding as answers tell it (`Docs/findings.md`): where, what and why, and nothing of the value.
package enum FindingJSON {
    /// The finding as an object.
    ///
    /// - Parameter part: which of several pieces holds it, from 0.
    package static func object(_ located: LocatedFinding, part: Int? = nil) -> JSONValue {
        let finding = located.finding
        let place: [(String, JSONValue)] = [
            ("part", part.map(JSONValue.integer) ?? .null),
            ("line", .integer(located.line)),
            ("column", .integer(located.column)),
            ("start", .integer(finding.range.lowerBound)),
            ("end", .integer(finding.range.upperBound)),
            ("match_start", .integer(finding.match.lowerBound)),
            ("match_end", .integer(finding.match.upperBound)),
            ("replacement", .string(located.replacement)),
            ("preview", .string(located.preview)),
        ]
        let decision: [(String, JSONValue)] = [
            ("action", .string(located.action.rawValue)),
            ("would_be", .string(located.wouldBe.rawValue)),
            ("policy", .string(located.policyEntry ?? Policy.defaultsName)),
            ("json_path", .optional(located.path)),
            ("message", located.messageIndex.map(JSONValue.integer) ?? .null),
        ]
        return .object(
            finding.kindMembers + place + finding.identityMembers + decision + finding.languageMembers
                + finding.hidingMembers
        )
    }

    /// The findings of a verdict, in the order of the pieces, within the limit for all pieces together.
    package static func array(_ verdict: HookVerdict) -> JSONValue {
        var limit = FindingLimit(most: HookVerdict.mostFindings)
        var objects: [JSONValue] = []
        for (index, part) in verdict.parts.enumerated() {
            for found in part.findings where limit.keeps(KeptFindings.Kind(found)) {
                objects.append(object(found, part: verdict.parts.count > 1 ? index : nil))
            }
        }
        return .array(objects)
    }
}
