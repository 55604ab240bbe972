// Entries as JSON.

import SluiceAudit
import SluiceModel
import SluicePayloads

extension AuditEntry {
    /// The entry as JSON. Members are only ever added.
    var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("sequence", .integer(Int(sequence))),
            ("kind", .string(kind.rawValue)),
            ("time", .string(AuditClock.text(time))),
        ]
        switch content {
        case .decision(let record):
            members += AuditEntry.members(record)
            members.append(("finding_count", .integer(record.findingCount)))
            members.append(("findings", .array(record.findings.map(\.json))))
        case .start, .stop:
            break
        case .loss(let count, let reason):
            members += [("count", .integer(Int(count))), ("reason", .string(reason.rawValue))]
        case .removal(let through, let hash, let count, let reason):
            members += [
                ("through", .integer(Int(through))),
                ("through_hash", .string(hash.description)),
                ("count", .integer(Int(count))),
                ("reason", .string(reason.rawValue)),
            ]
        }
        members.append(("hash", .string(hash.description)))
        return .object(members)
    }

    private static func members(_ record: AuditRecord) -> [(String, JSONValue)] {
        let metadata = record.metadata.sorted { $0.key < $1.key }
        return [
            ("request_id", .string(record.requestID)),
            ("route", .string(record.route)),
            ("direction", .optional(record.direction?.rawValue)),
            ("policy", .string(record.policy)),
            ("action", .string(record.action.rawValue)),
            ("would_be", .string(record.wouldBe.rawValue)),
            ("outcome", .string(record.outcomeName)),
            ("error", .optional(record.errorCode)),
            ("latency_us", .integer(record.latencyInMicroseconds)),
            ("rule_set", .string(record.ruleSetVersion)),
            ("metadata", .object(metadata.map { ($0.key, .string($0.value)) })),
        ]
    }
}

extension AuditRecord {
    /// `policy` or `error`.
    var outcomeName: String { errorCode == nil ? "policy" : "error" }

    /// The error's code; nil when the policy decided.
    var errorCode: String? {
        if case .error(let code) = outcome { return code }
        return nil
    }

    /// Whole microseconds.
    var latencyInMicroseconds: Int { Int(latency.microseconds) }
}

extension AuditRecord.Finding {
    /// The finding as JSON. Members are only ever added.
    var json: JSONValue {
        .object([
            ("rule", .string(rule.rawValue)),
            ("action", .string(action.rawValue)),
            ("path", .optional(path)),
            ("offset", .integer(offset)),
            ("length", .integer(length)),
            ("fingerprint", .string(fingerprint.description)),
            ("confidence", .number(Double(confidence.percent) / 100)),
        ])
    }
}
