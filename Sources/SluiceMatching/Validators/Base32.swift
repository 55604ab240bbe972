// Base 32 of RFC 4648.

/// Base 32, RFC 4648 §6, upper case and without padding.
package enum Base32 {
    /// The five bits of a character of `A-Z2-7`, or nil.
    package static func quintet(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "2")...UInt8(ascii: "7"): byte - UInt8(ascii: "2") + 26
        default: nil
        }
    }

    /// The character of the five lowest bits of `quintet`.
    package static func character(_ quintet: UInt8) -> UInt8 {
        let value = quintet & 31
        return value < 26 ? UInt8(ascii: "A") + value : UInt8(ascii: "2") + value - 26
    }
}
