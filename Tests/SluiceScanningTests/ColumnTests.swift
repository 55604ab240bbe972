// Values in secret columns of tables: which are told, in every row, however the text is cut.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import Testing

struct ColumnTests {
    private static func guardrail() throws -> Guardrail {
        try SmallRules.guardrail(
            "rules:\n" + SmallRules.rule("column", "matcher: column")
                + SmallRules.rule(
                    "number",
                    "number: {forms: ['999999'], bare: never}\ncontext: {words: [pin], required: true}"
                )
        )
    }

    private static func flagged(_ text: String) throws -> [String] {
        let guardrail = try guardrail()
        let bytes = Array(text.utf8)
        let whole = FilterRun(bytes, cutAt: [], guardrail: guardrail)
        for cutting in [.drip] + (0...bytes.count).map(Cutting.split) {
            #expect(FilterRun(bytes, cutAt: cutting.cuts(of: bytes.count), guardrail: guardrail) == whole, "\(cutting)")
        }
        return whole.findings.map { String(decoding: bytes[$0.finding.range], as: UTF8.self) }
    }

    @Test(arguments: [
        ("user,password\na,k9fQz7Lw2x\nb,Zq83mLpa0d\n", ["k9fQz7Lw2x", "Zq83mLpa0d"]),
        ("password,user\nk9fQz7Lw2x,a\n", ["k9fQz7Lw2x"]), ("password|user\nk9fQz7Lw2x | a\n", ["k9fQz7Lw2x"]),
        ("u;Passwort\r\na;\"k9fQ;z7Lw2x\"\r\n", ["k9fQ;z7Lw2x"]),
        ("u\tapi key\na\t 'k9fQz7Lw2xPm4Tj8'", ["k9fQz7Lw2xPm4Tj8"]),
        ("| u | `db_password` |\n|---|:-:|\n| a | `k9fQz7Lw2x` |\n| b | Zq83mLpa0d |", ["k9fQz7Lw2x", "Zq83mLpa0d"]),
        ("+---+------------+\n| u | password   |\n+---+------------+\n| a | k9fQz7Lw2x |\n", ["k9fQz7Lw2x"]),
        (" u | password | x\n---+----------+---\n a | k9fQz7Lw2x | 1\n(1 row)\n b | Zq83mLpa0d | 2", ["k9fQz7Lw2x"]),
        ("u,password,note\na,,k9fQz7Lw2x\nb,changeme,Zq83mLpa0d\n", []),
        ("u,password\na,k9fQz7Lw2x,3\nb,Zq83mLpa0d\n", ["k9fQz7Lw2x"]),
        ("u,client token\na,8d3f1b52-6c1e-4f0a-9b7d-2e5a4c3d1f60\n", []), ("u,password\n\na,k9fQz7Lw2x\n", []),
        ("u,password,\na,k9fQz7Lw2x,\n", []), ("u, password\na, k9fQz7Lw2x\n", []), ("pass,fail\nk9fQz7Lw2x,1\n", []),
        ("f(u, password)\ng(a, k9fQz7Lw2x)\n", []),
        ("u,password: x\na,k9fQz7Lw2x\n", []),
        ("password\nk9fQz7Lw2x\n", []),
    ])
    func tellsSecretsInColumns(text: String, expected: [String]) throws {
        #expect(try Self.flagged(text) == expected)
    }

    /// However long a table is, its last row is like its first, and only a value is held until it ends.
    @Test(arguments: [1, 7, 4_000]) func everyRowOfALongTableIsRead(chunk: Int) throws {
        let rows = (0..<3_000).map { "\($0),k9f\($0 % 7)Qz7Lw2x\($0 % 9),\(100_000 + $0)\n" }
        let text = Array(("id,password,pin\n" + rows.joined()).utf8)
        var filter = TextFilter(guardrail: try Self.guardrail())
        var output = FilterOutput()
        var mostHeld = 0
        for start in stride(from: 0, to: text.count, by: chunk) {
            filter.append(text.span.extracting(start..<min(text.count, start + chunk)), to: &output)
            mostHeld = max(mostHeld, filter.heldByteCount)
            if start % 5 == 0 { filter.rest() }
        }
        filter.finish(to: &output)
        #expect(output.findings.count == 2 * rows.count)
        #expect(mostHeld <= 16)
    }

    private static let pieces = [
        "user,password,pin\n", "| password | pin |\n", "|---|---|\n", "--+--\n", "a;secret\n", "pin\tpw\n",
        "k9fQz7Lw2x",
        "Zq83mLpa0d",
        "123456", "1", "a", ",", ",", ";", "\t", "|", "|", "\"", "\n", "\n", "\r\n", " ", "'", "`", "x, ", "password",
        "api key", "(", ":",
        "a longer cell with words and blanks that is not of interest",
    ]

    @Test(arguments: 1..<7 as Range<UInt64>)
    func everyCutAndBruteForceFindTheSame(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let guardrail = try Self.guardrail()
        var findings = 0
        for round in 0..<200 {
            let text = (0..<Int.random(in: 4...60, using: &generator)).flatMap { _ in
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
        #expect(findings > 40)
    }
}
