// Telling values from what people write in place of a value.

import SluiceMatching
import Testing

@Suite struct PlaceholderTextTests {
    @Test(
        arguments: [
            "", "${VAR}", "$VAR", "$1", "{password}", "{{ x }}", "<password>", "%s", "%d", "%PASSWORD%", "%(pw)s",
            "****", "xxx",
            "••••••", "...", "password", "Password", "PASS", "changeme", "CHANGE_ME", "your-token", "YOUR_API_KEY",
            "example",
            "[REDACTED:rule-id:7f3a]", "sk-...", "abc[REDACTED:x:0000]", ":password", "@Password", "aaaaaaa",
            "insert_key_here",
        ]
    )
    func standsForAValue(_ text: String) { #expect(verdict(text) == .placeholder) }

    @Test(arguments: ["hun" + "ter2", "p@ss" + "W0rd!9", "$2b$10$" + "Kx8", "%41bc" + "91x", "a1b2c3d4"])
    func mayBeLive(_ text: String) { #expect(verdict(text) == .value) }

    /// Marks of templates among brackets that do not nest are a password's own.
    @Test(arguments: ["k{{v)w}q" + "7#", "p${a]b" + "(c}9", "x#{y[z}" + "8!", "q}}w(e]" + "5$"])
    func tornBracketsAreNoTemplate(_ text: String) { #expect(verdict(text) == .value) }

    @Test(arguments: ["${a[0]}", "{{ f(x)[1] }}", "a }} b", "${VAR:-", "x)y{{z}}", "{{{a}}}", "#{h[:k]}"])
    func bracketsOfTemplatesNest(_ text: String) { #expect(verdict(text) == .placeholder) }

    @Test func templatesMayNestDeeply() {
        let depth = 40
        let deep = String(repeating: "{", count: depth) + "x" + String(repeating: "}", count: depth)
        #expect(verdict(deep) == .placeholder)
    }

    @Test func entropyIsThatOfTheFrequencies() {
        #expect(entropy([]) == 0)
        #expect(entropy(Array("aaaa".utf8)) == 0)
        #expect(abs(entropy(Array("abcd".utf8)) - 2) < 1e-9)
        #expect(abs(entropy(Array("aab".utf8)) - 0.918_295_834) < 1e-8)
        #expect(abs(entropy((0..<255).map { UInt8($0) }) - 7.994_353_437) < 1e-8)
    }

    @Test(arguments: ["session-token-v2", "userPassword", "my_secret_key_1", "openai-api-key-2024", "HTTPServerName"])
    func readsLikeWords(_ text: String) { #expect(isWordy(text)) }

    @Test(arguments: ["a8f5f167f44f4964", "Zk3fQ9xLm2", "0x1f9d", "xK9pLmQz"])
    func readsLikeNoWords(_ text: String) { #expect(!isWordy(text)) }

    private func verdict(_ text: String) -> PlaceholderText.Verdict {
        let bytes = Array(text.utf8)
        return PlaceholderText.verdict(of: bytes.span)
    }

    private func isWordy(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return SecretShape.isWordy(bytes.span)
    }

    private func entropy(_ bytes: [UInt8]) -> Double { SecretShape.entropy(bytes.span) }
}
