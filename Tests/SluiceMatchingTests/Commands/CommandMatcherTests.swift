// A pattern for a command finds it where it is run.

import SluiceMatching
import SluiceModel
import Testing

struct CommandMatcherTests {
    private static func probe() throws -> PrefixProbe {
        let pattern = PatternMatcher(
            pattern: try Pattern("rm -rf [/~](?![A-Za-z])", options: .init()),
            group: 0,
            anchors: [Anchor(literal: "rm -rf ")],
            lookbehind: 0,
            lookahead: 1,
            maximumLength: 12,
            earliestMask: 0
        )
        return PrefixProbe(CommandMatcher(pattern), name: "command")
    }

    @Test(arguments: CommandTexts.run)
    func whatIsRunIsFound(_ text: String) throws {
        let probe = try Self.probe()
        #expect(!probe.matches(Array(text.utf8)).isEmpty)
        probe.check(Array(text.utf8))
        // The same in the middle of a file.
        #expect(!probe.matches(Array(("# a file\n\n" + text + "\n").utf8)).isEmpty)
    }

    @Test(arguments: CommandTexts.named)
    func whatIsNamedIsNot(_ text: String) throws {
        let probe = try Self.probe()
        #expect(probe.matches(Array(text.utf8)).isEmpty)
        probe.check(Array(text.utf8))
        #expect(probe.matches(Array(("# a file\n\n" + text + "\n").utf8)).isEmpty)
    }

    @Test(arguments: CommandTexts.run + CommandTexts.named)
    func whatADiffAddsIsReadAsIfItStoodThere(_ text: String) throws {
        let probe = try Self.probe()
        let added = text.split(separator: "\n", omittingEmptySubsequences: false).map { "+" + $0 }
        let isRun = CommandTexts.run.contains(text)
        #expect(probe.matches(Array(("@@ -1 +1 @@\n" + added.joined(separator: "\n")).utf8)).isEmpty != isRun)
    }

    @Test(arguments: CommandTexts.run + CommandTexts.named)
    func whatIsQuotedItselfIsReadAlike(_ text: String) throws {
        guard !text.contains("\n"), !text.contains("\\") else { return }
        let probe = try Self.probe()
        let escaped = text.replacing("\"", with: "\\\"")
        #expect(probe.matches(Array(escaped.utf8)).isEmpty != CommandTexts.run.contains(text))
        probe.check(Array(escaped.utf8))
    }

    @Test func whatCannotBeSeenCountsAsRun() throws {
        let far = String(repeating: "x", count: 300)
        let probe = try Self.probe()
        #expect(!probe.matches(Array("deny(\(far)\"rm -rf /\")".utf8)).isEmpty)
        #expect(probe.matches(Array("\(far) deny(\"rm -rf /\")".utf8)).isEmpty)
        // A quote that does not close, and a verdict that is too far away.
        #expect(!probe.matches(Array("x = \"rm -rf /".utf8)).isEmpty)
        #expect(!probe.matches(Array("{cmd: \"rm -rf / \(far)\", want: false}".utf8)).isEmpty)
    }

    @Test(arguments: [UInt64](1...40))
    func everyTextIsDecidedOnce(seed: UInt64) throws {
        var numbers = SyntaxTestRandom(seed: seed)
        let pieces = [
            "rm -rf /", "rm -rf ~", "\"", "'", "`", "\\\"", "\"\"\"", "(", ")", "[", "]", "{", "}", ", ", ": ", " = ",
            " == ",
            "\n", "\n+", "  ", "- ", "| ", "deny", "run", "expect", "cmd", "-c", "sudo ", "want: false", "true}",
            " in x", "=>",
        ]
        let probe = try Self.probe()
        for _ in 0..<20 {
            let count = Int.random(in: 3...14, using: &numbers)
            let text = (0..<count).map { _ in pieces.randomElement(using: &numbers) ?? "" }.joined()
            probe.check(Array(text.utf8), "seed \(seed)")
        }
    }
}
