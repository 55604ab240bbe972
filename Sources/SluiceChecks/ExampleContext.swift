// The surroundings in which every example is tried.

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

    private init(
        _ name: String,
        before: String,
        after: String,
        needsJSONString: Bool = false,
        suitsNoMatch: Bool = true
    ) {
        self.name = name
        self.suitsNoMatch = suitsNoMatch
        self.before = before
        self.after = after
        self.needsJSONString = needsJSONString
    }

    /// All surroundings.
    package static let all = [
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
