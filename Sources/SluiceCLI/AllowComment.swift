// What a comment in a source says about findings that are known and accepted.

/// A comment that accepts findings: `sluice:allow reason`, or `sluice:allow(rule, rule) reason` for some rules alone, on
/// the finding's line; `sluice:allow-next-line` on the line before.
package struct AllowComment: Sendable, Hashable {
    /// How a comment is recognised.
    package struct Marker: Sendable, Hashable {
        /// The text before `:allow`.
        package let name: String
        /// Whether it counts only with a reason.
        package let needsReason: Bool

        /// A marker `name:allow`.
        package init(name: String, needsReason: Bool) {
            self.name = name
            self.needsReason = needsReason
        }

        /// `sluice:allow`, with a reason.
        package static let sluice = Marker(name: "sluice", needsReason: true)
    }

    /// What every marker ends with.
    package static let ending: StaticString = ":allow"

    /// The only rules that it accepts findings of; empty for all.
    package let rules: [String]
    /// Whether it speaks of the line after its own.
    package let isForNextLine: Bool
    /// Whether a reason is given where one is needed.
    package let isJustified: Bool

    /// Reads what stands behind the marker up to the line's end.
    package init(_ text: some Collection<UInt8>, marker: Marker) {
        var rest = String(decoding: text, as: UTF8.self)[...]
        let nextLine = "-next-line"
        isForNextLine = rest.hasPrefix(nextLine)
        if isForNextLine { rest = rest.dropFirst(nextLine.count) }
        if rest.hasPrefix("("), let end = rest.firstIndex(of: ")") {
            rules = rest[rest.index(after: rest.startIndex)..<end]
                .split { $0 == "," || $0.isWhitespace }
                .map(String.init)
            rest = rest[rest.index(after: end)...]
        } else {
            rules = []
        }
        isJustified = !marker.needsReason || Self.holdsReason(rest)
    }

    /// Whether the comment accepts findings of `rule`.
    package func accepts(_ rule: String) -> Bool {
        isJustified && (rules.isEmpty || rules.contains(rule))
    }

    /// A reason has a word; `*/` and `-->` are none.
    private static func holdsReason(_ text: Substring) -> Bool {
        text.split { !$0.isLetter }.contains { $0.count >= 2 }
    }
}
