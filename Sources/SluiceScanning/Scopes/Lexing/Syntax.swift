// How comments and strings of a family of languages look.

import SluiceMatching
import SluiceModel

/// How comments and strings of a family of languages look: the data that `Lexer` works from.
final class Syntax: Sendable {
    /// How a comment begins that ends with its line.
    struct LineComment: Sendable {
        /// Where it may begin.
        enum Place: Sendable {
            case anywhere
            /// At the start of a line, or behind a blank or what ends a command.
            case afterBlank
            /// At the start of a line, blanks left out of account.
            case lineStart
        }

        var opener: [UInt8]
        var place = Place.anywhere
        /// A byte behind the opener that makes it none, such as `[` in PHP's `#[`.
        var unlessFollowedBy: UInt8 = 0

        init(_ opener: String, _ place: Place = .anywhere, unlessFollowedBy: UInt8 = 0) {
            self.opener = Array(opener.utf8)
            self.place = place
            self.unlessFollowedBy = unlessFollowedBy
        }
    }

    /// How a comment begins and ends that may span lines.
    struct BlockComment: Sendable {
        var opener: [UInt8]
        var closer: [UInt8]
        var nests = false
        /// Whether opener and closer stand at the start of a line.
        var isWholeLine = false

        init(_ opener: String, _ closer: String, nests: Bool = false, isWholeLine: Bool = false) {
            self.opener = Array(opener.utf8)
            self.closer = Array(closer.utf8)
            self.nests = nests
            self.isWholeLine = isWholeLine
        }
    }

    /// What in a string is code again.
    struct Interpolation: OptionSet, Sendable {
        var rawValue: UInt8

        /// `${…}`
        static let dollarBrace = Interpolation(rawValue: 1)
        /// `$(…)`
        static let dollarParenthesis = Interpolation(rawValue: 2)
        /// `\(…)`
        static let backslashParenthesis = Interpolation(rawValue: 4)
        /// `#{…}`
        static let hashBrace = Interpolation(rawValue: 8)
        /// `{…}`, but not `{{`, behind a prefix `$`
        static let brace = Interpolation(rawValue: 16)
    }

    /// What a quote in code begins.
    struct Quote: Sendable {
        var byte: UInt8
        /// What keeps the next byte from ending the string; 0 for nothing.
        var escape = UInt8(ascii: "\\")
        /// Whether two quotes in a string stand for one.
        var isDoubled = false
        var spansLines = false
        /// Whether three quotes begin a string that spans lines.
        var hasTriple = false
        /// Whether backslashes escape in that one.
        var tripleEscapes = true
        var interpolation = Interpolation()

        init(
            _ byte: Character,
            escape: Character? = "\\",
            isDoubled: Bool = false,
            spansLines: Bool = false,
            hasTriple: Bool = false,
            tripleEscapes: Bool = true,
            interpolation: Interpolation = []
        ) {
            self.byte = byte.asciiValue ?? 0
            self.escape = escape?.asciiValue ?? 0
            self.isDoubled = isDoubled
            self.spansLines = spansLines
            self.hasTriple = hasTriple
            self.tripleEscapes = tripleEscapes
            self.interpolation = interpolation
        }
    }

    /// What else there is.
    struct Features: OptionSet, Sendable {
        var rawValue: UInt32

        /// `'a'` is a character, `'a` alone is none (a lifetime, a type variable, a quoted list).
        static let probedCharacters = Features(rawValue: 1 << 0)
        /// `'` between digits separates them.
        static let digitSeparators = Features(rawValue: 1 << 1)
        /// `r"…"`, `r#"…"#`
        static let rustRaw = Features(rawValue: 1 << 2)
        /// `#"…"#`
        static let swiftRaw = Features(rawValue: 1 << 3)
        /// `R"x(…)x"`
        static let cppRaw = Features(rawValue: 1 << 4)
        /// `@"…"`, `$"…{…}…"`, `"""…"""` of three quotes and more
        static let cSharp = Features(rawValue: 1 << 5)
        /// `<<ID`, `<<-ID`, `<<~ID`, quotes around the name
        static let hereDocuments = Features(rawValue: 1 << 6)
        /// `<<<ID`
        static let phpHereDocuments = Features(rawValue: 1 << 7)
        /// A blank may stand between `<<` and the name.
        static let shellHereDocuments = Features(rawValue: 1 << 8)
        /// `@"` … `"@` on lines of their own
        static let hereStrings = Features(rawValue: 1 << 9)
        /// `/…/` where a value may begin
        static let regularExpressions = Features(rawValue: 1 << 10)
        /// `[[…]]`
        static let longBrackets = Features(rawValue: 1 << 11)
        /// A backslash outside strings keeps the next byte from meaning anything.
        static let escapesInCode = Features(rawValue: 1 << 12)
        /// The same for a back-tick.
        static let backtickEscapesInCode = Features(rawValue: 1 << 13)
        /// A quote begins a string only where a value begins.
        static let quotedValues = Features(rawValue: 1 << 14)
        /// `$'…'` has escapes.
        static let dollarQuotes = Features(rawValue: 1 << 15)
        /// A whole line of `REM` is a comment.
        static let remarks = Features(rawValue: 1 << 16)
        /// Literals between marks of their own: `qw(…)`, `s/…/…/`.
        static let delimitedLiterals = Features(rawValue: 1 << 17)
        /// They begin with `%`: `%w[…]`.
        static let percentLiterals = Features(rawValue: 1 << 18)
        /// Code stands between `<?php` or `<?=` and `?>`.
        static let tags = Features(rawValue: 1 << 19)
    }

    let lineComments: [LineComment]
    let blockComments: [BlockComment]
    let quotes: [Quote]
    let features: Features
    /// The bytes that can end an opener, are quotes or have another meaning in code.
    let special: ByteMarks

    init(
        line: [LineComment] = [],
        block: [BlockComment] = [],
        quotes: [Quote] = [],
        _ features: Features = []
    ) {
        lineComments = line
        blockComments = block
        self.quotes = quotes
        self.features = features
        var special = Set<UInt8>(line.compactMap(\.opener.last) + block.compactMap(\.opener.last) + quotes.map(\.byte))
        special.formUnion("\n(){}".utf8)
        if features.contains(.probedCharacters) { special.insert(UInt8(ascii: "'")) }
        if !features.isDisjoint(with: [.hereDocuments, .phpHereDocuments]) { special.insert(UInt8(ascii: "<")) }
        if features.contains(.longBrackets) { special.insert(UInt8(ascii: "[")) }
        if features.contains(.regularExpressions) { special.insert(UInt8(ascii: "/")) }
        if features.contains(.escapesInCode) { special.insert(UInt8(ascii: "\\")) }
        if features.contains(.backtickEscapesInCode) { special.insert(UInt8(ascii: "`")) }
        if !features.isDisjoint(with: [.rustRaw, .swiftRaw]) { special.insert(UInt8(ascii: "#")) }
        if features.contains(.remarks) { special.formUnion("mM".utf8) }
        if features.contains(.delimitedLiterals) { special.formUnion("[</|!".utf8) }
        if features.contains(.tags) { special.formUnion("<>".utf8) }
        self.special = ByteMarks(special.contains)
    }
}
