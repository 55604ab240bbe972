// One place that a rule flagged.

/// A range of bytes, as offsets from the start of the stream.
public typealias ByteRange = Range<Int>

/// One place in a stream that must not pass: the union of all findings that overlap there, reported under the best.
public struct Finding: Hashable, Sendable {
    /// The best rule of those that fired here.
    public let rule: RuleID
    /// The rule's category.
    public let category: Category
    /// The rule's severity.
    public let severity: Severity
    /// How sure the scanner is.
    public let confidence: Confidence
    /// Whether a checksum or structure proved the finding.
    public let isVerified: Bool
    /// Whether the value is a published sample that was never a live secret.
    public let isSample: Bool
    /// For personal data the kind of entity, such as `EMAIL_ADDRESS`.
    public let entity: String?
    /// The bytes to mask.
    public let range: ByteRange
    /// The bytes that the best rule's pattern matched, which may reach further than `range`.
    public let match: ByteRange
    /// A keyed hash of the value, the same for the same value under the same key.
    public let fingerprint: Fingerprint
    /// Whether the rule ran out of its limits here, so that the text is flagged without having been decided.
    public let isUndecided: Bool
    /// The other rules that fired on overlapping bytes, sorted.
    public let alsoMatched: [RuleID]
    /// How the text was hidden that it was found in; `range` and `match` are the bytes that carry it.
    public let decoded: HidingForms
    /// What the flagged text is written in, where that is known: the language of a block, of a tool call's file, of a
    /// diff's file, or the one that the caller named; nil in running text.
    public let language: Language?

    /// Creates a finding from its parts.
    public init(
        rule: RuleID,
        category: Category,
        severity: Severity,
        confidence: Confidence,
        isVerified: Bool,
        isSample: Bool,
        entity: String?,
        range: ByteRange,
        match: ByteRange,
        fingerprint: Fingerprint,
        isUndecided: Bool,
        alsoMatched: [RuleID],
        decoded: HidingForms = HidingForms(),
        language: Language? = nil
    ) {
        self.rule = rule
        self.category = category
        self.severity = severity
        self.confidence = confidence
        self.isVerified = isVerified
        self.isSample = isSample
        self.entity = entity
        self.range = range
        self.match = match
        self.fingerprint = fingerprint
        self.isUndecided = isUndecided
        self.alsoMatched = alsoMatched
        self.decoded = decoded
        self.language = language
    }
}
