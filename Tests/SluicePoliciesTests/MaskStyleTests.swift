// How values are replaced.

import SluiceModel
import SluicePolicies
import Testing

struct MaskStyleTests {
    @Test func taggedNamesRuleAndValue() {
        let text = MaskStyle.tagged.replacement(rule: "a-rule", fingerprint: Fingerprint(rawValue: 0x7F3A << 48))
        #expect(text == "[REDACTED:a-rule:7f3a]")
    }
}
