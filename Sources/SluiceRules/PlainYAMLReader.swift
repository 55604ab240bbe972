// Reads the part of YAML that rule files are written in, many times faster than a full parser.

import SluiceMatching

/// Reads the part of YAML 1.2 that rule files are written in: block maps and lists, texts of one line, lists
/// and maps in brackets, and `|` and `>` blocks.
///
/// It gives up on everything else, and on everything that might be an error or mean something else to a full parser:
/// anchors, tags, tabs, texts of several lines, keys in quotes. What it reads, it reads as the YAML library does, which
/// tests hold against each other; what it gives up on is left to that library, errors and all. Most of the time that
/// rules take to load would otherwise go into the library's nodes.
struct PlainYAMLReader {
    /// Thrown where the text leaves the part of YAML that is read here.
    struct GivenUp: Error {}

    struct Line {
        var start: Int
        /// The end, without the line feed.
        var end: Int
        /// How many spaces the line begins with.
        var indent: Int
        /// Whether there is nothing but spaces.
        var isBlank: Bool
    }

    /// How deep maps and lists may stand inside each other.
    static let maximumDepth = 32

    let bytes: [UInt8]
    private let lines: [Line]
    /// The line being read.
    private var index = 0
    private var depth = 0
    /// Lists and maps in brackets go on on lines that are indented further than this.
    private var flowColumn = 0
    /// The key of block maps whose values are not read.
    private let skippedKey: String?

    /// The top node of `text`, or nil where it must be left to the full parser.
    ///
    /// - Parameter skippedKey: a key of block maps whose values are of no interest: they come out as nothing.
    static func root(of text: [UInt8], skipping skippedKey: String? = nil) -> YAMLNode? {
        guard let lines = lines(of: text) else { return nil }
        var reader = PlainYAMLReader(bytes: text, lines: lines, skippedKey: skippedKey)
        do throws(GivenUp) {
            return try reader.document()
        } catch {
            return nil
        }
    }

    private init(bytes: [UInt8], lines: [Line], skippedKey: String?) {
        self.bytes = bytes
        self.lines = lines
        self.skippedKey = skippedKey
    }

    /// The lines, or nil where there are bytes that mean something special to YAML (1.2, §5.1 and §5.4).
    private static func lines(of bytes: [UInt8]) -> [Line]? {
        guard bytes.last == UInt8(ascii: "\n") else { return nil }
        var lines: [Line] = []
        lines.reserveCapacity(bytes.count / 24)
        var start = 0
        while start < bytes.count {
            var end = start
            while bytes[end] == UInt8(ascii: " ") { end += 1 }
            let indent = end - start
            while bytes[end] != UInt8(ascii: "\n") {
                let byte = bytes[end]
                if byte < 0x20 || byte == 0x7F { return nil }
                // Control characters, other line breaks, byte-order marks and what is no character.
                if byte >= 0xC2, end + 2 < bytes.count {
                    if byte == 0xC2, bytes[end + 1] < 0xA0 { return nil }
                    if byte == 0xE2, bytes[end + 1] == 0x80, bytes[end + 2] & 0xFE == 0xA8 { return nil }
                    if byte == 0xEF, bytes[end + 1] >= 0xBB { return nil }
                }
                end += 1
            }
            lines.append(Line(start: start, end: end, indent: indent, isBlank: start + indent == end))
            start = end + 1
        }
        return lines
    }

    private mutating func document() throws(GivenUp) -> YAMLNode {
        skipEmptyLines()
        guard let line, line.indent == 0 else { throw GivenUp() }
        let root = try map(column: 0)
        guard self.line == nil else { throw GivenUp() }
        return root
    }

    /// The line being read, or nil at the end.
    private var line: Line? { index < lines.count ? lines[index] : nil }

    /// Skips empty lines and comments.
    private mutating func skipEmptyLines() {
        while let line, line.isBlank || bytes[line.start + line.indent] == UInt8(ascii: "#") { index += 1 }
    }

    /// Goes on to the next line that is not empty. A part at `column` has ended: what is deeper would continue it.
    private mutating func endLine(of column: Int) throws(GivenUp) {
        index += 1
        skipEmptyLines()
        if let line, line.indent > column { throw GivenUp() }
    }

    /// A block map whose keys stand at `column`, the first of them on this line.
    private mutating func map(column: Int) throws(GivenUp) -> YAMLNode {
        try enter()
        defer { leave() }
        let firstLine = lineNumber
        var fields: [YAMLField] = []
        var isFirst = true
        while let line, isFirst || line.indent == column {
            isFirst = false
            guard let key = key(at: line.start + column, to: line.end) else { throw GivenUp() }
            let name = text(key)
            let node = try keyNode(name, after: fields)
            let value = name == skippedKey ? skippedValue(of: column) : try value(at: key.upperBound + 1, of: column)
            fields.append(YAMLField(key: node, value: value))
        }
        if let line, line.indent > column { throw GivenUp() }
        return .map(fields, line: firstLine)
    }

    /// The node of a key. One that stands twice is an error, which the full parser explains.
    private func keyNode(_ key: String, after fields: [YAMLField]) throws(GivenUp) -> YAMLNode {
        for field in fields {
            if case .scalar(let known) = field.key, known.string == key { throw GivenUp() }
        }
        return scalar(key, .plain)
    }

    /// What stands after the colon of a key at `column`, on this line or on the following ones.
    private mutating func value(at position: Int, of column: Int) throws(GivenUp) -> YAMLNode {
        guard let line else { throw GivenUp() }
        let start = skipSpaces(from: position, to: line.end)
        guard start == line.end || bytes[start] == UInt8(ascii: "#") else {
            return try inline(at: start, of: column)
        }
        index += 1
        skipEmptyLines()
        guard let next = self.line else { throw GivenUp() }
        if isListElement(at: next.start + next.indent, to: next.end) {
            guard next.indent >= column else { throw GivenUp() }
            return try list(column: next.indent)
        }
        guard next.indent > column else { throw GivenUp() }
        let first = bytes[next.start + next.indent]
        if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
            return try inline(at: next.start + next.indent, of: column)
        }
        return try map(column: next.indent)
    }

    /// Goes on behind the value of a key at `column`: all lines that are indented further belong to it.
    private mutating func skippedValue(of column: Int) -> YAMLNode {
        let number = lineNumber
        index += 1
        while let line, line.isBlank || line.indent > column { index += 1 }
        skipEmptyLines()
        return .scalar(YAMLScalar(string: "", line: number, style: .plain))
    }

    /// A block list whose hyphens stand at `column`.
    private mutating func list(column: Int) throws(GivenUp) -> YAMLNode {
        try enter()
        defer { leave() }
        let firstLine = lineNumber
        var elements: [YAMLNode] = []
        while let line, line.indent == column, isListElement(at: line.start + column, to: line.end) {
            let start = skipSpaces(from: line.start + column + 1, to: line.end)
            guard start < line.end, !isListElement(at: start, to: line.end) else { throw GivenUp() }
            if key(at: start, to: line.end) != nil {
                elements.append(try map(column: start - line.start))
            } else {
                elements.append(try inline(at: start, of: column))
            }
        }
        if let line, line.indent > column { throw GivenUp() }
        return .list(elements, line: firstLine)
    }

    /// A value that begins on this line, of a key or hyphen at `column`.
    private mutating func inline(at start: Int, of column: Int) throws(GivenUp) -> YAMLNode {
        guard let line else { throw GivenUp() }
        let number = lineNumber
        switch bytes[start] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "["), UInt8(ascii: "{"):
            var position = start
            flowColumn = column
            let node = try flow(at: &position)
            guard let last = self.line, isEndOfLine(position, last.end) else { throw GivenUp() }
            try endLine(of: column)
            return node
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            return try block(at: start, of: column)
        default:
            let text = try plainText(from: start, to: line.end)
            try endLine(of: column)
            return .scalar(YAMLScalar(string: text, line: number, style: .plain))
        }
    }

    /// A text without quotes, up to a comment or the end of the line.
    private func plainText(from start: Int, to end: Int) throws(GivenUp) -> String {
        guard Self.plainStarts.contains(bytes[start]) else { throw GivenUp() }
        var last = start
        var position = start
        while position < end {
            let byte = bytes[position]
            if byte == UInt8(ascii: ":"), position + 1 == end || bytes[position + 1] == UInt8(ascii: " ") {
                throw GivenUp()
            }
            if byte == UInt8(ascii: "#"), bytes[position - 1] == UInt8(ascii: " ") { break }
            position += 1
            if byte != UInt8(ascii: " ") { last = position }
        }
        return text(start..<last)
    }

    /// A `|` or `>` block of a key or hyphen at `column`: its first line says how far it is indented.
    private mutating func block(at start: Int, of column: Int) throws(GivenUp) -> YAMLNode {
        guard let header = line else { throw GivenUp() }
        let isFolded = bytes[start] == UInt8(ascii: ">")
        var position = start + 1
        let isStripped = position < header.end && bytes[position] == UInt8(ascii: "-")
        if isStripped { position += 1 }
        guard isEndOfLine(position, header.end) else { throw GivenUp() }
        let number = index + 1
        index += 1
        guard let first = line, !first.isBlank, first.indent > column else { throw GivenUp() }
        var text: [UInt8] = []
        var breaks = 0
        while let line {
            if line.isBlank {
                guard line.start == line.end else { throw GivenUp() }
                breaks += 1
                index += 1
                continue
            }
            guard line.indent >= first.indent else { break }
            if isFolded {
                // Lines that are indented further, and spaces before a break, are folded by rules of their own.
                guard line.indent == first.indent, bytes[line.end - 1] != UInt8(ascii: " ") else { throw GivenUp() }
            }
            if index >= number + 1 {
                if isFolded, breaks == 0 { text.append(UInt8(ascii: " ")) }
                for _ in 0..<(isFolded ? breaks : breaks + 1) { text.append(UInt8(ascii: "\n")) }
            }
            for place in (line.start + first.indent)..<line.end { text.append(bytes[place]) }
            breaks = 0
            index += 1
        }
        if !isStripped { text.append(UInt8(ascii: "\n")) }
        skipEmptyLines()
        if let line, line.indent > column { throw GivenUp() }
        return .scalar(YAMLScalar(string: String(decoding: text, as: UTF8.self), line: number, style: .block))
    }

    /// Counts a level.
    mutating func enter() throws(GivenUp) {
        depth += 1
        if depth > Self.maximumDepth { throw GivenUp() }
    }

    /// Leaves a level.
    mutating func leave() {
        depth -= 1
    }
}

/// What stands on one line.
extension PlainYAMLReader {
    /// The bytes that a text without quotes may begin with here: none that mean something to YAML.
    private static let plainStarts = ByteSet.wordCharacters.union(ByteSet("./$(\\^~+=;<")).union(ByteSet(0x80...0xFF))
    /// The bytes that a text without quotes is made of inside brackets.
    private static let flowBytes = ByteSet.wordCharacters.union(ByteSet("./$(\\^~+=;<)- @*&|!%>")).union(
        ByteSet(0x80...0xFF)
    )
    private static let keyStarts = ByteSet.letters.union(ByteSet("_"))
    private static let keyBytes = ByteSet.wordCharacters.union(ByteSet("-"))
    /// The longest key; the library knows a limit too.
    private static let maximumKeyLength = 100

    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    func skipSpaces(from start: Int, to end: Int) -> Int {
        var position = start
        while position < end, bytes[position] == UInt8(ascii: " ") { position += 1 }
        return position
    }

    /// Whether nothing or a comment follows.
    func isEndOfLine(_ position: Int, _ end: Int) -> Bool {
        let next = skipSpaces(from: position, to: end)
        return next == end || (next > position && bytes[next] == UInt8(ascii: "#"))
    }

    /// A key without quotes, with its colon after it.
    func key(at start: Int, to end: Int) -> Range<Int>? {
        guard start < end, Self.keyStarts.contains(bytes[start]) else { return nil }
        var position = start + 1
        while position < end, Self.keyBytes.contains(bytes[position]) { position += 1 }
        guard position < end, bytes[position] == UInt8(ascii: ":"), position - start <= Self.maximumKeyLength,
            position + 1 == end || bytes[position + 1] == UInt8(ascii: " ")
        else { return nil }
        return start..<position
    }

    /// Whether a hyphen stands here with a space or nothing after it.
    func isListElement(at position: Int, to end: Int) -> Bool {
        bytes[position] == UInt8(ascii: "-") && (position + 1 == end || bytes[position + 1] == UInt8(ascii: " "))
    }

    /// A text in quotes, or inside brackets also without, or a list or map in brackets.
    mutating func flow(at position: inout Int) throws(GivenUp) -> YAMLNode {
        guard let end = line?.end, position < end else { throw GivenUp() }
        switch bytes[position] {
        case UInt8(ascii: "'"):
            return scalar(try singleQuoted(at: &position, to: end), .quoted)
        case UInt8(ascii: "\""):
            return scalar(try doubleQuoted(at: &position, to: end), .quoted)
        case UInt8(ascii: "["):
            return try flowList(at: &position)
        case UInt8(ascii: "{"):
            return try flowMap(at: &position)
        default:
            let start = position
            guard Self.plainStarts.contains(bytes[start]) else { throw GivenUp() }
            while position < end, Self.flowBytes.contains(bytes[position]) { position += 1 }
            var last = position
            while bytes[last - 1] == UInt8(ascii: " ") { last -= 1 }
            return scalar(text(start..<last), .plain)
        }
    }

    private func scalar(_ text: String, _ style: YAMLScalar.Style) -> YAMLNode {
        .scalar(YAMLScalar(string: text, line: lineNumber, style: style))
    }

    private mutating func flowList(at position: inout Int) throws(GivenUp) -> YAMLNode {
        try enter()
        defer { leave() }
        let firstLine = lineNumber
        var elements: [YAMLNode] = []
        while try hasFlowElement(at: &position, isFirst: elements.isEmpty, close: UInt8(ascii: "]")) {
            elements.append(try flow(at: &position))
        }
        return .list(elements, line: firstLine)
    }

    private mutating func flowMap(at position: inout Int) throws(GivenUp) -> YAMLNode {
        try enter()
        defer { leave() }
        let firstLine = lineNumber
        var fields: [YAMLField] = []
        while try hasFlowElement(at: &position, isFirst: fields.isEmpty, close: UInt8(ascii: "}")) {
            guard let end = line?.end, let key = key(at: position, to: end) else { throw GivenUp() }
            let node = try keyNode(text(key), after: fields)
            position = skipSpaces(from: key.upperBound + 1, to: end)
            fields.append(YAMLField(key: node, value: try flow(at: &position)))
        }
        return .map(fields, line: firstLine)
    }

    /// Goes past an opening bracket or comma to the next element; past the closing bracket where there is none.
    private mutating func hasFlowElement(at position: inout Int, isFirst: Bool, close: UInt8) throws(GivenUp) -> Bool {
        if !isFirst { try skipFlowSpaces(from: &position) }
        if isFirst || bytes[position] == UInt8(ascii: ",") {
            position += 1
            try skipFlowSpaces(from: &position)
            guard bytes[position] == close else { return true }
        }
        guard bytes[position] == close else { throw GivenUp() }
        position += 1
        return false
    }

    /// Goes to the next byte that is no space, on this line or on the next one.
    private mutating func skipFlowSpaces(from position: inout Int) throws(GivenUp) {
        while let line {
            position = skipSpaces(from: position, to: line.end)
            if position < line.end { return }
            index += 1
            guard let next = self.line, next.indent > flowColumn else { throw GivenUp() }
            position = next.start + next.indent
        }
        throw GivenUp()
    }

    private func singleQuoted(at position: inout Int, to end: Int) throws(GivenUp) -> String {
        let start = position + 1
        position = start
        var hasQuotes = false
        while position < end {
            if bytes[position] == UInt8(ascii: "'") {
                guard position + 1 < end, bytes[position + 1] == UInt8(ascii: "'") else { break }
                hasQuotes = true
                position += 1
            }
            position += 1
        }
        guard position < end else { throw GivenUp() }
        position += 1
        let range = start..<(position - 1)
        guard hasQuotes else { return text(range) }
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var isDoubled = false
        for byte in bytes[range] {
            isDoubled = byte == UInt8(ascii: "'") && !isDoubled
            if !isDoubled { result.append(byte) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A text in double quotes with the escapes of YAML 1.2, §5.7, that stand for one printable character or a break.
    private func doubleQuoted(at position: inout Int, to end: Int) throws(GivenUp) -> String {
        let start = position + 1
        position = start
        while position < end, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\") {
            position += 1
        }
        guard position < end else { throw GivenUp() }
        if bytes[position] == UInt8(ascii: "\"") {
            position += 1
            return text(start..<(position - 1))
        }
        var result = Array(bytes[start..<position])
        while position < end {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: result, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                result.append(byte)
                continue
            }
            guard position < end else { throw GivenUp() }
            switch bytes[position] {
            case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "r"): result.append(UInt8(ascii: "\r"))
            case UInt8(ascii: "t"): result.append(UInt8(ascii: "\t"))
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(bytes[position])
            default: throw GivenUp()
            }
            position += 1
        }
        throw GivenUp()
    }

    /// The number of the line being read, from 1.
    private var lineNumber: Int { index + 1 }
}
