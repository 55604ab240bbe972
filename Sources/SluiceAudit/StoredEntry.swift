// An entry as the columns of the tables hold it.

import SluiceModel

/// An entry as the columns of the tables hold it. Whatever somebody has put there can be read into it and hashed.
struct StoredEntry {
    struct StoredFinding {
        var rule: String?
        var action: String?
        var path: String?
        var offset: Int64?
        var length: Int64?
        var fingerprint: Int64?
        var confidence: Int64?
    }

    var sequence: Int64 = 0
    var kind: String?
    var time: Int64?
    var requestID: String?
    var route: String?
    var direction: String?
    var policy: String?
    var action: String?
    var wouldBe: String?
    var error: String?
    var latency: Int64?
    var ruleSet: String?
    var findingCount: Int64?
    var through: Int64?
    var throughHash: [UInt8]?
    var count: Int64?
    var reason: String?
    var hash = ChainHash(bytes: [])
    /// In the order of the keys' UTF-8 bytes.
    var metadata: [(key: String?, value: String?)] = []
    /// In the order of their places.
    var findings: [StoredFinding] = []
    /// Whether the columns hold nothing but what was read of them.
    var isExact = true

    /// Writes down what is hashed: the hash of the entry before, and everything but the own hash.
    func encode(after previous: ChainHash, into encoding: inout CanonicalEncoding) {
        encoding.removeAll()
        encoding.blob(previous.bytes)
        encoding.integer(sequence)
        encoding.text(kind)
        encoding.integer(time)
        encoding.text(requestID)
        encoding.text(route)
        encoding.text(direction)
        encoding.text(policy)
        encoding.text(action)
        encoding.text(wouldBe)
        encoding.text(error)
        encoding.integer(latency)
        encoding.text(ruleSet)
        encoding.integer(findingCount)
        encoding.integer(through)
        encoding.blob(throughHash)
        encoding.integer(count)
        encoding.text(reason)
        encoding.integer(Int64(metadata.count))
        for (key, value) in metadata {
            encoding.text(key)
            encoding.text(value)
        }
        encoding.integer(Int64(findings.count))
        for finding in findings {
            encoding.text(finding.rule)
            encoding.text(finding.action)
            encoding.text(finding.path)
            encoding.integer(finding.offset)
            encoding.integer(finding.length)
            encoding.integer(finding.fingerprint)
            encoding.integer(finding.confidence)
        }
    }
}

extension StoredEntry {
    /// The most that is kept of one record, so that no client decides how large an entry is.
    enum Limit {
        static let text = 1024
        static let path = 512
        static let key = 128
        static let value = 512
        static let metadata = 64
        static let findings = 1000
    }

    /// The columns of an entry that is still to be chained.
    init(_ content: AuditEntry.Content, time: Int64, sequence: Int64) {
        self.sequence = sequence
        self.time = time
        switch content {
        case .decision(let record):
            kind = AuditEntry.Kind.decision.rawValue
            set(record)
        case .start:
            kind = AuditEntry.Kind.start.rawValue
        case .stop:
            kind = AuditEntry.Kind.stop.rawValue
        case .loss(let count, let reason):
            kind = AuditEntry.Kind.loss.rawValue
            self.count = count
            self.reason = reason.rawValue
        case .removal(let through, let hash, let count, let reason):
            kind = AuditEntry.Kind.removal.rawValue
            self.through = through
            throughHash = hash.bytes
            self.count = count
            self.reason = reason.rawValue
        }
    }

    private mutating func set(_ record: AuditRecord) {
        requestID = record.requestID.stored(Limit.text)
        route = record.route.stored(Limit.text)
        direction = record.direction?.rawValue
        policy = record.policy.stored(Limit.text)
        action = record.action.rawValue
        wouldBe = record.wouldBe.rawValue
        if case .error(let code) = record.outcome { error = code.stored(Limit.key) }
        latency = record.latency.microseconds
        findingCount = Int64(record.findingCount)
        ruleSet = record.ruleSetVersion.stored(Limit.text)
        // Two keys may be the same once they are cut.
        var kept: [String: String] = [:]
        let keys = record.metadata.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for key in keys.prefix(Limit.metadata) {
            kept[key.stored(Limit.key)] = record.metadata[key]?.stored(Limit.value)
        }
        metadata = kept.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { ($0.key, $0.value) }
        findings = record.findings.prefix(Limit.findings).map { finding in
            StoredFinding(
                rule: finding.rule.rawValue.stored(Limit.text),
                action: finding.action.rawValue,
                path: finding.path?.stored(Limit.path),
                offset: Int64(finding.offset),
                length: Int64(finding.length),
                fingerprint: Int64(bitPattern: finding.fingerprint.rawValue),
                confidence: Int64(finding.confidence.percent)
            )
        }
    }

    /// What the columns tell; nil when somebody has changed them so that they tell nothing.
    var entry: AuditEntry? {
        guard isExact, let time, let content else { return nil }
        return AuditEntry(sequence: sequence, time: time, content: content, hash: hash)
    }

    private var content: AuditEntry.Content? {
        switch kind.flatMap(AuditEntry.Kind.init) {
        case nil:
            return nil
        case .decision:
            return record.map { .decision($0) }
        case .start:
            return .start
        case .stop:
            return .stop
        case .loss:
            guard let count, let reason = reason.flatMap(AuditEntry.LossReason.init) else { return nil }
            return .loss(count: count, reason: reason)
        case .removal:
            guard let through, let throughHash, let count, let reason = reason.flatMap(AuditEntry.RemovalReason.init)
            else { return nil }
            return .removal(through: through, hash: ChainHash(bytes: throughHash), count: count, reason: reason)
        }
    }

    private var record: AuditRecord? {
        guard let time, let requestID, let route, let policy, let latency, let ruleSet, let findingCount,
            let action = action.flatMap(Action.init), let wouldBe = wouldBe.flatMap(Action.init)
        else { return nil }
        let knownDirection = direction.flatMap(Direction.init)
        guard direction == nil || knownDirection != nil else { return nil }
        var findings: [AuditRecord.Finding] = []
        for finding in self.findings {
            guard let finding = finding.finding else { return nil }
            findings.append(finding)
        }
        return AuditRecord(
            time: time,
            requestID: requestID,
            route: route,
            direction: knownDirection,
            policy: policy,
            metadata: Dictionary(metadata.map { ($0.key ?? "", $0.value ?? "") }) { first, _ in first },
            action: action,
            wouldBe: wouldBe,
            outcome: error.map { .error(code: $0) } ?? .policy,
            findings: findings,
            findingCount: Int(findingCount),
            latency: .microseconds(latency),
            ruleSetVersion: ruleSet
        )
    }
}

extension StoredEntry.StoredFinding {
    fileprivate var finding: AuditRecord.Finding? {
        guard let rule, let action = action.flatMap(Action.init), let offset, let length, let fingerprint,
            let confidence
        else { return nil }
        return AuditRecord.Finding(
            rule: RuleID(rule),
            action: action,
            path: path,
            offset: Int(offset),
            length: Int(length),
            fingerprint: Fingerprint(rawValue: UInt64(bitPattern: fingerprint)),
            confidence: Confidence(percent: Int(clamping: confidence))
        )
    }
}

extension String {
    /// The text as a column can give it back: at most `limit` bytes of whole characters, and no NUL, at which SQLite's
    /// texts end.
    fileprivate func stored(_ limit: Int) -> String {
        var text = self
        if utf8.count > limit {
            var end = utf8.index(utf8.startIndex, offsetBy: limit)
            while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
            text = String(self[..<end])
        }
        if text.utf8.contains(0) {
            let parts = text.unicodeScalars.split(separator: "\0", omittingEmptySubsequences: false)
            text = parts.map { String($0) }.joined(separator: "\u{FFFD}")
        }
        text.makeContiguousUTF8()
        return text
    }
}
