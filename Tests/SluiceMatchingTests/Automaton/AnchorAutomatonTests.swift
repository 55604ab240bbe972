// The prefilter finds every occurrence of every anchor, and knows how much to hold.

import SluiceMatching
import SluiceModel
import Testing

struct AnchorAutomatonTests {
    private static let alphabet = Array("abAB01-_ \n".utf8)

    private struct Occurrence: Hashable, Comparable {
        var end: Int
        var rule: Int
        var position: Int

        static func < (left: Occurrence, right: Occurrence) -> Bool {
            (left.end, left.rule, left.position) < (right.end, right.rule, right.position)
        }
    }

    private static func randomAnchor(using generator: inout SplitMix64) -> Anchor {
        // Long ones change how a text is divided.
        let length = Int.random(in: Int.random(in: 0..<8, using: &generator) == 0 ? 20...30 : 1...5, using: &generator)
        let elements = (0..<length).map { _ -> ByteSet in
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: return .digits
            case 1: return .letters
            default:
                let byte = alphabet.randomElement(using: &generator) ?? 0
                return Bool.random(using: &generator) ? ByteSet(byte...byte) : ByteSet(byte...byte).caseFolded
            }
        }
        return Anchor(elements: elements, offset: Int.random(in: -1...2, using: &generator))
    }

    private static func found(_ automaton: AnchorAutomaton, in text: [UInt8], pieces: [Int]) -> [Occurrence] {
        var state = automaton.initialState
        var hits = HitBuffer(capacity: text.count + 1)
        // Two anchors of a rule may lead to the same position.
        var result: Set<Occurrence> = []
        var start = 0
        for end in pieces + [text.count] where end >= start {
            automaton.scan(text.span.extracting(start..<end), state: &state, hits: &hits)
            for index in 0..<hits.count {
                let hit = automaton.hit(at: index, in: hits)
                let hitEnd = start + hit.offset + 1
                for target in automaton.targetIndices(of: hit).map(automaton.target(at:)) {
                    result.insert(Occurrence(end: hitEnd, rule: target.rule, position: hitEnd + target.positionFromEnd))
                }
            }
            start = end
        }
        return result.sorted()
    }

    /// Where the anchors stand, by looking at every byte; a line feed precedes the text.
    private static func expected(_ anchors: [[Anchor]], in text: [UInt8]) -> [Occurrence] {
        let padded = [UInt8(ascii: "\n")] + text
        var result: Set<Occurrence> = []
        for (rule, list) in anchors.enumerated() {
            for anchor in list {
                for start in padded.indices where start + anchor.elements.count <= padded.count {
                    let matches = anchor.elements.indices.allSatisfy {
                        anchor.elements[$0].contains(padded[start + $0])
                    }
                    guard matches, start + anchor.elements.count > 1 else { continue }
                    result.insert(
                        Occurrence(
                            end: start + anchor.elements.count - 1,
                            rule: rule,
                            position: start - 1 + anchor.offset
                        )
                    )
                }
            }
        }
        return result.sorted()
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func findsEveryOccurrence(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let anchors = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
            (0..<Int.random(in: 1...3, using: &generator)).map { _ in Self.randomAnchor(using: &generator) }
        }
        let automaton = AnchorAutomaton(anchorsOfRules: anchors)
        // Long enough to be walked in interleaved segments as well.
        let count = Int.random(in: 0...2, using: &generator) == 0 ? 4_500 : Int.random(in: 0...200, using: &generator)
        let text = (0..<count).map { _ in Self.alphabet.randomElement(using: &generator) ?? 0 }
        let expected = Self.expected(anchors, in: text)
        #expect(Self.found(automaton, in: text, pieces: []) == expected, "whole, seed \(seed)")
        let cuts = (0..<5).map { _ in Int.random(in: 0...count, using: &generator) }.sorted()
        #expect(Self.found(automaton, in: text, pieces: cuts) == expected, "cut at \(cuts), seed \(seed)")
    }

    @Test func holdsExactlyWhatCouldStillBecomeALiteral() {
        let automaton = AnchorAutomaton(anchorsOfRules: [[Anchor(literal: "secret")], [Anchor(literal: "cretan")]])
        let cases: [(String, Int)] = [
            ("", 0), ("x", 0), ("s", 1), ("xse", 2), ("secre", 5), ("xcret", 4), ("secret", 4), ("secreta", 5),
            ("ss", 1),
        ]
        for (text, held) in cases {
            #expect(Self.held(automaton, text) == held, "after '\(text)'")
        }
    }

    @Test func doesNotHoldWhatTheMaskLeavesOut() {
        let automaton = AnchorAutomaton(anchorsOfRules: [[Anchor(literal: "key=", maskOffset: 4)]])
        for text in ["k", "ke", "key", "key="] { #expect(Self.held(automaton, text) == 0, "after '\(text)'") }
    }

    @Test func holdsTheRunBeforeAnAnchor() {
        let anchor = Anchor(literal: "@", lookback: .init(set: .letters, limit: 4))
        let automaton = AnchorAutomaton(anchorsOfRules: [[anchor]])
        let cases = [("ab", 2), ("a b", 1), ("abcdef", 4), ("ab ", 0)]
        for (text, held) in cases { #expect(Self.held(automaton, text) == held, "after '\(text)'") }
    }

    @Test func holdsNoRunThatNoMaskCanBeginIn() {
        // Two letters and a space before a digit, as in `AB 1`.
        let run = ByteSet.upperCase.union(ByteSet(ascii: " "))
        let lookback = Anchor.Lookback(set: run, limit: 3, minimum: 3, initials: .upperCase)
        let digits = Anchor(elements: [.digits, .digits], offset: -3, lookback: lookback)
        let automaton = AnchorAutomaton(anchorsOfRules: [[digits]])
        let cases = [
            (" ", 0), ("a ", 0), ("A", 1), ("AB", 2), ("AB ", 3), (" AB ", 3), ("x AB ", 3), ("AB 1", 4), ("B 1", 0),
            ("1", 0), ("a 1", 0), ("ABC D", 3), ("A  ", 3), (" B 1", 3),
        ]
        for (text, held) in cases { #expect(Self.held(automaton, text) == held, "after '\(text)'") }
    }

    /// Of lookbacks at one place, those that another one covers make no difference.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func holdsWhatAnyOfSomeLookbacksHolds(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let sets = [ByteSet.letters, .digits, ByteSet(ascii: "ab"), ByteSet(ascii: "a"), ByteSet.alphanumerics]
        let anchors = (0..<5).map { _ in
            let limit = Int.random(in: 1...4, using: &generator)
            return Anchor(
                literal: "-0",
                lookback: .init(
                    set: sets.randomElement(using: &generator) ?? .letters,
                    limit: limit,
                    isWhole: Bool.random(using: &generator),
                    minimum: Int.random(in: 0...limit, using: &generator),
                    initials: Bool.random(using: &generator) ? nil : sets.randomElement(using: &generator)
                )
            )
        }
        let together = AnchorAutomaton(anchorsOfRules: [anchors])
        let alone = anchors.map { AnchorAutomaton(anchorsOfRules: [[$0]]) }
        for _ in 0..<60 {
            let bytes = (0..<Int.random(in: 0...7, using: &generator)).map { _ in
                Self.alphabet.randomElement(using: &generator) ?? 0
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let most = alone.map { Self.held($0, text) }.max()
            #expect(Self.held(together, text) == most, "'\(text)', seed \(seed)")
            // Of an anchor that has begun, more is held.
            guard bytes.last != UInt8(ascii: "-") else { continue }
            let plain = anchors.compactMap(\.lookback).map { Self.heldPlainly($0, bytes) }.max()
            #expect(most == plain, "'\(text)', seed \(seed)")
        }
    }

    /// How much is held for an anchor that may come behind a run, byte by byte.
    private static func heldPlainly(_ lookback: Anchor.Lookback, _ bytes: [UInt8]) -> Int {
        let run = bytes.reversed().prefix(lookback.limit).prefix(while: lookback.set.contains)
        if lookback.isWhole, bytes.dropLast(run.count).last.map(lookback.set.contains) == true { return 0 }
        guard let initials = lookback.initials else { return run.count }
        return run.reversed().drop { !initials.contains($0) }.count
    }

    private static func held(_ automaton: AnchorAutomaton, _ text: String) -> Int {
        let bytes = Array(text.utf8)
        var state = automaton.initialState
        var hits = HitBuffer(capacity: bytes.count + 1)
        automaton.scan(bytes.span, state: &state, hits: &hits)
        let window = ByteWindow(bytes.span, lowerBound: 0, isComplete: false)
        return bytes.count - automaton.holdStart(state: state, window: window)
    }
}
