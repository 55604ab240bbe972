// Finds what the parser must not be given.

/// Walks through a document's texts, brackets and commas, and finds the first place at which TOMLKit's parser would end
/// the process, which it does by assertions where TOML is broken in ways that it does not expect, or where it goes too
/// deep.
///
/// The parser stops at the first thing that it does not understand, so all that counts is that both see the same things
/// in what has been right so far. What is wrong in any other way is left to the parser.
struct TOMLOutline {
    /// What comes next.
    private enum Place {
        /// A table's header, a key, a comment: the beginning of a line that no value reaches into.
        case statement
        /// A key, or anything after a header.
        case key
        case value
        case valueEnd
    }

    private enum Container {
        case array
        case table
    }

    /// The parser goes one call deeper for each part of a key, and bounds only what is nested by brackets.
    static let mostParts = 1_000

    /// The bytes of a date such as `1979-05-27`.
    private static let dateLength = 10

    private let bytes: [UInt8]
    private var index = 0
    private var place = Place.statement
    /// The brackets that are open within a value, with the parts of the keys around them.
    private var containers: [(kind: Container, parts: Int)] = []
    /// How many dots stand in the keys that lead to this place, from the last header on.
    private var parts = 0

    private init(_ text: String) {
        bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    /// Why a document is not given to the parser; nil when it can be.
    static func failure(in text: String) -> TOMLFailure? {
        var outline = TOMLOutline(text)
        while let byte = outline.byte() {
            if let reason = outline.step(byte) {
                let line = 1 + outline.bytes[..<min(outline.index, outline.bytes.count)].count { $0 == .newline }
                return TOMLFailure(line: line, reason: reason)
            }
        }
        return nil
    }

    private func byte(_ distance: Int = 0) -> UInt8? {
        index + distance < bytes.count ? bytes[index + distance] : nil
    }

    /// Goes over one thing; says what is wrong with it.
    private mutating func step(_ byte: UInt8) -> String? {
        switch byte {
        case 0: return "a NUL character is not allowed in TOML"
        case .newline:
            if containers.isEmpty { (place, parts) = (.statement, 0) }
            index += 1
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): index += 1
        case UInt8(ascii: "#"):
            while let next = self.byte(), next != .newline, next != 0 { index += 1 }
        default:
            switch place {
            case .statement:
                place = .key
                return byte == UInt8(ascii: "[") ? header() : key(byte)
            case .key: return key(byte)
            case .value: return value(byte)
            case .valueEnd: valueEnd(byte)
            }
        }
        return nil
    }

    /// The parser takes it for granted that a header has a name.
    private mutating func header() -> String? {
        index += 1
        skipBlanks()
        if byte() == UInt8(ascii: "[") {
            index += 1
            skipBlanks()
        }
        guard let first = byte(), first != 0 else { return nil }
        let isName = first.isBareKey || first.isQuote || first == UInt8(ascii: "]")
        return isName ? nil : "a table's header needs a name: a bare key or one in quotes"
    }

    private mutating func key(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "="):
            place = .value
            index += 1
        case UInt8(ascii: "."):
            parts += 1
            if parts > Self.mostParts { return "a key with more than \(Self.mostParts) parts is not read" }
            index += 1
        case UInt8(ascii: "}"): close()
        case UInt8(ascii: ","): separate()
        case _ where byte.isQuote: skipText(byte)
        default: index += 1
        }
        return nil
    }

    private mutating func value(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            let kind = byte == UInt8(ascii: "[") ? Container.array : .table
            containers.append((kind, parts))
            if kind == .table { place = .key }
            index += 1
        case UInt8(ascii: "]"): close()
        case UInt8(ascii: "}"): return "a } is in the place of a value"
        case UInt8(ascii: ","): separate()
        case _ where byte.isQuote:
            skipText(byte)
            place = .valueEnd
        case 0x80...: return "a value cannot begin with this character"
        default: return number()
        }
        return nil
    }

    private mutating func valueEnd(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "]"), UInt8(ascii: "}"): close()
        case UInt8(ascii: ","): separate()
        default: index += 1
        }
    }

    /// A number, a date, a word: up to where the parser sees its end. It looks beyond a blank for the time that belongs
    /// to a date, and takes it for granted that a date and a T are followed by a number.
    private mutating func number() -> String? {
        place = .valueEnd
        let start = index
        var (hasColon, isTimeless) = (false, false)
        while let byte = byte(), !byte.endsValue {
            hasColon = hasColon || byte == UInt8(ascii: ":")
            index += 1
            if byte | 0x20 == UInt8(ascii: "t"), let next = self.byte(), !next.isDigit { isTimeless = true }
        }
        if hasColon, isTimeless { return "a date and a T are not followed by a time" }
        guard byte() == UInt8(ascii: " "), let next = byte(1), next.isDigit else { return nil }
        let isMoment = index - start == Self.dateLength && byte(2)?.isDigit ?? true
        return isMoment ? nil : "a value is followed by another one"
    }

    private mutating func close() {
        if let container = containers.popLast() { parts = container.parts }
        place = .valueEnd
        index += 1
    }

    private mutating func separate() {
        if let container = containers.last {
            parts = container.parts
            place = container.kind == .array ? .value : .key
        }
        index += 1
    }

    private mutating func skipBlanks() {
        while byte() == UInt8(ascii: " ") || byte() == UInt8(ascii: "\t") { index += 1 }
    }

    /// Skips a text with its quotes. One of a single line ends with its line, where the parser stops.
    private mutating func skipText(_ quote: UInt8) {
        let isLong = byte(1) == quote && byte(2) == quote
        index += isLong ? 3 : 1
        while let byte = byte(), byte != 0 {
            if byte == quote {
                let count = isLong ? quotes(quote) : 1
                index += count
                if !isLong || count >= 3 { return }
            } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), let next = self.byte(1), next != 0 {
                index += 2
            } else if byte == .newline, !isLong {
                return
            } else {
                index += 1
            }
        }
    }

    /// How many quotes stand here: three end a text, and up to two before them belong to it.
    private func quotes(_ quote: UInt8) -> Int {
        var count = 1
        while count < 5, byte(count) == quote { count += 1 }
        return count
    }
}

extension UInt8 {
    fileprivate static var newline: UInt8 { UInt8(ascii: "\n") }

    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }

    fileprivate var isBareKey: Bool {
        isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
            || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
    }

    /// Whether the parser takes it for the end of a value. It does so for blanks beyond ASCII too, after which it
    /// stops.
    fileprivate var endsValue: Bool {
        switch self {
        case 0, 0x09...0x0D, UInt8(ascii: " "): true
        case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: "#"): true
        default: false
        }
    }
}
