// What rules of gitleaks configurations find in streams.

import Foundation
import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import SluiceScanning
import Testing

struct GitleaksRuleTests {
    /// A configuration, a text, and what must be masked in it.
    struct Sample: Sendable, CustomTestStringConvertible {
        var configuration: String
        var text: [UInt8]
        var found: [String]

        /// A rule with an expression and other fields.
        init(_ regex: String, fields: String = "", _ text: String, _ found: String...) {
            configuration = "[[rules]]\nid = 'r'\nregex = '''\(regex)'''\n\(fields)\n"
            self.text = Array(text.utf8)
            self.found = found
        }

        var testDescription: String { "\(configuration) in \(String(decoding: text, as: UTF8.self).debugDescription)" }
    }

    static func rules(_ configuration: String, usesJIT: Bool = true) throws -> RuleSet {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).toml")
        try Data(configuration.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let (definitions, problems) = RuleDirectory.readAll(file.path)
        return try RuleSet.compile(definitions, problems: problems, usesJIT: usesJIT)
    }

    /// The whole text, each split in two and single bytes give what is expected, and so does brute force.
    private static func expect(_ sample: Sample) throws {
        for usesJIT in [true, false] {
            let rules = try rules(sample.configuration, usesJIT: usesJIT)
            let guardrail = Guardrail(rules: rules, key: DefaultRules.key)
            let whole = FilterRun(sample.text, cutAt: [], guardrail: guardrail)
            let ranges = whole.findings.map(\.finding.range)
            #expect(ranges.map { String(decoding: sample.text[$0], as: UTF8.self) } == sample.found, "JIT \(usesJIT)")
            var recorder = ReferenceTests.Recorder()
            ReferenceScanner(scanner: guardrail.scanner).scan(sample.text, sink: &recorder)
            #expect(recorder.findings.map(\.range) == ranges, "brute force, JIT \(usesJIT)")
            let splits = sample.text.count < 600 ? sample.text.indices.map(Cutting.split) : []
            for cutting in [Cutting.drip, .random(seed: 1, largest: 40)] + splits {
                let run = FilterRun(sample.text, cutAt: cutting.cuts(of: sample.text.count), guardrail: guardrail)
                #expect(run == whole, "\(cutting), JIT \(usesJIT)")
            }
        }
    }

    private static let far = String(repeating: "x ", count: 600)

    /// Which bytes are the secret.
    @Test(arguments: [
        Sample("key-[a-z]{6}", "a key-abcdef b key-ghijkl", "key-abcdef", "key-ghijkl"),
        Sample("key-([a-z]{6})(\\d*)", "key-abcdef12", "abcdef"),
        Sample("key-([a-z]*)(\\d+)", "key-12 key-ab34", "12", "ab"),
        Sample("key-([a-z]{6})(\\d*)", fields: "secretGroup = 2", "key-abcdef12 key-ghijkl", "12", "key-ghijkl"),
        // Line feeds at the ends are no part of a match.
        Sample("key-[a-z]{3}\\n", "key-abc\nx", "key-abc"),
        // A run before what the rule is found by, in and out of a group that only groups.
        Sample("(?i)[\\w.-]{0,50}?(?:acme)[ =]{1,3}([a-z0-9]{8})(?:;|$)", "my.ACME = abcdefg1; x", "abcdefg1"),
        Sample("[\\w.-]{0,50}?(?i:[\\w.-]{0,50}?(?:acme))=\\w{4}", "my.x-acme=abcd", "my.x-acme=abcd"),
        // The end of a text, and before a line's end only with the flag.
        Sample("key-[a-z]{3}$", "key-abc\nkey-def", "key-def"),
        Sample("(?m)key-[a-z]{3}$", "key-abc\nkey-def", "key-abc", "key-def"),
        Sample("^key-[a-z]{3}", "key-abc\nkey-def", "key-abc"),
        // Characters, not bytes.
        Sample("key.{3};", "keyé日x; keyé日xy;", "keyé日x;"),
        Sample("\\s{2}key-\\d{4}", "\u{B} key-1234  key-5678", "  key-5678"),
    ])
    func secrets(sample: Sample) throws {
        try Self.expect(sample)
    }

    /// Rules that no text of three characters leads to.
    @Test(arguments: [
        Sample("\\b[a-f0-9]{12}\\b", "x 0123456789ab y 0123456789abc 0123456789a", "0123456789ab"),
        Sample("[A-Za-z]{2}\\d{5}|\\d{3}~\\w", "ab12345 AB1234 123~x", "ab12345", "123~x"),
        Sample("sk[0-9a-f]{8}", fields: "keywords = ['sk']", "sk01234567 sk012", "sk01234567"),
        Sample(".*pass.*=.*", "a\nmy pass was = x1\nb", "my pass was = x1"),
        Sample("\\d+-\\d+-\\d+", "a 1-22-333 b", "1-22-333"),
    ])
    func rulesWithoutLiteral(sample: Sample) throws {
        try Self.expect(sample)
    }

    /// What excuses a match.
    @Test(arguments: [
        Sample("key-(\\w{6})", fields: "entropy = 2.0", "key-aabbcc key-abcdef key-aabbcd", "abcdef"),
        Sample(
            "key-(\\w{4})",
            fields: "[[rules.allowlists]]\nregexes = ['''^ab''', '''cd$''']",
            "key-abxx key-xxcd key-xaby",
            "xaby"
        ),
        Sample(
            "key-(\\w{4})",
            fields: "[[rules.allowlists]]\nregexTarget = 'match'\nregexes = ['''^key-a''']",
            "key-abcd key-xyza",
            "xyza"
        ),
        Sample(
            "key-(\\w{4})",
            fields: "[[rules.allowlists]]\nregexTarget = 'line'\nregexes = ['''^safe:|#ok$''']",
            "safe: key-abcd\nkey-efgh #ok\nkey-ijkl #ok?\nkey-mnop",
            "ijkl",
            "mnop"
        ),
        Sample("key-(\\w{4})", fields: "[[rules.allowlists]]\nstopwords = ['AB']", "key-xabx key-aXbx", "aXbx"),
        Sample(
            "key-(\\w{4})",
            fields: "[[rules.allowlists]]\ncondition = 'AND'\nregexes = ['''^a''']\nstopwords = ['z']",
            "key-abcd key-abcz key-xxxz",
            "abcd",
            "xxxz"
        ),
        // A commit is never known, so that a list which needs one holds for nothing.
        Sample(
            "key-(\\w{4})",
            fields: "[[rules.allowlists]]\ncondition = 'AND'\nregexes = ['''^a''']\ncommits = ['c0ffee']",
            "key-abcd",
            "abcd"
        ),
        Sample("key-(\\w{4})", fields: "[[allowlists]]\nstopwords = ['abcd']", "key-abcd key-abce", "abce"),
        // Flags hold for the expressions after them, as gitleaks joins them.
        Sample(
            "key-(\\w{4})",
            fields: "[[rules.allowlists]]\nregexes = ['''(?i)^x''', '''^a''']",
            "key-Abcd key-bbcd",
            "bbcd"
        ),
    ])
    func exceptions(sample: Sample) throws {
        try Self.expect(sample)
    }

    /// Keywords that a match need not hold are looked for before it.
    @Test(arguments: [
        Sample("\\b[a-f0-9]{12}\\b", fields: "keywords = ['acme']", "0123456789ab ACME 0123456789ac", "0123456789ac"),
        Sample("\\b[a-f0-9]{12}\\b", fields: "keywords = ['acme']", "acme \(far) 0123456789ab"),
        Sample("\\b[a-f0-9]{4}acme[a-f0-9]{4}\\b", fields: "keywords = ['acme']", "0123acme89ab", "0123acme89ab"),
    ])
    func keywords(sample: Sample) throws {
        try Self.expect(sample)
    }

    /// A private key has no bound in gitleaks' own rule; ours is 8,192 bytes.
    @Test func longMatches() throws {
        let begin = "-----BEGIN " + "PRIVATE KEY-----"
        let end = "-----END " + "PRIVATE KEY-----"
        let regex = "(?i)-----BEGIN[ A-Z0-9_-]{0,100}PRIVATE KEY(?: BLOCK)?-----[\\s\\S-]{64,}?KEY(?: BLOCK)?-----"
        func key(_ lines: Int) -> String {
            begin + String(repeating: "\n" + String(repeating: "aé", count: 30), count: lines) + "\n\(end)"
        }
        try Self.expect(Sample(regex, "a \(key(20)) b", key(20)))
        try Self.expect(Sample(regex, "a \(key(100)) b"))
    }

    /// A flood of a rule's own anchors is not slower than its windows.
    @Test func floods() throws {
        let configuration = """
            [[rules]]
            id = 'a'
            regex = '''(?i)[\\w.-]{0,50}?(?:acme)(?:.|[\\n\\r]){0,40}=([a-z0-9]{32})'''
            [[rules]]
            id = 'b'
            regex = '''\\b[a-f0-9]{40}\\b'''
            """
        let guardrail = Guardrail(rules: try Self.rules(configuration), key: DefaultRules.key)
        for flood in ["acme", "0123456789abcdef", "acme=", "é"] {
            let text = Array(String(repeating: flood, count: 50_000 / flood.utf8.count).utf8)
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            #expect(whole.bytes == text, "\(flood)")
            let cut = FilterRun(
                text,
                cutAt: Cutting.random(seed: 3, largest: 5_000).cuts(of: text.count),
                guardrail: guardrail
            )
            #expect(cut == whole, "\(flood)")
        }
    }

    /// What cannot be run is told and does not stop the rest; how rules are run can be asked.
    @Test func remarks() throws {
        let rules = try Self.rules(
            """
            [[rules]]
            id = 'empty'
            regex = 'a*'
            [[rules]]
            id = 'group'
            regex = 'abc(d)'
            secretGroup = 2
            [[rules]]
            id = 'fine'
            regex = 'abc[0-9]{4}'
            [[rules.allowlists]]
            condition = 'AND'
            paths = ['docs/']
            stopwords = ['1234']
            [[rules]]
            id = 'loose'
            regex = '[0-9]{40}-?\\w+'
            keywords = ['acme']
            """
        )
        #expect(rules.descriptions.map(\.id) == ["fine", "loose"])
        #expect(
            rules.remarks.map { "\($0.level) \($0.rule): \($0.reason)" }
                == [
                    "warning empty: is not run: regex: at byte 0: it can match nothing at all; make a part of it required",
                    "note fine: what it excepts in some files alone is found there",
                    "note loose: has no literal and is tried wherever bytes like"
                        + " ‘[0123456789][0123456789][0123456789][0123456789]’ stand, which is slower",
                    "note loose: has no bound: matches of more than 8192 bytes are not found",
                    "note loose: its keywords need not stand in a match: a filter looks for them in the 1024 bytes before one,"
                        + " a scan in the whole file",
                    "warning group: is not run: regex: at byte 0: secretGroup is 2, and the expression has 1 groups",
                ].sorted { $0.split(separator: " ")[1] < $1.split(separator: " ")[1] }
        )
    }
}
