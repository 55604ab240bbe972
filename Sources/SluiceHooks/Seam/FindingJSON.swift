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
        return .object(finding.kindMembers + place + finding.identityMembers + decision + finding.languageMembers)
    }

    /// All findings of a verdict, in the order of the pieces.
    package static func array(_ verdict: HookVerdict) -> JSONValue {
        .array(
            verdict.parts.enumerated().flatMap { index, part in
                part.findings.map { object($0, part: verdict.parts.count > 1 ? index : nil) }
            }
        )
    }
}
