// The gates let through what they should, whatever else they look at.

import SluiceMatching
import Testing

struct CandidateGatesTests {
    private static let alphabet = Array("ab01-. n\\_T:".utf8)
    private static let sets = [ByteSet.digits, .letters, .alphanumerics, ByteSet("- ")]

    private struct Gate {
        var offset: Int
        var set: ByteSet
        var lengths: Set<Int>
        var separatedLengths: Set<Int>
        var separators: ByteSet
        var secondLengths: Set<Int>
        var pair: UInt8?

        init(using generator: inout SplitMix64) {
            offset = Int.random(in: -2...3, using: &generator)
            set = sets.randomElement(using: &generator) ?? .digits
            lengths = Set((0..<2).map { _ in Int.random(in: 0...4, using: &generator) })
            separatedLengths = Bool.random(using: &generator) ? [Int.random(in: 0...4, using: &generator)] : []
            separators = Bool.random(using: &generator) ? ByteSet("-") : ByteSet(" a")
            secondLengths =
                Bool.random(using: &generator) ? [1, Int.random(in: 2...3, using: &generator)] : Set(0...63)
            pair = Int.random(in: 0..<3, using: &generator) == 0 ? set.intersection(ByteSet("a0-")).members.first : nil
        }

        var compiled: CandidateGate {
            CandidateGate(
                offset: offset,
                set: set,
                lengths: lengths,
                separatedLengths: separatedLengths,
                separators: separators,
                secondLengths: secondLengths,
                pair: pair
            )
        }

        /// What the gate says where two bytes follow the run; nil where it cannot tell.
        func admits(_ position: Int, in text: [UInt8], ends: [Int]) -> Bool? {
            let start = position + offset
            guard text.indices.contains(start) else { return nil }
            let textEnd = ends.first { $0 > start }
            let limit = textEnd ?? text.count
            var end = start
            while end < limit, set.contains(text[end]) { end += 1 }
            guard textEnd != nil || end + 1 < limit else { return nil }
            if lengths.contains(end - start) { return true }
            if let pair, (start..<end).dropFirst().contains(where: { text[$0] == pair && text[$0 - 1] == pair }) {
                return true
            }
            guard separatedLengths.contains(end - start), end + 1 < limit, separators.contains(text[end]),
                set.contains(text[end + 1])
            else { return false }
            var second = end + 1
            while second < limit, set.contains(text[second]) { second += 1 }
            return textEnd == nil && second == limit || secondLengths.contains(second - end - 1)
        }
    }

    /// Every occurrence of every anchor is a candidate unless its gate refuses it, in blocks of any size.
    @Test(arguments: 0..<60 as Range<UInt64>) func agreesWithALookAtEachOccurrence(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let ruleGates = (0..<4).map { _ in Gate(using: &generator) }
        // The last rule's anchors have gates of their own.
        let anchorGates = (0..<2).map { _ in Gate(using: &generator) }
        let literals = ["a", "b0", "01", "-"]
        var anchors = (0..<3).map { rule in
            // The matches of one rule begin before its literals.
            literals[rule...(rule + 1)].map { Anchor(literal: $0, offset: rule == 1 ? -1 : 0) }
        }
        anchors.append(
            (0..<2).map { index in
                let elements = literals[index].utf8.map { ByteSet($0...$0) }
                return Anchor(elements: elements, gate: anchorGates[index].compiled)
            }
        )
        let automaton = AnchorAutomaton(anchorsOfRules: anchors)
        let refused = (0..<4).map { _ in RefusedPlaces(rawValue: UInt8.random(in: 0..<8, using: &generator)) }
        let openings = (0..<4).map { _ in
            MatchOpening(
                previous: ByteSet("a0-").inverted,
                first: Bool.random(using: &generator) ? .all : ByteSet(ascii: "ab-")
            )
        }
        let gates = CandidateGates(
            automaton: automaton,
            gates: ruleGates.map(\.compiled),
            refusedPlaces: refused,
            openings: openings
        )
        var text = (0..<300).map { _ in Self.alphabet.randomElement(using: &generator) ?? 0 }
        let stamps = ["0110-01-10T11:01", "0110-01-10 11:01", "10.110b"].map { Array($0.utf8) }
        for start in stride(from: 20, to: 260, by: 40) {
            let stamp = stamps.randomElement(using: &generator) ?? []
            text.replaceSubrange(start..<start + stamp.count, with: stamp)
        }
        let ends = (0..<4).map { _ in Int.random(in: 0...text.count, using: &generator) }.sorted()

        var (required, allowed) = (Set<Candidate>(), Set<Candidate>())
        for (rule, list) in anchors.enumerated() {
            for (index, anchor) in list.enumerated() {
                let gate = rule == 3 ? anchorGates[index] : ruleGates[rule]
                for start in text.indices where start + anchor.elements.count <= text.count {
                    let stands = anchor.elements.indices.allSatisfy { anchor.elements[$0].contains(text[start + $0]) }
                    guard stands else { continue }
                    let position = start + anchor.offset
                    guard position >= 0 else { continue }
                    let candidate = Candidate(rule: rule, position: position)
                    let opening = openings[rule]
                    let isBehind =
                        position == 0 || ends.contains(position)
                        || opening.previous.contains(text[position - 1])
                    guard isBehind, anchor.offset == 0 || opening.first.contains(text[position]) else { continue }
                    let places = Self.places(at: position, in: text, ends: ends)
                    let isRefused = !refused[rule].isDisjoint(with: places)
                    if gate.admits(position, in: text, ends: ends) != false, !isRefused { required.insert(candidate) }
                    // A block may end in a time stamp.
                    if !isRefused || places.contains(.timeStamps) || Self.isNear(position, ends) {
                        allowed.insert(candidate)
                    }
                }
            }
        }
        let whole = Self.candidates(gates, automaton, text, ends: ends, blocks: [])
        // Where a text ends nearby, the matcher is asked.
        #expect(whole.isSuperset(of: required), "seed \(seed)")
        #expect(whole.subtracting(required).allSatisfy { Self.isNear($0.position, ends) }, "seed \(seed)")
        let cuts = (0..<4).map { _ in Int.random(in: 0...text.count, using: &generator) }.sorted()
        let cut = Self.candidates(gates, automaton, text, ends: ends, blocks: cuts)
        // Where a block ends too early to tell, the matcher is asked.
        #expect(cut.isSuperset(of: required) && cut.isSubset(of: allowed), "cut at \(cuts), seed \(seed)")
    }

    /// What a place is in the text that it belongs to.
    private static func places(at position: Int, in text: [UInt8], ends: [Int]) -> RefusedPlaces {
        let (start, end) = (ends.last { $0 <= position } ?? 0, ends.first { $0 > position } ?? text.count)
        let window = ByteWindow(text.span.extracting(start..<end), lowerBound: start, isComplete: true)
        var places: RefusedPlaces = []
        if !NumberBoundary.begins(at: position, in: window) {
            places = ByteSet.digits.contains(text[position]) ? [.inside, .digitsInside] : .inside
        }
        if isTimeStamp(text[position..<end]) { places.insert(.timeStamps) }
        return places
    }

    private static func isTimeStamp(_ text: ArraySlice<UInt8>) -> Bool {
        let shape = text.prefix(16).map { ByteSet.digits.contains($0) ? UInt8(ascii: "1") : $0 }
        if shape.starts(with: "11.111".utf8) { return shape.count > 6 && ByteSet.letters.contains(shape[6]) }
        return ["1111-11-11T11:11", "1111-11-11 11:11"].contains(String(decoding: shape, as: UTF8.self))
    }

    /// Whether a text ends so near that the bytes around a place do not tell what it is.
    private static func isNear(_ position: Int, _ ends: [Int]) -> Bool {
        ends.contains { (position - 1...position + 16).contains($0) }
    }

    private static func candidates(
        _ gates: CandidateGates,
        _ automaton: AnchorAutomaton,
        _ text: [UInt8],
        ends: [Int],
        blocks: [Int]
    ) -> Set<Candidate> {
        var state = automaton.initialState
        var hits = HitBuffer(capacity: text.count)
        var buffer = CandidateBuffer()
        var result: Set<Candidate> = []
        var start = 0
        for end in blocks + [text.count] {
            let window = ByteWindow(text.span.extracting(0..<end), lowerBound: 0, isComplete: false)
            automaton.scan(window.span(start..<end), state: &state, hits: &hits)
            gates.begin(&buffer)
            while gates.collect(hits, blockStart: start, text: window, textEnds: ends[...], into: &buffer) {
                for index in 0..<buffer.count { result.insert(buffer[index]) }
            }
            start = end
        }
        return result
    }
}
