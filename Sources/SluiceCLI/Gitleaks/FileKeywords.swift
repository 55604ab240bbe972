// Finds which of a configuration's keywords stand in a file.

import SluiceMatching

/// The keywords of rules whose matches need not hold one.
struct FileKeywords: Sendable {
    /// In lower case, without repetition.
    private let words: [[UInt8]]
    private let numbers: [[UInt8]: Int]
    private let automaton: AnchorAutomaton
    private let longest: Int

    init(_ words: [[UInt8]]) {
        self.words = Set(words).sorted { $0.lexicographicallyPrecedes($1) }
        numbers = Dictionary(uniqueKeysWithValues: self.words.enumerated().map { ($1, $0) })
        automaton = AnchorAutomaton(
            anchorsOfRules: self.words.map { word in
                [Anchor(elements: word.map { ByteSet($0...$0).caseFolded })]
            }
        )
        longest = words.map(\.count).max() ?? 0
    }

    var isEmpty: Bool { words.isEmpty }

    /// Which words have been seen.
    struct Seen: Sendable {
        fileprivate var flags: [Bool]
        fileprivate var tail: [UInt8] = []
        fileprivate var hits = HitBuffer(capacity: 16_384)
    }

    func start() -> Seen {
        Seen(flags: Array(repeating: false, count: words.count))
    }

    /// Looks through the next piece of a text.
    func read(_ piece: Span<UInt8>, into seen: inout Seen) {
        var text = seen.tail
        text.append(copying: piece)
        let span = text.span
        var state = automaton.initialState
        var start = 0
        while start < text.count {
            let end = min(text.count, start + seen.hits.capacity)
            automaton.scan(span.extracting(start..<end), state: &state, hits: &seen.hits)
            for index in 0..<seen.hits.count {
                let hit = automaton.hit(at: index, in: seen.hits)
                for target in automaton.targetIndices(of: hit).map(automaton.target(at:)) where !seen.flags[target.rule]
                {
                    // The automaton may know the beginning of a long word alone.
                    let place = start + hit.offset + 1 + target.positionFromEnd
                    seen.flags[target.rule] = Self.stands(words[target.rule], in: span, at: place)
                }
            }
            start = end
        }
        seen.tail = Array(text.suffix(max(0, longest - 1)))
    }

    private static func stands(_ word: [UInt8], in text: Span<UInt8>, at place: Int) -> Bool {
        guard place >= 0, place + word.count <= text.count else { return false }
        return word.indices.allSatisfy { text[place + $0].asciiLowercased == word[$0] }
    }

    /// Whether one of `wanted` has been seen.
    func hasSeen(oneOf wanted: [[UInt8]], in seen: Seen) -> Bool {
        wanted.contains { numbers[$0].map { seen.flags[$0] } ?? false }
    }
}
