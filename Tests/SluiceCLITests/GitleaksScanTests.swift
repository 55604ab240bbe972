// Scans with gitleaks configurations: files, paths, comments, ignore files.

import Foundation
import SluiceCLI
import SluiceTerminal
import Testing

@Suite struct GitleaksScanTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Rule, file and line of each finding.
    private func scan(_ arguments: [String] = [], expecting status: Int32 = 1) throws -> [String] {
        let run = try Program.run(
            ["scan", "--rules", "rules.toml", "--format", "jsonl", "--quiet"] + arguments + ["tree"],
            folder: folder.path
        )
        #expect(run.status == status, "\(run.errors)")
        return try run.output.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            let record = try #require(object)
            return "\(record["rule"] ?? ""):\(record["path"] ?? ""):\(record["line"] ?? "")"
        }
    }

    @Test func keywordsCountInTheWholeFile() throws {
        try folder.write(
            "rules.toml",
            "[[rules]]\nid = 'hex'\nregex = '''\\b[a-f0-9]{12}\\b'''\nkeywords = ['Acme-Corporation']\n"
        )
        let padding = String(repeating: "text\n", count: 70_000)
        try folder.write("tree/after", "0123456789ab\n\(padding)acme-CORPORATION\n")
        try folder.write("tree/before", "acme-corporation\n\(padding)0123456789ab\n")
        try folder.write("tree/none", "0123456789ab acme-corp\n")
        #expect(try scan() == ["hex:tree/after:1", "hex:tree/before:70002"])
    }

    @Test func pathsAreRulesAndExceptions() throws {
        try folder.write(
            "rules.toml",
            """
            [[rules]]
            id = 'store'
            path = '''(?i)\\.p12$'''
            [[rules]]
            id = 'php'
            regex = '''key-[a-z]{4}'''
            path = '''\\.php$'''
            [[rules]]
            id = 'all'
            regex = '''tok-[a-z]{4}'''
            [[rules.allowlists]]
            paths = ['''^tree/docs/''']
            [[allowlists]]
            paths = ['''vendor/''']
            """
        )
        for name in ["a.php", "a.txt", "docs/a.php", "vendor/a.php"] {
            try folder.write("tree/\(name)", "key-abcd tok-abcd\n")
        }
        try folder.write("tree/k.P12", Data([0, 1, 2, 3]))
        try folder.write("tree/vendor/k.p12", "x")
        #expect(
            try scan() == [
                "php:tree/a.php:1", "all:tree/a.php:1", "all:tree/a.txt:1", "php:tree/docs/a.php:1",
                "store:tree/k.P12:1",
            ]
        )
    }

    @Test func aBaselineAcceptsOnePathAndNoOther() throws {
        let key = ["--key-file", try folder.write("key", "a key of enough bytes")]
        try folder.write("rules.toml", "[[rules]]\nid = 'store'\npath = '''\\.(pem|p12)$'''\n")
        try folder.write("tree/a.pem", "x")
        try folder.write("tree/b.p12", Data([0, 1, 2, 3]))
        #expect(try scan(key + ["--update-baseline"], expecting: 0).isEmpty)
        let baseline = try folder.read(Baseline.defaultName)
        #expect(!baseline.contains("0000000000000000"))
        #expect(try scan(key, expecting: 0).isEmpty)
        try folder.write("tree/c.pem", "x")
        try folder.write("tree/d.p12", Data([0, 1, 2, 3]))
        #expect(try scan(key) == ["store:tree/c.pem:1", "store:tree/d.p12:1"])
        let run = try Program.run(
            ["scan", "--rules", "rules.toml", "--format", "jsonl", "--quiet", "./tree//a.pem"] + key,
            folder: folder.path
        )
        #expect(run.status == 0, "another spelling of the path")
    }

    @Test func requiredRulesMustBeNear() throws {
        try folder.write(
            "rules.toml",
            """
            [[rules]]
            id = 'pair'
            regex = '''key-[a-z]{4}'''
            [[rules.required]]
            id = 'part'
            withinLines = 2
            [[rules]]
            id = 'part'
            regex = '''part-[0-9]{4}'''
            skipReport = true
            """
        )
        try folder.write("tree/near", "part-0001\n\nkey-abcd\n")
        try folder.write("tree/far", "part-0001\n\n\nkey-abcd\n")
        try folder.write("tree/alone", "key-abcd\npart-x")
        #expect(try scan() == ["pair:tree/near:3"])
    }

    @Test func commentsAndIgnoreFilesAccept() throws {
        try folder.write("rules.toml", "[[rules]]\nid = 'Some_Key'\nregex = '''key-[a-z]{4}'''\n")
        try folder.write("tree/a", "key-abcd # gitleaks:allow\nkey-efgh\nkey-ijkl\nkey-mnop\n")
        #expect(try scan() == ["some-key:tree/a:2", "some-key:tree/a:3", "some-key:tree/a:4"])
        #expect(try scan(["--no-allow"]).count == 4)
        let commit = String(repeating: "c0ffee42", count: 5)
        try folder.write(".gitleaksignore", "# known\ntree/a:Some_Key:2\nnonsense\n")
        try folder.write("tree/.gitleaksignore", "tree\\a:Some_Key:3\n\(commit):tree/a:Some_Key:4\n")
        #expect(try scan() == ["some-key:tree/a:4"])
    }

    /// A slip of the pen in such a file must not leave a finding there without a word.
    @Test func entriesThatAcceptNothingAreTold() throws {
        try folder.write("rules.toml", "[[rules]]\nid = 'Some_Key'\nregex = '''key-[a-z]{4}'''\n")
        try folder.write("tree/a", "key-abcd\n")
        try folder.write(".gitleaksignore", "tree/a:Some_Key:1\n# x:gone:1\nx:old-key:1\nx:old-key:2\nx:a-key:2\n")
        try folder.write("tree/.gitleaksignore", "nonsense\n\nx:Some_Key:1\nmore nonsense\n")
        func scan() throws -> ProgramRun {
            try Program.run(["scan", "-q", "--rules", "rules.toml", "tree"], folder: folder.path)
        }
        let run = try scan()
        #expect(
            run.errors == """
                sluice: .gitleaksignore:3: 2 rules are named from here on that the configuration does not have
                sluice: tree/.gitleaksignore:1: 2 lines from here on are no file:rule:line, without effect

                """
        )
        #expect(run.status == 0)
        try folder.write(".gitleaksignore", "tree/a:Some_Key:1\n")
        try folder.write("tree/.gitleaksignore", "x:other:1\n")
        #expect(
            try scan().errors
                == "sluice: tree/.gitleaksignore:1: this names a rule that the configuration does not have\n"
        )
        try folder.write("tree/.gitleaksignore", "x:Some_Key:1\n")
        #expect(try scan().errors.isEmpty)
    }

    @Test func whatIsNotDoneIsTold() throws {
        try folder.write(
            "rules.toml",
            "[extend]\nuseDefault = true\n[[rules]]\nid = 'a'\nregex = 'a*'\n[[rules]]\nid = 'b'\nregex = 'key-b'\n"
        )
        try folder.write("tree/a", "key-b")
        let run = try Program.run(["scan", "--rules", "rules.toml", "tree"], folder: folder.path)
        #expect(run.errors.contains("sluice: rules.toml:1: extend.useDefault: gitleaks' own configuration is no part"))
        #expect(
            run.errors.contains("sluice: rules.toml:3: warning: a: is not run: regex: at byte 0: it can match nothing")
        )
        #expect(run.output.contains("tree/a:1:1:"))
        try folder.write("default.toml", "[[rules]]\nid = 'c'\nregex = 'key'\n")
        let other = try Program.run(
            ["scan", "--rules", "rules.toml", "tree", "--format", "jsonl"],
            folder: folder.path,
            environment: ["SLUICE_GITLEAKS_DEFAULT": "default.toml"]
        )
        #expect(!other.errors.contains("useDefault"))
        #expect(other.output.contains("\"also\":[\"c\"]") || other.output.contains("\"also\":[\"b\"]"))
    }

    /// Where one of several rules falls, another takes its place.
    @Test func otherRulesTakeThePlace() throws {
        try folder.write(
            "rules.toml",
            """
            [[rules]]
            id = 'aa'
            regex = '''key-[a-z]{8}'''
            [[rules.required]]
            id = 'zz'
            [[rules]]
            id = 'bb'
            regex = '''key-[a-z]{4}'''
            [[rules]]
            id = 'zz'
            regex = '''zz-[a-z]{4}'''
            """
        )
        try folder.write("tree/a", "key-abcdefgh\n")
        #expect(try scan() == ["bb:tree/a:1"])
    }

    @Test(arguments: [1, 7, 4096])
    func linesOfRecentOffsets(size: Int) {
        let text = Array("a\nbc\n\nlast".utf8)
        var lines = RecentLines()
        var start = 0
        while start < text.count {
            let end = min(text.count, start + size)
            lines.append(text.span.extracting(start..<end))
            // The last piece and the one before it are known.
            for offset in max(0, start - size)..<end {
                let before = text[..<offset]
                let line = 1 + before.count { $0 == 0x0A }
                let column = offset - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
                #expect(lines.place(of: offset) == (line, column), "\(offset) of \(end)")
            }
            start = end
        }
    }
}
