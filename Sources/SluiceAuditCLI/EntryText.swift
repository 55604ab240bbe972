// Entries as lines for people.

import SluiceAudit
import SluiceModel
import SluiceTerminal

/// Entries as lines for people.
struct EntryText {
    private let style: TerminalStyle

    init(style: TerminalStyle) {
        self.style = style
    }

    /// One line, with its end.
    func line(_ entry: AuditEntry) -> String {
        let head = "\(style.faint("#\(entry.sequence)"))  \(AuditClock.text(entry.time))  "
        switch entry.content {
        case .decision(let record):
            return head + decision(record) + "\n"
        case .start:
            return head + "a writer began\n"
        case .stop:
            return head + "the writer ended\n"
        case .loss(let count, let reason):
            return head + "\(count) records were lost: \(reason.rawValue)\n"
        case .removal(let through, _, let count, let reason):
            return head + "\(count) entries up to #\(through) were removed: \(reason.rawValue)\n"
        }
    }

    private func decision(_ record: AuditRecord) -> String {
        var parts = [style.action(record.action), record.direction?.rawValue ?? "either way", record.route.visible]
        if record.wouldBe != record.action { parts[0] += " (would \(record.wouldBe.rawValue))" }
        if let code = record.errorCode { parts.append("error: \(code.visible)") }
        var counts: [RuleID: Int] = [:]
        for finding in record.findings { counts[finding.rule, default: 0] += 1 }
        var rules = counts.sorted { $0.key < $1.key }.map { $1 > 1 ? "\($0) ×\($1)" : "\($0)" }
        if record.findingCount > record.findings.count { rules.append("… \(record.findingCount) in all") }
        parts.append(rules.isEmpty ? "no finding" : style.place(rules.joined(separator: ", ").visible))
        parts.append("policy \(record.policy.visible)")
        parts += record.metadata.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)".visible }
        parts.append(style.faint("request \(record.requestID.visible), \(record.latencyInMicroseconds) µs"))
        return parts.joined(separator: "  ")
    }
}
