// The table of languages, and how rules say where they apply.

import Foundation
import SluiceModel
import SluiceRules
import Testing

struct LanguageTests {
    @Test func everyNameStandsOnceInTheTable() {
        let names = Language.all.flatMap { [$0.name] + $0.aliases }
        #expect(Set(names).count == names.count)
        let extensions = Language.all.flatMap(\.extensions)
        #expect(Set(extensions).count == extensions.count)
        let files = Language.all.flatMap(\.fileNames)
        #expect(Set(files).count == files.count)
        #expect(Language.all.count <= 64)
        #expect((names + extensions + files).allSatisfy { $0 == $0.lowercased() && !$0.isEmpty })
    }

    @Test func everyNameLeadsToItsLanguage() {
        for language in Language.all {
            for name in [language.name] + language.aliases {
                #expect(Language(named: name) == language)
                #expect(Language(named: name.uppercased()) == language)
            }
            for name in language.extensions { #expect(Language(path: "a.b/c.\(name)") == language) }
            for name in language.fileNames { #expect(Language(path: "a/" + name) == language) }
        }
    }

    @Test(arguments: [
        ("deploy.py", "python"), ("C:\\src\\Main.JAVA", "java"), ("Dockerfile", "dockerfile"),
        ("Dockerfile.dev", "dockerfile"), ("a/b.py.j2", "python"), ("nginx.conf.bak", "nginx"),
        ("x.d.ts", "typescript"),
        (".github/workflows/ci.yml", "yaml"), ("include/x.hpp", "cpp"), ("Makefile", "makefile"),
        ("settings.json.example", "json"), ("main.tf", "terraform"), ("api/requirements.txt", "requirements"),
    ]) func filesAreKnownByTheirNames(path: String, name: String) {
        #expect(Language(path: path)?.name == name)
    }

    @Test(arguments: ["", "/", "a.txt", "LICENSE", "a.py/", "py", "archive.tar.gz", "x.unknown", "example", ".", "a."])
    func otherFilesAreNot(path: String) {
        // A path that ends with a separator names what stands before it.
        #expect(Language(path: path)?.name == (path == "a.py/" ? "python" : nil))
    }

    @Test func theReadmeListsTheLanguages() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appending(path: "Rules/README.md"), encoding: .utf8)
        func ticked(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
        for language in Language.all {
            let cells = [
                "`\(language.name)`", ticked(language.aliases),
                ticked(language.extensions.map { "." + $0 } + language.fileNames),
            ]
            let row = "|" + cells.map { $0.isEmpty ? " |" : " \($0) |" }.joined()
            let isListed = readme.contains(row + "\n")
            #expect(isListed, "Rules/README.md needs the line: \(row)")
        }
    }
}

struct ApplicabilityTests {
    private static func read(_ field: String) -> (rules: [RuleDefinition], problems: [String]) {
        let text = """
            rules:
              - id: a
                name: A
                description: D.
                category: code
                severity: low
                pattern: 'abcd'
                applies_to: \(field)
            """
        let read = RuleFileReader.read(text: text, file: "a.yaml")
        return (read.rules, read.problems.map(\.description))
    }

    @Test func languagesAreKnownByTheirOtherNames() throws {
        let read = Self.read("{languages: [JS, node, py3, 'c++', yml], in: [code, string], lines: added}")
        #expect(read.problems == [])
        let rule = try #require(read.rules.first).description
        #expect(rule.languages == ["javascript", "python", "cpp", "yaml"])
        #expect(rule.regions == [.code, .string])
        #expect(rule.lines == .added)
    }

    @Test func withoutAFieldARuleAppliesAnywhere() throws {
        let rule = try #require(Self.read("{direction: request}").rules.first).description
        #expect(rule.languages == [])
        #expect(rule.regions == Set(CodeRegion.allCases))
        #expect(rule.lines == .any)
    }

    @Test func oneNameNeedsNoList() throws {
        let rule = try #require(Self.read("{languages: ruby, in: comment}").rules.first).description
        #expect(rule.languages == ["ruby"])
        #expect(rule.regions == [.comment])
    }

    @Test(arguments: [
        (
            "{languages: [pyton]}",
            "a.yaml:8: a: `applies_to.languages` is `pyton`, which is no language that is known; did you mean `python`?"
        ),
        (
            "{languages: [klingon-speech]}",
            "a.yaml:8: a: `applies_to.languages` is `klingon-speech`, which is no language that is known; "
                + "`Rules/README.md` lists those that are known"
        ),
        (
            "{in: comments}",
            "a.yaml:8: a: `applies_to.in` is `comments`, must be one of code, comment, string; did you mean `comment`?"
        ),
        ("{lines: removed}", "a.yaml:8: a: `applies_to.lines` is `removed`, must be one of any, added"),
        (
            "{language: [c]}",
            "a.yaml:8: a: `language` is not a field of `applies_to`; did you mean `languages`?"
        ),
    ]) func problemsNameTheRemedy(field: String, problem: String) {
        #expect(Self.read(field).problems == [problem])
        #expect(Self.read(field).rules.isEmpty)
    }
}
