// Streams of few and of many lanes that come in turns.

import Sluice
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct ManyLanesTests {
    private static func event(_ choice: Int, _ piece: String, isLast: Bool) -> String {
        let delta = isLast ? "{}" : #"{"content":"\#(piece)"}"#
        let reason = isLast ? #""stop""# : "null"
        return #"data: {"choices":[{"index":\#(choice),"delta":\#(delta),"finish_reason":\#(reason)}]}"# + "\n\n"
    }

    /// Lanes are looked for in two ways, by how many there are, and end one by one.
    @Test(arguments: [1, 2, 8, 9, 10, 40]) func eachLaneIsMaskedAsIfItWereAlone(count: Int) throws {
        let guardrail = try TestRules.guardrail()
        let secrets = try (0..<count).map { try TestRules.token(seed: UInt64($0)) }
        // All are open when the first goes on: a lane that holds text is waited for through a few events only.
        var stream = (0..<count).map { Self.event($0, "Use it: ", isLast: false) }.joined()
        for (choice, secret) in secrets.enumerated() {
            stream += Self.event(choice, String(secret.prefix(9)), isLast: false)
            stream += Self.event((choice + 1) % count, count > 1 ? " and " : "", isLast: false)
            stream += Self.event(choice, String(secret.dropFirst(9)) + " then go on.", isLast: false)
        }
        for choice in 0..<count { stream += Self.event(choice, "", isLast: true) }
        let source = PayloadSource(
            format: .sse,
            dialect: .openAIChat,
            context: PolicyContext(direction: .response)
        )
        for chunk in [Int.max, 50] {
            let filter = PayloadFilter(guardrail: guardrail, source: source)
            let output = filter.output(of: Array(stream.utf8), chunk: chunk)
            #expect(output.findings.count == count, "\(count) lanes in chunks of \(chunk)")
            let text = String(decoding: output.bytes, as: UTF8.self)
            #expect(text.split(separator: "\n\n").count == stream.split(separator: "\n\n").count)
            for secret in secrets { #expect(!text.contains(secret.suffix(9))) }
        }
    }
}
