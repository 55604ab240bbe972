// Commands and contents of files in documents begin as texts of their own.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import SluiceRules
import Testing

struct OwnTextTests {
    /// A rule that holds at the beginning of a text or line, and one that looks at the name before a value.
    private static let rules = """
        rules:
          - id: begins
            name: begins
            description: A rule of a test.
            category: content
            severity: high
            confidence: high
            pattern: '(?<![^\\n])beg[0-9]\\('
          - id: named
            name: named
            description: A rule of a test.
            category: secret
            severity: high
            confidence: high
            pattern: '(?<=pass": ")val[0-9]'
          - id: several-words
            name: several-words
            description: A rule of a test.
            category: code
            severity: high
            confidence: high
            pattern: 'del -x /(?![a-z])'
        """

    private static func found(_ payload: String, cuts: [Int]) throws -> [String] {
        let read = RuleFileReader.read(text: rules, file: "test.yaml")
        let guardrail = Guardrail(rules: try RuleSet.compile(read.rules, problems: read.problems), key: TestRules.key)
        var filter = PayloadFilter(observation: Observation(guardrail: guardrail))
        var output = FilterOutput()
        let bytes = Array(payload.utf8)
        var start = 0
        for end in cuts.filter({ $0 < bytes.count }) + [bytes.count] {
            filter.append(bytes.span.extracting(start..<end), to: &output)
            start = end
        }
        filter.finish(to: &output)
        return output.findings.map { String(decoding: bytes[$0.finding.range], as: UTF8.self) }
    }

    /// Payloads, and what is found in them.
    static let payloads: [(String, [String])] = [
        (#"{"output":[{"type":"shell_call","action":{"commands":["beg1(","x","beg2("]}}]}"#, ["beg1(", "beg2("]),
        (#"{"command": "beg1("}"#, ["beg1("]),
        (#"{"cmd":["bash","-lc", "beg1("]}"#, ["beg1("]),
        (##"{"arguments":"{\"command\": [\"bash\", \"-lc\", \"beg1(\"]}"}"##, ["beg1("]),
        (#"{"input":{"file_path":"requirements.txt", "content":"beg1(\nbeg2("}}"#, ["beg1(", "beg2("]),
        (#"{"input":{"content":"beg1(","file_path":"a.py"}}"#, ["beg1("]),
        (#"{"input":{"file_path":"a.py","old_string":"beg1(","new_string":"beg2("}}"#, ["beg1(", "beg2("]),
        (#"{"input":{"path":"a.py","text":"beg1("}}"#, ["beg1("]),
        (#"{"input":{"patch":"beg1("}}"#, ["beg1("]),
        (#"{"tool_calls":[{"type":"custom","custom":{"name":"x","input":"beg1("}}]}"#, ["beg1("]),
        (#"{"cmd":["env","/bin/sh","-e","-c", "beg1(", "beg2("]}"#, ["beg1("]),
        (#"{"cmd":["wc","-c", "beg1("]}"#, []),
        // The words of a command make one text, but several commands do not.
        (#"{"command":["del","-x", "/"]}"#, [#"del","-x", "/"#]),
        (#"{"command": [ "sudo" , "del" ,\#n "-x" , "/" ] }"#, [#"del" ,\#n "-x" , "/"#]),
        (##"{"arguments":"{\"cmd\":[\"del\",\"-x\",\"/\"],\"a\":1}"}"##, [##"del\",\"-x\",\"/"##]),
        (#"{"command":["","del","-x","/"],"pass": "val1"}"#, [#"del","-x","/"#, "val1"]),
        (#"{"command":["del","-x"],"a":["/"]}"#, []), (#"{"command":["del","-x",1,"/"]}"#, []),
        (#"{"command":["del",["-x"],"/"]}"#, []), (#"{"command":["del","-x","/a"]}"#, []),
        (#"{"commands":["del -x","/"]}"#, []), (#"{"a":["del","-x","/"]}"#, []),
        (#"{"command":["del","-x","{\"a\":\"/\"}"]}"#, []), (#"{"command":["del","-x","/"#, [#"del","-x","/"#]),
        // Other strings are read with the names before them.
        (#"{"content":"beg1("}"#, []), (#"{"a":["beg1("]}"#, []),
        (#"{"input":{"file_path":"a.py","note":"beg1(","pass": "val1"}}"#, ["val1"]),
        (#"{"input":{"command":"x","pass": "val1"}}"#, ["val1"]),
        (#"{"messages":[{"role":"user","content":"beg1("}]}"#, []),
    ]

    @Test(arguments: payloads.indices) func theyBeginAsTextsOfTheirOwn(index: Int) throws {
        let (payload, wanted) = Self.payloads[index]
        #expect(try Self.found(payload, cuts: []) == wanted, "\(payload)")
        for cut in 1..<payload.utf8.count {
            #expect(try Self.found(payload, cuts: [cut]) == wanted, "\(payload) cut at \(cut)")
        }
        #expect(try Self.found(payload, cuts: Array(1..<500)) == wanted, "\(payload) in bytes")
    }

    /// A command that has begun holds no more than another string.
    @Test func nothingBeforeThemIsHeld() throws {
        let guardrail = try TestRules.guardrail()
        let source = PayloadSource(format: .json, dialect: .anthropic, context: PolicyContext(direction: .response))
        func held(_ name: String) -> Int {
            var filter = PayloadFilter(guardrail: guardrail, source: source)
            var output = FilterOutput()
            let start = ##"{"content":[{"type":"tool_use","id":"t","name":"Bash","input":{"\##(name)":"ls "##
            filter.append(Array(start.utf8).span, to: &output)
            return filter.heldByteCount
        }
        #expect(held("command") <= held("unsaid"))
    }

    /// A command in a list is judged as one that is a string.
    @Test(arguments: [#""rm -rf ~""#, #"["rm -rf ~"]"#, #"["bash","-lc","rm -rf /*"]"#, #"["ls","rm -rf ~"]"#])
    func commandsInLists(command: String) throws {
        let body = ##"{"output":[{"type":"shell_call","action":{"commands":COMMAND}}]}"##
            .replacing("COMMAND", with: command)
        let source = PayloadSource(format: .json, context: PolicyContext(direction: .response))
        for chunk in [Int.max, 1, 7] {
            let output = PayloadFilter(guardrail: try TestRules.guardrail(), source: source)
                .output(of: Array(body.utf8), chunk: chunk)
            #expect(output.blockedAt != nil, "\(command) in \(chunk)")
        }
    }

    /// The words of a command that are masked leave a list of as many.
    @Test func maskedWords() throws {
        let policy = """
            version: 1
            policies:
              - {name: all, when: {}, then: {action: mask, style: "fixed:<x>"}}
            """
        let guardrail = try TestRules.guardrail(policy: try Policy.read(text: policy, file: "p.yaml"))
        let source = PayloadSource(format: .json, context: PolicyContext(direction: .response))
        let body = #"{"type":"local_shell_call","action":{"command":["sudo","rm","-rf", "/*"],"a":["rm","-rf","/*"]}}"#
        for chunk in [Int.max, 1, 2, 7] {
            let output = PayloadFilter(guardrail: guardrail, source: source).output(of: Array(body.utf8), chunk: chunk)
            let text = String(decoding: output.bytes, as: UTF8.self)
            #expect(text.contains(#","", ""],"a":["rm","-rf","/*"]}}"#), "\(text) in \(chunk)")
            #expect(text.contains("<x>") && !text.contains("-rf\", \""), "\(text) in \(chunk)")
        }
    }

    /// Lists of words among other values, cut anywhere: what goes out and what is found does not depend on how it came.
    @Test(arguments: 0..<60 as Range<UInt64>) func chunksDoNotMatter(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let values = [
            #""del""#, #""del""#, #""-x""#, #""-x""#, #""/""#, #""/""#, #""beg1(""#, #""bash""#, #""-c""#, "1", "null",
            #"{"a":"del"}"#, #"["del","-x"]"#, #""""#, #""d\u0065l""#, #""{\"cmd\":[\"del\",\"-x\",\"/\"]}""#,
        ]
        let document = (0..<4).map { _ in
            let name = ["command", "cmd", "commands", "words"].randomElement(using: &generator) ?? ""
            let words = (0..<Int.random(in: 1..<9, using: &generator)).map { _ in
                values.randomElement(using: &generator) ?? ""
            }
            return "\"\(name)\": [" + words.joined(separator: Bool.random(using: &generator) ? "," : " ,\n") + "]"
        }.joined(separator: ", ")
        let read = RuleFileReader.read(text: Self.rules, file: "test.yaml")
        let policy = Policy.uniform(action: .mask, threshold: Confidence(percent: 0), style: .fixed("<x>"))
        let guardrail = Guardrail(
            rules: try RuleSet.compile(read.rules, problems: read.problems),
            policy: policy,
            key: TestRules.key
        )
        let source = PayloadSource(format: .json)
        let bytes = Array("{\(document)}".utf8)
        let whole = PayloadFilter(guardrail: guardrail, source: source).output(of: bytes, chunk: .max)
        if whole.findings.isEmpty { #expect(whole.bytes == bytes, "seed \(seed)") }
        for chunk in [1, 2, 3, 5, 16] {
            let output = PayloadFilter(guardrail: guardrail, source: source).output(of: bytes, chunk: chunk)
            #expect(output.bytes == whole.bytes, "seed \(seed), chunks of \(chunk)")
            #expect(output.findings == whole.findings, "seed \(seed), chunks of \(chunk)")
        }
    }
}
