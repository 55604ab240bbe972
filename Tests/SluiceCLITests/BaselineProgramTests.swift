// `sluice scan` with known findings: a baseline, and comments.

import Foundation
import SluiceCLI
import SluiceModel
import Testing

@Suite struct BaselineProgramTests {
    private let folder: TemporaryFolder
    private let rules: String
    private let key: String

    init() throws {
        folder = try TemporaryFolder()
        rules = try folder.writeRules()
        key = try folder.write("key", "a key of enough bytes")
    }

    private func scan(_ arguments: [String], withKey: Bool = true) throws -> ProgramRun {
        let keyed = withKey ? ["--key-file", key] : []
        return try Program.run(["scan", "--rules", rules] + keyed + arguments, folder: folder.path)
    }

    private let otherToken = "zq" + "x_" + "ba9876543210"

    @Test func acceptsTheValueWhereverItMoves() throws {
        try folder.write("src/a", "one \(testToken)\n")
        let update = try scan(["--update-baseline", "src"])
        #expect(update.status == 0)
        #expect(update.output.isEmpty)
        #expect(update.errors.contains("baseline of 1 value; 1 file"))
        let file = try folder.read(Baseline.defaultName)
        #expect(!file.contains(testToken) && file.contains("\"path\":\"src/a\",\"line\":1"))

        try folder.write("src/a", "\n\n\nmoved \(testToken)\n")
        try folder.write("src/b", "again \(testToken) and new \(otherToken)\n")
        let later = try scan(["src"])
        #expect(later.status == 1)
        #expect(later.output.hasPrefix("src/b:1:"))
        #expect(later.output.split(separator: "\n").count == 2)
        #expect(later.errors.contains("2 in the baseline"))
        #expect(try scan(["--no-baseline", "src"]).output.split(separator: "\n").count == 6)
    }

    @Test(arguments: ["real.json", "deep/real.json"]) func anUpdateFollowsALinkAndKeepsPermissions(target: String)
        throws
    {
        try folder.write("src/a", testToken)
        try folder.write("deep/other", "")
        let files = FileManager.default
        try files.createSymbolicLink(atPath: folder.path + "/link.json", withDestinationPath: target)
        // At first the link leads nowhere.
        for (mode, isSet) in [(0o600, false), (0o644, true), (0o664, true), (0o664, false)] {
            if isSet { try files.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path + "/" + target) }
            let run = try scan(["--update-baseline", "--baseline", "link.json", "src"])
            #expect(run.status == 0, "\(run.errors)")
            #expect(try files.destinationOfSymbolicLink(atPath: folder.path + "/link.json") == target)
            #expect(try folder.read(target).contains("\"path\":"))
            let attributes = try files.attributesOfItem(atPath: folder.path + "/" + target)
            #expect(attributes[.posixPermissions] as? Int == mode)
        }
        #expect(try scan(["--baseline", "link.json", "src"]).status == 0)
        #expect(try files.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.hasSuffix(".new") })
        let device = try scan(["--update-baseline", "--baseline", "/dev/null", "src"])
        #expect(device.status == 2 && device.errors.contains("the baseline /dev/null cannot be written"))
    }

    @Test func tellsEntriesThatNoLongerMatch() throws {
        try folder.write("src/a", testToken)
        try folder.write("src/b", otherToken)
        #expect(try scan(["--update-baseline", "src"]).status == 0)
        try folder.write("src/a", "rotated")
        let run = try scan(["src"])
        #expect(run.status == 0)
        #expect(run.errors.contains("sluice: baseline: src/a:1: test-token no longer matches"))
        #expect(run.errors.contains("1 of the baseline no longer matching"))
        #expect(!run.errors.contains("src/b"))
        #expect(!(try scan(["src/b"])).errors.contains("no longer"))
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("src/a"))
        #expect(try scan(["src/b"]).errors.contains("src/a:1"))
        let json = try scan(["--format", "json", "src"])
        #expect(json.output.contains("\"stale_in_baseline\":[{\"rule\":\"test-token\""))
    }

    @Test func keepsReasons() throws {
        try folder.write("src/a", testToken)
        #expect(try scan(["--update-baseline", "src"]).status == 0)
        let file = try folder.read(Baseline.defaultName)
        try folder.write(
            Baseline.defaultName,
            file.replacing("\"line\":1", with: "\"line\":1,\"reason\":\"an old test\"")
        )
        try folder.write("src/b", otherToken)
        #expect(try scan(["--update-baseline", "src"]).status == 0)
        let updated = try folder.read(Baseline.defaultName)
        #expect(updated.contains("an old test") && updated.contains("src/b"))
        #expect(try scan(["src"]).status == 0)
    }

    @Test func anUpdateOfSomeFilesKeepsTheEntriesOfOthers() throws {
        try folder.write("src/a", testToken)
        try folder.write("src/b", otherToken)
        #expect(try scan(["--update-baseline", "src"]).status == 0)
        let file = try folder.read(Baseline.defaultName)
        try folder.write(
            Baseline.defaultName,
            file.replacing("\"path\":\"src/a\",\"line\":1", with: "\"path\":\"src/a\",\"line\":1,\"reason\":\"old\"")
        )
        try folder.write("src/b", "nothing any more")
        #expect(try scan(["--update-baseline", "src/b"]).status == 0)
        let updated = try folder.read(Baseline.defaultName)
        #expect(updated.contains("\"reason\":\"old\"") && !updated.contains("src/b"))
        #expect(try scan(["src"]).status == 0)
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("src/a"))
        #expect(try scan(["--update-baseline", "src/b"]).status == 0)
        #expect(try !folder.read(Baseline.defaultName).contains("src/a"))
    }

    /// Writes a baseline of all files, with a reason in every entry.
    private func writeReasonedBaseline(_ path: String) throws {
        #expect(try scan(["--update-baseline", path]).status == 0)
        let file = try folder.read(Baseline.defaultName)
        try folder.write(Baseline.defaultName, file.replacing("}", with: ",\"reason\":\"hand-written\"}"))
        // The document's own end got one too.
        let text = try folder.read(Baseline.defaultName)
        try folder.write(Baseline.defaultName, text.replacing("],\"reason\":\"hand-written\"}", with: "]}"))
    }

    private func reasons() throws -> Int {
        try folder.read(Baseline.defaultName).split(separator: "hand-written").count - 1
    }

    @Test(arguments: [["--only", "other-token"], ["--skip", "test-token"], ["--min-confidence", "100"]])
    func whatWasNotLookedForStays(_ options: [String]) throws {
        let text = try folder.read("rules/test.yaml")
        let other = text.replacing("test-token", with: "other-token").replacing("zqx_", with: "zqy_")
        try folder.write("rules/other.yaml", other)
        try folder.write("src/a", "\(testToken)\n")
        try folder.write("src/b", "\(testToken.replacing("x_", with: "y_"))\n")
        try writeReasonedBaseline("src")
        #expect(try reasons() == 2)
        let run = try scan(options + ["src"])
        #expect(run.status == 0)
        #expect(!run.errors.contains("no longer"), "\(run.errors)")
        #expect(try scan(options + ["--update-baseline", "src"]).status == 0)
        #expect(try reasons() == 2)
        // What was looked for and is not there goes, and its reason is told once more.
        try folder.write("src/a", "nothing\n")
        let update = try scan(["--update-baseline", "src"])
        #expect(
            update.errors.contains(
                "src/a:1: test-token no longer matches and is left out with its reason: hand-written"
            )
        )
        #expect(try reasons() == 1)
    }

    @Test func aScanInAnotherDirectoryKeepsEntries() throws {
        try folder.write("s1/deep/a", testToken)
        try folder.write("s2/b", otherToken)
        try writeReasonedBaseline(".")
        let before = try folder.read(Baseline.defaultName)
        func scanInS2(_ arguments: [String]) throws -> ProgramRun {
            try Program.run(
                ["scan", "--rules", rules, "--key-file", key, "--baseline", "../\(Baseline.defaultName)"] + arguments,
                folder: folder.path + "/s2"
            )
        }
        let run = try scanInS2(["."])
        #expect(run.status == 0)
        #expect(!run.errors.contains("no longer"))
        #expect(try scanInS2(["--update-baseline", "."]).status == 0)
        #expect(try folder.read(Baseline.defaultName) == before)
        // A file that was scanned is known by whatever path.
        try folder.write("s2/b", "rotated")
        #expect(try scanInS2(["."]).errors.contains("baseline: s2/b:1: test-token no longer matches"))
        #expect(
            try scanInS2(["--update-baseline", "."]).errors.contains("s2/b:1: test-token no longer matches and is")
        )
        #expect(try reasons() == 1)
        // Only in the baseline's directory, or around it, is a file known to be gone.
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("s1"))
        #expect(try !scanInS2(["."]).errors.contains("no longer"))
        #expect(try scan(["s2"]).errors.contains("baseline: s1/deep/a:1: test-token no longer matches"))
    }

    @Test func anEntryOfStandardInputStaysUntilItIsScanned() throws {
        let arguments = ["scan", "--rules", rules, "--key-file", key, "--update-baseline"]
        #expect(try Program.run(arguments + ["-"], input: testToken, folder: folder.path).status == 0)
        try folder.write("src/b", otherToken)
        #expect(try Program.run(arguments + ["src"], folder: folder.path).status == 0)
        #expect(try folder.read(Baseline.defaultName).contains("\"path\":\"-\""))
        #expect(try Program.run(arguments + ["-"], input: "none", folder: folder.path).status == 0)
        #expect(try !folder.read(Baseline.defaultName).contains("\"path\":\"-\""))
    }

    @Test func saysWhatIsWrongWithIt() throws {
        try folder.write("src/a", testToken)
        #expect(try scan(["--update-baseline", "src"]).status == 0)
        let file = try folder.read(Baseline.defaultName)
        let withoutKey = try scan(["src"], withKey: false)
        #expect(withoutKey.status == 2)
        #expect(withoutKey.errors.contains("needs the key that it was made with: set $SLUICE_KEY or --key-file"))
        let otherKey = try folder.write("other", "another key of enough bytes")
        let wrong = try Program.run(["scan", "--rules", rules, "--key-file", otherKey, "src"], folder: folder.path)
        #expect(wrong.status == 2 && wrong.errors.contains("was made with another key"))
        for (text, message) in [
            ("", "is not a JSON object; mend it, or move it away and write a new one with --update-baseline"),
            ("[]", "is not a JSON object; mend it, or move it away and write a new one with --update-baseline"),
            ("{}", "has not the member `version` 1, the only one known"),
            ("{\"version\":1}", "has not the member `key_check`; mend it, or move it away and write a new one with"),
            (
                file.replacing("entries", with: "others"),
                "has not the list `entries`; mend it, or move it away and write"
            ),
            (
                file.replacing("\"rule\"", with: "\"ruler\""),
                "entry 1 has no `rule`, or no `fingerprint` of sixteen hexadecimal digits; mend it, or take the entry out"
            ),
        ] {
            let path = try folder.write("other.json", text)
            let run = try scan(["--baseline", path, "src"])
            #expect(run.status == 2)
            #expect(run.errors.contains(message), "\(text): \(run.errors)")
            // An update does not write over what may hold reasons; where nothing is, or it was moved away, it writes.
            let update = try scan(["--baseline", path, "--update-baseline", "src"])
            #expect(update.status == (text.isEmpty ? 0 : 2))
            if !text.isEmpty {
                #expect(update.errors.contains(message))
                #expect(try folder.read("other.json") == text)
                try FileManager.default.removeItem(atPath: path)
                #expect(try scan(["--baseline", path, "--update-baseline", "src"]).status == 0)
            }
            #expect(try scan(["--baseline", path, "src"]).status == 0)
        }
        let gone = try scan(["--baseline", "gone.json", "src"])
        #expect(gone.status == 2 && gone.errors.contains("the baseline gone.json: No such file or directory"))
        let both = try scan(["--no-baseline", "--update-baseline", "src"])
        #expect(both.status == 2 && both.errors.contains("--no-baseline goes with neither"))
        let device = try scan(["--baseline", "/dev/null", "--update-baseline", "src"])
        #expect(device.status == 2 && device.errors.contains("the baseline /dev/null"))
        #expect(
            try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType != .typeRegular
        )
        let unwritable = try scan(["--baseline", "gone/b.json", "--update-baseline", "src"])
        #expect(unwritable.status == 2 && unwritable.errors.contains("gone/b.json cannot be written: No such file"))
    }

    @Test func commentsAcceptWhatStandsOnTheirLine() throws {
        try folder.write(
            "a",
            """
            \(testToken) # sluice:allow a value of the tests
            # sluice:allow-next-line the same
            \(testToken)
            \(testToken) # sluice:allow(other-rule) not this
            \(testToken) # sluice:allow

            """
        )
        let run = try scan(["a"])
        let places = run.output.split(separator: "\n").filter { $0.hasPrefix("a:") }.map { $0.prefix(4) }
        #expect(places == ["a:4:", "a:5:"])
        #expect(run.errors.contains("a:5: the comment that allows this gives no reason, so it does not count"))
        #expect(run.errors.contains("2 allowed by comments"))
        #expect(try scan(["--no-allow", "a"]).output.split(separator: "\n").filter { $0.hasPrefix("a:") }.count == 4)
    }

    /// Why a comment that names a rule accepts nothing is told, once for a place, and only where a finding stays.
    @Test func commentsThatNameNoRuleAreTold() throws {
        try folder.write(
            "a",
            """
            \(testToken) \(testToken) # sluice:allow(test-tokn) a slip of the pen
            # sluice:allow-next-line(else, \(testToken)) another
            \(testToken)
            \(testToken) # sluice:allow(none-such, test-token) accepted all the same
            a line without a finding # sluice:allow(none-such) nothing to accept
            \(testToken) # sluice:allow(none-such-at-all-here) far from any

            """
        )
        let run = try scan(["a"])
        #expect(run.status == 1)
        let told = run.errors.split(separator: "\n").filter { $0.hasPrefix("sluice: a:") }
        let place = "the comment that allows this names"
        #expect(
            told == [
                "sluice: a:1: \(place) `test-tokn`, which is no rule (did you mean `test-token`?), so it does not count",
                "sluice: a:3: \(place) something that is no rule (see sluice rules list), so it does not count",
                "sluice: a:6: \(place) something that is no rule (see sluice rules list), so it does not count",
            ]
        )
        // A value in the place of a name is not repeated, however short it is.
        for value in ["github_pat_\(String(repeating: "a", count: 20))", "hunter2-Sup3rSecretPw", testToken] {
            try folder.write("a", "\(testToken) # sluice:allow(\(value)) reason\n")
            let errors = try scan(["a"]).errors
            #expect(errors.contains("a:1: \(place) something that is no rule") && !errors.contains(value))
        }
        // Rules that are left out are rules all the same.
        try folder.write("a", "\(testToken) # sluice:allow(other-token) not this one\n")
        let rules = try folder.read("rules/test.yaml")
        try folder.write(
            "rules/other.yaml",
            rules.replacing("test-token", with: "other-token").replacing("zqx_", with: "zqy_")
        )
        #expect(!(try scan(["--skip", "other-token", "a"]).errors.contains(place)))
    }

    @Test(arguments: [
        "sluice:allow(test-token", "sluice:allow (test-token) only mail", "sluice:allow() reason",
        "sluice:allow(,) reason", "sluice:allowlist does not work here", "sluice:allow-nextline typo",
        "nosluice:allow reason", "https://x/sluice:allow/foo",
    ])
    func malformedCommentsAcceptNothing(_ comment: String) throws {
        try folder.write("a", "\(testToken) # \(comment)\n")
        let run = try scan(["a"])
        #expect(run.status == 1)
        let isTold = run.errors.contains("a:1: the comment that allows this is neither sluice:allow REASON nor")
        #expect(isTold == (comment.hasPrefix("sluice:allow") && !comment.contains("next")))
    }

    @Test func textInsideJSONAcceptsNothing() throws {
        try folder.write("a.json", "{\"content\": \"\(testToken) sluice:allow please do\"}\n")
        #expect(try scan(["a.json"]).status == 1)
    }
}
