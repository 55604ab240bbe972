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

    private static let first = "k9fQz7Lw2xPm4Tj8"
    private static let second = "Zq83mLpa0dWc6Rv1"

    @Test(arguments: [
        "INSERT INTO t (a, password) VALUES (1, 'A'), (2, 'B');",
        "insert into `t`(`token`,`x`)values('A',1),('B',now())",
        "REPLACE INTO [s].[t] ([Api Key], b)\nVALUES\n  (N'A', 'it''s (x), '),\n  (E'B', 'a\\'b')",
        "INSERT INTO t (password, secret) VALUES ('A', \"B\")",
        "INSERT INTO t (x, pwd) VALUES (f(1, (2)), 'A'), (NULL, 'B')",
        "INSERT INTO t (pwd) VALUES ('word'), ('A'), (?), ('B')",
        "INSERT IGNORE INTO \"my users\" AS u (password) VALUE ('A'::text), (crypt('B', gen_salt('bf')))",
        "MERGE INTO t USING s ON x WHEN NOT MATCHED THEN\n  INSERT (a, password) VALUES (1, 'A'); INSERT t (pwd) VALUES ('B')",
        "INSERT  INTO\nt (a, pwd) VALUES -- it's (a)\n  (1, 'A'), /* (b', */ (2 /* x' */, 'B')",
        "INSERT INTO t (a, pwd) VALUES (concat('a)', 'b,'), 'A'), ('x' || ')', 'B' || 'c')",
        "INSERT INTO #t (pwd) VALUES (upper(md5( 'A' ))), (('B'))",
    ])
    func tellsSecretsInRows(text: String) throws {
        let spelled = text.replacing("A'", with: Self.first + "'").replacing("B'", with: Self.second + "'")
            .replacing("B\"", with: Self.second + "\"")
        #expect(EveryCut.flagged(spelled, try Self.guardrail()) == [Self.first, Self.second], "\(spelled)")
    }

    @Test(arguments: [
        "INSERT INTO t (a, b) VALUES (1, 'A')", "INSERT INTO t (a, password) SELECT 1, 'A'",
        "INSERT INTO t VALUES ('A')",
        "INSERT INTO t (password, a) VALUES (1, 'A')", "INSERT INTO t (password_type) VALUES ('A')",
        "INSERT INTO t (password) VALUES ('x'); ('A')", "INSERT INTO t (password) VALUES (get_secret('A'))",
        "INSERT INTO t (password) VALUES (md5(salt, 'A'))",
        "INSERT INTO t (password) VALUES (x = 'A')", "INSERT INTO t (password) VALUES ((SELECT 'A' FROM x))",
        "INSERT INTO t (password) VALUES (f(1, 'A'))",
        "INSERT INTO t (a, password) VALUES ('x, 'A')", "INSERTED INTO t (password) VALUES ('A')",
    ])
    func leavesOtherValuesAlone(text: String) throws {
        let spelled = text.replacing("A'", with: Self.first + "'")
        #expect(EveryCut.flagged(spelled, try Self.guardrail()).isEmpty)
    }

    /// However many rows there are, the last is like the first, and only a secret is held until it ends.
    @Test(arguments: [1, 7, 4_000]) func everyRowIsRead(chunk: Int) throws {
        let rows = (0..<2_000).map {
            "(\($0), 'k9fQz\($0 % 7)Lw2xPm\($0 % 9)Tj8', '\(String(repeating: "x, ", count: $0 % 50))')"
        }
        let statement = "INSERT INTO t (id, password, note) VALUES\n" + rows.joined(separator: ",\n") + ";\n"
        let (findingCount, mostHeld) = EveryCut.stream(statement, chunk: chunk, try Self.guardrail())
        #expect(findingCount == rows.count)
        #expect(mostHeld <= 24)
    }

    private static let pieces = [
        "INSERT INTO t (a, password) VALUES ", "(1, 'Zq83mLpa0dWc6Rv1'), ", "(1, 'Zq83mLpa0dWc6Rv1'),",
        "INSERT INTO t (pwd) VALUES",
        "INSERT INTO t (a, password) VALUES ", "insert into t (secret) values", "('k9fQz7Lw2xPm4Tj8')",
        "(1, 'Zq83mLpa0dWc6Rv1')", ", ", "INSERT `a b` (pwd)\nVALUES ", "-- x'\n", "/* ' */", "::text", "||",
        "(", ")", "'", "''", "\\'", "\"", "'k9fQz7Lw2xPm4Tj8'", "1", "NULL", "f(", "\n", ";", "N'", "x",
    ]

    @Test(arguments: 1..<7 as Range<UInt64>)
    func everyCutAndBruteForceFindTheSame(seed: UInt64) throws {
        let guardrail = try Self.guardrail()
        #expect(EveryCut.findingCount(inSoupsOf: Self.pieces, counts: 4...30, rounds: 150, seed: seed, guardrail) > 20)
    }
}
