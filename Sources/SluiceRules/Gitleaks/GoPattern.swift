// A Go regular expression, compiled to be searched for anywhere in a short text.

import SluiceMatching

/// Go regular expressions, compiled to be searched for anywhere in a short text: a path, a secret, a line.
package enum GoPattern {
    /// Compiles one expression.
    static func compiled(_ text: String) throws(GoRegexError) -> Pattern {
        let node = try GoRegexParser.parse(text, folding: .unicode).node
        do {
            return try Pattern(PCRE2Writer.write(node), options: .init(isAnchored: false))
        } catch {
            // What is valid in Go can only be too large.
            throw GoRegexError(offset: 0, reason: "PCRE2 cannot compile its translation: \(error.reason)")
        }
    }

    /// Compiles several expressions into one that matches where one of them does; nil for none. As in gitleaks, which
    /// joins their texts, flags that one sets hold for those after it.
    static func joined(_ texts: [String]) throws(GoRegexError) -> Pattern? {
        guard !texts.isEmpty else { return nil }
        // Each must be valid by itself.
        for text in texts { _ = try GoRegexParser.parse(text, folding: .ascii) }
        return try compiled("(?:" + texts.joined(separator: "|") + ")")
    }
}
