// How a string begins that may hold a recorded stream.

/// How a string begins that may hold a recorded stream of server-sent events: with the name of a field, or a comment.
package enum StreamStart {
    private static let data = Array("data:".utf8)
    private static let event = Array("event:".utf8)
    private static let id = Array("id:".utf8)
    private static let retry = Array("retry:".utf8)
    private static let names = [data, event, id, retry]
    private static let longest = 6

    /// Whether the raw inside of a string at `place` begins so.
    @inline(__always)
    static func begins(_ raw: Span<UInt8>, _ place: Int) -> Bool {
        guard place < raw.count else { return false }
        switch raw[place] {
        case UInt8(ascii: ":"): return true
        case UInt8(ascii: "d"): return has(data, raw, place)
        case UInt8(ascii: "e"): return has(event, raw, place)
        case UInt8(ascii: "i"): return has(id, raw, place)
        case UInt8(ascii: "r"): return has(retry, raw, place)
        default: return false
        }
    }

    private static func has(_ name: [UInt8], _ raw: Span<UInt8>, _ place: Int) -> Bool {
        common(name, raw, place) == name.count
    }

    /// How many bytes from `place` on are those of `name`.
    private static func common(_ name: [UInt8], _ raw: Span<UInt8>, _ place: Int) -> Int {
        var count = 0
        while count < name.count, place + count < raw.count, raw[place + count] == name[count] { count += 1 }
        return count
    }

    /// How many of the last bytes may be a quote and the beginning of such a beginning, so that they have to be read
    /// together with what follows.
    package static func cutCount(_ bytes: Span<UInt8>) -> Int {
        var place = bytes.count
        while place > 0, bytes.count - place < longest {
            place -= 1
            guard bytes[place] == UInt8(ascii: "\"") else { continue }
            let inside = bytes.count - place - 1
            if inside == 0 { return mayOpen(bytes, place) ? 1 : 0 }
            let isCut = names.contains { inside < $0.count && common($0, bytes, place + 1) == inside }
            return isCut ? inside + 1 : 0
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
