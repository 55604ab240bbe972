// What previews show.

import Sluice
import SluiceModel
import Testing

struct PreviewTests {
    /// A value that is only reported goes out, but no preview tells it.
    @Test(arguments: [1, 3, Int.max]) func noPreviewShowsAValueThatIsOnlyReported(chunk: Int) throws {
        var policy = Policy.standard
        policy.mode = .monitor
        for guardrail in [
            try TestRules.guardrail(policy: policy), try TestRules.guardrail(policy: .uniform(action: .log)),
        ] {
            let one = try TestRules.token(seed: 1)
            let other = try TestRules.token(seed: 2)
            let text = Array("a \(one) b \(other) c".utf8)
            for isDocument in [false, true] {
                let bytes = isDocument ? Array("{\"k\":\"".utf8) + text + Array("\"}".utf8) : text
                var filter = PayloadFilter(
                    guardrail: guardrail,
                    source: PayloadSource(format: isDocument ? .json : .text, dialect: .unknown)
                )
                var output = FilterOutput()
                var start = 0
                while start < bytes.count {
                    let end = min(bytes.count, start + min(chunk, bytes.count))
                    filter.append(bytes.span.extracting(start..<end), to: &output)
                    start = end
                }
                filter.finish(to: &output)
                #expect(output.bytes == bytes)
                #expect(output.findings.count == 2)
                for found in output.findings {
                    #expect(!found.preview.contains(one.suffix(8)) && !found.preview.contains(other.suffix(8)))
                    #expect(found.preview.hasSuffix(found.replacement))
                }
            }
        }
    }
}
