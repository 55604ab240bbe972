// What a comment in a source says about findings that are known and accepted.

/// A comment that accepts findings: `sluice:allow reason`, or `sluice:allow(rule, rule) reason` for some rules alone,
/// on the finding's line; `sluice:allow-next-line` on the line before.
///
/// What is written otherwise accepts nothing: a typing mistake must not accept more than was meant.
package struct AllowComment: Sendable, Hashable {
    /// How a comment is recognised.
    package struct Marker: Sendable, Hashable {
        /// The text before `:allow`.
        package let name: String
        /// Whether it counts only with a reason, between other words, and as it is documented; otherwise wherever its
        /// letters stand.
        package let isStrict: Bool

        /// A marker `name:allow`.
        package init(name: String, isStrict: Bool) {
            self.name = name
            self.isStrict = isStrict
        }

        /// `sluice:allow`, with a reason.
        package static let sluice = Marker(name: "sluice", isStrict: true)
    }

    /// Why a comment accepts nothing.
    package enum Fault: Sendable, Hashable {
        case noReason
        /// Neither a reason nor a list of rules begins behind the marker, or the list has no end or names nothing.
        case malformed
        /// Something in the list is no rule's name.
        case unknownRule(String)
    }

    /// What every marker ends with.
    package static let ending: StaticString = ":allow"

    /// The only rules that it accepts findings of; empty for all.
    package let rules: [String]
    /// Whether it speaks of the line after its own.
    package let isForNextLine: Bool
    /// Why it accepts nothing; nil where it does.
    package let fault: Fault?

    /// Reads what stands behind the marker up to the line's end.
    package init(_ text: some Collection<UInt8>, marker: Marker) {
        let whole = String(decoding: text, as: UTF8.self)
        var rest = whole[...]
        let nextLine = "-next-line"
        // What is meant for the next line and misspelt is told of the findings there.
        isForNextLine = rest.hasPrefix("-next")
        if rest.hasPrefix(nextLine) { rest = rest.dropFirst(nextLine.count) }
        let list = Self.list(at: rest)
        rules = list?.rules ?? []
        if let list { rest = list.rest }
        if !marker.isStrict {
            fault = nil
        } else if !Self.holdsReason(rest) {
            fault = rest.drop(while: \.isWhitespace).first == "(" || list?.rules == [] ? .malformed : .noReason
        } else {
            fault = list.map { $0.rules.isEmpty } ?? !Self.beginsReason(rest) ? .malformed : nil
        }
    }

    /// Whether the comment accepts findings of `rule`.
    package func accepts(_ rule: String) -> Bool {
        fault == nil && (rules.isEmpty || rules.contains(rule))
    }

    /// Why it accepts nothing, or less than it could, where these are the names of all rules.
    package func fault(among names: Set<String>) -> Fault? {
        fault ?? rules.first { !names.contains($0) }.map(Fault.unknownRule)
    }

    /// The rules in parentheses at the beginning, and what comes behind them; nil where there are none that end.
    private static func list(at text: Substring) -> (rules: [String], rest: Substring)? {
        guard text.hasPrefix("("), let end = text.firstIndex(of: ")") else { return nil }
        let names = text[text.index(after: text.startIndex)..<end].split { $0 == "," || $0.isWhitespace }
        return (names.map(String.init), text[text.index(after: end)...])
    }

    /// White space or a colon parts a reason from the marker. A parenthesis behind them is a list of rules in the wrong
    /// place.
    private static func beginsReason(_ text: Substring) -> Bool {
        guard let first = text.first, first == ":" || first.isWhitespace else { return false }
        return text.first { $0 != ":" && !$0.isWhitespace } != "("
    }

    /// A reason has a word, before the comment's end; `*/` and `-->` are none.
    private static func holdsReason(_ text: Substring) -> Bool {
        let ends = [text.firstRange(of: "*/"), text.firstRange(of: "-->")].compactMap { $0?.lowerBound }
        return text[..<(ends.min() ?? text.endIndex)].split { !$0.isLetter }.contains { $0.count >= 2 }
    }
}
