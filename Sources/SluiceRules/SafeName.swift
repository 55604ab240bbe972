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

    /// The first of some names that may be repeated, and how many more there are.
    package static func list(_ names: [String]) -> String {
        let shown = names.lazy.compactMap(quoted).prefix(mostListed)
        let rest = names.count - shown.count
        guard rest > 0 else {
            let last = shown.suffix(1)
            return (shown.count > 1 ? shown.dropLast().joined(separator: ", ") + " and " : "") + last.joined()
        }
        return shown.isEmpty
            ? (rest == 1 ? "a rule" : "\(rest) rules") : "\(shown.joined(separator: ", ")) and \(rest) more"
    }

    private static let mostListed = 3

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
