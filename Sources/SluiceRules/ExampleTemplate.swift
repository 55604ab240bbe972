// A rule's example: text with placeholders for fresh random characters and with marks around what must be masked.

import SluiceMatching

/// A rule's example, parsed: text with placeholders and marks. The language is described in `Rules/README.md`.
package struct ExampleTemplate: Sendable, Hashable {
    /// The template as it was written.
    package let source: String
    let parts: [Part]

    /// One piece of a template.
    enum Part: Sendable, Hashable {
        case text([UInt8])
        case openMark
        case closeMark
        /// Random characters.
        case random(alphabet: [UInt8], length: ClosedRange<Int>)
        /// One of several texts.
        case choice([[UInt8]])
        /// The check characters that a validator adds to what precedes.
        case checksum(name: String)
        /// A number in a form whose check holds, or does not.
        case number(form: NumberForm, check: String, holds: Bool)
        /// The text of another template, encoded.
        case encoded(TemplateEncoding, [Part])
        /// Lines of 64 base64 characters.
        case pemBody(lines: Int)
        case jwt
        case uuid
    }

    init(source: String, parts: [Part]) {
        self.source = source
        self.parts = parts
    }

    /// Parses a template.
    ///
    /// - Throws: `TemplateError` with the column and what to write instead.
    package static func parse(_ text: String) throws(TemplateError) -> ExampleTemplate {
        var parser = TemplateParser(text)
        return ExampleTemplate(source: text, parts: try parser.parse())
    }

    /// The names of the validators that the template asks for check characters, in the order of their first use.
    /// Whether they exist is not known when a template is parsed.
    package var checksumNames: [String] {
        var names: [String] = []
        Self.collectChecksumNames(of: parts, into: &names)
        return names
    }

    private static func collectChecksumNames(of parts: [Part], into names: inout [String]) {
        for part in parts {
            switch part {
            case .checksum(let name) where !names.contains(name): names.append(name)
            case .encoded(_, let inner): collectChecksumNames(of: inner, into: &names)
            default: break
            }
        }
    }

    /// Makes a fresh text of the template.
    ///
    /// - Parameters:
    ///   - generator: where the random characters come from; the same seed gives the same text.
    ///   - checksums: the check characters that the validator of a name adds to some bytes, or nil where there is no
    ///     such validator or it adds none.
    /// - Throws: `TemplateError` where `checksums` gives nil.
    package func expand(
        using generator: inout some RandomNumberGenerator,
        checksums: (String, [UInt8]) -> [UInt8]?
    ) throws(TemplateError) -> ExpandedExample {
        var expander = TemplateExpander()
        try expander.append(parts, using: &generator, checksums: checksums)
        return expander.result
    }
}

/// A text made of a template.
package struct ExpandedExample: Sendable, Hashable {
    /// The text, without the marks.
    package var bytes: [UInt8]
    /// The bytes that stood between marks, in ascending order, none of them empty. No marks: no ranges.
    package var marked: [Range<Int>]

    /// Joins a text and its marked ranges.
    package init(bytes: [UInt8], marked: [Range<Int>]) {
        self.bytes = bytes
        self.marked = marked
    }
}
