// Tests of the name tagger: it agrees with the program that trains it, and answers for every chunking alike.

import Foundation
import SluiceMatching
import SluiceModel
import Testing

@Suite("Name tagger")
struct NameTaggerTests {
    /// What training says of a text: entities as start, end, kind, score.
    private struct Fixture: Decodable {
        struct Entity: Decodable {
            let start: Int
            let end: Int
            let kind: String
            let score: Int

            init(from decoder: any Decoder) throws {
                var list = try decoder.unkeyedContainer()
                start = try list.decode(Int.self)
                end = try list.decode(Int.self)
                kind = try list.decode(String.self)
                score = try list.decode(Int.self)
            }
        }

        let text: String
        let found: [Entity]
        /// The least score that is reported, by kind.
        let least: [String: Int]
    }

    private static let kinds = ["PER": "person", "LOC": "place", "ORG": "organisation", "ADR": "address"]

    private static let fixtures = Result {
        let text = try String(
            contentsOf: NameModels.root.appending(path: "scripts/names/fixture.jsonl"),
            encoding: .utf8
        )
        return try text.split(separator: "\n").map { try JSONDecoder().decode(Fixture.self, from: Data($0.utf8)) }
    }

    /// The second implementation is the one that trains the model, scripts/names/features.py.
    @Test("finds what the program finds that trains it", arguments: ["PER", "LOC", "ORG", "ADR"])
    func agrees(_ name: String) throws {
        let probe = PrefixProbe(matcher: try NameModels.matcher(try #require(Self.kinds[name])))
        var count = 0
        for fixture in try Self.fixtures.get() {
            let text = Array(fixture.text.utf8)
            let anchored = Set(probe.anchoredPositions(text))
            let least = try #require(fixture.least[name])
            let expected = fixture.found.filter {
                $0.kind == name && $0.score >= least && anchored.contains(Self.place($0, in: text, name))
            }
            #expect(
                probe.matches(text).map(\.match) == expected.map { $0.start..<$0.end },
                "\(fixture.text)"
            )
            count += expected.count
        }
        #expect(count > 10)
    }

    /// Few begin where no anchor leads.
    @Test("is asked where nearly all entities begin")
    func anchors() throws {
        var (reached, all) = (0, 0)
        for (name, kind) in Self.kinds {
            let probe = PrefixProbe(matcher: try NameModels.matcher(kind))
            for fixture in try Self.fixtures.get() {
                let text = Array(fixture.text.utf8)
                let anchored = Set(probe.anchoredPositions(text))
                for entity in fixture.found where entity.kind == name && entity.score >= fixture.least[name] ?? 0 {
                    all += 1
                    if anchored.contains(Self.place(entity, in: text, name)) { reached += 1 }
                }
            }
        }
        #expect(all > 100 && reached * 100 >= all * 95, "\(reached) of \(all)")
    }

    @Test("answers early as later", arguments: ["person", "place", "organisation", "address"])
    func early(_ kind: String) throws {
        let probe = PrefixProbe(matcher: try NameModels.matcher(kind))
        for text in [
            "Dear Mr. Kowalski,\n\nmy name is anna lindqvist and I live at 12 Baker Street, London NW1 6XE.\nRegards, Zoë O'Hara",
            "Besuchen Sie Jürgen Müller in der Hauptstraße 5, 10115 Berlin, Siemens AG \\nAlice\\tBob",
            "姓名：张伟 | 伊藤 稔 | Γιώργος Παπαδόπουλος, Иван Петров \u{FFFD} rue de la Paix 5, Paris   wide          Gap Name",
            "import Foundation; let x = [A(B), C(D)] { John } {\"name\": \"José García\"}",
        ] {
            probe.check(Array(text.utf8))
        }
        // Bytes that are no text.
        probe.check([
            0xC3, 0x41, 0xE4, 0xB8, 0x20, 0x4A, 0x6F, 0x68, 0x6E, 0xFF, 0x20, 0x53, 0x6D, 0x69, 0x74, 0x68, 0xC3,
        ])
    }

    @Test("answers early as later on random text", arguments: 0..<40 as Range<UInt64>)
    func random(seed: UInt64) throws {
        let text = Self.randomText(seed: seed, words: 18)
        for kind in Self.kinds.values {
            PrefixProbe(matcher: try NameModels.matcher(kind)).check(text, "seed \(seed)")
        }
    }

    /// What the stream remembers never changes an answer, in whatever order places are asked about.
    @Test("answers the same with what it remembers", arguments: 0..<60 as Range<UInt64>)
    func memory(seed: UInt64) throws {
        let text = Self.randomText(seed: seed, words: seed % 3 == 0 ? 400 : 60)
        var runs = RunCache(classCount: 0)
        let matchers = try Self.kinds.values.sorted().map { try NameModels.matcher($0) }
        for position in text.indices {
            for matcher in matchers {
                let probe = PrefixProbe(matcher: matcher)
                let lower = max(0, position - matcher.reachBefore)
                let upper = min(text.count, position + matcher.reachAfter + 1)
                let bytes = Array(text[lower..<upper])
                let window = ByteWindow(bytes.span, lowerBound: lower, isComplete: true)
                let fresh = probe.outcome(text, at: position, end: text.count, isAll: true)
                let found = matcher.match(at: position, in: window, runs: &runs)
                #expect(Self.range(found) == Self.range(fresh), "seed \(seed) at \(position)")
            }
        }
    }

    @Test(
        "waits for no more than its reach",
        arguments: ["A", "Aa ", "a Aa, ", "Dear ", "i am ", "12 Aa ", "De ", "Ä", "张 ", "1 ", "Aa. "]
    )
    func floods(_ unit: String) throws {
        let text = Array(String(repeating: unit, count: 3_000 / unit.utf8.count).utf8)
        for kind in Self.kinds.values {
            let matcher = try NameModels.matcher(kind)
            let probe = PrefixProbe(matcher: matcher)
            for position in probe.anchoredPositions(text).prefix(30) {
                let full = position + matcher.reachAfter + 1
                guard full < text.count else { continue }
                if case .needsMore = probe.outcome(text, at: position, end: full, isAll: false) {
                    Issue.record("waits at \(position) of \(unit)")
                }
            }
        }
    }

    /// A chain without end is refused at once, not looked at again for each of its words.
    @Test("does not look twice at a chain that is too long")
    func chains() throws {
        let matcher = try NameModels.matcher("person")
        let text = Array(String(repeating: "Peter Miller ", count: 400).utf8)
        var runs = RunCache(classCount: 0)
        let window = ByteWindow(text.span, lowerBound: 0, isComplete: true)
        for position in PrefixProbe(matcher: matcher).anchoredPositions(text) {
            let found = matcher.match(at: position, in: window, runs: &runs)
            guard case .noMatch(.length) = found else {
                Issue.record("\(found) at \(position)")
                return
            }
        }
    }

    @Test("refuses options that it cannot use")
    func options() {
        for options in [
            ["find": ["dog"]], ["find": []], ["find": ["person"], "certain": ["maybe"]],
            ["find": ["person"], "code": ["1"]],
        ] {
            #expect(throws: MatcherOptionError.self) { try NameModels.matcher("person", options) }
        }
        var classes = RunClassTable()
        #expect(throws: MatcherOptionError.self) { try NameTaggerMatcher(options: [:], runClasses: &classes) }
    }

    @Test("finds less with the option certain, and more with the option code")
    func stricter() throws {
        func count(_ kind: String, _ options: [String: [String]], _ text: String) throws -> Int {
            PrefixProbe(matcher: try NameModels.matcher(kind, options)).matches(Array(text.utf8)).count
        }
        let all = try Self.fixtures.get().map(\.text).joined(separator: "\n\n")
        func total(_ options: [String: [String]]) throws -> Int {
            try Self.kinds.values.reduce(0) { sum, kind in try sum + count(kind, options, all) }
        }
        #expect(try total(["certain": ["true"]]) < total([:]))
        let code = "f(a[0]); g{b}; x = [y] + (Anna Lindqvist);"
        #expect(try count("person", [:], code) == 0)
        #expect(try count("person", ["code": ["true"]], code) == 1)
    }

    /// Where an anchor leads for an entity: to its beginning, or the last digit of an address's number.
    private static func place(_ entity: Fixture.Entity, in text: [UInt8], _ kind: String) -> Int {
        guard kind == "ADR" else { return entity.start }
        let digits = text[entity.start...].prefix { ByteSet.digits.contains($0) }.count
        return entity.start + max(0, digits - 1)
    }

    private static func range(_ outcome: MatchOutcome) -> ByteRange? {
        if case .match(let match) = outcome { match.match } else { nil }
    }

    private static func randomText(seed: UInt64, words: Int) -> [UInt8] {
        let pool = [
            "Anna", "Lindqvist", "O'Brien", "de", "la", "Paz", "12", "Baker", "Street", ",", ".", "\n", "\\n", "\\t",
            "Dear", "i", "am", "john", "the",
            "The", "of", "GmbH", "SW1A", "-", "'", "/", "  ", "         ", "Jürgen", "Αθήνα", "Иван", "张伟", "rue",
            "10115", "Berlin", "name is ",
            "snake_case", "camelCase", "{", "(", "\"name\":\"", "=", "Mr.", "J.", "&",
            "averyveryveryverylongwordthatgoesonandonandon", "\u{2019}S", "é", "\\",
        ]
        var random = SplitMix64(seed: seed)
        var text = ""
        for _ in 0..<words {
            text += pool[Int(random.next() % UInt64(pool.count))]
            if random.next() % 3 > 0 { text += " " }
        }
        return Array(text.utf8)
    }
}
