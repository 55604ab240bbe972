// Machine code and PCRE2's interpreter find the same.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceRules
import Testing

struct InterpreterTests {
    private static func interpreted() throws -> Guardrail {
        Guardrail(rules: try RuleSet.compile(DefaultRules.definitions, usesJIT: false), key: DefaultRules.key)
    }

    @Test func fixtures() throws {
        let compiled = try DefaultRules.guardrail()
        let interpreted = try Self.interpreted()
        for (name, bytes) in try DefaultRules.fixtures(seed: 41) {
            let expected = FilterRun(bytes, cutAt: [], guardrail: compiled)
            #expect(FilterRun(bytes, cutAt: [], guardrail: interpreted) == expected, "\(name)")
        }
    }

    @Test(arguments: 300..<304 as Range<UInt64>)
    func splicedExamples(seed: UInt64) throws {
        let compiled = try DefaultRules.guardrail()
        let interpreted = try Self.interpreted()
        let samples = DefaultRules.samples
        var generator = SplitMix64(seed: seed)
        for round in 0..<40 {
            let text = samples.make(pieces: 6, using: &generator)
            let expected = FilterRun(text, cutAt: [], guardrail: compiled)
            #expect(FilterRun(text, cutAt: [], guardrail: interpreted) == expected, "seed \(seed), round \(round)")
            let cuts = Cutting.random(seed: generator.next(), largest: 9).cuts(of: text.count)
            #expect(
                FilterRun(text, cutAt: cuts, guardrail: interpreted) == expected,
                "seed \(seed), round \(round), cut"
            )
        }
    }

    /// The two rule sets must differ in how they match, or the comparison says nothing.
    @Test func theOptionReachesPCRE2() throws {
        #expect(try Pattern("a+", options: .init(usesJIT: false)).usesJIT == false)
        #expect(PatternCompiler.interpreterReason(PatternDefinition(pattern: "abc[0-9]+")) == nil)
    }
}
