// Whether two places stand in one object.

import SluiceMatching
import SluiceModel
import SluiceRules

/// A walk from one finding to one behind it that tells whether both stand in one object: that of JSON or of a literal in
/// code, an item of a YAML list, a block of HCL, a table of TOML.
///
/// Brackets outside strings tell it where members stand on one line or end in commas; otherwise the columns tell it in
/// which lines begin. What is told depends on the first finding's line and the bytes between both alone.
struct ObjectWalk {
    /// What is told.
    enum Answer: Hashable {
        /// Both are in one object.
        case joined
        /// Both are not.
        case outside
        /// Both are not, and nothing behind can be in the first one's object either.
        case ended
    }

    /// How far the walk goes.
    enum End {
        /// To the beginning of a finding.
        case finding(Int)
        /// Over bytes behind which others are still to come.
        case known(Int)

        var offset: Int {
            switch self {
            case .finding(let offset), .known(let offset): offset
            }
        }
    }

    private static let quotes = ByteSet(ascii: "\"'`")
    private static let backslash = ByteSet(ascii: "\\")
    private static let blanks = ByteSet(ascii: " \t\r")
    private static let openers = ByteSet(ascii: "{[(")
    private static let closers = ByteSet(ascii: "}])")
    /// How many objects and lists may end around a finding that goes with the name of one of them.
    private static let mostLeft = 4

    private let lead: ObjectLead
    private let object: PairDefinition.Object
    private let end: End
    /// The brackets that were opened, less those that were closed, and the least of that on the way.
    private var depth = 0
    private var lowest = 0
    private var quote: ObjectLead.Quote?
    /// Whether members end in commas; nil before the first line has ended.
    private var hasCommas: Bool?
    /// The last byte that is no blank.
    private var last: UInt8 = 0
    /// Whether the line begins in the column in which that of the first finding does.
    private var isAligned = true
    private var hasEnded = false

    /// How a finding that ends at `start` stands to what comes at `end`.
    ///
    /// - Parameters:
    ///   - lead: how the first stands in its line.
    ///   - strings: where the strings of the document stand of which both are in different ones; nil where both are in
    ///     one text.
    static func answer(
        from start: Int,
        to end: End,
        _ lead: ObjectLead,
        _ object: PairDefinition.Object,
        in text: borrowing ByteWindow,
        strings: StringPlaces?
    ) -> Answer {
        guard start >= text.lowerBound, end.offset <= text.upperBound else { return .outside }
        var walk = ObjectWalk(lead: lead, object: object, end: end)
        if let strings {
            walk.read(from: start, strings, in: text)
        } else {
            walk.quote = lead.quote
            walk.read(from: start, in: text)
        }
        return walk.answer
    }

    private init(lead: ObjectLead, object: PairDefinition.Object, end: End) {
        self.lead = lead
        self.object = object
        self.end = end
    }

    private var answer: Answer {
        if hasEnded { return .ended }
        if depth == 0, lowest == 0 { return isAligned ? .joined : .outside }
        guard object == .around, hasCommas != false else { return .outside }
        return depth == lowest || lowest == 0 ? .joined : .outside
    }

    private mutating func read(from start: Int, in text: borrowing ByteWindow) {
        var position = start
        while position < end.offset, !hasEnded { position = step(at: position, in: text) }
    }

    /// Reads what stands between the strings of a document.
    private mutating func read(from start: Int, _ strings: StringPlaces, in text: borrowing ByteWindow) {
        // Where commas must stand, lines say nothing.
        hasCommas = true
        var position = start
        var isInside = strings.hold(start)
        while position < end.offset, !hasEnded {
            if isInside {
                position += 1
                isInside = strings.hold(position)
                if !isInside { quote = nil }
            } else {
                position = step(at: position, in: text)
                // Numbers are values as well, but have no quotation mark.
                isInside = quote != nil && strings.hasStart(at: position)
            }
        }
    }

    /// Reads what stands at `position`; the result is where to go on.
    private mutating func step(at position: Int, in text: borrowing ByteWindow) -> Int {
        let byte = text[position]
        if byte == UInt8(ascii: "\n") { return lineEnd(at: position, in: text) }
        if Self.backslash.contains(byte) || Self.quotes.contains(byte) { return mark(at: position, in: text) }
        guard quote == nil, !Self.blanks.contains(byte) else { return position + 1 }
        if Self.openers.contains(byte) {
            depth += 1
        } else if Self.closers.contains(byte) {
            depth -= 1
            lowest = min(lowest, depth)
            hasEnded = lowest < (object == .same ? 0 : -Self.mostLeft)
        } else if byte == UInt8(ascii: "<") {
            // Another element of a markup language.
            hasEnded = true
        }
        last = byte
        return position + 1
    }

    /// Reads a quotation mark with the backslashes before it, or the letter of an escape, which is no structure.
    private mutating func mark(at position: Int, in text: borrowing ByteWindow) -> Int {
        let start = text.runEnd(of: Self.backslash, from: position, limit: end.offset)
        guard start < end.offset else { return start }
        guard Self.quotes.contains(text[start]) else { return start + (start > position ? 1 : 0) }
        let found = ObjectLead.Quote(mark: text[start], backslashes: start - position)
        if let open = quote {
            if open == found { quote = nil }
        } else if !Self.isApostrophe(at: start, in: text) {
            quote = found
        }
        last = text[start]
        return start + 1
    }

    private static func isApostrophe(at position: Int, in text: borrowing ByteWindow) -> Bool {
        text[position] == UInt8(ascii: "'") && text.holds(.wordCharacters, at: position - 1)
    }

    /// Reads the end of a line, and the beginning of the next one where that tells something.
    private mutating func lineEnd(at position: Int, in text: borrowing ByteWindow) -> Int {
        quote = nil
        if hasCommas == nil { hasCommas = last == UInt8(ascii: ",") || Self.openers.contains(last) }
        guard hasCommas == false, depth == 0 else { return position + 1 }
        let line = ObjectLead.Line(from: position + 1, limit: end.offset, hasItems: false, in: text)
        guard let byte = text.byte(at: line.start) else { return line.start }
        if case .known(line.start) = end { return line.start }
        if byte == UInt8(ascii: "#"), line.start < end.offset {
            return text.runEnd(of: ByteSet(ascii: "\n").inverted, from: line.start, limit: end.offset)
        }
        // A bracket tells by itself what it closes.
        if Self.closers.contains(byte) { return line.start }
        hasEnded = lead.ends(before: byte, in: line.column)
        isAligned = line.column == lead.column
        return line.start
    }
}
