// What an audit keeps of one decision.

/// What an audit keeps of one decision: who asked, what was found where, what was done. It has no room for text.
///
/// A value that was found is told by its rule, place, length and keyed fingerprint only. The caller answers for
/// `metadata`, `requestID` and `route`: they are written as they are, so they must not be taken from a message's text.
public struct AuditRecord: Sendable, Hashable {
    /// Whether the policy decided, or something kept the message from being judged.
    public enum Outcome: Sendable, Hashable {
        /// The policy decided.
        case policy
        /// The message could not be judged; `action` is then what the policy's `on_error` says. `code` is the stable
        /// name of what went wrong, such as `deadline`: lower-case letters, digits and underscores, no text of the
        /// message.
        case error(code: String)
    }

    /// One finding, without its value.
    public struct Finding: Sendable, Hashable {
        /// The rule that found it.
        public let rule: RuleID
        /// What was done about it.
        public let action: Action
        /// The path of the value that holds it, such as `messages[2].content`, as `LocatedFinding.path` gives it:
        /// without names that could be values. Nil in plain text.
        public let path: String?
        /// Bytes from the start of the body to the value.
        public let offset: Int
        /// The value's length in bytes.
        public let length: Int
        /// A keyed hash of the value.
        public let fingerprint: Fingerprint
        /// How sure the scanner was.
        public let confidence: Confidence

        /// Creates a finding from its parts.
        public init(
            rule: RuleID,
            action: Action,
            path: String?,
            offset: Int,
            length: Int,
            fingerprint: Fingerprint,
            confidence: Confidence
        ) {
            self.rule = rule
            self.action = action
            self.path = path
            self.offset = offset
            self.length = length
            self.fingerprint = fingerprint
            self.confidence = confidence
        }
    }

    /// When it was decided, in microseconds since the start of 1970 (UTC).
    public let time: Int64
    /// The name of the request, which the request and its answer share.
    public let requestID: String
    /// The path that was called, or the gateway's name of the route.
    public let route: String
    /// Which way the text travelled; nil where that was not known.
    public let direction: Direction?
    /// The name of the policy.
    public let policy: String
    /// Who asked, and where: `team`, `environment`, `model`, …
    public let metadata: [String: String]
    /// The strongest thing that was done.
    public let action: Action
    /// The strongest thing that the policy says to do, which in monitor mode is not done.
    public let wouldBe: Action
    /// Whether the policy decided, or an error.
    public let outcome: Outcome
    /// What was found, in the order of its place.
    public let findings: [Finding]
    /// How many findings there were, those among them that are not in `findings`.
    public let findingCount: Int
    /// From the message's arrival to the decision.
    public let latency: Duration
    /// The version of the rule set that judged.
    public let ruleSetVersion: String

    /// Creates a record from its parts.
    public init(
        time: Int64,
        requestID: String,
        route: String,
        direction: Direction?,
        policy: String,
        metadata: [String: String] = [:],
        action: Action,
        wouldBe: Action? = nil,
        outcome: Outcome = .policy,
        findings: [Finding] = [],
        findingCount: Int? = nil,
        latency: Duration,
        ruleSetVersion: String
    ) {
        self.time = time
        self.requestID = requestID
        self.route = route
        self.direction = direction
        self.policy = policy
        self.metadata = metadata
        self.action = action
        self.wouldBe = wouldBe ?? action
        self.outcome = outcome
        self.findings = findings
        self.findingCount = findingCount ?? findings.count
        self.latency = latency
        self.ruleSetVersion = ruleSetVersion
    }
}
