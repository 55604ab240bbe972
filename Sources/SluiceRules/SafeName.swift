// Decides which texts of a rule file may be repeated in an error message.

/// Decides which texts of a rule file, or of a comment that names rules, may be repeated in an error message.
///
/// A rule file may hold a value that should not be spread (an allowed value, an example), and a slip of indentation can
/// put it anywhere. Only what looks like a name is repeated.
package enum SafeName {
    /// The longest name that is repeated, in bytes.
    private static let maximumByteCount = 24

    /// The name in back-ticks, or nil where it is too long or does not look like one.
    package static func quoted(_ text: String) -> String? {
        let isName = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        return isName && !text.isEmpty && text.utf8.count <= maximumByteCount ? "`\(text)`" : nil
    }

    /// Whether the text is made of lower-case letters, digits and single hyphens between them, as ids and the names
    /// of validators and matchers are.
    static func isIdentifier(_ text: String) -> Bool {
        var previous = UInt8(ascii: "-")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
            case UInt8(ascii: "-") where previous != UInt8(ascii: "-"): break
            default: return false
            }
            previous = byte
        }
        return previous != UInt8(ascii: "-")
    }
}
