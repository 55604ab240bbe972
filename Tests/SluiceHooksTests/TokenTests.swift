// Files of bearer tokens.

import SluiceHooks
import Testing

@Suite struct TokenTests {
    private let text = "# tokens\nalpha 0123456789abcdef\n\nbeta\tfedcba9876543210-x  \nalpha another-token-0123\n"

    @Test func tokensAreKnownByName() throws {
        let file = try TokenFile(text: text, file: "t")
        #expect(file.name(of: "0123456789abcdef".utf8) == "alpha")
        #expect(file.name(of: "fedcba9876543210-x".utf8) == "beta")
        #expect(file.name(of: "another-token-0123".utf8) == "alpha")
        for wrong in ["", "alpha", "0123456789abcdeF", "0123456789abcdef ", "0123456789abcde", "# tokens"] {
            #expect(file.name(of: wrong.utf8) == nil)
        }
    }

    /// Editors of other systems end lines otherwise, and begin files with a mark.
    @Test(arguments: ["\n", "\r\n", "\r"], ["", "\u{FEFF}"])
    func linesMayEndAsTheyDoElsewhere(end: String, mark: String) throws {
        let lines = ["alpha 0123456789abcdef", "# tokens", "beta fedcba9876543210-x", ""]
        let file = try TokenFile(text: mark + lines.joined(separator: end), file: "t")
        #expect(file.name(of: "0123456789abcdef".utf8) == "alpha")
        #expect(file.name(of: "fedcba9876543210-x".utf8) == "beta")
        let wrong = #expect(throws: TokenFile.Failure.self) {
            try TokenFile(text: mark + lines.joined(separator: end) + "gamma" + end, file: "t")
        }
        #expect(wrong?.description.hasPrefix("t:4: ") == true)
    }

    @Test(arguments: ["", "# only\n", "alpha\n", "alpha 0123456789abcdef more\n", "alpha short\n"])
    func otherFilesAreRefusedWithoutTellingTokens(text: String) {
        let error = #expect(throws: TokenFile.Failure.self) { try TokenFile(text: text, file: "t") }
        #expect(error?.description.hasPrefix("t:1: ") == true)
        #expect(error?.description.contains("0123456789") == false)
    }

    @Test func aBrokenFileKeepsTheTokensInForce() throws {
        let folder = try TestFolder()
        let path = try folder.write("tokens", text)
        let store = try TokenStore(file: path)
        try folder.write("tokens", "alpha\n")
        store.reload()
        #expect(store.problem?.contains("write a name") == true)
        try folder.write("tokens", "gamma 0123456789abcdef-new\n")
        store.reload()
        #expect(store.problem == nil)
    }
}
