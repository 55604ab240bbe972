// The gates of all rules, and the candidates that pass them.

/// A rule and a position that its matcher must be asked about.
package struct Candidate: Hashable, Sendable {
    package let rule: Int
    package let position: Int
}

/// The gates of all rules, arranged so that rules which look at the same run measure it once.
package struct CandidateGates: Sendable {
    private struct Entry: Sendable {
        var gate: CandidateGate
        var run: Int
    }

    /// What was measured at one position.
    private struct Measurement {
        var run = -1
        var position = -1
        /// The bit of the run's length; all bits where the text ends too early to tell.
        var bit: UInt64 = 0
        /// The byte after the run, if a byte of the run's set follows it.
        var separator: UInt8?
    }

    private let entries: [Entry]

    /// Arranges the gates of rules 0, 1, ….
    package init(_ gates: [CandidateGate]) {
        var runs: [(offset: Int, set: ByteSet)] = []
        entries = gates.map { gate in
            let known = runs.firstIndex { $0.offset == gate.offset && $0.set == gate.set }
            if known == nil { runs.append((gate.offset, gate.set)) }
            return Entry(gate: gate, run: known ?? runs.count - 1)
        }
    }

    /// Appends the candidates that hits of `automaton` lead to and that pass their gates, in the order of the hits.
    ///
    /// - Parameters:
    ///   - blockStart: the offset of the block that the hits count from.
    ///   - text: the retained bytes of the stream, the block included.
    package func collect(
        _ hits: borrowing HitBuffer,
        of automaton: AnchorAutomaton,
        blockStart: Int,
        text: borrowing ByteWindow,
        into candidates: inout [Candidate]
    ) {
        var measured = Measurement()
        for index in 0..<hits.count {
            let hit = automaton.hit(at: index, in: hits)
            let end = blockStart + hit.offset + 1
            for targetIndex in automaton.targetIndices(of: hit) {
                let target = automaton.target(at: targetIndex)
                let position = end + target.positionFromEnd
                if position >= 0, admits(rule: target.rule, position: position, in: text, measured: &measured) {
                    candidates.append(Candidate(rule: target.rule, position: position))
                }
            }
        }
    }

    /// Whether the matcher of `rule` must be asked about `position`. Where `text` ends too early to tell, it must.
    @inline(__always)
    private func admits(
        rule: Int,
        position: Int,
        in text: borrowing ByteWindow,
        measured: inout Measurement
    ) -> Bool {
        let entry = entries[rule]
        if entry.gate.lengths == .max { return true }
        if measured.run != entry.run || measured.position != position {
            measured = measure(entry, at: position, in: text)
        }
        if measured.bit == .max || entry.gate.lengths & measured.bit != 0 { return true }
        guard entry.gate.separatedLengths & measured.bit != 0, let separator = measured.separator else { return false }
        return entry.gate.separators.contains(separator)
    }

    private func measure(_ entry: Entry, at position: Int, in text: borrowing ByteWindow) -> Measurement {
        let set = entry.gate.set
        let start = position + entry.gate.offset
        let limit = min(text.upperBound, start + CandidateGate.longest)
        var end = start
        while end < limit, set.contains(text[end]) { end += 1 }
        var result = Measurement(run: entry.run, position: position)
        guard end + 1 < text.upperBound else {
            result.bit = .max
            return result
        }
        result.bit = 1 << UInt64(end - start)
        if set.contains(text[end + 1]) { result.separator = text[end] }
        return result
    }
}
