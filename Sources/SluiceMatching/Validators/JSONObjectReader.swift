// A check that bytes are one JSON object, fed byte by byte.

/// Follows a text and tells whether it is one JSON object (RFC 8259). Takes no memory and no whole text, so that it
/// can read what a decoder gives byte by byte. Objects nested deeper than 64 levels are refused. Of numbers only the
/// characters are checked, not their order.
package struct JSONObjectReader: Sendable {
    private enum State {
        case start, key, keyOrEnd, colon, value, valueOrEnd, next, end, failed
        case string(isKey: Bool), escape(isKey: Bool), unicode(left: Int, isKey: Bool)
        case number, literal(StaticString, matched: Int)
    }

    private var state = State.start
    private var depth = 0
    /// One bit for each level, the innermost lowest: 1 for an object, 0 for an array.
    private var levels: UInt64 = 0
    private let wantedKey: StaticString
    /// How many bytes of the wanted key the current key has matched; negative where it cannot be the one.
    private var keyMatch = -1
    /// Whether the outermost object has the wanted key.
    package private(set) var hasWantedKey = false

    /// Looks for `wantedKey` in the outermost object on the way.
    package init(wantedKey: StaticString = "") {
        self.wantedKey = wantedKey
    }

    /// Whether the object is closed and nothing but white space has followed.
    package var isComplete: Bool {
        if case .end = state { true } else { false }
    }

    /// Whether no further byte can make it an object.
    package var hasFailed: Bool {
        if case .failed = state { true } else { false }
    }

    /// Takes the next byte.
    package mutating func take(_ byte: UInt8) {
        switch state {
        case .failed: return
        case .string(let isKey): takeInString(byte, isKey: isKey)
        case .escape(let isKey): takeEscape(byte, isKey: isKey)
        case .unicode(let left, let isKey):
            guard ByteSet.hex.contains(byte) else { return state = .failed }
            state = left == 1 ? .string(isKey: isKey) : .unicode(left: left - 1, isKey: isKey)
        case .number:
            if !Self.numberBytes.contains(byte) {
                state = .next
                take(byte)
            }
        case .literal(let word, let matched): takeLiteral(byte, word: word, matched: matched)
        case .start, .key, .keyOrEnd, .colon, .value, .valueOrEnd, .next, .end:
            if !Self.blanks.contains(byte) { takeStructure(byte) }
        }
    }

    private static let blanks = ByteSet(" \t\n\r")
    private static let numberBytes = ByteSet("0123456789.eE+-")

    private mutating func takeStructure(_ byte: UInt8) {
        switch (state, byte) {
        case (.start, UInt8(ascii: "{")), (.value, UInt8(ascii: "{")), (.valueOrEnd, UInt8(ascii: "{")):
            open(isObject: true)
        case (.value, UInt8(ascii: "[")), (.valueOrEnd, UInt8(ascii: "[")): open(isObject: false)
        case (.key, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")):
            keyMatch = depth == 1 ? 0 : -1
            state = .string(isKey: true)
        case (.keyOrEnd, UInt8(ascii: "}")): close()
        case (.colon, UInt8(ascii: ":")): state = .value
        case (.valueOrEnd, UInt8(ascii: "]")): close()
        case (.value, _), (.valueOrEnd, _): takeValueStart(byte)
        case (.next, UInt8(ascii: ",")): state = levels & 1 == 1 ? .key : .value
        case (.next, UInt8(ascii: "}")) where levels & 1 == 1: close()
        case (.next, UInt8(ascii: "]")) where levels & 1 == 0: close()
        default: state = .failed
        }
    }

    private mutating func takeValueStart(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): state = .string(isKey: false)
        case UInt8(ascii: "t"): state = .literal("true", matched: 1)
        case UInt8(ascii: "f"): state = .literal("false", matched: 1)
        case UInt8(ascii: "n"): state = .literal("null", matched: 1)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): state = .number
        default: state = .failed
        }
    }

    private mutating func takeInString(_ byte: UInt8, isKey: Bool) {
        switch byte {
        case UInt8(ascii: "\""):
            if isKey, keyMatch == wantedKey.utf8CodeUnitCount { hasWantedKey = true }
            state = isKey ? .colon : .next
        case UInt8(ascii: "\\"):
            keyMatch = -1
            state = .escape(isKey: isKey)
        case 0..<0x20: state = .failed
        default: if isKey { matchKey(byte) }
        }
    }

    private mutating func matchKey(_ byte: UInt8) {
        guard keyMatch >= 0 else { return }
        let wanted = "\(wantedKey)".utf8
        let matches = keyMatch < wanted.count && wanted[wanted.index(wanted.startIndex, offsetBy: keyMatch)] == byte
        keyMatch = matches ? keyMatch + 1 : -1
    }

    private mutating func takeEscape(_ byte: UInt8, isKey: Bool) {
        if byte == UInt8(ascii: "u") {
            state = .unicode(left: 4, isKey: isKey)
        } else {
            state = ByteSet("\"\\/bfnrt").contains(byte) ? .string(isKey: isKey) : .failed
        }
    }

    private mutating func takeLiteral(_ byte: UInt8, word: StaticString, matched: Int) {
        let bytes = "\(word)".utf8
        guard bytes[bytes.index(bytes.startIndex, offsetBy: matched)] == byte else { return state = .failed }
        state = matched + 1 == bytes.count ? .next : .literal(word, matched: matched + 1)
    }

    private mutating func open(isObject: Bool) {
        guard depth < 64 else { return state = .failed }
        depth += 1
        levels = levels << 1 | (isObject ? 1 : 0)
        state = isObject ? .keyOrEnd : .valueOrEnd
    }

    private mutating func close() {
        depth -= 1
        levels >>= 1
        state = depth == 0 ? .end : .next
    }
}
