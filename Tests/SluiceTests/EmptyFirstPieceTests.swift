// Texts whose first piece is empty, as most providers send it.

import Sluice
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct EmptyFirstPieceTests {
    private static func filter(
        _ bytes: [UInt8],
        _ format: PayloadFormat,
        _ dialect: DialectID?,
        _ policy: Policy,
        _ chunk: Int
    )
        throws -> FilterOutput
    {
        let context = PolicyContext(direction: .response)
        let source = PayloadSource(format: format, dialect: dialect, context: context)
        return PayloadFilter(guardrail: try TestRules.guardrail(policy: policy), source: source)
            .output(of: bytes, chunk: chunk)
    }

    /// The tool is known by the name that comes before its arguments, whatever comes with the name.
    @Test(arguments: StreamShape.all) func aPolicyKnowsTheTool(shape: StreamShape) throws {
        var condition = PolicyCondition()
        condition.tools = ["*"]
        let policy = Policy(
            name: "tools",
            defaultAction: .mask,
            entries: [PolicyEntry(name: "tools", when: condition, then: PolicyOutcome(action: .block))]
        )
        let secret = try TestRules.token(seed: 71)
        let places: [StreamPlace] = [.toolArguments, .otherToolArguments, .customToolInput, .toolObject]
        for place in shape.places where places.contains(place) {
            let document = place.isDocument ? StreamShape.arguments("key \(secret)") : "key \(secret)"
            let pieces = document.unicodeScalars.map { String($0) }
            let bytes = StreamWire.bytes(shape.events(place, pieces: pieces), shape)
            for dialect in [shape.dialect, nil] {
                let output = try Self.filter(bytes, shape.format, dialect, policy, 50)
                #expect(output.blockedAt?.rule == "github-token", "\(shape) \(place)")
                #expect(output.findings.last?.policyEntry == "tools", "\(shape) \(place)")
            }
        }
    }

    /// What a signature covers stays, also where its field was empty at first.
    @Test(arguments: [
        #""thinking_blocks":[{"type":"thinking","thinking":"@","signature":null}]"#,
        #""reasoning_details":[{"type":"reasoning.text","text":"@","format":"anthropic-claude-v1","index":0}]"#,
    ]) func signedTextThatWasEmptyAtFirst(_ field: String) throws {
        let secret = try TestRules.token(seed: 72)
        let cut = stride(from: 0, to: secret.count, by: 5).map { String(secret.dropFirst($0).prefix(5)) }
        let pieces: [String] = ["", "see "] + cut + [" on"]
        let text =
            pieces.map { piece in
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\","
                    + field.replacing("@", with: piece) + "}}]}\n\n"
            }.joined() + "data: [DONE]\n\n"
        for chunk in [Int.max, 3] {
            let output = try Self.filter(Array(text.utf8), .sse, .openAIChat, .standard, chunk)
            #expect(output.bytes == Array(text.utf8))
            #expect(output.findings.map(\.wouldBe) == [.mask] && output.findings.map(\.action) == [.log])
        }
    }
}
