// The name of a model as the audit may keep it.

/// The name of a model as the audit may keep it. It comes from the message, so that anybody may have put a value there.
enum ModelName {
    private static let longest = 128
    private static let longestWord = 20
    private static let mostDigits = 8

    /// The name, or `…` for one that could be a value: a word of more than 20 letters and digits, or of more than 8
    /// digits, or a sign that no name of a model has.
    static func audited(_ name: String) -> String {
        isPlain(name) ? name : "…"
    }

    private static func isPlain(_ name: String) -> Bool {
        guard name.utf8.count <= longest else { return false }
        var (length, digits) = (0, 0)
        var previous: UInt8 = 0
        for byte in name.utf8 {
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            switch byte {
            case _ where isDigit, UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                // Versions stand behind `@` in names of models, and hosts in addresses of people.
                if previous == UInt8(ascii: "@"), !isDigit { return false }
                length += 1
                digits += isDigit ? 1 : 0
                if length > longestWord || digits > mostDigits { return false }
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"),
                UInt8(ascii: "@"), 0x20:
                (length, digits) = (0, 0)
            default: return false
            }
            previous = byte
        }
        return true
    }
}
