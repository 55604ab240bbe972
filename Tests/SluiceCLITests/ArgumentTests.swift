// What options mean, and other small pure parts.

import SluiceCLI
import SluiceModel
import SluiceRules
import Testing

@Suite struct ArgumentTests {
    @Test(arguments: [
        ("0", 0), ("4096", 4096), ("64k", 64 << 10), ("10M", 10 << 20), ("2GB", 2 << 30), ("3KiB", 3 << 10), ("7B", 7),
    ])
    func sizes(_ text: String, _ expected: Int) {
        #expect(ByteCount.parse(text) == expected)
    }

    @Test(arguments: ["", "K", "-1", "1.5M", "1T", "9223372036854775807G", "１", "1 M", "B"])
    func noSizes(_ text: String) {
        #expect(ByteCount.parse(text) == nil)
    }

    @Test(arguments: [(0, "0 B"), (1023, "1023 B"), (1536, "1.5 KB"), (12 << 20, "12 MB"), (5 << 40, "5120 GB")])
    func sizesAsText(_ count: Int, _ expected: String) {
        #expect(ByteCount.text(count) == expected)
    }

    @Test func confidences() {
        #expect(confidence("low") == .low)
        #expect(confidence("medium") == .medium)
        #expect(confidence("high") == .high)
        #expect(confidence("75")?.percent == 75)
        for text in ["101", "-1", "0.5", "", "all"] { #expect(confidence(text) == nil) }
    }

    @Test(arguments: [
        (">=high", [RuleSelection.Selector.severity(.high)]), ("severity:low", [.severity(.low)]),
        ("secret", [.category(.secret)]), ("category:pii", [.category(.pii)]), ("tag:secret", [.tag("secret")]),
        ("rule:secret", [.rule("secret")]), ("jwt", [.rule("jwt"), .tag("jwt")]),
    ])
    func selectors(_ text: String, _ expected: [RuleSelection.Selector]) {
        #expect(SelectorText(text)?.selectors == expected)
    }

    @Test(arguments: ["", ">=huge", ">high:", "category:none", "severity:", "tag:", "colour:red"])
    func noSelectors(_ text: String) {
        #expect(SelectorText(text) == nil)
    }

    @Test func colors() {
        #expect(ColorChoice.auto.isOn(toTerminal: true, noColor: nil, terminalType: "xterm"))
        #expect(!ColorChoice.auto.isOn(toTerminal: false, noColor: nil, terminalType: "xterm"))
        #expect(!ColorChoice.auto.isOn(toTerminal: true, noColor: "1", terminalType: "xterm"))
        #expect(!ColorChoice.auto.isOn(toTerminal: true, noColor: nil, terminalType: "dumb"))
        #expect(ColorChoice.always.isOn(toTerminal: false, noColor: "1", terminalType: nil))
        #expect(!ColorChoice.never.isOn(toTerminal: true, noColor: nil, terminalType: nil))
    }

    @Test func countsAreSorted() {
        var counts = RuleCounts()
        #expect(counts.text == "no findings")
        for rule: RuleID in ["b", "a", "c", "c"] { counts.add(rule) }
        #expect(counts.text == "4 findings: c 2, a 1, b 1")
    }

    @Test func paths() {
        #expect(BytePath("a/b").appending(Array("c".utf8)).text == "a/b/c")
        #expect(BytePath("a/").appending(Array("c".utf8)).text == "a/c")
        #expect(BytePath(".").appending(Array("c".utf8)).text == "c")
        #expect(BytePath("/").appending(Array("c".utf8)).text == "/c")
        #expect(BytePath("/a/b").parent.text == "/a")
        #expect(BytePath("/a").parent.text == "/")
        #expect(BytePath("/").parent.text == "/")
        #expect(BytePath("a").parent.text == ".")
        #expect(BytePath("./a:b/ü%.txt").uri == "a%3Ab/%C3%BC%25.txt")
        #expect(BytePath(".//a/./b").uri == "a/b" && BytePath("//a").uri == "file:///a")
    }

    @Test func keys() throws {
        #expect(throws: CommandFailure.self) { try KeySource.key(Array("short\n".utf8), from: "file") }
        #expect(throws: CommandFailure.self) { try KeySource.key(Array("fifteen bytes!!\r\n".utf8), from: "file") }
        _ = try KeySource.key(Array("sixteen bytes!!!\n".utf8), from: "file")
    }

    @Test func rulesLocationNamesAllPlaces() throws {
        let folder = try TemporaryFolder()
        let executable = BytePath(folder.path + "/bin/sluice")
        let none = RulesLocation(option: nil, variable: nil, executable: executable)
        let names = none.places.map(\.path.text)
        #expect(names == [folder.path + "/share/sluice/Rules", "Rules"])
        try folder.write("share/sluice/Rules/a.yaml")
        #expect(try none.find().text == folder.path + "/share/sluice/Rules")
        let option = RulesLocation(option: folder.path + "/none", variable: folder.path, executable: executable)
        let error = #expect(throws: CommandFailure.self) { try option.find() }
        #expect(error?.message.contains(folder.path + "/none") == true)
        let variable = RulesLocation(option: nil, variable: folder.path, executable: executable)
        #expect(try variable.find().text == folder.path)
        let file = RulesLocation(option: try folder.write("file"), variable: nil, executable: nil)
        #expect(throws: CommandFailure.self) { try file.find() }
    }

    @Test func progressLine() {
        #expect(ScanProgress.line(files: 1, bytes: 2048, findings: 3) == "1 file, 2.0 KB, 3 findings")
    }
}
