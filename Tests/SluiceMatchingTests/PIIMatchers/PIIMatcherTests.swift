// Tests of the matchers for personal data.

import SluiceMatching
import SluiceModel
import Testing

@Suite("Matchers for personal data")
struct PIIMatcherTests {
    private static let tables = NumberTables.all + PhoneTables.all + AddressTables.all + DateTables.all

    @Test("finds what is marked and nothing else, from any beginning of the text", arguments: 0..<tables.count)
    func table(_ index: Int) throws {
        try Self.tables[index].check()
    }

    @Test("finds nothing in ordinary text", arguments: 0..<tables.count)
    func ordinary(_ index: Int) throws {
        let table = Self.tables[index]
        guard table.options["plain"] == nil, table.options["form"] != ["labelled"], table.type != DateMatcher.self
        else {
            return
        }
        let probe = try PrefixProbe(table.type, options: table.options)
        for text in OrdinaryTexts.all {
            let bytes = Array(text.utf8)
            #expect(probe.matches(bytes).isEmpty, "\(table.type.name) \(table.options): \(text)")
            probe.check(bytes)
        }
    }

    @Test("answers early as later in the samples of all other matchers", arguments: 0..<tables.count)
    func others(_ index: Int) throws {
        let probe = try PrefixProbe(Self.tables[index].type, options: Self.tables[index].options)
        for other in Self.tables {
            for text in other.finds { probe.check(Array(text.utf8)) }
        }
    }

    @Test("asks for no more than its reach in floods", arguments: 0..<tables.count)
    func floods(_ index: Int) throws {
        let probe = try PrefixProbe(Self.tables[index].type, options: Self.tables[index].options)
        for flood in OrdinaryTexts.floods {
            let text = Array(flood.utf8)
            for position in probe.anchoredPositions(text).prefix(40) {
                let full = position + probe.matcher.reachAfter + 1
                guard full < text.count else { continue }
                let early = probe.outcome(text, at: position, end: full, isAll: false)
                if case .needsMore = early {
                    Issue.record("\(Self.tables[index].type.name) waits in \(flood.prefix(20))")
                }
            }
        }
    }

    @Test("published card numbers hold their own check")
    func cardSamples() {
        for number in CardSamples.numbers {
            #expect(DecimalChecks.luhnSum(number) % 10 == 0, "\(number)")
            let digits = String(number)
            let lengths = CardLengths(prefix: Int(digits.prefix(4)) ?? 0)
            #expect(lengths?.allow(digits.count, isPlain: false) == true, "\(number)")
        }
    }

    @Test("published account numbers hold their own check")
    func accountSamples() throws {
        let probe = try PrefixProbe(IBANMatcher.self)
        for sample in IBANSamples.all {
            let found = probe.matches(sample)
            #expect(found.map(\.secret) == [0..<sample.count], "\(String(decoding: sample, as: UTF8.self))")
            #expect(found.allSatisfy { $0.isSample && $0.proof == .holds })
        }
    }

    @Test("refuses options that it does not know how to read")
    func options() {
        var classes = RunClassTable()
        let wrong: [(any NamedMatcher.Type, [String: [String]])] = [
            (PhoneMatcher.self, ["form": ["martian"]]), (PhoneMatcher.self, ["plain": ["true"]]),
            (PhoneMatcher.self, ["form": ["north-american"], "double-zero": ["true"]]),
            (PhoneMatcher.self, ["form": ["trunk-zero"], "double-zero": ["true"]]),
            (PhoneMatcher.self, ["form": ["national"], "plain": ["true"]]),
            (PhoneMatcher.self, ["form": ["labelled"], "double-zero": ["true"]]),
            (IPv4Matcher.self, ["private": []]),
            (IPv6Matcher.self, ["private": ["true", "false"]]),
        ]
        for (type, options) in wrong {
            #expect(throws: MatcherOptionError.self) { try type.init(options: options, runClasses: &classes) }
        }
    }
}
