// `sluice fingerprint` as a process, and what its index does in `scan` and `filter`.

import Foundation
import SluiceCLI
import Testing

@Suite struct FingerprintProgramTests {
    private let folder: TemporaryFolder
    private let rules: String
    private let code = (0..<60).map { "let value\($0) = compute\($0 * 7)(other\($0), factor\($0 % 9))" }.joined(
        separator: "\n"
    )

    init() throws {
        folder = try TemporaryFolder()
        rules = try folder.writeRules()
        try folder.write("src/a.swift", code + "\n")
        try folder.write("src/.hidden", "x")
        try folder.write("src/data.bin", "\0\0\0")
    }

    private func run(_ arguments: [String], input: String = "") throws -> ProgramRun {
        try Program.run(arguments, input: input, folder: folder.path)
    }

    @Test func ownCodeIsRecognised() throws {
        let made = try run(["fingerprint", "src", "-o", "own.idx", "--label", "billing"])
        #expect(made.status == 0 && made.output.isEmpty)
        #expect(made.errors.hasPrefix("sluice: 1 file, 1 file left out, "), "\(made.errors)")
        try folder.write("answer.txt", "Here it is:\n" + code + "\nThat is all.\n")
        try folder.write("other.txt", "Here is nothing.\n")
        let found = try run([
            "scan", "--rules", rules, "--fingerprints", "own.idx", "--format", "jsonl", "answer.txt", "other.txt",
        ])
        #expect(found.status == 1)
        #expect(found.output.split(separator: "\n").count == 1)
        #expect(found.output.contains("\"rule\":\"own-code\"") && found.output.contains("\"entity\":\"billing\""))
        let blocked = try run(
            ["filter", "--rules", rules, "--fingerprints", "own.idx", "--action", "block"],
            input: "Look:\n" + code + "\n"
        )
        #expect(blocked.status == 3)
        #expect(try run(["scan", "--rules", rules, "answer.txt"]).status == 0)
    }

    @Test func anIndexIsReplacedBehindItsLinkWithItsPermissions() throws {
        let files = FileManager.default
        let real = try folder.write("real.idx", "")
        try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: real)
        try files.createSymbolicLink(atPath: folder.path + "/own.idx", withDestinationPath: "real.idx")
        let made = try run(["fingerprint", "src", "-o", "own.idx"])
        #expect(made.status == 0, "\(made.errors)")
        #expect(try files.destinationOfSymbolicLink(atPath: folder.path + "/own.idx") == "real.idx")
        let attributes = try files.attributesOfItem(atPath: real)
        #expect(attributes[.posixPermissions] as? Int == 0o644 && (attributes[.size] as? Int ?? 0) > 0)
    }

    @Test func aKeyedIndexNeedsItsKey() throws {
        let key = try folder.write("key", "a key of enough bytes")
        #expect(try run(["fingerprint", "src", "-o", "own.idx", "--key-file", key, "-q"]).errors.isEmpty)
        let scan = ["scan", "--rules", rules, "--fingerprints", "own.idx", "src"]
        #expect(try run(scan + ["--key-file", key]).status == 1)
        let without = try run(scan)
        #expect(without.status == 2)
        #expect(without.errors.contains("the index was made with a key, and there is none"))
    }

    @Test func ownCodeCanBeLeftOut() throws {
        #expect(try run(["fingerprint", "src", "-o", "own.idx"]).status == 0)
        let scan = ["scan", "--rules", rules, "--fingerprints", "own.idx", "src"]
        #expect(try run(scan + ["--only", "own-code"]).status == 1)
        #expect(try run(scan + ["--skip", "own-code"]).status == 0)
        #expect(try run(scan + ["--skip", "tag:own-code"]).status == 0)
        #expect(try run(["scan", "--rules", rules, "--skip", "own-code", "src"]).status == 2)
    }

    /// Several indexes are told apart, and stay where --only names other rules.
    @Test func severalIndexesAreTold() throws {
        let other = code.replacingOccurrences(of: "compute", with: "reckon")
        try folder.write("more/b.swift", other + "\n")
        #expect(try run(["fingerprint", "src", "-o", "one.idx", "--label", "one"]).status == 0)
        #expect(try run(["fingerprint", "more", "-o", "two.idx", "--label", "two"]).status == 0)
        try folder.write("answer.txt", other + "\n" + String(repeating: "Nothing.\n", count: 300) + code + "\n")
        let found = try run([
            "scan", "--rules", rules, "--only", "test-token", "--fingerprints", "one.idx", "--fingerprints", "two.idx",
            "--format",
            "jsonl", "answer.txt",
        ])
        let lines = found.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines.first?.contains("\"entity\":\"two\"") == true && lines.last?.contains("\"entity\":\"one\"") == true
        )
    }

    @Test func mistakesAreNamed() throws {
        let gone = try run(["fingerprint", "gone", "src", "-o", "own.idx"])
        #expect(gone.status == 2)
        #expect(gone.errors.contains("sluice: gone: No such file or directory"))
        try folder.write("empty/.keep", "")
        let empty = try run(["fingerprint", "empty", "-o", "own.idx"])
        #expect(empty.status == 2)
        #expect(empty.errors.contains("there is no code in what was named"))
        #expect(try run(["fingerprint", "src", "-o", "own.idx", "--label", ""]).status == 2)
        #expect(try run(["fingerprint", "src", "-o", "src"]).errors.contains("--output src is no regular file"))
        try folder.makePipe("pipe")
        #expect(try run(["fingerprint", "src", "-o", "pipe"]).errors.contains("--output pipe is no regular file"))
        #expect(
            try run(["fingerprint", "-", "-o", "own.idx"]).errors.contains("Standard input and output are not used")
        )
        #expect(try run(["fingerprint", "src", "-o", "gone/own.idx"]).errors.contains("--output gone/own.idx: "))
        let noIndex = try run(["scan", "--rules", rules, "--fingerprints", "src/a.swift", "src"])
        #expect(noIndex.status == 2)
        #expect(noIndex.errors.contains("this is no index of fingerprints of code"))
    }
}
