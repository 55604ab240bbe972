// A finding with its place in lines and columns.

public import SluiceModel
import SluicePayloads
import SluicePolicies

/// A finding with its place for people: line, column, and the masked text around it.
public struct LocatedFinding: Sendable, Hashable {
    /// The finding itself, with byte offsets.
    public let finding: Finding
    /// The line of the first masked byte, from 1.
    public let line: Int
    /// The column of the first masked byte, in Unicode code points from 1.
    public let column: Int
    /// What the value was, or would be, replaced by.
    public var replacement: String { text.replacement }
    /// The filtered text of the same line before the finding (at most 48 bytes), then the replacement.
    public var preview: String { text.preview }
    /// The replacement as reports show it, without the text before it: for rules that were narrowed down, as that text
    /// was filtered by them alone.
    package var mark: String { text.mark }
    /// What was done about it.
    public let action: Action
    /// What the policy says to do about it, also where that is not carried out.
    public let wouldBe: Action
    /// The policy's entry that decided; nil for its defaults.
    public let policyEntry: String?
    /// The path of the value that holds it, such as `messages[2].content`; nil in plain text.
    public let path: String?
    private let text: MaskedText

    init(
        finding: Finding,
        line: Int,
        column: Int,
        text: MaskedText,
        decision: PolicyDecision,
        path: String? = nil
    ) {
        self.finding = finding
        self.line = line
        self.column = column
        self.text = text
        self.path = path
        action = decision.action
        wouldBe = decision.wouldBe
        policyEntry = decision.entry
    }

    /// A finding in a payload, with the range of its raw bytes.
    init<Place>(_ placed: PlacedFinding<Place>, range: ByteRange, line: Int, column: Int, path: String) {
        self.init(
            finding: placed.finding.moved(to: range),
            line: line,
            column: column,
            text: placed.text,
            decision: placed.decision,
            path: path
        )
    }

    /// A finding in a part of a stream that was scanned by itself, at its place in the stream.
    ///
    /// - Parameters:
    ///   - count: how many bytes it has there, if not as many.
    ///   - path: where the part stands.
    init(_ other: LocatedFinding, at place: DocumentEditor.Place, count: Int? = nil, path: String = "$") {
        finding = other.finding.moved(to: place.offset..<place.offset + (count ?? other.finding.range.count))
        line = place.line
        column = place.column
        text = other.text
        action = other.action
        wouldBe = other.wouldBe
        policyEntry = other.policyEntry
        self.path = path
    }

    /// A part of a payload that cannot be looked into.
    init(_ part: Uninspectable, at place: DocumentEditor.Place, path: String, decision: PolicyDecision) {
        self.init(
            finding: Finding(part).moved(to: place.offset..<place.offset),
            line: place.line,
            column: place.column,
            text: MaskedText(),
            decision: decision,
            path: ReportedPath.text(path)
        )
    }

    /// The number of the message that holds it, from 0, where the path says so: `2` for `messages[2].content`.
    public var messageIndex: Int? {
        guard let path = path?.utf8 else { return nil }
        // Most paths have one bracket, and its list before it.
        for bracket in path.indices where path[bracket] == UInt8(ascii: "[") {
            let before = path[..<bracket]
            guard Self.messageLists.contains(where: { before.hasSuffix($0) }) else { continue }
            let digits = path[path.index(after: bracket)...].prefix {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
            return Int(Substring(digits))
        }
        return nil
    }

    /// What providers call their lists of messages.
    private static let messageLists = ["messages", "contents", "input", "choices", "candidates", "output"].map {
        Array($0.utf8)
    }
}

extension Substring.UTF8View {
    fileprivate func hasSuffix(_ bytes: [UInt8]) -> Bool {
        count >= bytes.count && suffix(bytes.count).elementsEqual(bytes)
    }
}

extension Finding {
    /// The finding with the raw bytes that carry it in place of the text's: the match keeps its distances, as far as
    /// the two agree.
    fileprivate func moved(to new: ByteRange) -> Finding {
        let before = max(0, range.lowerBound - match.lowerBound)
        let after = max(0, match.upperBound - range.upperBound)
        return Finding(
            rule: rule,
            category: category,
            severity: severity,
            confidence: confidence,
            isVerified: isVerified,
            isSample: isSample,
            entity: entity,
            range: new,
            match: max(0, new.lowerBound - before)..<new.upperBound + after,
            fingerprint: fingerprint,
            isUndecided: isUndecided,
            alsoMatched: alsoMatched,
            decoded: decoded,
            language: language
        )
    }
}
