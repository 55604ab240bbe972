// Tells code, comments and strings of one program apart, byte by byte.

import SluiceMatching
import SluiceModel

/// Tells code, comments and strings of one program apart, byte by byte. A plain value of fixed size: where it is after
/// some bytes depends on those bytes alone, so that a program may come in any pieces.
///
/// It knows where comments and strings begin and end and nothing else of a language. Places that would take a parser
/// are approximate, and a wrong guess ends with the line or the string (`Docs/scopes.md`).
struct Lexer: Sendable {
    enum State: UInt8, Sendable {
        case code
        /// Behind a byte of code that keeps the next one from meaning anything.
        case escapedCode
        /// Behind a `/` that may begin a comment or a regular expression.
        case slash
        /// Behind a `'` that may begin a character.
        case probe
        /// Behind `<<`, in the name of a here document.
        case documentName
        /// In `R"name(`, before the parenthesis.
        case rawName
        case lineComment
        case blockComment
        /// Behind the first quotes of a string of which it is not known how many there are.
        case opening
        case string
        /// In a string that a text in `closer` ends.
        case longString
        case document
        case regularExpression
        /// In a literal between brackets or other marks, such as `%w[…]` and `s/…/…/`.
        case delimited
        /// In what PHP gives out as it stands.
        case outside
    }

    /// What ends the open string.
    struct Text: Sendable {
        var quote: UInt8 = 0
        /// How many quotes.
        var count: UInt8 = 1
        /// How many `#` behind them.
        var hashes: UInt8 = 0
        var escape: UInt8 = 0
        var isDoubled = false
        var spansLines = false
        /// Whether it spans lines where a line ends right behind what opens it.
        var mayBeginLines = false
        var tripleEscapes = true
        /// Whether any number of quotes from three on may begin it.
        var countsQuotes = false
        var interpolation = Syntax.Interpolation()
    }

    /// Code inside a string.
    struct Frame: Sendable {
        var text = Text()
        var open: UInt8 = 0
        var close: UInt8 = 0
        var depth: UInt16 = 0
    }

    let syntax: Syntax
    var state = State.code
    /// The last eight bytes of code, or of a comment's end, the latest lowest; those before it began are 0.
    var recent: UInt64 = 0
    /// The last byte of code that is no blank; 0 at the start.
    var significant: UInt8 = 0
    /// How many bytes on the line are no blanks, as far as it matters.
    var solidCount: UInt8 = 0
    /// The run of `#` that ends with the last byte, and the byte before it.
    var hashes: UInt8 = 0
    var beforeHashes: UInt8 = 0
    var text = Text()
    /// How much of what ends the string, the document's name or the comment has been seen.
    var progress: UInt8 = 0
    /// The length of what began the line comment.
    var openerCount: UInt8 = 0
    var isEscaped = false
    /// The last byte of the string.
    var previous: UInt8 = 0
    /// Whether the last byte ended a string in which two quotes stand for one.
    var mayReopen = false
    /// Which block comment is open, and how deep.
    var comment: UInt8 = 0
    var depth: UInt16 = 0
    var closer = ShortBytes()
    var awaitsDocument = false
    /// Where in a line of a here document: whether it can still be its end.
    var mayEndDocument = false
    /// Whether brackets are open in a regular expression; of a literal in two parts, whether the second has not begun.
    var isInClass = false
    /// How many parentheses of the shell's arithmetic are open.
    var arithmetic: UInt8 = 0
    var frames = InlineArray<4, Frame>(repeating: Frame())
    var frameCount = 0

    /// The most quotes or `#` that are counted.
    static let mostMarks: UInt8 = 100

    init(_ syntax: Syntax) {
        self.syntax = syntax
    }

    /// Where the next byte stands, so far as the bytes before it tell.
    @inline(__always)
    var region: Scope.Region {
        switch state {
        case .code, .escapedCode, .slash, .probe, .documentName: .code
        case .lineComment, .blockComment: .comment
        // Two quotes are an empty string, unless a third makes them the beginning of a long one.
        case .opening: progress == 2 ? .code : .string
        case .string, .longString, .document, .regularExpression, .rawName, .delimited, .outside: .string
        }
    }

    /// Whether the next byte stands in a here document or its end.
    var isInDocument: Bool { state == .document }

    /// What is told of where the next byte stands.
    struct Place: Equatable {
        var region: Scope.Region
        var isInDocument: Bool
    }

    @inline(__always)
    var place: Place { Place(region: region, isInDocument: isInDocument) }

    /// Takes the next byte.
    @inline(__always)
    mutating func advance(_ byte: UInt8) {
        if state == .code, !syntax.special.contains(byte) { return note(byte) }
        advanceSlowly(byte)
    }

    /// Remembers a byte of code.
    @inline(__always)
    mutating func note(_ byte: UInt8) {
        recent = recent << 8 | UInt64(byte)
        mayReopen = false
        if byte != 0x20, byte != 0x09, byte != 0x0D {
            significant = byte
            if solidCount < 8 { solidCount += 1 }
        }
    }

    private mutating func advanceSlowly(_ byte: UInt8) {
        switch state {
        case .code: special(byte)
        case .escapedCode:
            state = .code
            if byte == 0x0A { special(byte) } else { note(byte) }
        case .slash: afterSlash(byte)
        case .probe: probe(byte)
        case .documentName: documentName(byte)
        case .rawName: rawName(byte)
        case .lineComment: lineComment(byte)
        case .blockComment: blockComment(byte)
        case .opening: opening(byte)
        case .string: string(byte)
        case .longString: longString(byte)
        case .document: document(byte)
        case .regularExpression: regularExpression(byte)
        case .delimited: delimited(byte)
        case .outside: outside(byte)
        }
    }

    /// Goes back to code behind something else.
    mutating func enterCode() {
        state = .code
        recent = 0
        hashes = 0
        progress = 0
    }

    /// Whether the last bytes of code and `byte` are `opener`.
    func ends(_ opener: [UInt8], with byte: UInt8) -> Bool {
        guard opener.last == byte, opener.count <= 8 else { return false }
        var bytes = recent
        for index in stride(from: opener.count - 2, through: 0, by: -1) {
            guard UInt8(truncatingIfNeeded: bytes) == opener[index] else { return false }
            bytes >>= 8
        }
        return true
    }

    /// The byte of code that stands `distance` before the next one; 0 where there is none.
    @inline(__always)
    func byte(back distance: Int) -> UInt8 {
        distance <= 8 ? UInt8(truncatingIfNeeded: recent >> UInt64(8 * (distance - 1))) : 0
    }
}

/// Up to 24 bytes in place.
struct ShortBytes: Sendable {
    private var bytes = InlineArray<24, UInt8>(repeating: 0)
    private(set) var count = 0

    init() {}

    init(_ bytes: [UInt8]) {
        for byte in bytes { append(byte) }
    }

    subscript(index: Int) -> UInt8 { bytes[index] }

    /// Adds a byte; false where there is no room.
    @discardableResult
    mutating func append(_ byte: UInt8) -> Bool {
        guard count < 24 else { return false }
        bytes[count] = byte
        count += 1
        return true
    }
}
