// Values that stand apart from their names: which are told, however the text is cut.

import Sluice
import SluiceChecks
import SluiceModel
import Testing

struct ApartTests {
    private static func guardrail() throws -> Guardrail {
        try SmallRules.guardrail("rules:\n" + SmallRules.rule("assignment", "matcher: assignment"))
    }

    private static let token = "k9fQz7Lw2xPm4Tj8"
    private static let password = "Zq8!mLpa0d"

    private static func spelled(_ text: String) -> String {
        text.replacing("§T", with: token).replacing("§P", with: password)
    }

    @Test(arguments: [
        // Arguments of commands in lists.
        "run([\n    '--password',\n    '§P',\n])", "args:\n  - --token\n  - §T\n  - x\n", "- --password\r\n- §P\r\n",
        "args:\n  - \"--api-key\"\n  - \"§T\"\n", "['--auth-token' , \"§T\"]",
        // The values that a plan changes.
        "  ~ token = \"old\" -> \"§T\"\n", "      ~ \"password\" = \"\" -> \"§P\"",
        // Below their names.
        "Password:\n§P\n", "The API key:\n\n  §T\nbye", "**Password:**\n§P", "**Secret**:\n`§T` \n",
        "API token:\n```\n§T\n```\n", "the api key:\r\n```text\r\n§T\r\n```",
        "- ParameterKey: DBPassword\n  ParameterValue: §P\n",
    ]) func tellsValuesApartFromNames(text: String) throws {
        let expected = text.contains("§T") ? Self.token : Self.password
        #expect(EveryCut.flagged(Self.spelled(text), try Self.guardrail()) == [expected], "\(text)")
    }

    @Test(arguments: [
        "['--token', '--other', '§T']", "[\"--password-stdin\", \"§P\"]", "[\"--token\"]\n\"§T\"", "- --token\n§T\n",
        "x --token\n- §T\n", "['--token'\n]", "option('--password', 'password2')", "- --token\n- §T x\n",
        "  ~ token = \"old\" - \"§T\"", "  + token = \"old\" -> \"§T\"",
        "Password:\n§P and more\n", "Password:\nsomething\n", "Password:\n\n```\n\n```\n§P\n",
        "if not valid(password):\n§P\n", "password:\n  total=rate*2\n", "Password:\nError#42\n",
        "password:\nuser1@host2\n",
        "token:\n8f3a2b1c9d4e5f60718293a4b5c6d7e8\n", "token:\n  my-app-7d9f8c6b5-x2x9z\n",
        "Password:\n`§P\n", "Password:\n```§P\n", "key:\n§T\n", "password_type:\n§P\n", "token:\n  id: §T\n",
    ]) func leavesOtherValuesAlone(text: String) throws {
        #expect(EveryCut.flagged(Self.spelled(text), try Self.guardrail()).isEmpty, "\(text)")
    }

    /// The strings of a list are texts of their own in a document.
    @Test(arguments: [
        "{\"args\": [\"-y\", \"--api-key\", \"§T\", \"x\"]}", "[\"--password\",\"§P\"]",
        "[\"--token\",\n  \"§T\"\n]", "{\"text\": \"My password:\\n§P\"}",
        "{\"a\": \"API key:\\n```\\n§T\\n```\\n\", \"b\": 1}",
        "{\"tokens\": [{\"id\": \"a\", \"value\": \"§T\"}], \"x\": \"k9fQz7Lw2xPm4Tj9\"}",
    ]) func readsDocuments(text: String) throws {
        let expected = text.contains("§T") ? Self.token : Self.password
        EveryCut.expect([expected], inDocument: Self.spelled(text), try Self.guardrail())
    }

    private static let pieces = [
        "\"--token\"", "'--password'", "--api-key", "- ", "\n- ", "\n", ", ", ",\n", "\"", "'", "[", "]",
        "k9fQz7Lw2xPm4Tj8",
        "Zq8!mLpa0d", "\"k9fQz7Lw2xPm4Tj8\"", "'Zq8!mLpa0d'", "~ token = ", "~ \"password\" = ", " -> ", "Password:",
        "API key:",
        "```", "```\n", "\n\n", "`", "**", " ", "x", "secret:", "\r\n", "--",
    ]

    @Test(arguments: 1..<6 as Range<UInt64>)
    func everyCutAndBruteForceFindTheSame(seed: UInt64) throws {
        let guardrail = try Self.guardrail()
        #expect(EveryCut.findingCount(inSoupsOf: Self.pieces, counts: 3...30, rounds: 300, seed: seed, guardrail) > 20)
    }
}
