// The encodings that example templates can put a text into.

/// An encoding that an example template can put a text into: `{{base64(TEXT)}}`. The raw value is the name.
enum TemplateEncoding: String, Sendable, Hashable, CaseIterable {
    /// RFC 4648 §4, with padding.
    case base64
    /// RFC 4648 §5, without padding.
    case base64URL = "base64url"
    /// RFC 4648 §8, in lower case.
    case hex
    /// What stands between the quotes of a JSON string (RFC 8259 §7): only what must be escaped is.
    case jsonString = "json-string"
    /// RFC 3986 §2.1: all but unreserved characters as `%XX`.
    case urlEncode = "url-encode"

    /// The characters of base64 in the order of their values.
    static let base64Characters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let base64URLCharacters = Array(base64Characters.dropLast(2)) + Array("-_".utf8)
    private static let lowerHex = Array("0123456789abcdef".utf8)
    private static let upperHex = Array("0123456789ABCDEF".utf8)

    /// The text of `bytes` in this encoding.
    func encode(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .base64:
            let text = Self.sextets(of: bytes).map { Self.base64Characters[$0] }
            return text + [UInt8](repeating: UInt8(ascii: "="), count: (4 - text.count % 4) % 4)
        case .base64URL: return Self.sextets(of: bytes).map { Self.base64URLCharacters[$0] }
        case .hex: return bytes.flatMap { [Self.lowerHex[Int($0 >> 4)], Self.lowerHex[Int($0 & 15)]] }
        case .jsonString: return bytes.flatMap { Self.jsonEscape($0) }
        case .urlEncode: return bytes.flatMap { Self.percentEscape($0) }
        }
    }

    private static func sextets(of bytes: [UInt8]) -> [Int] {
        var values: [Int] = []
        values.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for index in 0...group.count { values.append(bits >> (18 - 6 * index) & 63) }
        }
        return values
    }

    private static func jsonEscape(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "\""): Array(#"\""#.utf8)
        case UInt8(ascii: "\\"): Array(#"\\"#.utf8)
        case UInt8(ascii: "\n"): Array(#"\n"#.utf8)
        case UInt8(ascii: "\r"): Array(#"\r"#.utf8)
        case UInt8(ascii: "\t"): Array(#"\t"#.utf8)
        case 0..<0x20: Array(#"\u00"#.utf8) + [lowerHex[Int(byte >> 4)], lowerHex[Int(byte & 15)]]
        default: [byte]
        }
    }

    private static func percentEscape(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            [byte]
        default: [UInt8(ascii: "%"), upperHex[Int(byte >> 4)], upperHex[Int(byte & 15)]]
        }
    }
}
