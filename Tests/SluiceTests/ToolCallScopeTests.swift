// What the strings of documents and tool calls are written in.

import Sluice
import SluiceModel
import SluicePayloads
import SluiceRules
import Testing

struct ToolCallScopeTests {
    private static let rules: String = {
        func rule(_ id: String, _ scope: String) -> String {
            """
              - id: \(id)
                name: \(id)
                description: A rule of a test.
                category: code
                severity: high
                confidence: high
                pattern: '\\b\(id)\\('
                applies_to: \(scope)

            """
        }
        return "rules:\n" + rule("pyth", "{languages: python, in: code}") + rule("shel", "{languages: [bash]}")
            + rule("adde", "{lines: added}") + rule("json", "{languages: json}")
            + rule("every", "{direction: [request, response]}")
    }()

    /// Calls of all rules, each of which is a finding where its rule applies.
    private static let calls = "pyth(1) shel(1) adde(1) json(1) every(1)"

    private static func guardrail() throws -> Guardrail {
        let read = RuleFileReader.read(text: rules, file: "test.yaml")
        return Guardrail(rules: try RuleSet.compile(read.rules, problems: read.problems), key: TestRules.key)
    }

    /// The rules that apply at each mark `CALLS` of a text, as the beginnings of their names.
    private static func found(_ payload: String, path: String? = nil, cuts: [Int] = []) throws -> [String] {
        let observation = Observation(guardrail: try guardrail())
        var filter = PayloadFilter(observation: observation, path: path)
        var output = FilterOutput()
        let parts = payload.split(separator: "CALLS", omittingEmptySubsequences: false)
        let bytes = Array(parts.joined(separator: calls).utf8)
        var start = 0
        for end in cuts.filter({ $0 < bytes.count }) + [bytes.count] {
            filter.append(bytes.span.extracting(start..<end), to: &output)
            start = end
        }
        filter.finish(to: &output)
        var ends: [Int] = []
        for part in parts.dropLast() { ends.append((ends.last ?? 0) + part.utf8.count + calls.utf8.count) }
        return ends.map { end in
            output.findings.isEmpty
                ? ""
                : output.findings.filter {
                    $0.finding.range.upperBound <= end && $0.finding.range.lowerBound >= end - calls.utf8.count
                }
                .map { String($0.finding.rule.rawValue.prefix(1)) }.joined()
        }
    }

    /// Payloads, and the first letters of the rules that apply at each mark.
    static let payloads: [(String, String?, [String])] = [
        (#"{"messages":[{"role":"user","content":"CALLS\n```py\nCALLS\n```\nCALLS"}]}"#, nil, ["ae", "pae", "ae"]),
        (#"{"input":{"file_path":"a/b.py","content":"CALLS","description":"CALLS"}}"#, nil, ["pae", "ae"]),
        (#"{"input":{"file_path":"a/b.py","old_string":"CALLS","new_string":"x = 'CALLS"}}"#, nil, ["", "ae"]),
        (##"{"arguments":"{\"path\":\"a.py\",\"content\":\"# CALLS\\nCALLS\"}"}"##, nil, ["ae", "pae"]),
        (#"{"input":{"path":"a.py","edits":[{"oldText":"CALLS","newText":"CALLS"}]}}"#, nil, ["", "pae"]),
        // Programs in commands.
        (
            #"{"input":{"command":"cat > a.py <<'E'\nCALLS\nE\npython3 -c \"CALLS\"; cat <<E # CALLS\nCALLS\nE"}}"#,
            nil,
            ["psae", "psae", "sae", "sae"]
        ),
        // A path that comes too late: all rules apply.
        (#"{"input":{"content":"CALLS","file_path":"a/b.js"}}"#, nil, ["psaje"]),
        (#"{"input":{"content":"CALLS"},"content":"CALLS"}"#, nil, ["psaje", "ae"]),
        (#"{"input":{"file_path":"a.unknown","content":"CALLS"}}"#, nil, ["psaje"]),
        (#"{"input":{"edits":[{"old_string":"x","new_string":"CALLS"}],"file_path":"a.py"}}"#, nil, ["psaje"]),
        (##"{"arguments":"{\"edits\":[{\"newText\":\"CALLS\"}],\"path\":\"a.py\"}"}"##, nil, ["psaje"]),
        (
            #"{"input":{"files":[{"path":"a.py","content":"CALLS"},{"content":"CALLS","path":"b.go"}]}}"#, nil,
            ["pae", "psaje"]
        ),
        // A conversation, which is no call's.
        (#"{"input":[{"role":"user","content":"CALLS"}]}"#, nil, ["ae"]),
        (#"{"input":{"messages":[{"role":"user","content":"CALLS"}]}}"#, nil, ["ae"]),
        // What one call says of its file says nothing of the next.
        (#"[{"input":{"path":"a.py","content":"CALLS"}},{"content":"CALLS"}]"#, nil, ["pae", "ae"]),
        (#"{"input":{"command":"CALLS","description":"CALLS"}}"#, nil, ["sae", "ae"]),
        (#"{"action":{"command":["bash","-lc","CALLS"]}}"#, nil, ["sae"]),
        (#"{"action":{"commands":["CALLS"]}}"#, nil, ["sae"]),
        (#"{"args":{"language":"python","code":"CALLS"}}"#, nil, ["pae"]),
        (#"{"executableCode":{"language":"PYTHON","code":"CALLS"}}"#, nil, ["pae"]),
        (#"{"type":"code_interpreter_call","code":"CALLS"}"#, nil, ["psaje"]),
        (#"{"input":{"path":"a.py","diff":"<<<<<<< SEARCH\nCALLS\n=======\nCALLS"}}"#, nil, ["pe", "pae"]),
        (#"{"input":{"patch":"*** Begin Patch\n*** Update File: x.py\n-CALLS\n+CALLS"}}"#, nil, ["pe", "pae"]),
        (#"{"input":{"file_path":"a.md","content":"CALLS\n```sh\nCALLS"}}"#, nil, ["ae", "sae"]),
        // The parameters of other agents' tools.
        (#"{"input":{"filepath":"a.py","changes":"CALLS"}}"#, nil, ["pae"]),
        (#"{"input":{"TargetFile":"a.py","Instruction":"x","CodeEdit":"CALLS"}}"#, nil, ["pae"]),
        (
            #"{"args":{"TargetFile":"a.py","ReplacementChunks":[{"TargetContent":"CALLS","ReplacementContent":"CALLS"}]}}"#,
            nil, ["", "pae"]
        ),
        (#"{"input":{"path":"a.py","oldStr":"CALLS","newStr":"CALLS"}}"#, nil, ["", "pae"]),
        (#"{"input":{"path":"a.py","old_str_1":"CALLS","new_str_12":"CALLS"}}"#, nil, ["", "pae"]),
        (#"{"input":{"new_str_1":"CALLS","path":"a.py"}}"#, nil, ["psaje"]),
        (#"{"input":{"path":"a.py","file_content":"CALLS"}}"#, nil, ["pae"]),
        (#"{"arguments":{"pathInProject":"a.py","text":"CALLS"}}"#, nil, ["pae"]),
        (#"{"input":{"name_path":"f","relative_path":"a.py","body":"CALLS"}}"#, nil, ["pae"]),
        (
            #"{"input":{"path":"a.py","replacement":"CALLS","reason":"CALLS","pattern":"CALLS"}}"#, nil,
            ["pae", "ae", "ae"]
        ),
        (#"{"input":{"path":"a.py","edits":[{"with":"CALLS"}]}}"#, nil, ["pae"]),
        // A path outside of a call, or what is named beside a language, says nothing of other strings.
        (#"{"path":"a.py","text":"CALLS","replacement":"CALLS"}"#, nil, ["ae", "ae"]),
        (#"{"input":{"language":"python","text":"CALLS"}}"#, nil, ["ae"]),
        (#"{"input":{"text":"CALLS"}}"#, nil, ["ae"]),
        // What a tool takes as it is.
        (#"{"output":[{"type":"custom_tool_call","call_id":"c","name":"x","input":"CALLS"}]}"#, nil, ["psaje"]),
        (#"{"tool_calls":[{"type":"custom","custom":{"name":"x","input":"CALLS"}}]}"#, nil, ["psaje"]),
        (#"{"model":"m","input":"CALLS"}"#, nil, ["ae"]), (#"{"model":"m","input":["CALLS"]}"#, nil, ["ae"]),
        (#"{"output":[{"type":"computer_call","action":{"type":"type","text":"CALLS"}}]}"#, nil, ["psaje"]),
        // A change whose file comes too late.
        (#"{"output":[{"type":"apply_patch_call","operation":{"diff":"CALLS","path":"a.js"}}]}"#, nil, ["psaje"]),
        (#"{"output":[{"type":"apply_patch_call","operation":{"path":"a.py","diff":"CALLS"}}]}"#, nil, ["pae"]),
        (#"{"notebook_path":"a.ipynb","new_source":"CALLS"}"#, nil, ["pae"]),
        (
            #"{"cells":[{"cell_type":"code","source":["CALLS","CALLS"]},{"cell_type":"markdown","source":["CALLS"]}]}"#,
            "a.ipynb", ["pae", "pae", "ae"]
        ),
        (#"{"a":"CALLS"}"#, "a.json", ["aje"]),
        (#"{"a":"```py\nCALLS"}"#, "a.jsonl", ["pae"]),
        (#"{"a":"CALLS"}"#, nil, ["ae"]),
        ("CALLS", "a.py", ["pae"]), ("CALLS", "a.txt", ["psaje"]), ("CALLS\n~~~sh\nCALLS", "a.md", ["ae", "sae"]),
        (
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"CALLS\\n```py\\nCALLS\"}}]}\n\n", nil,
            ["ae", "pae"]
        ),
    ]

    @Test(arguments: payloads.indices) func rulesApplyInTheirScopes(index: Int) throws {
        let (payload, path, wanted) = Self.payloads[index]
        #expect(try Self.found(payload, path: path) == wanted, "\(payload)")
    }

    @Test(arguments: payloads.indices) func piecesDoNotMatter(index: Int) throws {
        let (payload, path, wanted) = Self.payloads[index]
        for cut in stride(from: index % 3, to: payload.utf8.count + 120, by: 3) {
            #expect(try Self.found(payload, path: path, cuts: [cut]) == wanted, "\(payload) cut at \(cut)")
        }
        #expect(try Self.found(payload, path: path, cuts: Array(1..<2_000)) == wanted, "\(payload) in bytes")
    }

    /// Calls of the providers' own tools in streams, with the first letters of the rules that apply.
    static let streams: [(String, String)] = [
        (
            #"{"type":"response.output_item.done","output_index":0,"item":{"type":"apply_patch_call","id":"i","#
                + #""operation":{"type":"create_file","path":"a.py","diff":"CALLS"}}}"#,
            "pae"
        ),
        (
            #"{"type":"response.completed","response":{"id":"r","output":[{"type":"shell_call","id":"i","#
                + #""action":{"commands":["CALLS"]}}]}}"#,
            "sae"
        ),
        (
            #"{"type":"response.output_item.done","output_index":0,"item":{"type":"local_shell_call","id":"i","#
                + #""action":{"type":"exec","command":["bash","-lc","CALLS"]}}}"#,
            "sae"
        ),
        (
            #"{"type":"response.output_item.done","output_index":0,"item":{"type":"code_interpreter_call","id":"i","#
                + #""code":"CALLS"}}"#,
            "pae"
        ),
        (
            #"{"type":"response.output_item.done","output_index":0,"item":{"type":"apply_patch_call","id":"i","#
                + #""operation":{"diff":"CALLS","path":"a.js","type":"update_file"}}}"#,
            "psaje"
        ),
        (
            #"{"type":"response.output_item.done","output_index":0,"item":{"type":"computer_call","id":"i","#
                + #""action":{"type":"type","text":"CALLS"}}}"#,
            "psaje"
        ),
        (
            #"{"type":"response.output_item.done","output_index":0,"item":{"type":"custom_tool_call","id":"i","#
                + #""call_id":"c","name":"x","input":"CALLS"}}"#,
            "psaje"
        ),
        (#"{"type":"response.custom_tool_call_input.delta","output_index":0,"delta":"CALLS"}"#, "psaje"),
        (
            #"{"id":"r","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"#
                + #""id":"c","type":"custom","custom":{"name":"x","input":"CALLS"}}]}}]}"#,
            "psaje"
        ),
        (#"{"type":"response.code_interpreter_call_code.done","output_index":0,"code":"CALLS"}"#, "pae"),
        (#"{"type":"response.code_interpreter_call_code.delta","output_index":0,"delta":"CALLS"}"#, "pae"),
        (
            #"{"candidates":[{"content":{"parts":[{"executableCode":{"language":"PYTHON","code":"CALLS"}}]}}],"#
                + #""modelVersion":"m"}"#,
            "pae"
        ),
    ]

    @Test(arguments: streams) func providersToolsInStreams(event: String, wanted: String) throws {
        for size in [1, 5, 10_000] {
            let stream = "data: \(event)\n\n"
            let cuts = Array(stride(from: size, to: stream.utf8.count + 100, by: size))
            #expect(try Self.found(stream, cuts: cuts) == [wanted], "\(event) in \(size)")
        }
    }

    /// Code in fragments, and what repeats it, is reported once.
    @Test(arguments: [1, 3, 100]) func streamedCodeOfTheProvider(size: Int) throws {
        func event(_ type: String, _ members: String) -> String {
            #"data: {"type":"response.\#(type)","output_index":0,\#(members)}"# + "\n\n"
        }
        let code = "x = 1; pyth(1); 'pyth(2)'"
        var stream = ""
        var rest = Substring(code)
        while !rest.isEmpty {
            stream += event("code_interpreter_call_code.delta", #""delta":"\#(rest.prefix(size))""#)
            rest = rest.dropFirst(size)
        }
        stream += event("code_interpreter_call_code.done", #""code":"\#(code)""#)
        let item = #"{"type":"code_interpreter_call","id":"i","status":"completed","code":"\#(code)"}"#
        stream += event("output_item.done", #""item":\#(item)"#)
        stream += event("completed", #""response":{"id":"r","output":[\#(item)]}"#)
        var filter = PayloadFilter(observation: Observation(guardrail: try Self.guardrail()))
        var output = FilterOutput()
        filter.append(Array(stream.utf8).span, to: &output)
        filter.finish(to: &output)
        #expect(output.findings.map(\.finding.rule.rawValue) == ["pyth"], "fragments of \(size)")
    }

    /// The arguments of a call that is streamed, in fragments that cut names and values.
    @Test(arguments: 1..<12) func streamedArguments(size: Int) throws {
        let arguments = ##"{"file_path":"src/deploy.py","content":"# pyth(1)\npyth(2) shel(1)","note":"pyth(3)"}"##
        var stream =
            #"data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"Write","#
        stream = "event: content_block_start\n" + stream + "\"input\":{}}}\n\n"
        var rest = Substring(arguments)
        while !rest.isEmpty {
            let piece = rest.prefix(size).map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
            stream += "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
            stream += "\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"\(piece)\"}}\n\n"
            rest = rest.dropFirst(size)
        }
        stream += "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
        var filter = PayloadFilter(observation: Observation(guardrail: try Self.guardrail()))
        var output = FilterOutput()
        filter.append(Array(stream.utf8).span, to: &output)
        filter.finish(to: &output)
        #expect(output.findings.map(\.finding.rule.rawValue) == ["pyth"], "fragments of \(size)")
    }
}
