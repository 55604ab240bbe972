// Parses example templates.

import SluiceMatching

/// Parses an example template in one pass over its bytes.
struct TemplateParser {
    private let bytes: [UInt8]
    private var position = 0
    private var isMarkOpen = false
    private var openMarkPosition = 0

    /// The longest random text, in characters.
    static let maximumLength = 65536
    /// How deep templates may stand inside each other.
    private static let maximumDepth = 8

    private static let open = Array("{{".utf8)
    private static let close = Array("}}".utf8)
    private static let closeFunction = Array(")}}".utf8)
    private static let openMark = Array("«".utf8)
    private static let closeMark = Array("»".utf8)

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// Parses the whole text.
    mutating func parse() throws(TemplateError) -> [ExampleTemplate.Part] {
        let parts = try parts(depth: 0, functionStart: nil)
        if isMarkOpen { throw error(openMarkPosition, "`«` has no `»`") }
        return parts
    }

    /// Parses up to the end, or up to and including `)}}` inside the function that began at `functionStart`.
    private mutating func parts(depth: Int, functionStart: Int?) throws(TemplateError) -> [ExampleTemplate.Part] {
        var parts: [ExampleTemplate.Part] = []
        var text: [UInt8] = []
        func flush(_ text: inout [UInt8], to parts: inout [ExampleTemplate.Part]) {
            if !text.isEmpty { parts.append(.text(text)) }
            text = []
        }
        while position < bytes.count {
            let plain = position
            while position < bytes.count, !Self.isSpecial(bytes[position]) { position += 1 }
            if position > plain { text += bytes[plain..<position] }
            guard position < bytes.count else { break }
            if functionStart != nil, stands(Self.closeFunction, at: position) {
                position += Self.closeFunction.count
                flush(&text, to: &parts)
                return parts
            }
            if stands(Self.open, at: position) {
                if stands(Self.open, at: position + 2) {
                    text += Self.open
                    position += 4
                } else if stands(Self.open, at: position + 1) {
                    // Of three braces the first one is text: `${{{base62:8}}}`.
                    text.append(bytes[position])
                    position += 1
                } else {
                    flush(&text, to: &parts)
                    parts.append(try placeholder(depth: depth))
                }
            } else if stands(Self.openMark, at: position) || stands(Self.closeMark, at: position) {
                let mark = stands(Self.openMark, at: position) ? Self.openMark : Self.closeMark
                if stands(mark, at: position + mark.count) {
                    text += mark
                    position += 2 * mark.count
                } else {
                    flush(&text, to: &parts)
                    parts.append(try self.mark(isOpening: mark == Self.openMark, depth: depth, after: parts.last))
                }
            } else {
                text.append(bytes[position])
                position += 1
            }
        }
        if let functionStart { throw error(functionStart, "a placeholder that ends with `(` is not closed with `)}}`") }
        flush(&text, to: &parts)
        return parts
    }

    /// Whether a byte may begin a placeholder, the end of one or a mark.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "{") || byte == UInt8(ascii: ")") || byte == 0xC2
    }

    private mutating func mark(
        isOpening: Bool,
        depth: Int,
        after previous: ExampleTemplate.Part?
    ) throws(TemplateError) -> ExampleTemplate.Part {
        if depth > 0 { throw error(position, "a mark stands inside a placeholder; put it around the placeholder") }
        if isOpening {
            if isMarkOpen { throw error(position, "`«` stands inside marks; for the character itself write `««`") }
            openMarkPosition = position
        } else {
            if !isMarkOpen { throw error(position, "`»` has no `«`; for the character itself write `»»`") }
            if previous == .openMark { throw error(openMarkPosition, "there is nothing between `«` and `»`") }
        }
        isMarkOpen = isOpening
        position += Self.openMark.count
        return isOpening ? .openMark : .closeMark
    }

    /// Parses a placeholder, at whose `{{` the parser stands.
    private mutating func placeholder(depth: Int) throws(TemplateError) -> ExampleTemplate.Part {
        let start = position
        position += Self.open.count
        let nameStart = position
        while position < bytes.count, isNameByte(bytes[position]) { position += 1 }
        let name = String(decoding: bytes[nameStart..<position], as: UTF8.self)
        if position < bytes.count, bytes[position] == UInt8(ascii: "(") {
            return try function(name, start: start, depth: depth)
        }
        guard let end = firstClose(from: position) else { throw error(start, "`{{` is not closed with `}}`") }
        let hasArgument = position < end && bytes[position] == UInt8(ascii: ":")
        guard !name.isEmpty, position == end || hasArgument else {
            throw error(start, "`{{` is not followed by a placeholder's name; for the braces themselves write `{{{{`")
        }
        let argument = hasArgument ? Array(bytes[(position + 1)..<end]) : nil
        position = end + Self.close.count
        return try part(name, argument: argument, start: start)
    }

    private mutating func function(
        _ name: String,
        start: Int,
        depth: Int
    ) throws(TemplateError) -> ExampleTemplate.Part {
        guard let encoding = TemplateEncoding(rawValue: name) else {
            throw unknown(name, start, "a placeholder with `(`", known: TemplateEncoding.allCases.map(\.rawValue))
        }
        guard depth < Self.maximumDepth else {
            throw error(start, "placeholders stand more than \(Self.maximumDepth) deep inside each other")
        }
        position += 1
        return .encoded(encoding, try parts(depth: depth + 1, functionStart: start))
    }

    private func part(_ name: String, argument: [UInt8]?, start: Int) throws(TemplateError) -> ExampleTemplate.Part {
        switch name {
        case "one":
            guard let argument else { throw error(start, "`one` needs texts: `{{one:alpha|beta}}`") }
            return .choice(try choices(argument, start: start))
        case "chars":
            guard let argument, let colon = argument.lastIndex(of: UInt8(ascii: ":")) else {
                throw error(start, "`chars` needs characters and a length: `{{chars:A-Z2-7:16}}`")
            }
            let characters = String(decoding: argument[..<colon], as: UTF8.self)
            guard let alphabet = Alphabet(characterClass: characters) else {
                throw error(start, "the characters of `chars` must be ASCII, with ranges such as a-z, none backwards")
            }
            let length = try length(argument[(colon + 1)...], of: name, start: start)
            return .random(alphabet: alphabet.set.members, length: length)
        case "number", "wrong-number":
            return try numberPart(name, argument: argument, start: start)
        case "pem-body":
            guard let argument else { throw error(start, "`pem-body` needs a number of lines: `{{pem-body:12}}`") }
            guard let lines = number(argument[...]), (1...1000).contains(lines) else {
                throw error(start, "the number of lines of `pem-body` must be from 1 to 1000")
            }
            return .pemBody(lines: lines)
        case "jwt", "uuid":
            if argument != nil { throw error(start, "`\(name)` takes nothing after a colon") }
            return name == "jwt" ? .jwt : .uuid
        default:
            break
        }
        if let alphabet = Alphabet(named: name) {
            guard let argument else { throw error(start, "`\(name)` needs a length: `{{\(name):20}}`") }
            let length = try length(argument[...], of: name, start: start)
            return .random(alphabet: alphabet.set.members, length: length)
        }
        if argument != nil {
            throw unknown(
                name,
                start,
                "an alphabet",
                known: Alphabet.known.keys.sorted() + ["chars", "number", "one", "pem-body", "wrong-number"]
            )
        }
        guard SafeName.isIdentifier(name) else {
            throw error(start, "a placeholder's name is made of lower-case letters, digits and hyphens")
        }
        return .checksum(name: name)
    }

    /// `CHECK:FORM`.
    private func numberPart(
        _ name: String,
        argument: [UInt8]?,
        start: Int
    ) throws(TemplateError) -> ExampleTemplate.Part {
        guard let argument, let colon = argument.firstIndex(of: UInt8(ascii: ":")) else {
            throw error(start, "`\(name)` needs a check and a form: `{{\(name):us-ssn:999-99-9999}}`")
        }
        let check = String(decoding: argument[..<colon], as: UTF8.self)
        guard SafeName.isIdentifier(check) else {
            throw error(start, "the check of `\(name)` is made of lower-case letters, digits and hyphens")
        }
        do throws(NumberFormError) {
            let form = try NumberForm(String(decoding: argument[(colon + 1)...], as: UTF8.self))
            return .number(form: form, check: check, holds: name == "number")
        } catch {
            throw self.error(start, "the form of `\(name)` \(error.reason)")
        }
    }

    /// The texts between `|`; a backslash takes its special meaning from `|`, `}` and itself.
    private func choices(_ argument: [UInt8], start: Int) throws(TemplateError) -> [[UInt8]] {
        var choices: [[UInt8]] = [[]]
        var index = 0
        while index < argument.count {
            let byte = argument[index]
            if byte == UInt8(ascii: "\\"), index + 1 < argument.count, Self.escapable.contains(argument[index + 1]) {
                index += 1
                choices[choices.count - 1].append(argument[index])
            } else if byte == UInt8(ascii: "|") {
                choices.append([])
            } else {
                choices[choices.count - 1].append(byte)
            }
            index += 1
        }
        if contains(Self.open, in: argument) || contains(Self.openMark, in: argument)
            || contains(Self.closeMark, in: argument)
        {
            throw error(start, "the texts of `one` may not hold placeholders or marks")
        }
        guard choices.contains(where: { !$0.isEmpty }) else { throw error(start, "the texts of `one` are empty") }
        return choices
    }

    private static let escapable = ByteSet("|}\\")

    /// `N` or `N-M`.
    private func length(
        _ text: ArraySlice<UInt8>,
        of name: String,
        start: Int
    ) throws(TemplateError) -> ClosedRange<Int> {
        let ends = text.split(separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = ends.first, let last = ends.last, let least = number(first), let most = number(last),
            least <= most, (1...Self.maximumLength).contains(most)
        else {
            throw error(
                start,
                "the length of `\(name)` must be a number from 1 to \(Self.maximumLength), or two such as 20-40"
            )
        }
        return least...most
    }

    private func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 6, digits.allSatisfy({ ByteSet.digits.contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// The place of the next `}}` that no backslash precedes.
    private func firstClose(from start: Int) -> Int? {
        var index = start
        while index + 1 < bytes.count {
            if bytes[index] == UInt8(ascii: "\\"), Self.escapable.contains(bytes[index + 1]) {
                index += 2
            } else if stands(Self.close, at: index) {
                return index
            } else {
                index += 1
            }
        }
        return nil
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        ByteSet.alphanumerics.contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private func stands(_ text: [UInt8], at offset: Int) -> Bool {
        guard offset + text.count <= bytes.count else { return false }
        for index in text.indices where bytes[offset + index] != text[index] { return false }
        return true
    }

    private func contains(_ text: [UInt8], in other: [UInt8]) -> Bool {
        other.indices.contains { other[$0...].starts(with: text) }
    }

    private func error(_ offset: Int, _ reason: String) -> TemplateError {
        let column = bytes[..<offset].count { $0 & 0xC0 != 0x80 } + 1
        return TemplateError(column: column, reason: reason)
    }

    private func unknown(_ name: String, _ offset: Int, _ what: String, known: [String]) -> TemplateError {
        let shown = SafeName.quoted(name) ?? "the name"
        let meant = NearestName.suggestion(for: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
        return error(offset, "\(shown) is not \(what)\(meant)")
    }
}
