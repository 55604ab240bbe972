// The matcher of numbers against a plain second implementation, on every beginning of a text.

import SluiceMatching
import SluiceModel
import Testing

struct NumberMatcherTests {
    /// Luhn over at least four characters, as a check that one text in ten passes.
    private static let luhn = ValidatorRegistry.numberCheck(named: "luhn")

    private static let rules: [(forms: [String], bare: NumberMatcher.Bare, checked: Bool, ignoresCase: Bool)] = [
        (["999-99-9999", "999999999"], .grouped, false, false),
        (["99.99.99-999.99", "99999999999"], .grouped, true, false),
        (["9.999.999-X", "9999999X"], .always, false, false),
        (["AA999999A", "AA 99 99 99 A"], .always, false, true),
        (["A99 9AA", "A9A 9AA", "AA9A9AA"], .grouped, false, false),
        (["9AX9-AX9-AA99", "9AX9AX9AA99"], .always, false, false),
        (["DE999999999", "DE 999 999 999"], .grouped, false, false),
        (["AXXXX9"], .never, false, false),
        (["\\A99999", "99 999", "99 999 99"], .grouped, true, true),
        (["756.9999.9999.99"], .always, false, false),
        (["9999999999", "9999999999999"], .always, false, false),
    ]

    private static func matcher(_ index: Int) throws -> NumberMatcher {
        let rule = rules[index]
        return NumberMatcher(
            forms: try rule.forms.map(NumberForm.init),
            bare: rule.bare,
            check: rule.checked ? luhn : nil,
            ignoresCase: rule.ignoresCase
        )
    }

    /// A text in which numbers of the forms, whole, cut, changed and joined, stand among other things.
    private static func text(_ forms: [NumberForm], using generator: inout SplitMix64) -> [UInt8] {
        let glue = Array(
            [
                " ", "", "-", ".", "/", "_", "\\n", "\\t", "n", "x", ": ", "id: ", "\"orderId\": ", "é", ",", "1", "\n",
                ".p", "#",
            ]
        )
        var text: [UInt8] = []
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            text += Array((glue.randomElement(using: &generator) ?? "").utf8)
            guard let form = forms.randomElement(using: &generator) else { continue }
            var number = form.elements.map { element in
                element.bytes(ignoringCase: Bool.random(using: &generator)).members.randomElement(using: &generator)
                    ?? 0
            }
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: number.removeLast(Int.random(in: 1...number.count, using: &generator))
            case 1: number[Int.random(in: number.indices, using: &generator)] = UInt8(ascii: "7")
            case 2: number.insert(UInt8(ascii: " "), at: Int.random(in: number.indices, using: &generator))
            default: break
            }
            text += number
        }
        return text + Array((glue.randomElement(using: &generator) ?? "").utf8)
    }

    @Test("finds what trying every form at every place finds", arguments: 0..<rules.count)
    func second(_ index: Int) throws {
        let matcher = try Self.matcher(index)
        let probe = PrefixProbe(matcher, name: "rule \(index)")
        let plain = PlainNumberSearch(matcher)
        var found = 0
        for seed in 0..<UInt64(400) {
            var generator = SplitMix64(seed: seed &* 977 &+ UInt64(index))
            let text = Self.text(matcher.forms, using: &generator)
            let shown = "seed \(seed): " + String(decoding: text, as: UTF8.self)
            let matches = probe.matches(text)
            #expect(matches.map(\.match) == plain.search(text).map(\.range), "\(shown)")
            #expect(matches.map(\.needsContext) == plain.search(text).map(\.needsContext), "\(shown)")
            found += matches.count
        }
        #expect(found > 20)
    }

    @Test("answers early as later, and holds what may be masked", arguments: 0..<rules.count)
    func early(_ index: Int) throws {
        let matcher = try Self.matcher(index)
        let probe = PrefixProbe(matcher, name: "rule \(index)")
        for seed in 0..<UInt64(60) {
            var generator = SplitMix64(seed: seed &* 31 &+ UInt64(index))
            probe.check(Self.text(matcher.forms, using: &generator), "seed \(seed)")
        }
    }

    @Test("what was read for one rule is right for the next")
    func shared() throws {
        let matchers = try Self.rules.indices.map { try Self.matcher($0) }
        var runs = RunCache(classCount: 0)
        for seed in 0..<UInt64(200) {
            var generator = SplitMix64(seed: seed)
            let forms = matchers.flatMap(\.forms)
            let text = Self.text(forms, using: &generator)
            // Offsets go on, as in one stream.
            let start = Int(seed) * 1000
            for place in text.indices {
                for matcher in matchers {
                    for end in [min(text.count, place + Int.random(in: 0...20, using: &generator)), text.count] {
                        var fresh = RunCache(classCount: 0)
                        let known = Self.answer(matcher, at: place, text, end: end, start: start, runs: &runs)
                        let new = Self.answer(matcher, at: place, text, end: end, start: start, runs: &fresh)
                        #expect(known == new, "seed \(seed), place \(place), end \(end)")
                    }
                }
            }
        }
    }

    private static func answer(
        _ matcher: NumberMatcher,
        at place: Int,
        _ text: [UInt8],
        end: Int,
        start: Int,
        runs: inout RunCache
    ) -> MatchOutcome {
        let bytes = Array(text[..<end])
        let window = ByteWindow(bytes.span, lowerBound: start, isComplete: end == text.count)
        return matcher.match(at: start + place, in: window, runs: &runs)
    }

    @Test(
        "numbers that most likely are times or ids need a word",
        arguments: [
            ("1700000000", true), ("1700000000123", true), ("2700000000", false), ("id: 2700000000", true),
            ("order_id=2700000000", true), ("total: 2700000000", false), ("ORD-2700000000", true),
            ("#2700000000", true),
            ("/users/2700000000", true), ("2700000000.pdf", true), ("2700000000.", false), ("2700000000 12", true),
            ("12 2700000000", true), ("2700000000-x", true), ("$2700000000", true), ("a 2700000000, b", false),
        ]
    )
    func alone(text: String, needsContext: Bool) throws {
        let matcher = try Self.matcher(10)
        let found = PrefixProbe(matcher, name: "plain").matches(Array(text.utf8))
        #expect(found.map(\.needsContext) == [needsContext])
    }

    @Test(
        "longer numbers, decimals, versions, words and identifiers of other kinds are none",
        arguments: [
            "27000000001", "2.2700000000", "2700000000.5", "v2700000000", "2700000000x", "_2700000000", "2700000000_",
            "12-2700000000", "2700000000-1", "1/2700000000", "2700000000:30", "e2700000000a",
        ]
    )
    func none(text: String) throws {
        #expect(PrefixProbe(try Self.matcher(10), name: "plain").matches(Array(text.utf8)).isEmpty)
    }

    @Test("asks for no more than its reach in floods")
    func floods() throws {
        for index in Self.rules.indices {
            let matcher = try Self.matcher(index)
            let probe = PrefixProbe(matcher, name: "rule \(index)")
            for flood in OrdinaryTexts.floods + matcher.forms.map({ String(repeating: "\($0)", count: 40) }) {
                let text = Array(flood.utf8)
                for position in probe.anchoredPositions(text).prefix(40) {
                    let full = position + matcher.reachAfter + 1
                    guard full < text.count else { continue }
                    if case .needsMore = probe.outcome(text, at: position, end: full, isAll: false) {
                        Issue.record("rule \(index) waits in \(flood.prefix(20))")
                    }
                }
            }
        }
    }
}
