// Calls of several tools that have the same place in a stream.

import Sluice
import SluiceModel
import SluicePayloads
import SluicePolicies
import Testing

struct CallsAtOneIndexTests {
    private static func found(_ events: [String], _ dialect: DialectID) throws -> [String?] {
        let guardrail = try ToolPolicyTests.guardrail(ToolPolicyTests.policy)
        let text = events.map { "data: \($0)\n\n" }.joined()
        let outputs = [Int.max, 1, 13].map {
            ToolPolicyTests.filter(text, guardrail, format: .sse, dialect: dialect, chunk: $0)
        }
        for output in outputs {
            #expect(output.bytes == outputs[0].bytes && output.findings == outputs[0].findings)
        }
        return outputs[0].findings.map(\.policyEntry)
    }

    private static func chat(_ calls: [String]) -> String {
        #"{"id":"c","choices":[{"index":0,"delta":{"tool_calls":[\#(calls.joined(separator: ","))]}}]}"#
    }

    private static func call(_ members: String, name: String? = nil, _ arguments: String) -> String {
        let name = name.map { #""name":"\#($0)","# } ?? ""
        return #"{\#(members)"function":{\#(name)"arguments":"\#(arguments)"}}"#
    }

    /// Each is judged as the tool that it calls, whether both come in one event or in two, whole or in fragments.
    @Test func chatCalls() throws {
        let secret = try TestRules.token(seed: 81)
        let arguments = #"{\"a\":\"use \#(secret) now\"}"#
        for (first, second) in [
            (#""index":0,"id":"c1","#, #""index":0,"id":"c2","#), (#""id":"c1","#, #""id":"c2","#),
            (#""index":0,"#, #""index":0,"#), ("", ""),
        ] {
            let read = Self.call(first, name: "Read", arguments)
            let bash = Self.call(second, name: "Bash", arguments)
            #expect(try Self.found([Self.chat([read]), Self.chat([bash])], .openAIChat) == ["read", "bash"])
            #expect(try Self.found([Self.chat([bash]), Self.chat([read])], .openAIChat) == ["bash", "read"])
            #expect(Set(try Self.found([Self.chat([read, bash])], .openAIChat)) == ["read", "bash"])
        }
        let start = Self.chat([Self.call(#""index":0,"id":"c1","#, name: "Read", "")])
        let other = Self.chat([Self.call(#""index":0,"id":"c2","#, name: "Bash", "")])
        let pieces = arguments.split(separator: " ", omittingEmptySubsequences: false).enumerated().map {
            Self.chat([Self.call(#""index":0,"#, ($0.offset > 0 ? " " : "") + $0.element)])
        }
        #expect(try Self.found([start] + pieces + [other] + pieces, .openAIChat) == ["read", "bash"])
    }

    /// A server that says id and name with every fragment says one call.
    @Test func namesThatComeAgain() throws {
        let secret = try TestRules.token(seed: 82)
        let pieces = [#"{\"a\":\"use \#(secret.prefix(20))"#, #"\#(secret.dropFirst(20)) now\"}"#]
        for members in [#""index":0,"id":"c1","#, #""index":0,"#] {
            let events = pieces.map { Self.chat([Self.call(members, name: "Bash", $0)]) }
            #expect(try Self.found(events, .openAIChat) == ["bash"])
        }
    }

    @Test func anthropicBlocks() throws {
        let secret = try TestRules.token(seed: 83)
        func block(_ name: String) -> [String] {
            [
                #"{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"\#(name)","#
                    + #""name":"\#(name)","input":{}}}"#,
                #"{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","#
                    + #""partial_json":"{\"a\":\"use "}}"#,
                #"{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","#
                    + #""partial_json":"\#(secret) now\"}"}}"#,
            ]
        }
        #expect(try Self.found(block("Read") + block("Bash"), .anthropic) == ["read", "bash"])
    }
}
