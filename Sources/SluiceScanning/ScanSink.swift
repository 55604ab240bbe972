// Where a stream puts what it has decided.

package import SluiceModel

/// Where a stream puts what it has decided, in the order of the text.
///
/// Every byte of the stream comes exactly once, through `pass` or `conceal`. A flagged part comes as one `announce`,
/// any number of `conceal`, one `report`. A finding that is not acted on comes as one `remark` before its first byte.
package protocol ScanSink {
    /// These bytes are in no finding.
    mutating func pass(_ bytes: Span<UInt8>)
    /// A flagged part begins here. `value` is what is known of its best finding's value.
    mutating func announce(_ mark: Mark, value: Span<UInt8>)
    /// These bytes belong to the flagged part announced last.
    mutating func conceal(_ bytes: Span<UInt8>)
    /// The flagged part announced last has ended.
    mutating func report(_ finding: Finding)
    /// Here begins a finding that is not acted on.
    mutating func remark(_ finding: Finding, mark: Mark, value: Span<UInt8>)
}

/// What is known of a flagged part when it begins to pass by: enough to replace it.
package struct Mark: Sendable, Hashable {
    /// The best rule.
    package let rule: RuleID
    package let confidence: Confidence
    package let fingerprint: Fingerprint
    package let isSample: Bool
    /// Whether the value is known to its end.
    package let isWhole: Bool
    /// The index of the best rule.
    package let ruleIndex: Int
    /// The indices of the other rules that are known to have fired here, in ascending order.
    package let otherRules: [Int]
    /// What the text is in which the best rule's finding lies.
    package let place: TextPlace
    /// The same of each of `otherRules`; a rule that fired in texts of several kinds is there once for each.
    package let otherPlaces: [TextPlace]
    /// The licences that the rules found, as SPDX expressions by the rules' indices.
    package let licenses: [Int: String]
}
