// Values in tables whose rows name them: which are told, however the text is cut.

import Sluice
import SluiceModel
import Testing

struct CellTests {
    private static func guardrail() throws -> Guardrail {
        try SmallRules.guardrail("rules:\n" + SmallRules.rule("assignment", "matcher: assignment"))
    }

    @Test(arguments: [
        ("| Name | Value |\n|---|---|\n| Password | Zq8!mLpa0d |\n", ["Zq8!mLpa0d"]),
        ("| Admin password | `Zq8!mLpa0d` | x |", ["Zq8!mLpa0d"]),
        ("|`API_KEY` | k9fQz7Lw2xPm4Tj8 |", ["k9fQz7Lw2xPm4Tj8"]),
        (
            "-[ RECORD 1 ]----\nid       | 7\npassword | Zq8!mLpa0d\ntoken    | k9fQz7Lw2xPm4Tj8\n",
            ["Zq8!mLpa0d", "k9fQz7Lw2xPm4Tj8"]
        ),
        ("| **Client secret** | k9fQz7Lw2xPm4Tj8 |\r\n", ["k9fQz7Lw2xPm4Tj8"]),
        ("  | api key |   \"k9fQz7Lw2xPm4Tj8\"   |", ["k9fQz7Lw2xPm4Tj8"]),
    ]) func tellsValuesBesideNames(text: String, expected: [String]) throws {
        #expect(EveryCut.flagged(text, try Self.guardrail()) == expected)
    }

    @Test(arguments: [
        "| password | string |", "| password | varchar(255) |", "| Password | the one you know 9! |",
        "| max_tokens | 128000 |", "| password | len>=8 |", "| password | `^.{8,}$` |", "| password | `--pass-fd=0` |",
        "| token | my-app-7d9f8c6b5-x2x9z |", "**password** Zq8!mLpa0d", "| pass | Zq8!mLpa0d |",
        "| x | password | Zq8!mLpa0d |",
        "| password_type | Zq8!mLpa0d |", "| Password ||Zq8!mLpa0d |", "a = password | Zq8!mLpa0d",
        "password |Zq8!mLpa0d",
        "echo $password | Zq8!mLpa0d -x", "| Password | Zq8!mLpa0d and more |", "| key | k9fQz7Lw2xPm4Tj8 |",
        "| Password | ******** |", "| token | 8d3f1b52-6c1e-4f0a-9b7d-2e5a4c3d1f60 |",
    ]) func leavesOtherCellsAlone(text: String) throws {
        #expect(EveryCut.flagged(text, try Self.guardrail()).isEmpty)
    }

    private static let pieces = [
        "| Password | ", "| token | ", "password | ", "|", "| ", " |", " | ", "\n", "\n", "\n| ", "Zq8!mLpa0d",
        "k9fQz7Lw2xPm4Tj8",
        "`", "\"", "*", "x", " ", "password", "api key", "=", "||", "\r\n", "$", "secret",
    ]

    @Test(arguments: 1..<5 as Range<UInt64>)
    func everyCutAndBruteForceFindTheSame(seed: UInt64) throws {
        let guardrail = try Self.guardrail()
        #expect(EveryCut.findingCount(inSoupsOf: Self.pieces, counts: 3...24, rounds: 400, seed: seed, guardrail) > 5)
    }
}
