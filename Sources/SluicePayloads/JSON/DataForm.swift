// What the members beside data say of it.

import SluiceMatching

/// What the members of an object say of the data in it: some hold plain text and base64 in the same field.
struct DataForm: Sendable {
    private var tellsText = false
    private var tellsBase64 = false

    /// Whether the data is plain text.
    var isText: Bool { tellsText && !tellsBase64 }

    /// Takes the value of the member `name`, or the beginning of a long one.
    mutating func take(_ value: Span<UInt8>, of name: Span<UInt8>) {
        if name.holds("type", at: 0), name.count == 4 {
            if value.count == 4, value.holds("text", at: 0) { tellsText = true }
            if value.count == 6, value.holds("base64", at: 0) { tellsBase64 = true }
        } else if name.count == 10, name.holds("media_type", at: 0), value.holds("text/", at: 0) {
            tellsText = true
        }
    }

    /// Whether a value that begins so may say anything.
    @inline(__always)
    static func mayTell(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "t") || byte == UInt8(ascii: "b") }

    /// As many bytes of a value as have to be known, and one more.
    static let longestValue = 7
}

/// An alphabet of base64 (RFC 4648, sections 4 and 5), as far as the bytes so far have told it: no text has both.
struct Base64Alphabet: Sendable {
    private enum Kind: Sendable {
        case either, standard, urlSafe
    }

    private var kind = Kind.either

    /// Takes a byte, if one alphabet has it and all before it. Padding is none.
    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            return true
        case UInt8(ascii: "+"), UInt8(ascii: "/"):
            if kind == .either { kind = .standard }
            return kind == .standard
        case UInt8(ascii: "-"), UInt8(ascii: "_"):
            if kind == .either { kind = .urlSafe }
            return kind == .urlSafe
        default:
            return false
        }
    }
}
