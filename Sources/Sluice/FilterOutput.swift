// What a filter gives back.

public import SluiceModel

/// What a filter gives back for the bytes that it was given. Reuse one value to keep its memory.
public struct FilterOutput: Sendable {
    /// Filtered bytes that may go out.
    public var bytes: [UInt8] = []
    /// Findings that were decided, in the order of their place.
    public var findings: [LocatedFinding] = []
    /// Set once the filter's action is `block` and something was found: no byte of the stream follows.
    public var isBlocked: Bool { blockedAt != nil }
    /// What the filter blocked, and where.
    public internal(set) var blockedAt: Blocked?

    /// What a filter blocked: a rule and a place, and nothing of the text.
    public struct Blocked: Sendable, Hashable {
        /// The rule that the finding would be reported under.
        public let rule: RuleID
        /// The line of the first flagged byte, from 1.
        public let line: Int
        /// The column of the first flagged byte, in Unicode code points from 1.
        public let column: Int
        /// What the policy wants the sender to be told; nil if it says nothing.
        public let message: String?
    }

    /// An empty output.
    public init() {}

    /// Empties the output and keeps its memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        findings.removeAll(keepingCapacity: true)
    }
}

extension FilterOutput.Blocked {
    /// What a filter blocked at a place.
    init(_ rule: RuleID, at place: DocumentEditor.Place, message: String?) {
        self.init(rule: rule, line: place.line, column: place.column, message: message)
    }
}
