// How far the first bytes of a body have been understood, for each format.

/// Lines that may be those of an event stream.
///
/// A file that merely begins with `id:` or `data:` is told apart by its other lines, which are not fields.
struct FieldLines {
    /// Whether it is known that a stream is to come, so that any line may be a field that begins like one.
    var isExpected = false
    private var name: [UInt8] = []
    private var isAfterColon = false
    private var isAfterReturn = false
    /// Whether a `data:` line has come.
    private(set) var hasData = false

    /// Takes a byte. The result is true at the end of a block with data, false where the lines are something else.
    mutating func take(_ byte: UInt8) -> Bool? {
        if byte == UInt8(ascii: "\n"), isAfterReturn {
            isAfterReturn = false
            return nil
        }
        isAfterReturn = byte == UInt8(ascii: "\r")
        if byte == UInt8(ascii: "\n") || isAfterReturn {
            if isAfterColon {
                isAfterColon = false
                name = []
                return nil
            }
            guard !name.isEmpty else { return hasData ? true : nil }
            // A line without a colon is the name of a field that is empty.
            let isField = isExpected || SSEField.named(name[...], hasColon: false) != .unknown
            name = []
            return isField ? nil : false
        }
        if isAfterColon { return nil }
        guard byte == UInt8(ascii: ":") else {
            name.append(byte)
            return mayBeField ? nil : false
        }
        let field = SSEField.named(name[...], hasColon: true)
        isAfterColon = true
        if field == .data { hasData = true }
        return field == .unknown && !isExpected ? false : nil
    }

    /// Whether the beginning of a line may be that of a field's name.
    private var mayBeField: Bool {
        if Self.names.contains(where: { $0.utf8.starts(with: name) }) { return true }
        return isExpected && name.count <= Self.longestName && name.allSatisfy(Self.isNameByte)
    }

    private static let names = ["data", "event", "id", "retry"]
    private static let longestName = 32

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default:
            false
        }
    }
}

/// A document that begins with a brace.
struct JSONStart {
    private enum Place {
        case start, string, escape, nested, after
    }

    private var place = Place.start
    private var depth = 1
    private var hasLineEnd = false

    /// Takes a byte after the brace.
    mutating func take(_ byte: UInt8) -> PayloadFormat? {
        switch place {
        case .start:
            if byte == UInt8(ascii: "\"") {
                place = .string
            } else if byte == UInt8(ascii: "}") {
                place = .after
            } else if byte == UInt8(ascii: "\n") {
                hasLineEnd = true
            } else if !JSONBytes.isBlank(byte) {
                return .text
            }
            // An object over several lines is no line of many.
            return hasLineEnd && place != .start ? .json : nil
        case .string:
            if byte == UInt8(ascii: "\"") { place = .nested }
            if byte == UInt8(ascii: "\\") { place = .escape }
            return byte == UInt8(ascii: "\n") ? .json : nil
        case .escape:
            place = .string
            return byte == UInt8(ascii: "\n") ? .json : nil
        case .nested: return takeNested(byte)
        case .after:
            if byte == UInt8(ascii: "\n") { hasLineEnd = true }
            if JSONBytes.isBlank(byte) { return nil }
            return hasLineEnd && byte == UInt8(ascii: "{") ? .ndjson : .json
        }
    }

    private mutating func takeNested(_ byte: UInt8) -> PayloadFormat? {
        switch byte {
        case UInt8(ascii: "\""): place = .string
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            if depth == 0 { place = .after }
        case UInt8(ascii: "\n"): return .json
        default: break
        }
        return nil
    }
}

/// A document that begins with a bracket, which a log line may do as well.
struct ArrayStart {
    private enum Place {
        case start, scalar, object, key, wrapper
    }

    private var place = Place.start
    private var token: [UInt8] = []
    /// Whether the object is in the member `response` of the first element, as Code Assist streams.
    private var isWrapped = false

    /// Takes a byte after the bracket.
    mutating func take(_ byte: UInt8) -> PayloadFormat? {
        switch place {
        case .start:
            if JSONBytes.isBlank(byte) { return nil }
            switch byte {
            case UInt8(ascii: "{"): place = .object
            case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""): return .json
            default:
                guard JSONBytes.beginsScalar(byte) else { return .text }
                token = [byte]
                place = .scalar
            }
        case .scalar:
            if JSONBytes.isScalar(byte), token.count < 64 {
                token.append(byte)
                return nil
            }
            let endsToken = JSONBytes.isBlank(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]")
            return endsToken && isValue ? .json : .text
        case .object:
            if JSONBytes.isBlank(byte) { return nil }
            guard byte == UInt8(ascii: "\"") else { return byte == UInt8(ascii: "}") ? .json : .text }
            place = .key
        case .key:
            guard byte == UInt8(ascii: "\"") else {
                token.append(byte)
                return token.count > 32 ? .json : nil
            }
            if Self.streamKeys.contains(where: { $0.utf8.elementsEqual(token) }) { return .array }
            guard !isWrapped, token.elementsEqual("response".utf8) else { return .json }
            isWrapped = true
            token = []
            place = .wrapper
        case .wrapper:
            if JSONBytes.isBlank(byte) || byte == UInt8(ascii: ":") { return nil }
            guard byte == UInt8(ascii: "{") else { return .json }
            place = .object
        }
        return nil
    }

    private var isValue: Bool {
        let text = String(decoding: token, as: UTF8.self)
        return ["true", "false", "null"].contains(text) || Double(text) != nil
    }

    /// The members of `GenerateContentResponse` (Gemini API reference) that an element can begin with.
    private static let streamKeys = ["candidates", "promptFeedback", "usageMetadata", "modelVersion", "responseId"]
}

/// The head of an HTTP answer: a line that begins with `HTTP/`, fields, and a blank line (RFC 9112 §2.1).
struct HTTPHead {
    private static let start = Array("HTTP/".utf8)
    private static let typeName = Array("content-type:".utf8)

    /// The bytes of the line; of the first one after its `H`.
    private var line: [UInt8] = Array("H".utf8)
    private var isFirst = true
    /// What the field `Content-Type` says; empty if there is none.
    private(set) var contentType = ""

    /// Takes a byte after the first `H`. The result is true at the end of the head, false where it is something else.
    mutating func take(_ byte: UInt8) -> Bool? {
        guard byte == UInt8(ascii: "\n") else {
            line.append(byte)
            if isFirst, line.count <= Self.start.count, line.last != Self.start[line.count - 1] { return false }
            return nil
        }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        if isFirst, line.count < Self.start.count { return false }
        if line.isEmpty { return true }
        if !isFirst, line.prefix(Self.typeName.count).map({ $0 | 0x20 }) == Self.typeName {
            contentType = String(decoding: line.dropFirst(Self.typeName.count), as: UTF8.self)
        }
        isFirst = false
        line.removeAll(keepingCapacity: true)
        return nil
    }
}
