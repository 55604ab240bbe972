// Filters one text stream.

public import SluiceModel
public import SluicePolicies
public import SluiceRules

/// Filters one text stream: bytes in, filtered bytes and findings out. Any chunking gives the same result.
public struct TextFilter: Sendable {
    /// What to do with findings.
    public enum Action: String, Sendable, CaseIterable {
        /// Replace flagged bytes.
        case mask
        /// Stop at the first finding, before its bytes are out.
        case block
        /// Change nothing, report.
        case report
    }

    /// Makes a filter.
    ///
    /// - Parameters:
    ///   - rules: what to look for.
    ///   - action: what to do with findings of at least `threshold`.
    ///   - threshold: findings below it pass and are reported only.
    ///   - style: how values are replaced.
    ///   - key: what fingerprints are keyed with.
    public init(
        rules: RuleSet,
        action: Action = .mask,
        threshold: Confidence = Confidence(percent: 0),
        style: MaskStyle = .tagged,
        key: FingerprintKey
    ) {}

    /// Takes the next bytes of the stream and appends to `output` what may go out.
    public mutating func append(_ bytes: Span<UInt8>, to output: inout FilterOutput) {
        for index in bytes.indices { output.bytes.append(bytes[index]) }
    }

    /// Ends the stream and appends to `output` what was held.
    public mutating func finish(to output: inout FilterOutput) {}

    /// Bytes received and not yet released.
    public var heldByteCount: Int { 0 }
}
