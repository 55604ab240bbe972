// Names found where words begin.

import SluiceMatching
import Testing

struct NameIndexTests {
    private static let alphabet = Array("aaabbAB1_- .\\nt".utf8)

    private static func isLetter(_ byte: UInt8) -> Bool { isLower(byte) || isUpper(byte) }
    private static func isLower(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }
    private static func isUpper(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }
    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static func continues(_ first: UInt8, _ second: UInt8) -> Bool {
        isLetter(first) && isLetter(second) && !(isLower(first) && isUpper(second))
    }

    private static func begins(_ text: [UInt8], _ index: Int) -> Bool {
        guard isLetter(text[index]) || isDigit(text[index]) else { return false }
        guard index > 0 else { return true }
        let before = text[index - 1]
        if index > 1, text[index - 2] == UInt8(ascii: "\\"), "nrt".utf8.contains(before) { return true }
        return isDigit(text[index]) ? !isLetter(before) && !isDigit(before) : !continues(before, text[index])
    }

    private static func fold(_ byte: UInt8) -> UInt8 {
        "_- .".utf8.contains(byte) ? UInt8(ascii: "_") : isUpper(byte) ? byte + 32 : byte
    }

    /// What a plain search finds.
    private static func plain(_ names: [[String]], _ text: [UInt8], breaks: Set<Int>) -> Set<Candidate> {
        var result: Set<Candidate> = []
        for (rule, list) in names.enumerated() {
            for name in list.map({ $0.utf8.map(fold) }) {
                for start in text.indices where start + name.count <= text.count {
                    let isStart =
                        begins(text, start) || breaks.contains(start) && (isLetter(text[start]) || isDigit(text[start]))
                    guard isStart, text[start..<start + name.count].map(fold) == name else { continue }
                    let end = start + name.count
                    if name.count <= 3, end < text.count, continues(text[end - 1], text[end]) { continue }
                    result.insert(Candidate(rule: rule, position: start))
                }
            }
        }
        return result
    }

    /// What the index finds in a text that comes in pieces, of which it keeps as much as it asks for.
    private static func found(_ index: NameIndex, _ text: [UInt8], cuts: [Int], breaks: [Int]) -> [Candidate] {
        var buffer = CandidateBuffer()
        var cursor = NameIndex.Cursor()
        var result: [Candidate] = []
        for (number, end) in (cuts + [text.count]).enumerated() {
            let lowest = max(0, (number == 0 ? 0 : cuts[number - 1]) - NameIndex.history)
            let window = ByteWindow(
                text.span.extracting(lowest..<end),
                lowerBound: lowest,
                isComplete: end == text.count
            )
            index.begin(&buffer, at: cursor, in: window)
            while index.collect(from: window, cursor: cursor, into: &buffer) {
                for index in 0..<buffer.count { result.append(buffer[index]) }
            }
            for place in breaks where place >= index.start(cursor) {
                index.collect(at: place, in: window, cursor: cursor, into: &buffer)
                for index in 0..<buffer.count { result.append(buffer[index]) }
            }
            index.advance(&cursor, to: end)
        }
        return result
    }

    @Test(arguments: 0..<80 as Range<UInt64>) func agreesWithAPlainSearchHoweverTheTextIsCut(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        func text(_ length: Int) -> [UInt8] {
            (0..<length).map { _ in Self.alphabet.randomElement(using: &generator) ?? 0 }
        }
        let initials = Array("abAB1".utf8)
        let names = (0..<8).map { _ in
            (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                let first = initials.randomElement(using: &generator) ?? 0
                let rest = text(Int.random(in: 1...11, using: &generator))
                return String(decoding: [first] + rest, as: UTF8.self)
            }
        }
        let index = NameIndex(namesOfRules: names.map { $0.map(ServiceName.init) })
        var bytes = text(400)
        // Names stand in it, some of them at its end.
        for name in names.joined() {
            let place = Int.random(in: 0...(bytes.count - name.utf8.count), using: &generator)
            bytes.replaceSubrange(place..<place + name.utf8.count, with: name.utf8)
        }
        let breaks = (0..<5).map { _ in Int.random(in: 0..<bytes.count, using: &generator) }.sorted()
        let expected = Self.plain(names, bytes, breaks: Set(breaks))
        #expect(Set(Self.found(index, bytes, cuts: [], breaks: breaks)) == expected, "seed \(seed)")
        let cuts = (0..<20).map { _ in Int.random(in: 0...bytes.count, using: &generator) }.sorted()
        #expect(Set(Self.found(index, bytes, cuts: cuts, breaks: breaks)) == expected, "cut at \(cuts), seed \(seed)")
        let single = Array(1..<bytes.count)
        #expect(Set(Self.found(index, bytes, cuts: single, breaks: breaks)) == expected, "byte by byte, seed \(seed)")
    }

    /// More places than there is room for at a time.
    @Test func aFloodOfOneName() {
        let index = NameIndex(namesOfRules: [[ServiceName("acme")], [ServiceName("acme"), ServiceName("acme_corp")]])
        let text = Array(String(repeating: "acme corp;", count: 3_000).utf8)
        let found = Self.found(index, text, cuts: [7, 10_001], breaks: [])
        #expect(Set(found).count == 6_000)
        #expect(found.count == 6_000, "no place is reported twice for a rule")
    }

    @Test func nothingToLookFor() {
        let index = NameIndex(namesOfRules: [[], []])
        #expect(index.isEmpty)
        #expect(Self.found(index, Array("acme".utf8), cuts: [2], breaks: []).isEmpty)
    }
}
