// Proves that nothing was removed or altered.

import GRDB

/// Proves that nothing was removed or altered: hashes every entry again, in order, and compares the end with what is
/// known of it.
struct AuditVerifier {
    private let hasher: ChainHasher
    private let path: String
    /// In the order of the chain.
    private let kept: [AuditHead]
    private var result = AuditVerification()
    private var encoding = CanonicalEncoding()

    /// - Parameter kept: heads that were kept elsewhere. All are compared: who put another chain in place of this one
    ///   before the last of them was taken is told by one before it.
    init(hasher: ChainHasher, path: String, kept: [AuditHead]) {
        self.hasher = hasher
        self.path = path
        self.kept = kept.sorted { $0.sequence < $1.sequence }
    }

    /// Checks everything, within one read transaction.
    mutating func verify(_ db: Database, checksIndices: Bool) throws -> AuditVerification {
        guard let state = try ChainState.read(db, path: path) else {
            throw AuditError(.corrupt, path: path, detail: "the chain's row is missing")
        }
        try state.checkKey(hasher, path: path)
        result.isKeyed = hasher.isKeyed
        do {
            try check(db, state)
            if result.breach == nil, checksIndices { try checkIndices(db) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            breach(.damaged, result.last.successor, "the file cannot be read after entry \(result.last)")
        }
        if result.breach == nil { result.head = AuditHead(state) }
        return result
    }

    private mutating func check(_ db: Database, _ state: ChainState) throws {
        guard hasher.seal(chain: state.name, sequence: state.sequence, hash: state.hash) == state.seal else {
            return breach(.head, state.sequence, "the row that tells the chain's end was changed")
        }
        guard var previous = try start(db, state) else { return }
        let keptNumbers = Set(kept.map(\.sequence))
        var keptHashes: [Int64: ChainHash] = [:]
        while true {
            let before = result.last
            var entries = try read(db, after: before)
            guard let last = entries.last else { break }
            // Rows of an entry that is not there need no look: the entry itself is missed.
            try EntryRows.attach(.range(before.successor, last.sequence), to: &entries, db)
            for entry in entries {
                let expected = result.last + 1
                guard entry.sequence == expected else {
                    return breach(.missing, expected, "entry \(expected) is not there, entry \(entry.sequence) is")
                }
                guard entry.isExact else {
                    return breach(.altered, expected, "entry \(expected) holds more than what its hash is of")
                }
                entry.encode(after: previous, into: &encoding)
                guard hasher.hash(encoding.bytes) == entry.hash else {
                    return breach(.altered, expected, "entry \(expected) is not as it was written")
                }
                previous = entry.hash
                if keptNumbers.contains(entry.sequence) { keptHashes[entry.sequence] = entry.hash }
                count(entry)
            }
        }
        try checkEnd(db, state, previous)
        for head in kept where result.breach == nil { compare(head, keptHashes[head.sequence], state) }
    }

    /// What stands before the first entry: the chain's origin, or what an entry says that retention has removed.
    private mutating func start(_ db: Database, _ state: ChainState) throws -> ChainHash? {
        guard let first = try Int64.fetchOne(db, sql: "SELECT min(sequence) FROM entry") else {
            if state.sequence == 0 { return hasher.origin(ofChain: state.name) }
            breach(.cut, state.sequence, "the chain had \(state.sequence) entries, none is there")
            return nil
        }
        guard first >= 1 else {
            breach(.added, first, "entry \(first) is there, and the first one that is written has the number 1")
            return nil
        }
        result.first = first
        result.removed = first - 1
        result.last = first - 1
        if first == 1 { return hasher.origin(ofChain: state.name) }
        let row = try Row.fetchOne(
            db,
            sql: "SELECT through_hash FROM entry WHERE kind <> 'decision' AND kind = 'removal' AND through = ? LIMIT 1",
            arguments: [first - 1]
        )
        guard let hash = row?.blob(0) else {
            breach(.missing, 1, "entries 1 to \(first - 1) are not there, and no entry says that they were removed")
            return nil
        }
        return ChainHash(bytes: hash)
    }

    private func read(_ db: Database, after sequence: Int64) throws -> [StoredEntry] {
        let statement = try db.cachedStatement(
            sql: "SELECT \(EntryRows.columns) FROM entry WHERE sequence > ? ORDER BY sequence LIMIT 1000"
        )
        let rows = try Row.fetchCursor(statement, arguments: [sequence])
        var entries: [StoredEntry] = []
        while let row = try rows.next() { entries.append(EntryRows.entry(row)) }
        return entries
    }

    private mutating func count(_ entry: StoredEntry) {
        result.entries += 1
        result.last = entry.sequence
        if result.firstTime == nil { result.firstTime = entry.time }
        result.lastTime = entry.time
        switch entry.kind.flatMap(AuditEntry.Kind.init) {
        case .decision: result.decisions += 1
        case .start: result.starts += 1
        case .stop: result.stops += 1
        case .loss: result.lost = result.lost.clampedSum(entry.count ?? 0)
        case .removal, nil: break
        }
    }

    private mutating func checkEnd(_ db: Database, _ state: ChainState, _ previous: ChainHash) throws {
        if result.last < state.sequence {
            return breach(
                .cut,
                result.last + 1,
                "the chain ended with entry \(state.sequence), the last one that is there is \(result.last)"
            )
        }
        if result.last > state.sequence {
            return breach(.added, state.sequence + 1, "the chain ends with entry \(state.sequence), there are more")
        }
        for table in ["metadata", "finding"] {
            let stray = try Row.fetchOne(
                db,
                sql: "SELECT sequence FROM \(table) WHERE sequence > ? OR sequence < ? LIMIT 1",
                arguments: [result.last, result.first]
            )?.integer(0)
            if let stray { return breach(.added, stray, "\(table) has rows of entry \(stray), which is not there") }
        }
        if result.last > 0, previous != state.hash {
            breach(.cut, result.last, "the chain ended with another entry \(result.last)")
        }
    }

    private mutating func compare(_ kept: AuditHead, _ hash: ChainHash?, _ state: ChainState) {
        guard kept.chain == state.name else {
            return breach(.cut, kept.sequence, "the head that was given is of another chain; the file was begun anew")
        }
        guard let keptHash = ChainHash(hexadecimal: kept.hash),
            hasher.seal(chain: kept.chain, sequence: kept.sequence, hash: keptHash).description == kept.seal
        else { return breach(.head, kept.sequence, "the head that was given is not one of this chain") }
        if kept.sequence > state.sequence {
            return breach(
                .cut,
                state.sequence + 1,
                "the head that was given is entry \(kept.sequence), the last one that is there is \(state.sequence)"
            )
        }
        result.headWasCompared = kept.sequence >= result.first || kept.sequence == 0
        guard let hash else { return }
        if hash != keptHash {
            breach(.cut, kept.sequence, "entry \(kept.sequence) is not the one of the head that was given")
        }
    }

    private mutating func checkIndices(_ db: Database) throws {
        let answer = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") ?? ""
        if answer != "ok" { breach(.index, result.last, "the database is not sound: \(answer)") }
    }

    private mutating func breach(_ kind: AuditVerification.Breach.Kind, _ sequence: Int64, _ explanation: String) {
        result.breach = AuditVerification.Breach(kind: kind, sequence: sequence, explanation: explanation)
    }
}

extension Int64 {
    /// The next number; the last one has none, and stays. Somebody may have put any number in the file.
    fileprivate var successor: Int64 { clampedSum(1) }

    fileprivate func clampedSum(_ other: Int64) -> Int64 {
        let (sum, isTooFar) = addingReportingOverflow(other)
        if isTooFar { return other < 0 ? .min : .max }
        return sum
    }
}
