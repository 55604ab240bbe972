// Reads a pattern in PCRE2's syntax into a tree.

/// The syntax of PCRE2 patterns (pcre2pattern(3)), read without PCRE2 for what PCRE2 cannot say about a pattern:
/// widths, required literals, what stands before a group.
///
/// Whether a pattern is valid is PCRE2's to decide; this parser accepts some that PCRE2 refuses, and refuses those
/// whose meaning differs between versions of PCRE2. It assumes PCRE2's defaults: a line ends in LF, character tables of
/// the C locale.
package enum PatternSyntax {
    /// How deep groups may nest.
    package static let maximumDepth = 100

    /// Reads `pattern`.
    ///
    /// - Parameters:
    ///   - pattern: the pattern's text.
    ///   - ignoresCase: whether it is compiled with `PCRE2_CASELESS`.
    ///   - isUnicode: whether it is compiled with `PCRE2_UTF` and `PCRE2_UCP`. Without, a character that is not ASCII
    ///     is the sequence of its UTF-8 bytes, each an item of its own, as PCRE2 takes them.
    package static func parse(
        _ pattern: String,
        ignoresCase: Bool,
        isUnicode: Bool = false
    ) throws(PatternSyntaxError) -> PatternNode {
        try parse(bytes: Array(pattern.utf8), ignoresCase: ignoresCase, isUnicode: isUnicode)
    }

    /// Reads a pattern that is given as bytes.
    package static func parse(
        bytes: [UInt8],
        ignoresCase: Bool,
        isUnicode: Bool = false
    ) throws(PatternSyntaxError) -> PatternNode {
        var parser = PatternParser(bytes: bytes, ignoresCase: ignoresCase, isUnicode: isUnicode)
        return try parser.parse()
    }
}
