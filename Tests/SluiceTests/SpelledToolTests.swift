// A policy's entries about tools, where a text itself spells the call in tags.

import Sluice
import SluiceMatching
import SluicePolicies
import Testing

struct SpelledToolTests {
    static let calls = [
        "<execute_command>\n<command>KEY</command>\n</execute_command>",
        "I run <execute_command><command>KEY</command></execute_command> now.",
        "- <x:invoke name=\"Bash\">\n<x:parameter name=\"command\">KEY</x:parameter>\n</x:invoke>",
        "<invoke name=\"Other\"><parameter name=\"note\">KEY</parameter></invoke>",
        "<function=read><parameter=path>a.py</parameter><parameter=content>KEY</parameter></function>",
        "<tool_call>\n{\"name\": \"Bash\", \"arguments\": {\"command\": \"KEY\"}}\n</tool_call>",
        "<boltAction type=\"shell\">KEY</boltAction>",
        "```\n<write_to_file><path>a</path><content>KEY</content></write_to_file>\n```",
    ]

    /// The strongest of what is said of any tool holds: the entry about one of them.
    @Test(arguments: calls, [1, 7, Int.max]) func aSpelledCallIsStopped(call: String, chunk: Int) throws {
        let secret = try TestRules.token(seed: 1)
        let guardrail = try ToolPolicyTests.guardrail(ToolPolicyTests.strict)
        let text = call.replacing("KEY", with: secret)
        let output = ToolPolicyTests.filter(text, guardrail, format: .text, chunk: chunk)
        #expect(output.isBlocked)
        #expect(!String(decoding: output.bytes, as: UTF8.self).contains(secret))
    }

    /// Who writes the text may name any tool, so no name makes a decision milder.
    @Test func aSpelledCallOfAnAllowedToolIsMasked() throws {
        let secret = try TestRules.token(seed: 2)
        let policy = """
            version: 1
            policies:
              - {name: any, when: {tool: "*"}, then: {action: allow}}
              - {name: none, when: {}, then: {action: mask, style: "fixed:<none>"}}
            """
        let text =
            "<invoke name=\"Read\"><parameter name=\"path\">a</parameter><parameter name=\"x\">\(secret)</parameter>"
        let output = ToolPolicyTests.filter(text, try ToolPolicyTests.guardrail(policy), format: .text)
        #expect(String(decoding: output.bytes, as: UTF8.self) == text.replacing(secret, with: "<none>"))
    }

    @Test func whatStandsOutsideOfACallIsNone() throws {
        let secret = try TestRules.token(seed: 3)
        let text = "<execute_command><command>ls</command></execute_command> \(secret)\n<command>\(secret)</command>\n"
        let guardrail = try ToolPolicyTests.guardrail(ToolPolicyTests.strict)
        let output = ToolPolicyTests.filter(text, guardrail, format: .text)
        #expect(String(decoding: output.bytes, as: UTF8.self) == text.replacing(secret, with: "<none>"))
    }
}
