// The definition that streams are held to: every rule tried at every byte.

import SluiceMatching
import SluiceModel
import SluiceRules

/// Finds in a whole text without the prefilter, without chunks and without remembered state: every rule is tried at
/// every byte. Slow, and what `ScanStream` must agree with.
package struct ReferenceScanner: Sendable {
    private let scanner: Scanner

    /// Uses the rules of `scanner`.
    package init(scanner: Scanner) {
        self.scanner = scanner
    }

    /// Scans `bytes` and gives everything to `sink`.
    ///
    /// - Parameter scope: what is known of the text.
    package func scan(_ bytes: [UInt8], scope: ScopeHint = .unknown, sink: inout some ScanSink) {
        let text = ByteWindow(bytes.span, lowerBound: 0, isComplete: true)
        var clusters = ClusterQueue()
        let scratch = PatternScratch()
        let scopes = scanner.scopes(in: bytes, scope)
        var cells: [Int] = []
        let tables = TableTrack(of: text, cells: &cells)
        var accepted: [Hit] = []
        for judge in scanner.judges {
            let rule = scanner.ruleScopes[judge.index]
            for position in 0...bytes.count {
                if !rule.isUnrestricted, !rule.includes(scopes[position]) { continue }
                var runs = RunCache(classCount: scanner.rules.runClassCount, patterns: scratch)
                runs.tables = TableReading(track: tables)
                judge.decideAll(from: position, text: text, runs: &runs) { place, decision in
                    if case .accepted(let hit) = decision { accepted.append(hit) }
                    return rule.isUnrestricted || rule.includes(scopes[max(0, place - 1)])
                }
            }
        }
        for hit in accepted where !scanner.isSilent(hit) {
            if let settled = scanner.settled(hit, beside: accepted, in: bytes).hit { clusters.insert(settled) }
        }
        clusters.extendOpenHits { hit in
            scanner.judges[hit.rule].rule.matcher.extend(
                match: RawMatch(match: hit.match, secret: hit.secret, isOpen: true),
                from: hit.secret.upperBound,
                in: text
            )
        }
        clusters.closeOpenHits(at: bytes.count)
        clusters.release(upTo: bytes.count, text: text, scanner: scanner, sink: &sink)
    }
}

extension Scanner {
    /// The scope of every place of a whole text, and of the one behind it.
    package func scopes(in bytes: [UInt8], _ hint: ScopeHint) -> [Scope] {
        var tracker = ScopeTracker(hint, lexedLanguages: lexedLanguages)
        var history = ScopeHistory()
        var scopes = [tracker.scope]
        for index in bytes.indices {
            tracker.advance(bytes.span.extracting(index..<(index + 1)), from: index, into: &history)
            scopes.append(tracker.scope)
        }
        return scopes
    }
}
