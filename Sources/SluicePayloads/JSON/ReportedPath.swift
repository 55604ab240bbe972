// A value's path as reports may show it.

/// A value's path as reports may show it. A name may itself be what must not be told: only words that identifiers are
/// made of are shown, and long ones only without digits.
package enum ReportedPath {
    private static let longestName = 40
    private static let longestNameWithDigits = 12

    /// The path, as `PathTrail` writes it, with `…` in place of every name that could be more than a name.
    package static func text(_ path: String) -> String {
        var text = ""
        var rest = Substring(path)
        while let first = rest.first {
            if rest.hasPrefix("[\"") {
                rest = afterQuotedName(rest)
                text += "[…]"
            } else if first == "[" {
                let index = rest.prefix { $0 != "]" }
                text += index
                rest = rest.dropFirst(index.count)
            } else if separators.contains(first) {
                text.append(first)
                rest.removeFirst()
            } else {
                let name = rest.prefix { !separators.contains($0) && $0 != "[" }
                text += isPlain(name) ? String(name) : "…"
                rest = rest.dropFirst(name.count)
            }
        }
        return text
    }

    private static let separators: Set<Character> = [".", "|", "]", ":", "$"]

    private static func afterQuotedName(_ path: Substring) -> Substring {
        var isEscaped = false
        var rest = path.dropFirst(2)
        while let character = rest.popFirst() {
            if !isEscaped, character == "\"" { return rest.first == "]" ? rest.dropFirst() : rest }
            isEscaped = !isEscaped && character == "\\"
        }
        return rest
    }

    private static func isPlain(_ name: Substring) -> Bool {
        guard name.utf8.count <= longestName else { return false }
        let hasDigits = name.utf8.contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard !hasDigits || name.utf8.count <= longestNameWithDigits else { return false }
        return name.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
    }
}
