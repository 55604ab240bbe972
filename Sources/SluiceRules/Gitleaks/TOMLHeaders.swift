// The lines of a TOML document at which its tables begin.

/// The lines at which tables of a document begin, found without a parser: TOMLKit does not tell them.
package struct TOMLHeaders {
    /// For each header such as `rules` or `rules.allowlists`, in lower case, the lines from 1.
    package private(set) var lines: [(name: String, line: Int)] = []

    package init(of text: String) {
        var closing: String?
        for (index, line) in text.split(
            omittingEmptySubsequences: false,
            whereSeparator: { $0 == "\n" || $0 == "\r\n" }
        ).enumerated() {
            if closing == nil, let name = Self.header(line) {
                lines.append((name, index + 1))
            } else {
                closing = Self.openText(after: line, closing)
            }
        }
    }

    /// The line of the nth `[[name]]`, from 0.
    package func line(of name: String, _ index: Int) -> Int? {
        var seen = 0
        for header in lines where header.name == name {
            if seen == index { return header.line }
            seen += 1
        }
        return nil
    }

    private static func header(_ line: Substring) -> String? {
        let bare = line.drop { $0 == " " || $0 == "\t" }
        guard bare.first == "[" else { return nil }
        let name = bare.drop { $0 == "[" }.prefix { $0 != "]" }
        return name.filter { !" \t\"'".contains($0) }.lowercased()
    }

    /// The marks that end the text of several lines that is open behind `line`.
    private static func openText(after line: Substring, _ closing: String?) -> String? {
        var closing = closing
        var rest = line[...]
        while let first = rest.first {
            if let mark = closing {
                if rest.hasPrefix(mark) {
                    rest = rest.dropFirst(mark.count)
                    closing = nil
                } else {
                    rest = rest.dropFirst(mark == "\"\"\"" && first == "\\" ? 2 : 1)
                }
            } else if rest.hasPrefix("'''") || rest.hasPrefix("\"\"\"") {
                closing = String(rest.prefix(3))
                rest = rest.dropFirst(3)
            } else if first == "#" {
                return nil
            } else if first == "'" || first == "\"" {
                // A text of one line ends on it.
                rest = rest.dropFirst()
                while let next = rest.first, next != first {
                    rest = rest.dropFirst(first == "\"" && next == "\\" ? 2 : 1)
                }
                rest = rest.dropFirst()
            } else {
                rest = rest.dropFirst()
            }
        }
        return closing
    }
}
