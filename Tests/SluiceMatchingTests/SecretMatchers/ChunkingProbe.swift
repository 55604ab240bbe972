// Checks that a matcher decides the same however its window grows, and holds every byte that it later masks.

import SluiceMatching
import SluiceModel
import Testing

/// Runs a matcher at every anchor of a text with every shorter window, and compares with the complete window.
struct ChunkingProbe<Matcher: NamedMatcher> {
    let matcher: Matcher
    private let classCount: Int

    init(options: [String: [String]] = [:]) throws {
        var table = RunClassTable()
        matcher = try Matcher(options: options, runClasses: &table)
        classCount = table.count
    }

    /// The masked ranges of `text`, each once, in order. Records an issue for every difference between windows.
    func secrets(in text: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) -> [ByteRange] {
        var found: Set<ByteRange> = []
        var shared = RunCache(classCount: classCount)
        for position in candidates(in: text) {
            let final = decision(at: position, in: text, sourceLocation: sourceLocation)
            probeShorterWindows(at: position, in: text, final: final, shared: &shared, sourceLocation: sourceLocation)
            guard case .match(let match) = final else { continue }
            #expect(match.match.lowerBound <= match.secret.lowerBound, sourceLocation: sourceLocation)
            #expect(match.secret.upperBound <= match.match.upperBound, sourceLocation: sourceLocation)
            let end = match.isOpen ? openEnd(match, in: text, sourceLocation: sourceLocation) : match.secret.upperBound
            found.insert(match.secret.lowerBound..<end)
        }
        return found.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    }

    /// The outcome of each candidate on its complete window.
    func matches(in text: [UInt8]) -> [RawMatch] {
        candidates(in: text).compactMap { position in
            if case .match(let match) = decision(at: position, in: text, sourceLocation: #_sourceLocation) {
                match
            } else {
                nil
            }
        }
    }

    /// Decides the candidates once with a shared cache, as a scan of the whole text would.
    func countMatches(in text: [UInt8], at candidates: [Int]) -> Int {
        var runs = RunCache(classCount: classCount)
        var count = 0
        for position in candidates {
            let bounds = bounds(of: position, in: text)
            let window = ByteWindow(text.span.extracting(bounds), lowerBound: bounds.lowerBound, isComplete: true)
            if case .match = matcher.match(at: position, in: window, runs: &runs) { count += 1 }
        }
        return count
    }

    /// The positions that the anchors lead to, with a newline imagined before the text.
    func candidates(in text: [UInt8]) -> [Int] {
        let shown = [UInt8(ascii: "\n")] + text
        var positions: Set<Int> = []
        // By first byte, as trying every anchor at every byte takes most of the time.
        var byFirst = [[Anchor]](repeating: [], count: 256)
        for anchor in matcher.anchors { for byte in anchor.elements[0].members { byFirst[Int(byte)].append(anchor) } }
        for start in shown.indices {
            for anchor in byFirst[Int(shown[start])] where start + anchor.elements.count <= shown.count {
                let holds = anchor.elements.indices.allSatisfy { anchor.elements[$0].contains(shown[start + $0]) }
                if holds { positions.insert(start - 1 + anchor.offset) }
            }
        }
        return positions.filter { text.indices.contains($0) }.sorted()
    }

    private func bounds(of position: Int, in text: [UInt8]) -> Range<Int> {
        max(0, position - matcher.reachBefore)..<min(text.count, position + matcher.reachAfter + 1)
    }

    private func decision(at position: Int, in text: [UInt8], sourceLocation: SourceLocation) -> MatchOutcome {
        let bounds = bounds(of: position, in: text)
        var runs = RunCache(classCount: classCount)
        let window = ByteWindow(text.span.extracting(bounds), lowerBound: bounds.lowerBound, isComplete: true)
        let outcome = matcher.match(at: position, in: window, runs: &runs)
        if case .needsMore = outcome {
            Issue.record("\(Matcher.name) asks for more than its reach at \(position)", sourceLocation: sourceLocation)
        }
        return outcome
    }

    private func probeShorterWindows(
        at position: Int,
        in text: [UInt8],
        final: MatchOutcome,
        shared: inout RunCache,
        sourceLocation: SourceLocation
    ) {
        let bounds = bounds(of: position, in: text)
        for upper in lengths(upTo: bounds.upperBound - position).map({ position + $0 }) {
            let window = ByteWindow(
                text.span.extracting(bounds.lowerBound..<upper),
                lowerBound: bounds.lowerBound,
                isComplete: false
            )
            var fresh = RunCache(classCount: classCount)
            let outcome = matcher.match(at: position, in: window, runs: &fresh)
            #expect(
                matcher.match(at: position, in: window, runs: &shared) == outcome,
                "a remembered run changes the outcome",
                sourceLocation: sourceLocation
            )
            guard case .needsMore(let hold) = outcome else {
                if !outcome.agrees(with: final) {
                    Issue.record(
                        "\(Matcher.name) at \(position) decides \(outcome) with \(upper - position) bytes, \(final) with all: \(show(text, position))",
                        sourceLocation: sourceLocation
                    )
                }
                return
            }
            if hold > upper {
                Issue.record("\(Matcher.name) holds bytes that have not come", sourceLocation: sourceLocation)
            }
            if case .match(let match) = final, hold > match.secret.lowerBound {
                Issue.record(
                    "\(Matcher.name) lets \(hold - match.secret.lowerBound) bytes go with \(upper - position) bytes: \(show(text, position))",
                    sourceLocation: sourceLocation
                )
                return
            }
        }
    }

    /// Every length of short windows, some of long ones.
    private func lengths(upTo last: Int) -> [Int] {
        guard last > 300 else { return Array(0...max(0, last)) }
        return Array(0...200) + stride(from: 200, to: last - 40, by: max(23, last / 40)) + Array((last - 40)...last)
    }

    private func show(_ text: [UInt8], _ position: Int) -> String {
        String(decoding: text[max(0, position - 20)..<min(text.count, position + 120)], as: UTF8.self)
    }

    /// The end of an open match, the same for each of several ways to receive the text.
    private func openEnd(_ match: RawMatch, in text: [UInt8], sourceLocation: SourceLocation) -> Int {
        let start = match.match.upperBound
        let ends = [text.count, 1, 3, 17, 64, 257].map { size in openEnd(match, from: start, step: size, in: text) }
        #expect(Set(ends).count == 1, "\(Matcher.name) ends at \(ends)", sourceLocation: sourceLocation)
        return ends[0]
    }

    private func openEnd(_ match: RawMatch, from start: Int, step: Int, in text: [UInt8]) -> Int {
        var offset = start
        var upper = start
        while true {
            upper = min(text.count, upper + step)
            let window = ByteWindow(
                text.span.extracting(offset..<upper),
                lowerBound: offset,
                isComplete: upper == text.count
            )
            switch matcher.extend(match: match, from: offset, in: window) {
            case .closed(let end): return end
            case .open(let end):
                #expect(offset...upper ~= end)
                if upper == text.count { return -1 }
                offset = end
            }
        }
    }
}

extension ChunkingProbe {
    /// Expects that exactly what stands between `«` and `»` is masked.
    func expect(_ marked: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let (text, expected) = Marked.read(marked)
        let found = secrets(in: text, sourceLocation: sourceLocation)
        let shown = found.map { String(decoding: text[$0], as: UTF8.self) }
        #expect(found == expected, "found \(shown) in \(marked)", sourceLocation: sourceLocation)
        for end in stride(from: text.count - 1, to: max(0, text.count - 40), by: -13) {
            _ = secrets(in: Array(text[..<end]), sourceLocation: sourceLocation)
        }
    }

    /// Probes texts that are near to `marked`: bytes exchanged, dropped and doubled.
    func mutate(_ marked: String, seed: UInt64, rounds: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        var generator = SeededSamples(seed: seed)
        let original = Marked.read(marked).text
        let spice = Array("\"'\\ \n=:@/.-+$<{[(,;A0".utf8)
        for _ in 0..<rounds {
            var text = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) where !text.isEmpty {
                let place = Int.random(in: 0..<text.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: text[place] = spice.randomElement(using: &generator) ?? 0
                case 1: text.remove(at: place)
                default: text.insert(spice.randomElement(using: &generator) ?? 0, at: place)
                }
            }
            _ = secrets(in: text, sourceLocation: sourceLocation)
        }
    }

    /// Probes a text that is nothing but candidates. (What it costs is measured in Benchmarks.)
    func expectFloodIsDecidedAlike(_ unit: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let text = Array(String(repeating: unit, count: 1 + 1_200 / unit.utf8.count).utf8)
        _ = secrets(in: text, sourceLocation: sourceLocation)
    }
}

extension MatchOutcome {
    /// Whether both say the same; why something is no match may be seen earlier or later.
    fileprivate func agrees(with other: MatchOutcome) -> Bool {
        if case .noMatch = self, case .noMatch = other { return true }
        return self == other
    }
}
