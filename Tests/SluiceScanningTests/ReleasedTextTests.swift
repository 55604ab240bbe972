// What has been released or reported is not flagged again.

import Sluice
import SluiceChecks
import SluiceModel
import SluiceRules
import Testing

struct ReleasedTextTests {
    private static func expectOneFinding(_ text: String, _ guardrail: Guardrail) {
        let bytes = Array(text.utf8)
        let whole = FilterRun(bytes, cutAt: [], guardrail: guardrail)
        #expect(whole.findings.count == 1)
        for cutting in [Cutting.drip] + (0..<bytes.count).map(Cutting.split) {
            #expect(FilterRun(bytes, cutAt: cutting.cuts(of: bytes.count), guardrail: guardrail) == whole, "\(cutting)")
        }
    }

    @Test func aLaterAnchorThatLeadsBackToAReportedMatchChangesNothing() throws {
        let fields = "pattern: '[a-z]{1,9}==[0-9]{2}'\nliterals: ['==']"
        let guardrail = try SmallRules.guardrail("rules:\n" + SmallRules.rule("pair", fields))
        Self.expectOneFinding("a==12 yy== zzzzzzzzzzzzzzzz", guardrail)
    }

    @Test func anUndecidedGroupIsMaskedFromWhereItCanBegin() throws {
        let fields = "pattern: 'name=((?:a|aa|a?a)+!)'\ngroup: 1\nmax_length: 60"
        let guardrail = try SmallRules.guardrail("rules:\n" + SmallRules.rule("slow", fields))
        Self.expectOneFinding(
            "x name=" + String(repeating: "a", count: 40) + "x! tail " + String(repeating: "z", count: 40),
            guardrail
        )
    }
}
