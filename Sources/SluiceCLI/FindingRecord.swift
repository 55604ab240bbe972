// A finding as reports tell it.

package import Sluice
package import SluiceModel
package import SluicePayloads
import SluicePolicies

/// A finding with its file, as reports tell it. It never holds the value.
package struct FindingRecord: Sendable, Hashable {
    package let path: BytePath
    package let finding: Finding
    /// From 1.
    package let line: Int
    /// In Unicode code points, from 1.
    package let column: Int
    /// The masked text before the finding, if it is shown, and what stands for the value.
    package let preview: String

    /// What was done about it.
    package var action = Action.log
    /// What was decided, also where that is not carried out.
    package var wouldBe = Action.log
    /// The policy's entry that decided, or `defaults`; nil where there is no policy.
    package var policyEntry: String?
    /// The path of the JSON value that holds it.
    package var jsonPath: String?
    /// The number of the message that holds it, from 0.
    package var messageIndex: Int?

    package init(path: BytePath, finding: Finding, line: Int, column: Int, preview: String) {
        self.path = path
        self.finding = finding
        self.line = line
        self.column = column
        self.preview = preview
    }

    /// - Parameters:
    ///   - showsLine: whether to show the text before the finding, which only the rules of the run have filtered.
    ///   - isByPolicy: whether a policy with entries decided.
    package init(path: BytePath, _ located: LocatedFinding, showsLine: Bool, isByPolicy: Bool = false) {
        self.init(
            path: path,
            finding: located.finding,
            line: located.line,
            column: located.column,
            preview: showsLine ? located.preview : located.mark
        )
        action = located.action
        wouldBe = located.wouldBe
        if isByPolicy { policyEntry = located.policyEntry ?? Policy.defaultsName }
        jsonPath = located.path
        messageIndex = located.messageIndex
    }

    /// Whether it is the file's path that was found, and nothing in the file.
    package var isOfPath: Bool { jsonPath == nil && finding.range == 0..<0 && finding.match == 0..<0 }

    /// The finding as JSON. Members are only ever added, at the end.
    package var json: JSONValue {
        let place: [(String, JSONValue)] = [
            ("path", .string(path.text)),
            ("line", .integer(line)),
            ("column", .integer(column)),
            ("start", .integer(finding.range.lowerBound)),
            ("end", .integer(finding.range.upperBound)),
            ("match_start", .integer(finding.match.lowerBound)),
            ("match_end", .integer(finding.match.upperBound)),
            ("preview", .string(preview)),
        ]
        let decision: [(String, JSONValue)] = [
            ("action", .string(action.rawValue)),
            ("would_be", .string(wouldBe.rawValue)),
            ("policy", .optional(policyEntry)),
            ("json_path", .optional(jsonPath)),
            ("message", messageIndex.map(JSONValue.integer) ?? .null),
        ]
        return .object(
            finding.kindMembers + place + finding.identityMembers + decision + finding.languageMembers
                + finding.hidingMembers
        )
    }
}
