// `--decode` finds what is hidden, in all commands that read texts; without it nothing is different.

import Foundation
import Testing

@Suite struct DecodeProgramTests {
    private let folder: TemporaryFolder
    private let rules: String
    private let text: String

    init() throws {
        folder = try TemporaryFolder()
        rules = try folder.writeRules()
        let escaped = testToken.utf8.map { "%" + String($0, radix: 16) }.joined()
        text = "one \(Data("the \(testToken)".utf8).base64EncodedString()) two \(escaped) three\n"
    }

    private func run(_ command: String, _ arguments: [String], input: String = "") throws -> ProgramRun {
        try Program.run([command, "--rules", rules] + arguments, input: input, folder: folder.path)
    }

    @Test func filterMasksWhatCarriesIt() throws {
        let plain = try run("filter", [], input: text)
        #expect(plain.output == text && plain.status == 0)
        let decoded = try run("filter", ["--decode"], input: text)
        #expect(decoded.status == 0)
        let parts = decoded.output.components(separatedBy: "[REDACTED:test-token:")
        #expect(parts.count == 3 && parts.first == "one dGhl")
        #expect(parts.last?.hasSuffix("] three\n") == true)
        // Both are the same value.
        #expect(Set(parts.dropFirst().map { $0.prefix { $0 != "]" } }).count == 1)
    }

    @Test func filterMasksItInJSON() throws {
        let body = try #require(String(data: JSONSerialization.data(withJSONObject: ["a": text]), encoding: .utf8))
        let masked = try run("filter", ["--decode"], input: body).output
        let object = try #require(try JSONSerialization.jsonObject(with: Data(masked.utf8)) as? [String: String])
        #expect(object["a"]?.components(separatedBy: "[REDACTED:test-token:").count == 3)
    }

    @Test func scanTellsHow() throws {
        try folder.write("a", text)
        #expect(try run("scan", ["a"]).status == 0)
        let found = try run("scan", ["--decode", "--format", "jsonl", "a"])
        #expect(found.status == 1)
        let lines = found.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.hasSuffix(#","decoded":["base64"]}"#) == true)
        #expect(lines.last?.hasSuffix(#","decoded":["percent"]}"#) == true)
        #expect(try run("scan", ["--decode", "a"]).output.contains("in base64"))
    }

    @Test func explainTellsHow() throws {
        #expect(try run("explain", ["--decode"], input: text).output.contains("hidden in base64"))
        #expect(try !run("explain", [], input: text).output.contains("hidden"))
    }

    /// What grows by too much is not read to its end, which is told.
    @Test func aBombIsTold() throws {
        // A gzip member of one block of fixed codes: the letter a, and copies of 258 bytes from one byte before.
        var bits = [1, 1, 0]
        bits += [1, 0, 0, 1, 0, 0, 0, 1]
        for _ in 0..<20_000 { bits += [1, 1, 0, 0, 0, 1, 0, 1] + [0, 0, 0, 0, 0] }
        while bits.count % 8 != 0 { bits.append(0) }
        let body = stride(from: 0, to: bits.count, by: 8).map { start in
            (0..<8).reduce(UInt8(0)) { $0 | UInt8(bits[start + $1] << $1) }
        }
        let bomb = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + body).base64EncodedString() + "\n"
        let run = try run("filter", ["--decode"], input: bomb)
        #expect(run.output == bomb && run.status == 0)
        #expect(run.errors.contains("1 place not decided"))
        try folder.write("bomb", bomb)
        #expect(try self.run("scan", ["--decode", "--format", "json", "bomb"]).output.contains("\"undecided\":1"))
        #expect(try self.run("filter", [], input: bomb).errors.isEmpty)
    }
}
