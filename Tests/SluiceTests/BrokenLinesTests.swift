// Logs whose lines break off.

import Sluice
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct BrokenLinesTests {
    @Test(
        arguments: [
            "{\"y\": \"cut he", "{\"y\": \"cut \\", "{\"y\": {\"z\": 1", "{\"y\": [\"z\", ",
            "{\"y\": {\"z\": \"{\\\"q\\\": \\\"", "{\"y\": tr",
        ],
        [PayloadFormat.ndjson, nil]
    )
    func whatFollowsThemIsMasked(cut: String, format: PayloadFormat?) throws {
        let token = try TestRules.token(seed: 77)
        let spelled = token.unicodeScalars.map { "\\u00" + String($0.value, radix: 16) }.joined()
        let text = "{\"x\":1}\n{\"x\":2}\n\(cut)\n{\"msg\": \"\(spelled)\"}\n{\"msg\": \"\(spelled)\"}\n"
        let source = PayloadSource(format: format, context: PolicyContext(direction: nil))
        let filter = PayloadFilter(guardrail: try TestRules.guardrail(), source: source)
        let whole = filter.output(of: Array(text.utf8), chunk: .max)
        #expect(!String(decoding: whole.bytes, as: UTF8.self).contains(spelled.suffix(60)))
        #expect(whole.findings.count == 2)
        for chunk in [1, 3, 16] {
            let output = filter.output(of: Array(text.utf8), chunk: chunk)
            #expect(output.bytes == whole.bytes && output.findings == whole.findings, "chunks of \(chunk)")
        }
    }
}
