// Whether the brackets of a text nest.

/// Tells the brackets of templates, which nest, from those that people and generators put into passwords.
enum BracketNesting {
    /// Whether a closing bracket meets one of another kind that is open, as in `m{h)o}`. Brackets that nothing closes
    /// or opens count for nothing: the text may be a part of a longer one. Of brackets in each other 32 are followed.
    static func isTorn(_ text: Span<UInt8>) -> Bool {
        // Two bits for each open bracket, the innermost lowest.
        var open: UInt64 = 0
        var depth = 0
        for index in text.indices {
            switch text[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                open = open << 2 | kind(of: text[index])
                depth = min(depth + 1, 32)
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                guard depth > 0 else { continue }
                if open & 3 != kind(of: text[index]) { return true }
                open >>= 2
                depth -= 1
            default: continue
            }
        }
        return false
    }

    /// The same for the two brackets of a pair.
    private static func kind(of bracket: UInt8) -> UInt64 {
        switch bracket {
        case UInt8(ascii: "("), UInt8(ascii: ")"): 0
        case UInt8(ascii: "["), UInt8(ascii: "]"): 1
        default: 2
        }
    }
}
