// The surroundings in which every example is tried.

package import Sluice
import SluiceModel
package import SluiceRules

/// A surrounding in which an example must be found just as it is alone.
package struct ExampleContext: Sendable, Hashable {
    /// The name that a failure shows.
    package let name: String
    /// Whether an example that must not match may be tried here. A pattern that sees the letter of an escape before a
    /// value can take it for a part of the value; the text is then flagged one byte too far, which is no miss.
    package let suitsNoMatch: Bool
    private let before: String
    private let after: String
    private let needsJSONString: Bool
    /// What is known of the text.
    package let source: TextSource

    private init(
        _ name: String,
        before: String,
        after: String,
        needsJSONString: Bool = false,
        suitsNoMatch: Bool = true,
        language: Language? = nil
    ) {
        self.name = name
        self.suitsNoMatch = suitsNoMatch
        self.before = before
        self.after = after
        self.needsJSONString = needsJSONString
        source = TextSource(language: language?.name)
    }

    /// The surroundings for the examples of a rule. Those of a rule for some languages are in the first of these, and
    /// where the rule asks for comments, strings or code, nothing stands around them that has such.
    package static func all(for rule: RuleDescription) -> [ExampleContext] {
        let isAnywhere = rule.languages.isEmpty && rule.regions.count == CodeRegion.allCases.count
        guard !isAnywhere, let language = rule.languages.first.flatMap({ Language(named: $0) }) else { return anywhere }
        let code = [
            ExampleContext("plain", before: "", after: "", language: language),
            ExampleContext("between lines", before: "\n\n", after: "\n\n", language: language),
            ExampleContext("between CRLF lines", before: "\r\n", after: "\r\n", language: language),
            ExampleContext(
                "code fence",
                before: "See the code:\n```\(language.name)\n",
                after: "\n```\nDone.\n"
            ),
        ]
        // Quotes and braces of JSON would be the language's.
        return code + (rule.regions.count == CodeRegion.allCases.count ? anywhere.filter(\.needsJSONString) : [])
    }

    /// The surroundings for rules that apply anywhere.
    package static let anywhere = [
        ExampleContext("plain", before: "", after: ""),
        ExampleContext("between lines", before: "The first line.\n", after: "\nThe last line.\n"),
        ExampleContext("between CRLF lines", before: "The first line.\r\n", after: "\r\nThe last line.\r\n"),
        ExampleContext("code fence", before: "See:\n```\n", after: "\n```\nDone.\n"),
        ExampleContext("beside multi-byte text", before: "設定は次の通り 🔑 ", after: " です。été\n"),
        ExampleContext("JSON string", before: #"{"role":"user","content":""#, after: #""}"#, needsJSONString: true),
        ExampleContext(
            "JSON string after an escaped newline",
            before: #"{"content":"See:\n"#,
            after: #"\nDone."}"#,
            needsJSONString: true,
            suitsNoMatch: false
        ),
        ExampleContext(
            "SSE event",
            before: #"data: {"choices":[{"index":0,"delta":{"content":""#,
            after: "\"}}]}\n\n",
            needsJSONString: true
        ),
    ]

    /// The example inside the surrounding and where it starts, or nil where it cannot stand there unescaped.
    package func place(_ example: [UInt8]) -> (text: [UInt8], start: Int)? {
        if needsJSONString,
            example.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") })
        {
            return nil
        }
        return (Array(before.utf8) + example + Array(after.utf8), before.utf8.count)
    }
}
