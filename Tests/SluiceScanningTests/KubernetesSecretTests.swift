// Values in Kubernetes manifests of secrets: which are told, however the text is cut.

import Sluice
import SluiceChecks
import SluiceModel
import Testing

struct KubernetesSecretTests {
    private static func guardrail() throws -> Guardrail {
        try SmallRules.guardrail("rules:\n" + SmallRules.rule("manifest", "matcher: kubernetes-secret"))
    }

    private static let encoded = "cThXeDJMbTlUejRSazdWYg=="
    private static let plain = "n1ghtOwl.7tk"

    private static func spelled(_ text: String) -> String {
        text.replacing("§E", with: encoded).replacing("§P", with: plain)
    }

    @Test(arguments: [
        ("kind: Secret\ndata:\n  a: §E\n", 1), ("\n  kind: 'Secret' # x\n  data:   # y\n    a: \"§E\"\n  b: §E\n", 1),
        ("kind: Secret\r\ndata:\r\n\r\n  # x\r\n  a: §E\r\n  b.c: '§E' # y\r\n", 2),
        ("kind: Secret\ndata:\n  a: |\n    §E\n    §E\n  b: §E", 3),
        ("- kind: Secret\n  data:\n    \"a\": §E\n- x: §E\n", 1),
        ("kind: Secret\nstringData:\n  a: §P\n  b: '§P'\n  c: |\n    §P\n  d: §P # x\n", 2),
        ("kind: Secret\nx:\n  data: 1\ndata:\n  - §E\n  a: YWRtaW4=\n  b: {§E}\n  c: §E x\n  d: §E\n", 1),
        ("kind: Secret\ndata:\n  a: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUI=\n  b: §E\nstringData:\n  a: §P\n", 2),
        ("kind: secret\ndata:\n    a: §E\n", 1), ("kind: Secret\ndata:\n\ta: §E\n\tb: §E\n", 2),
        ("kind: Secret\ndata: §E\n", 0), ("kind: Secret\ndata:\na: §E\n", 0),
        ("kind: Secrets\ndata:\n  a: §E\n", 0),
        ("kind: Secret\n---\ndata:\n  a: §E\n", 0), ("  kind: Secret\ndata:\n  a: §E\n", 0),
        ("kind: Secret\nmetadata:\n  x: §E\n", 0), ("kind: Secret\nxdata:\n  a: §E\n", 0),
        ("kind: Secret\nstringData:\n  a: ${PASSWORD}\n  b: production\n", 0),
    ]) func tellsValues(text: String, count: Int) throws {
        let expected = text.contains("stringData") ? [Self.encoded, Self.plain] : [Self.encoded]
        let found = EveryCut.flagged(Self.spelled(text), try Self.guardrail())
        #expect(found.count == count && found.allSatisfy(expected.contains), "\(text)")
    }

    /// A manifest may be longer than any window, and so may a value.
    @Test func readsToTheEnd() throws {
        let release = String(repeating: "SDRzSUFBQUFBQUFD", count: 2_000)
        let lines = (0..<300).map { "  key-\($0): \(Self.encoded)\n" }.joined()
        let text = "kind: Secret\ndata:\n  release: \(release)\n\(lines)type: Opaque\n"
        for chunk in [1_000, 61, 5] {
            let (count, mostHeld) = EveryCut.stream(text, chunk: chunk, try Self.guardrail())
            #expect(count == 301)
            #expect(mostHeld <= 128, "\(chunk)")
        }
    }

    private static let pieces = [
        "kind: Secret\n", "data:\n", "stringData:\n", "  ", "    ", "a: ", "b.c: ", encoded, plain, "\n", "\n", "\"",
        "'", "|", "#",
        "---\n", "- ", "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS", String(repeating: "QUJD", count: 30), "=", "é", "\r\n",
    ]

    @Test func isTheSameInAnyChunks() throws {
        let count = EveryCut.findingCount(
            inSoupsOf: ["kind: Secret\ndata:\n  a: \(Self.encoded)\n"] + Self.pieces,
            counts: 1...24,
            rounds: 300,
            seed: 2_311,
            try Self.guardrail()
        )
        #expect(count > 50)
    }
}
