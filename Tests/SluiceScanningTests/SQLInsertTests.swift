// Secrets in inserted rows: which are told, in every row, however the text is cut.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import Testing

struct SQLInsertTests {
    private static func guardrail() throws -> Guardrail {
        try SmallRules.guardrail("rules:\n" + SmallRules.rule("insert", "matcher: sql-insert"))
    }

    private static func flagged(_ text: String) throws -> [String] {
        let guardrail = try guardrail()
        let bytes = Array(text.utf8)
        let whole = FilterRun(bytes, cutAt: [], guardrail: guardrail)
        for cutting in [.drip] + (0...bytes.count).map(Cutting.split) {
            #expect(FilterRun(bytes, cutAt: cutting.cuts(of: bytes.count), guardrail: guardrail) == whole, "\(cutting)")
        }
        #expect(whole.findings.map(\.finding.range) == BruteForce.ranges(in: bytes, guardrail))
        return whole.findings.map { String(decoding: bytes[$0.finding.range], as: UTF8.self) }
    }

    private static let first = "k9fQz7Lw2xPm4Tj8"
    private static let second = "Zq83mLpa0dWc6Rv1"

    @Test(arguments: [
        "INSERT INTO t (a, password) VALUES (1, 'A'), (2, 'B');",
        "insert into `t`(`token`,`x`)values('A',1),('B',now())",
        "REPLACE INTO [s].[t] ([Api Key], b)\nVALUES\n  (N'A', 'it''s (x), '),\n  (E'B', 'a\\'b')",
        "INSERT INTO t (password, secret) VALUES ('A', \"B\")",
        "INSERT INTO t (x, pwd) VALUES (f(1, (2)), 'A'), (NULL, 'B')",
        "INSERT INTO t (pwd) VALUES ('word'), ('A'), (?), ('B')",
    ])
    func tellsSecretsInRows(text: String) throws {
        let spelled = text.replacing("A'", with: Self.first + "'").replacing("B'", with: Self.second + "'")
            .replacing("B\"", with: Self.second + "\"")
        #expect(try Self.flagged(spelled) == [Self.first, Self.second], "\(spelled)")
    }

    @Test(arguments: [
        "INSERT INTO t (a, b) VALUES (1, 'A')", "INSERT INTO t (a, password) SELECT 1, 'A'",
        "INSERT INTO t VALUES ('A')",
        "INSERT INTO t (password, a) VALUES (1, 'A')", "INSERT INTO t (password_type) VALUES ('A')",
        "INSERT INTO t (password) VALUES ('x'); ('A')", "INSERT INTO t (password) VALUES (md5('A'))",
        "INSERT INTO t (a, password) VALUES ('x, 'A')", "INSERTED INTO t (password) VALUES ('A')",
    ])
    func leavesOtherValuesAlone(text: String) throws {
        #expect(try Self.flagged(text.replacing("A'", with: Self.first + "'")).isEmpty)
    }

    /// However many rows there are, the last is like the first, and only a secret is held until it ends.
    @Test(arguments: [1, 7, 4_000]) func everyRowIsRead(chunk: Int) throws {
        let rows = (0..<2_000).map {
            "(\($0), 'k9fQz\($0 % 7)Lw2xPm\($0 % 9)Tj8', '\(String(repeating: "x, ", count: $0 % 50))')"
        }
        let statement = "INSERT INTO t (id, password, note) VALUES\n" + rows.joined(separator: ",\n") + ";\n"
        let text = Array(statement.utf8)
        var filter = TextFilter(guardrail: try Self.guardrail())
        var output = FilterOutput()
        var mostHeld = 0
        for start in stride(from: 0, to: text.count, by: chunk) {
            filter.append(text.span.extracting(start..<min(text.count, start + chunk)), to: &output)
            mostHeld = max(mostHeld, filter.heldByteCount)
            if start % 5 == 0 { filter.rest() }
        }
        filter.finish(to: &output)
        #expect(output.findings.count == rows.count)
        #expect(mostHeld <= 24)
    }

    private static let pieces = [
        "INSERT INTO t (a, password) VALUES ", "(1, 'Zq83mLpa0dWc6Rv1'), ", "(1, 'Zq83mLpa0dWc6Rv1'),",
        "INSERT INTO t (pwd) VALUES",
        "INSERT INTO t (a, password) VALUES ", "insert into t (secret) values", "('k9fQz7Lw2xPm4Tj8')",
        "(1, 'Zq83mLpa0dWc6Rv1')", ", ",
        "(", ")", "'", "''", "\\'", "\"", "'k9fQz7Lw2xPm4Tj8'", "1", "NULL", "f(", "\n", ";", "N'", "x",
    ]

    @Test(arguments: 1..<7 as Range<UInt64>)
    func everyCutAndBruteForceFindTheSame(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let guardrail = try Self.guardrail()
        var findings = 0
        for round in 0..<150 {
            let text = (0..<Int.random(in: 4...30, using: &generator)).flatMap { _ in
                Array((Self.pieces.randomElement(using: &generator) ?? "").utf8)
            }
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            findings += whole.findings.count
            for cutting in [.drip] + stride(from: 1, to: text.count, by: 3).map(Cutting.split) {
                let run = FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail)
                #expect(run == whole, "seed \(seed), round \(round), \(cutting)")
            }
            #expect(
                whole.findings.map(\.finding.range) == BruteForce.ranges(in: text, guardrail),
                "seed \(seed), round \(round): \(String(decoding: text, as: UTF8.self).debugDescription)"
            )
        }
        #expect(findings > 20)
    }
}
