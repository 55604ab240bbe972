// How a string begins that may hold a recorded stream.

/// How a string begins that may hold a recorded stream of server-sent events: with the name of a field, a comment or
/// the head of an answer, perhaps behind a byte order mark or line ends, and with escapes in any of it.
package enum StreamStart {
    private static let data = Array("data:".utf8)
    private static let event = Array("event:".utf8)
    private static let id = Array("id:".utf8)
    private static let retry = Array("retry:".utf8)
    private static let head = Array("HTTP/".utf8)
    /// More line ends begin nothing.
    private static let mostLineEnds = 8
    /// How many bytes such a beginning has at most, each escaped.
    private static let longest = 6 * (1 + mostLineEnds + 6)

    /// What can be said of a beginning.
    private enum Answer {
        case isOne, isNone
        /// It may be one, of which more is to come.
        case isCut
    }

    /// A character of a string.
    private enum Character {
        case byte(UInt8, next: Int)
        case mark(next: Int)
        case other, cut
    }

    /// Whether the raw inside of a string at `place` begins so.
    @inline(__always)
    static func begins(_ raw: Span<UInt8>, _ place: Int) -> Bool {
        guard place < raw.count else { return false }
        switch raw[place] {
        case UInt8(ascii: ":"): return true
        case UInt8(ascii: "d"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "r"), UInt8(ascii: "H"),
            UInt8(ascii: "\\"), 0xEF:
            return answer(raw, place) == .isOne
        default: return false
        }
    }

    private static func answer(_ raw: Span<UInt8>, _ place: Int) -> Answer {
        var place = place
        if case .mark(let next) = character(raw, place) { place = next }
        var lineEnds = 0
        while true {
            switch character(raw, place) {
            case .cut: return .isCut
            case .mark, .other: return .isNone
            case .byte(let byte, let next):
                switch byte {
                case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                    lineEnds += 1
                    guard lineEnds <= mostLineEnds else { return .isNone }
                    place = next
                case UInt8(ascii: ":"): return .isOne
                case UInt8(ascii: "d"): return has(data, raw, next)
                case UInt8(ascii: "e"): return has(event, raw, next)
                case UInt8(ascii: "i"): return has(id, raw, next)
                case UInt8(ascii: "r"): return has(retry, raw, next)
                case UInt8(ascii: "H"): return lineEnds == 0 ? has(head, raw, next) : .isNone
                default: return .isNone
                }
            }
        }
    }

    /// Whether what follows the first letter of `name` is the rest of it.
    private static func has(_ name: [UInt8], _ raw: Span<UInt8>, _ place: Int) -> Answer {
        var place = place
        for expected in name.dropFirst() {
            switch character(raw, place) {
            case .cut: return .isCut
            case .byte(let byte, let next) where byte == expected: place = next
            case .byte, .mark, .other: return .isNone
            }
        }
        return .isOne
    }

    /// The character that is spelled at `place`, if it is one that such a beginning may have.
    private static func character(_ raw: Span<UInt8>, _ place: Int) -> Character {
        guard place < raw.count else { return .cut }
        let byte = raw[place]
        if byte == ByteOrderMark.bytes[0] {
            for index in 1..<ByteOrderMark.bytes.count {
                guard place + index < raw.count else { return .cut }
                if raw[place + index] != ByteOrderMark.bytes[index] { return .other }
            }
            return .mark(next: place + ByteOrderMark.bytes.count)
        }
        guard byte == UInt8(ascii: "\\") else { return .byte(byte, next: place + 1) }
        guard place + 1 < raw.count else { return .cut }
        switch raw[place + 1] {
        case UInt8(ascii: "n"): return .byte(UInt8(ascii: "\n"), next: place + 2)
        case UInt8(ascii: "r"): return .byte(UInt8(ascii: "\r"), next: place + 2)
        case UInt8(ascii: "/"): return .byte(UInt8(ascii: "/"), next: place + 2)
        case UInt8(ascii: "u"):
            guard place + 6 <= raw.count else { return .cut }
            guard let value = JSONReader.hexadecimal(raw, from: place + 2) else { return .other }
            if value == 0xFEFF { return .mark(next: place + 6) }
            return value < 0x80 ? .byte(UInt8(value), next: place + 6) : .other
        default: return .other
        }
    }

    /// How many of the last bytes may be a quote and the beginning of such a beginning, so that they have to be read
    /// together with what follows.
    package static func cutCount(_ bytes: Span<UInt8>) -> Int {
        var place = bytes.count
        while place > 0, bytes.count - place <= longest {
            place -= 1
            guard bytes[place] == UInt8(ascii: "\"") else { continue }
            let inside = bytes.count - place - 1
            if inside == 0 { return mayOpen(bytes, place) ? 1 : 0 }
            return answer(bytes, place + 1) == .isCut ? inside + 1 : 0
        }
        return 0
    }

    /// Whether the quote at `place` may be one before a value.
    private static func mayOpen(_ bytes: Span<UInt8>, _ place: Int) -> Bool {
        var before = place
        while before > 0, JSONBytes.isBlank(bytes[before - 1]) { before -= 1 }
        guard before > 0 else { return true }
        let byte = bytes[before - 1]
        return byte == UInt8(ascii: ":") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[")
    }
}
