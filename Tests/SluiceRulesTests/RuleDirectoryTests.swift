// Rule files found in directories: order, what is left out, and what cannot be read.

import Foundation
import SluiceModel
import SluiceRules
import Testing

/// A directory that is removed at the end of a test.
private struct Folder: ~Copyable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws { try write(name, bytes: Array(text.utf8)) }

    func write(_ name: String, bytes: [UInt8]) throws {
        let url = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func link(_ name: String, to destination: String) throws {
        try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: destination)
    }

    /// Names without the folder's own path.
    func short(_ text: String) -> String { text.replacing(path, with: "D") }
}

private func rules(_ ids: String...) -> String {
    "rules:\n"
        + ids.map { "  - {id: \($0), name: N, description: D., category: code, severity: info, pattern: abc}\n" }
        .joined()
}

@Test func ruleFilesAreFoundInTheOrderOfTheirPaths() throws {
    let folder = try Folder()
    for name in ["b.yml", "a.yaml", "B.yaml", "c/z.yaml", "c/d/e.yaml", "c-d.yaml"] {
        try folder.write(name, rules("a"))
    }
    for name in [".hidden.yaml", ".git/x.yaml", "notes.md", "policies/p.yaml", "x.yaml.orig"] {
        try folder.write(name, "?")
    }
    try folder.write("c/policies/kept.yaml", rules("a"))
    let expected = ["B.yaml", "a.yaml", "b.yml", "c-d.yaml", "c/d/e.yaml", "c/policies/kept.yaml", "c/z.yaml"]
    #expect(try RuleDirectory.files(in: folder.path).map { folder.short($0) } == expected.map { "D/\($0)" })
    #expect(try RuleDirectory.files(in: folder.path + "//").map { folder.short($0) } == expected.map { "D/\($0)" })
}

@Test func linksAreFollowedOnce() throws {
    let folder = try Folder()
    try folder.write("a/one.yaml", rules("one"))
    try folder.link("a/loop", to: "..")
    try folder.link("b", to: "a")
    try folder.link("two.yaml", to: "a/one.yaml")
    #expect(try RuleDirectory.files(in: folder.path).map { folder.short($0) } == ["D/a/one.yaml", "D/two.yaml"])
    #expect(
        RuleDirectory.readAll(folder.path).problems.map { folder.short($0.description) } == [
            "D/two.yaml:2: one: another rule has this `id` already, at D/a/one.yaml:2"
        ]
    )
}

@Test func unreadableDirectoriesAreNamed() throws {
    let folder = try Folder()
    try folder.write("file.yaml", rules("a"))
    #expect { try RuleDirectory.files(in: folder.path + "/none") } throws: { error in
        folder.short("\(error)") == "D/none:1: there is no such directory"
    }
    try folder.write("file.txt", "")
    #expect { try RuleDirectory.files(in: folder.path + "/file.txt") } throws: { error in
        folder.short("\(error)") == "D/file.txt:1: this is not a directory"
    }
    // A rule file that is named itself is read alone.
    #expect(try RuleDirectory.files(in: folder.path + "/file.yaml").map { folder.short($0) } == ["D/file.yaml"])
    try folder.link("gone", to: "nowhere")
    #expect(try RuleDirectory.files(in: folder.path).count == 1)
}

@Test func anEmptyDirectoryIsAProblem() throws {
    let folder = try Folder()
    let (definitions, problems) = RuleDirectory.readAll(folder.path)
    #expect(definitions.isEmpty)
    #expect(
        problems.map { folder.short($0.description) } == [
            "D:1: there are no rule files (.yaml, .yml or .toml) in this directory"
        ]
    )
}

@Test func allFilesAreReadAndAllProblemsReported() throws {
    let folder = try Folder()
    try folder.write("a.yaml", rules("one", "two"))
    try folder.write("b.yaml", rules("three", "one"))
    try folder.write("c.yaml", bytes: Array("rules: []\n# ".utf8) + [0xFF, 0x0A])
    try folder.write("d.yaml", bytes: Array(repeating: 0x23, count: (4 << 20) + 1))
    try folder.write("e.yaml", "rules:\n  - {id: two, severity: ever}\n")
    try folder.link("f.yaml", to: "nowhere")
    try folder.link("g.yaml", to: "/dev/null")
    let (definitions, problems) = RuleDirectory.readAll(folder.path)
    #expect(definitions.map(\.description.id) == ["one", "two", "three", "one"])
    #expect(
        problems.map { folder.short($0.description) } == [
            "D/b.yaml:3: one: another rule has this `id` already, at D/a.yaml:2",
            "D/c.yaml:2: the file is not valid UTF-8",
            "D/d.yaml:1: the file is larger than 4 MiB",
            "D/e.yaml:2: two: `name` is missing",
            "D/e.yaml:2: two: `description` is missing",
            "D/e.yaml:2: two: `category` is missing",
            "D/e.yaml:2: two: `severity` is `ever`, must be one of info, low, medium, high, critical",
            "D/e.yaml:2: two: a rule needs one of `token`, `pattern`, `number` and `matcher`",
            "D/e.yaml:2: two: another rule has this `id` already, at D/a.yaml:3",
            "D/f.yaml:1: this link leads to no file",
            "D/g.yaml:1: this is not a regular file",
        ]
    )
}
