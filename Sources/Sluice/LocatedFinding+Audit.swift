// A finding as an audit keeps it.

public import SluiceModel

extension LocatedFinding {
    /// The finding as an audit keeps it: without its value, its replacement and the text around it.
    public var audited: AuditRecord.Finding {
        AuditRecord.Finding(
            rule: finding.rule,
            action: action,
            path: path,
            offset: finding.range.lowerBound,
            length: finding.range.count,
            fingerprint: finding.fingerprint,
            confidence: finding.confidence
        )
    }
}
