// What a check of a chain found, as text and JSON.

import SluiceAudit
import SluicePayloads
import SluiceTerminal

/// What a check of a chain found, as text and JSON.
enum VerificationReport {
    static func text(_ result: AuditVerification) -> String {
        if let breach = result.breach {
            var text = "broken at entry \(breach.sequence): \(breach.explanation.visible)\n"
            if result.entries > 0 { text += "intact before it: \(entries(result))\n" }
            return text
        }
        var text = "intact: \(entries(result))\n"
        if let first = result.firstTime, let last = result.lastTime {
            text += "from \(AuditClock.text(first)) to \(AuditClock.text(last)), \(result.decisions) decisions\n"
        }
        if result.removed > 0 { text += "removed by retention: \(result.removed)\n" }
        if result.lost > 0 { text += "lost before they could be written: \(result.lost)\n" }
        if result.starts > result.stops + 1 {
            text += "writers that ended without a stop: \(result.starts - result.stops - 1) at least\n"
        }
        switch result.headWasCompared {
        case nil: break
        case true?: text += "the last head that was given is part of the chain\n"
        case false?: text += "the last head that was given could not be compared: its entry has been removed since\n"
        }
        text +=
            result.isKeyed ? "made with this key" : "made without a key: whoever can write the file can make it anew"
        text += "\n"
        return text
    }

    /// Members are only ever added.
    static func json(_ result: AuditVerification) -> JSONValue {
        let breach = result.breach.map { breach in
            JSONValue.object([
                ("kind", .string(breach.kind.rawValue)),
                ("sequence", .integer(Int(breach.sequence))),
                ("explanation", .string(breach.explanation)),
            ])
        }
        let head = result.head.map { head in
            JSONValue.object([
                ("chain", .string(head.chain)),
                ("sequence", .integer(Int(head.sequence))),
                ("hash", .string(head.hash)),
                ("seal", .string(head.seal)),
            ])
        }
        return .object([
            ("intact", .bool(result.breach == nil)),
            ("breach", breach ?? .null),
            ("keyed", .bool(result.isKeyed)),
            ("entries", .integer(Int(result.entries))),
            ("first", .integer(Int(result.first))),
            ("last", .integer(Int(result.last))),
            ("first_time", .optional(result.firstTime.map(AuditClock.text))),
            ("last_time", .optional(result.lastTime.map(AuditClock.text))),
            ("decisions", .integer(Int(result.decisions))),
            ("removed", .integer(Int(result.removed))),
            ("lost", .integer(Int(result.lost))),
            ("starts", .integer(Int(result.starts))),
            ("stops", .integer(Int(result.stops))),
            ("head", head ?? .null),
            ("head_compared", result.headWasCompared.map(JSONValue.bool) ?? .null),
        ])
    }

    private static func entries(_ result: AuditVerification) -> String {
        result.entries == 0 ? "no entries" : "\(result.entries) entries, \(result.first) to \(result.last)"
    }
}
