// Values in secret columns of tables: which are told, in every row, however the text is cut.

import Foundation
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

    @Test(arguments: [
        ("user,password\na,k9fQz7Lw2x\nb,Zq83mLpa0d\n", ["k9fQz7Lw2x", "Zq83mLpa0d"]),
        ("password,user\nk9fQz7Lw2x,a\n", ["k9fQz7Lw2x"]), ("password|user\nk9fQz7Lw2x | a\n", ["k9fQz7Lw2x"]),
        ("u;Passwort\r\na;\"k9fQ;z7Lw2x\"\r\n", ["k9fQ;z7Lw2x"]),
        ("u\tapi key\na\t 'k9fQz7Lw2xPm4Tj8'", ["k9fQz7Lw2xPm4Tj8"]),
        ("| u | `db_password` |\n|---|:-:|\n| a | `k9fQz7Lw2x` |\n| b | Zq83mLpa0d |", ["k9fQz7Lw2x", "Zq83mLpa0d"]),
        ("+---+------------+\n| u | password   |\n+---+------------+\n| a | k9fQz7Lw2x |\n", ["k9fQz7Lw2x"]),
        (
            " u | password | x\n---+----------+---\n a | k9fQz7Lw2x | 1\n(1 row)\n b | Zq83mLpa0d | 2",
            ["k9fQz7Lw2x"]
        ),
        ("u,password,note\na,,k9fQz7Lw2x\nb,changeme,Zq83mLpa0d\n", []),
        ("sep=;\nu;password\na;k9fQz7Lw2x\n", ["k9fQz7Lw2x"]),
        ("Hello, here it is\nu,password\na,k9fQz7Lw2x\n", ["k9fQz7Lw2x"]),
        ("u,password\na,k9fQz7Lw2x\n# more\nb,Zq83mLpa0d\n", ["k9fQz7Lw2x", "Zq83mLpa0d"]),
        ("i,u,password\n1,a,k9fQz7Lw2x\n2,b,\n3,c\n4,d,Zq83mLpa0d\n", ["k9fQz7Lw2x", "Zq83mLpa0d"]),
        ("u,note,password\na,\"b\nc, d\n\ne\",k9fQz7Lw2x\nb,\"\nc\",Zq83mLpa0d\n", ["k9fQz7Lw2x", "Zq83mLpa0d"]),
        ("size\tpassword\n19\" x\tk9fQz7Lw2x\n5'6\"\tZq83mLpa0d\n", ["k9fQz7Lw2x", "Zq83mLpa0d"]),
        ("u [Required],Password [Required],x ($)\na,k9fQz7Lw2x,1\n", ["k9fQz7Lw2x"]),
        ("| **User:** | **Password:** |\n|---|---|\n| a | k9fQz7Lw2x |\n", ["k9fQz7Lw2x"]),
        ("u;password;\r\na;k9fQz7Lw2x;\r\n", ["k9fQz7Lw2x"]), ("u;password;\na;k9fQz7Lw2x;\n", ["k9fQz7Lw2x"]),
        ("user,pass,failed_logins\na,k9fQz7Lw2x,3\n", ["k9fQz7Lw2x"]),
        (
            "COPY public.users (id, password) FROM stdin;\n1\tk9fQz7Lw2x\n2\tZq83mLpa0d\n\\.\n",
            ["k9fQz7Lw2x", "Zq83mLpa0d"]
        ),
        ("i,n\n1,a\n2,b\nUsers:\nu,password\na,k9fQz7Lw2x\n", ["k9fQz7Lw2x"]),
        ("i,n\n1,a\n2,b\n# Logins\nu,password\na,k9fQz7Lw2x\n", ["k9fQz7Lw2x"]),
        (
            "password,u\nk9fQz7Lw2x,a\nk9fQz7Lw2x,b\n# more\nu,password\na,Zq83mLpa0d\n",
            ["k9fQz7Lw2x", "k9fQz7Lw2x", "Zq83mLpa0d"]
        ),
        ("i,n,x\n1,a,2\n2,b,3\nn,pin\na,123456\nb,654321\n", ["123456", "654321"]),
        ("n, pin\na,123456\nb,654321\n", ["123456", "654321"]),
        ("\"N, first\",\"pin\"\na,123456\n", ["123456"]),
        ("password, u\nk9fQz7Lw2x,a\nZq83mLpa0d,b\n", ["k9fQz7Lw2x", "Zq83mLpa0d"]),
        ("n,e@mail,pin\na,b,123456\n", ["123456"]),
        ("u,password,note\na,k9fQz7Lw2x,\"oops\nb,Zq83mLpa0d,x\nc,k9fQz7Lw2x,\n", ["k9fQz7Lw2x", "k9fQz7Lw2x"]),
        ("u\tpassword\tnote\na\tk9fQz7Lw2x\tsay \"oops\nb\tZq83mLpa0d\tx\n", ["k9fQz7Lw2x", "Zq83mLpa0d"]),
        ("| u | password |\n|---|---|\n| a \"x | k9fQz7Lw2x |\n| b | Zq83mLpa0d |\n", ["k9fQz7Lw2x", "Zq83mLpa0d"]),
        ("user,password (md5)\na,k9fQz7Lw2x\n", []), ("| Has token? | Needs password? |\n| no | k9fQz7Lw2x |\n", []),
        ("COPY t (a, password) FROM stdin;\n1\tunset\n\\.\nx\tk9fQz7Lw2x\n", []),
        ("COPY t (a, password) FROM stdin WITH (FORMAT csv);\n1\tk9fQz7Lw2x\n", []),
        ("u,password\na,unset\n(see above)\nq,k9fQz7Lw2x\n", []),
        ("copy t (a, b) from stdin;\n1\tk9fQz7Lw2x\n", []), ("user,password (hash)\na,k9fQz7Lw2x\n", []),
        ("login(u,password)\nhash(a,k9fQz7Lw2x)\n", []), ("password;\nk9fQz7Lw2x;\n", []),
        ("u,password\na,k9fQz7Lw2x,3\nb,Zq83mLpa0d\n", ["k9fQz7Lw2x"]),
        ("u,client token\na,8d3f1b52-6c1e-4f0a-9b7d-2e5a4c3d1f60\n", []), ("u,password\n\na,k9fQz7Lw2x\n", []),
        ("u,password,\na,k9fQz7Lw2x,\n", ["k9fQz7Lw2x"]), ("u, password\na, k9fQz7Lw2x\n", []),
        ("pass,fail\nk9fQz7Lw2x,1\n", []), ("failures,pass\n1,k9fQz7Lw2x\n", []),
        ("f(u, password)\ng(a, k9fQz7Lw2x)\n", []),
        ("u,password: x\na,k9fQz7Lw2x\n", []),
        ("password\nk9fQz7Lw2x\n", []),
    ])
    func tellsSecretsInColumns(text: String, expected: [String]) throws {
        #expect(EveryCut.flagged(text, try Self.guardrail()) == expected)
    }

    /// However long a table is, its last row is like its first, and only a value is held until it ends.
    @Test(arguments: [1, 7, 4_000]) func everyRowOfALongTableIsRead(chunk: Int) throws {
        let rows = (0..<3_000).map { "\($0),k9f\($0 % 7)Qz7Lw2x\($0 % 9),\(100_000 + $0)\n" }
        let text = "id,password,pin\n" + rows.joined()
        let (findingCount, mostHeld) = EveryCut.stream(text, chunk: chunk, try Self.guardrail())
        #expect(findingCount == 2 * rows.count)
        #expect(mostHeld <= 16)
    }

    private static let pieces = [
        "user,password,pin\n", "| password | pin |\n", "|---|---|\n", "--+--\n", "a;secret\n", "pin\tpw\n",
        "k9fQz7Lw2x",
        "Zq83mLpa0d",
        "123456", "1", "a", ",", ",", ";", "\t", "|", "|", "\"", "\n", "\n", "\r\n", " ", "'", "`", "x, ", "password",
        "api key", "(", ":", "# x\n", "\n\n", "sep=;\n", "COPY t (a, password) FROM stdin;\n", "1\tk9fQz7Lw2x\n",
        "19\"", "\"a\n",
        "a longer cell with words and blanks that is not of interest",
    ]

    @Test(arguments: 1..<7 as Range<UInt64>)
    func everyCutAndBruteForceFindTheSame(seed: UInt64) throws {
        let guardrail = try Self.guardrail()
        #expect(EveryCut.findingCount(inSoupsOf: Self.pieces, counts: 4...60, rounds: 200, seed: seed, guardrail) > 40)
    }

    /// A table in a string of a document is the table that its text is, whatever stands around it.
    @Test(arguments: 11..<15 as Range<UInt64>)
    func aTableInAStringIsRead(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let guardrail = try Self.guardrail()
        var findings = 0
        for round in 0..<100 {
            let text = EveryCut.soup(of: Self.pieces, counts: 4...60, using: &generator)
            let alone = FilterRun(Array(text.utf8), cutAt: [], guardrail: guardrail)
            findings += alone.findings.count
            let content = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
            let around = ["a;b", "x, y|z", "user,password\\n", "1"].randomElement(using: &generator) ?? ""
            let document = Array(
                "{\"a\": \"\(around)\", \"n\": [1, 2],\n \"content\": \(content), \"b\": \"\(around)\"}".utf8
            )
            let source = PayloadSource(format: .json, dialect: .unknown)
            let whole = PayloadRun(document, cutAt: [], source: source, guardrail: guardrail)
            let comment: Comment = "seed \(seed), round \(round): \(text.debugDescription)"
            #expect(try JSONDecoder().decode(Content.self, from: Data(whole.bytes)).bytes == alone.bytes, comment)
            for cutting in [.drip] + stride(from: 1, to: document.count, by: 7).map(Cutting.split) {
                let cuts = cutting.cuts(of: document.count)
                let run = PayloadRun(document, cutAt: cuts, source: source, guardrail: guardrail)
                #expect(run.agrees(with: whole), "\(cutting), \(comment)")
            }
        }
        #expect(findings > 20)
    }

    private struct Content: Decodable {
        var content: String
        var bytes: [UInt8] { Array(content.utf8) }
    }
}
