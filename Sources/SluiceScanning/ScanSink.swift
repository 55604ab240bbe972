// Where a stream puts what it has decided.

package import SluiceModel

/// Where a stream puts what it has decided, in the order of the text.
///
/// Every byte of the stream comes exactly once, through `pass` or `conceal`. A flagged part comes as one `announce`,
/// any number of `conceal`, one `report`.
package protocol ScanSink {
    /// These bytes are in no finding.
    mutating func pass(_ bytes: Span<UInt8>)
    /// A flagged part begins here.
    mutating func announce(_ mark: Mark)
    /// These bytes belong to the flagged part announced last.
    mutating func conceal(_ bytes: Span<UInt8>)
    /// The flagged part announced last has ended.
    mutating func report(_ finding: Finding)
}

/// What is known of a flagged part when it begins to pass by: enough to replace it.
package struct Mark: Sendable, Hashable {
    /// The best rule.
    package let rule: RuleID
    package let confidence: Confidence
    package let fingerprint: Fingerprint
    package let isSample: Bool
    /// Whether the rule asks to be reported only.
    package let isReportOnly: Bool
}
