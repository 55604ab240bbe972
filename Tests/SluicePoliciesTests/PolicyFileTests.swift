// Policy files: every field, and every mistake with its message and line.

import SluiceModel
import SluicePolicies
import SluiceRules
import Testing

private func problems(_ text: String) -> [String] {
    do {
        _ = try Policy.read(text: text, file: "f")
        return []
    } catch {
        return error.problems.map(\.description)
    }
}

struct PolicyFileTests {
    @Test func everyFieldIsRead() throws {
        let policy = try Policy.read(
            text: """
                version: 1
                name: all-fields
                mode: monitor
                defaults: {action: mask, style: hash:8}
                on_error: {request: open, response: closed}
                uninspectable: {images: block, token_ids: log, encrypted: allow}
                x-anchors: &people {category: pii, direction: [request, response]}
                policies:
                  - name: everything
                    when:
                      <<: *people
                      rule: [a-*, b]
                      tag: cloud
                      entity: US_*
                      severity: [">=high", low]
                      confidence: ">= medium"
                      sample: false
                      model: gpt-*
                      route: /v1/*
                      metadata: {team: [a, b], environment: prod}
                      tool: search
                      language: python
                    then: {action: mask, style: "partial:4,2"}
                  - name: stop
                    then:
                      action: block
                      message: >
                        Not this.
                """,
            file: "f"
        )
        #expect(policy.name == "all-fields" && policy.mode == .monitor)
        #expect(policy.defaultAction == .mask && policy.defaultStyle == .hash(length: 8))
        #expect(policy.onError == .init(request: .open, response: .closed))
        #expect(policy.uninspectable == .init(images: .block, tokenIDs: .log, encrypted: .allow))
        let entry = try #require(policy.entries.first)
        var condition = PolicyCondition()
        condition.categories = [.pii]
        condition.directions = [.request, .response]
        condition.rules = ["a-*", "b"]
        condition.tags = ["cloud"]
        condition.entities = ["US_*"]
        condition.severities = [.low, .high, .critical]
        condition.confidence = .medium ... .certain
        condition.isSample = false
        condition.models = ["gpt-*"]
        condition.routes = ["/v1/*"]
        condition.metadata = ["team": ["a", "b"], "environment": ["prod"]]
        condition.tools = ["search"]
        condition.languages = ["python"]
        #expect(entry.condition == condition)
        #expect(entry.outcome == PolicyOutcome(action: .mask, style: .partial(first: 4, last: 2)))
        #expect(entry.source?.description == "f:9")
        #expect(policy.entries[1].condition == PolicyCondition())
        #expect(policy.entries[1].outcome == PolicyOutcome(action: .block, message: "Not this."))
    }

    @Test func whatIsLeftOutHasDefaults() throws {
        let policy = try Policy.read(text: "version: 1", file: "f")
        #expect(policy.mode == .enforce && policy.defaultAction == .log && policy.defaultStyle == .tagged)
        #expect(policy.onError == .init(request: .closed, response: .open))
        #expect(policy.uninspectable == .init(images: .allow, tokenIDs: .allow, encrypted: .allow))
        #expect(policy.entries.isEmpty)
    }

    @Test func anUnknownDirectionFailsClosedIfEitherDoes() {
        #expect(Policy.FailureModes(request: .closed, response: .open)[nil] == .closed)
        #expect(Policy.FailureModes(request: .open, response: .open)[nil] == .open)
        #expect(Policy.FailureModes(request: .open, response: .closed)[.request] == .open)
        #expect(Policy.FailureModes(request: .open, response: .closed)[.response] == .closed)
    }

    @Test(arguments: [
        ("", "f:1: the file is empty; it needs a map with `version: 1` and a list under `policies`"),
        ("- a", "f:1: `policy file` must be a map, not a list"),
        ("name: x", "f:1: `version` is missing"),
        ("version: 2", "f:1: `version` must be 1, the only one there is"),
        ("version: 1\npolices: []", "f:2: `polices` is not a field of a policy file; did you mean `policies`?"),
        ("version: 1\npolicies: {}", "f:2: `policies` must be a list, not a map"),
        ("version: 1\npolicies: [a]", "f:2: `an entry of policies` must be a map, not a text"),
        ("version: 1\nmode: watch", "f:2: `mode` is `watch`, must be one of enforce, monitor"),
        (
            "version: 1\nname: My Policy",
            "f:2: `name` must be made of lower-case letters, digits and single hyphens between them, at most 80"
        ),
        (
            "version: 1\ndefaults: {colour: red}",
            "f:2: `colour` is not a field of `defaults`; there is `action`, `style`"
        ),
        (
            "version: 1\ndefaults: {action: hide}",
            "f:2: `defaults.action` is `hide`, must be one of allow, log, mask, block"
        ),
        ("version: 1\ndefaults: {style: stars}", "f:2: `defaults.style`: \(MaskStyleTests.known)"),
        ("version: 1\non_error: {request: shut}", "f:2: `on_error.request` is `shut`, must be one of open, closed"),
        ("version: 1\non_error: closed", "f:2: `on_error` must be a map, not a text"),
        (
            "version: 1\nuninspectable: {images: mask}",
            "f:2: `uninspectable.images` cannot be masked; it must be one of allow, log, block"
        ),
        (
            "version: 1\nuninspectable: {videos: log}",
            "f:2: `videos` is not a field of `uninspectable`; there is `images`, `token_ids`, `encrypted`"
        ),
        ("version: 1\nversion: 1", "f:2: the key `version` stands twice in one map, first on line 1"),
        ("version: [", "f:1: not valid YAML: while parsing a flow node, did not find expected node content"),
    ])
    func mistakesOfTheWholeFile(text: String, message: String) {
        #expect(problems(text) == [message])
    }

    @Test(arguments: [
        ("when: {}", "f:3: e: `then` is missing"),
        ("then: mask", "f:4: e: `then` must be a map, not a text"),
        ("then: {}", "f:4: e: `then.action` is missing"),
        ("then: {action: hide}", "f:4: e: `then.action` is `hide`, must be one of allow, log, mask, block"),
        ("then: {action: log, style: hash}", "f:4: e: `then.style` is for the action mask only"),
        ("then: {action: mask, message: no}", "f:4: e: `then.message` is for the action block only"),
        (
            "then: {action: mask, style: 'partial:9,9'}",
            "f:4: e: `then.style`: `partial` shows 1 to 8 characters in all"
        ),
        ("then: {action: mask, to: x}", "f:4: e: `to` is not a field of `then`; there is `action`, `style`, `message`"),
        ("then: {action: log}\n    if: {}", "f:5: e: `if` is not a field of an entry; there is `name`, `when`, `then`"),
    ])
    func mistakesOfEntries(field: String, message: String) {
        #expect(problems("version: 1\npolicies:\n  - name: e\n    \(field)") == [message])
    }

    @Test func aLongMessageIsAMistake() {
        let message = String(repeating: "x", count: 1001)
        let text = "version: 1\npolicies:\n  - name: e\n    then: {action: block, message: \(message)}"
        #expect(problems(text) == ["f:4: e: `then.message` has more than 1000 bytes"])
    }

    @Test func namesOfEntriesAreNeededAndStandOnce() {
        let then = "then: {action: log}"
        #expect(problems("version: 1\npolicies:\n  - \(then)") == ["f:3: `name` is missing"])
        #expect(
            problems("version: 1\npolicies:\n  - name: a\n    \(then)\n  - name: a\n    \(then)")
                == ["f:5: a: another entry has this `name` already, on line 3"]
        )
        #expect(
            problems("version: 1\npolicies:\n  - name: defaults\n    \(then)")
                == ["f:3: defaults: `name` may not be `defaults`, which stands for the policy's defaults"]
        )
    }

    private static let confidence =
        "f:4: e: `when.confidence` must be a comparison in quotes such as \">=60\" or \"<high\", "
        + "with low, medium, high or a whole number from 0 to 100"

    @Test(arguments: [
        ("colour: red", "f:4: e: `colour` is not a field of `when`"),
        ("catgory: pii", "f:4: e: `catgory` is not a field of `when`; did you mean `category`?"),
        (
            "category: secrets",
            "f:4: e: `when.category` is `secrets`, must be one of secret, pii, code, license, content; did you mean `secret`?"
        ),
        ("direction: up", "f:4: e: `when.direction` is `up`, must be one of request, response"),
        ("rule: []", "f:4: e: `when.rule` is an empty list; leave it out to match everything"),
        ("category: []", "f:4: e: `when.category` is an empty list; leave it out to match everything"),
        ("rule: {a: b}", "f:4: e: `when.rule` must be a text, not a map"),
        ("tag: ''", "f:4: e: `when.tag` is an empty text"),
        ("severity: '>=huge'", "f:4: e: `when.severity` is `huge`, must be one of info, low, medium, high, critical"),
        ("severity: '<info'", "f:4: e: `when.severity` can never hold: there is no such severity"),
        ("severity: '>critical'", "f:4: e: `when.severity` can never hold: there is no such severity"),
        ("confidence: 60", confidence), ("confidence: '>=sure'", confidence), ("confidence: '=60'", confidence),
        ("confidence: '>=101'", confidence), ("confidence: '>=-1'", confidence),
        ("confidence: '<0'", "f:4: e: `when.confidence` can never hold: confidence is 0 to 100"),
        ("confidence: '>100'", "f:4: e: `when.confidence` can never hold: confidence is 0 to 100"),
        ("sample: maybe", "f:4: e: `when.sample` must be true or false"),
        ("metadata: team", "f:4: e: `when.metadata` must be a map, not a text"),
        ("metadata: {team: {a: b}}", "f:4: e: `when.metadata` must be a text, not a map"),
        ("model: ~", "f:4: e: `when.model` must be a text, not empty"),
    ])
    func mistakesOfConditions(field: String, message: String) {
        let text = "version: 1\npolicies:\n  - name: e\n    when: {\(field)}\n    then: {action: log}"
        #expect(problems(text) == [message])
    }

    @Test(arguments: [
        ("[]", "f:2: `a case` must be a map, not a list"),
        ("{expect: {action: log}}", "f:2: `given` is missing"),
        ("{given: {rule: a}}", "f:2: `expect` is missing"),
        ("{given: {}, expect: {action: log}}", "f:2: `given` needs `rule` or `text`, one of the two"),
        ("{given: {rule: a, text: b}, expect: {action: log}}", "f:2: `given` needs `rule` or `text`, one of the two"),
        (
            "{given: {rule: A}, expect: {action: log}}",
            "f:2: `given.rule` must be made of lower-case letters, digits and single hyphens between them, at most 80"
        ),
        (
            "{given: {rule: a, confidence: 101}, expect: {action: log}}",
            "f:2: `given.confidence` must be low, medium, high, or a whole number from 0 to 100"
        ),
        (
            "{given: {text: a, confidence: 60}, expect: {action: log}}",
            "f:2: `given.confidence` is for `given.rule`; a text is judged by the rules"
        ),
        (
            "{given: {text: a, sample: true}, expect: {action: log}}",
            "f:2: `given.sample` is for `given.rule`; a text is judged by the rules"
        ),
        (
            "{given: {text: 'a {{b'}, expect: {action: log}}",
            "f:2: `given.text`: `{{` is not closed with `}}` (column 3 of the template)"
        ),
        ("{given: {rule: a, colour: b}, expect: {action: log}}", "f:2: `colour` is not a field of `given`"),
        (
            "{given: {rule: a, metadata: {a: [b]}}, expect: {action: log}}",
            "f:2: `given.metadata` must be a text, not a list"
        ),
        ("{given: {rule: a}, expect: {}}", "f:2: `expect.action` is missing"),
        (
            "{given: {rule: a}, expect: {action: log, rule: b}}",
            "f:2: `rule` is not a field of `expect`; there is `action`, `policy`, `style`"
        ),
        (
            "{given: {rule: a}, expect: {action: log, policy: other}}",
            "f:2: `expect.policy` names an entry that is not there"
                + "; if this file lies on another that has it, name that one before it"
        ),
        (
            "{given: {rule: a}, expect: {action: log, policy: default}}",
            "f:2: `expect.policy` names an entry that is not there; did you mean `defaults`?"
                + "; if this file lies on another that has it, name that one before it"
        ),
        (
            "{given: {rule: a}, expect: {action: log}, why: b}",
            "f:2: `why` is not a field of a case; there is `name`, `given`, `expect`"
        ),
    ])
    func mistakesOfCases(text: String, message: String) {
        #expect(problems("version: 1\ncases: [\(text)]") == [message])
    }

    @Test func allMistakesAreReportedAtOnce() {
        let found = problems(
            "mode: x\npolicies:\n  - name: a\n  - name: b\n    when: {tag: []}\n    then: {action: log}\n"
        )
        #expect(found.count == 4)
        #expect(found.map { $0.prefix(3) } == ["f:1", "f:1", "f:3", "f:5"])
    }

    @Test func laterFilesReplaceByNameAndAddInFront() throws {
        let base = """
            version: 1
            name: base
            mode: monitor
            on_error: {request: open}
            policies:
              - {name: a, then: {action: log}}
              - {name: b, then: {action: log}}
            """
        let top = """
            version: 1
            on_error: {response: closed}
            policies:
              - {name: c, then: {action: mask}}
              - {name: b, then: {action: block}}
              - {name: d, then: {action: allow}}
            cases:
              - {given: {rule: x}, expect: {action: log, policy: a}}
            """
        let policy = try Policy.read([("base", base), ("top", top)])
        #expect(policy.name == "base" && policy.mode == .monitor)
        #expect(policy.onError == .init(request: .open, response: .closed))
        #expect(policy.entries.map(\.name) == ["c", "d", "a", "b"])
        #expect(policy.entries.map(\.outcome.action) == [.mask, .allow, .log, .block])
        #expect(policy.entries.map { $0.source?.file } == ["top", "top", "base", "top"])
        #expect(policy.cases.count == 1)
    }

    @Test func aMissingFileIsNamed() {
        #expect { try Policy.load(files: ["/no/such/policy.yaml", "/"]) } throws: { error in
            "\(error)" == "/no/such/policy.yaml:1: the file cannot be read: there is no such file\n"
                + "/:1: this is not a regular file"
        }
    }
}
