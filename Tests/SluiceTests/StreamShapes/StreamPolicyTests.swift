// The same entries of a policy are met in streams as in bodies.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct StreamPolicyTests {
    private static let policy = """
        version: 1
        policies:
          - {name: tool, when: {tool: ["write*", Write, run]}, then: {action: mask, style: "fixed:<tool>"}}
          - {name: other, when: {tool: "*"}, then: {action: mask, style: "fixed:<other>"}}
          - {name: python, when: {language: python}, then: {action: mask, style: "fixed:<python>"}}
          - {name: none, when: {}, then: {action: mask, style: "fixed:<none>"}}
        """

    private static func entries(_ shape: StreamShape, _ place: StreamPlace, _ text: String, chunk: Int) throws
        -> Set<String?>
    {
        let guardrail = try ToolPolicyTests.guardrail(Self.policy)
        let document = place.isDocument ? StreamShape.arguments(text) : text
        let pieces = document.unicodeScalars.map { String($0) }
        let filter = PayloadFilter(guardrail: guardrail, source: shape.answer)
        let output = filter.output(of: StreamWire.bytes(shape.events(place, pieces: pieces), shape), chunk: chunk)
        return Set(output.findings.map(\.policyEntry))
    }

    /// What a tool is called with meets the entries of the tool, in every format, as does code that the provider runs,
    /// and nothing else does.
    @Test(arguments: StreamShape.all) func toolsAreKnown(shape: StreamShape) throws {
        let token = try TestRules.token(seed: 51)
        for place in shape.places where place != .signedReasoning {
            let entry =
                switch place {
                case .toolArguments, .otherToolArguments, .toolObject, .customToolInput, .repeatedArguments: "tool"
                case .code: "other"
                default: "none"
                }
            for chunk in [Int.max, 11] {
                let found = try Self.entries(shape, place, "Use \(token) now", chunk: chunk)
                #expect(found == [entry], "\(shape) \(place)")
            }
        }
    }

    /// A block in a text knows its language, in every format.
    @Test(arguments: StreamShape.all) func languagesAreKnown(shape: StreamShape) throws {
        let token = try TestRules.token(seed: 52)
        for place in [StreamPlace.text, .reasoning, .refusal, .repeated] where shape.places.contains(place) {
            for chunk in [Int.max, 7] {
                let found = try Self.entries(shape, place, "See:\n```python\nkey = '\(token)'\n```\nok", chunk: chunk)
                #expect(found == ["python"], "\(shape) \(place)")
            }
        }
    }
}
