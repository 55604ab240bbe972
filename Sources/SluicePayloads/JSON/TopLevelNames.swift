// The names of a document's members, as far as its first bytes tell.

/// The names of a document's members, as far as its first bytes tell.
package enum TopLevelNames {
    /// The names of the members of the object that `start` begins, those that are there in full. Empty for anything else.
    package static func read(_ start: ArraySlice<UInt8>) -> Set<String> {
        var names: Set<String> = []
        var depth = 0
        /// Where the string that is open begins, after its quote.
        var open: Int?
        var last: Range<Int>?
        var isEscaped = false
        for index in start.indices {
            let byte = start[index]
            if let content = open {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    last = content..<index
                    open = nil
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): open = index + 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if depth == 0, byte == UInt8(ascii: "[") { return [] }
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ":"):
                if depth == 1, let last { names.insert(String(decoding: start[last], as: UTF8.self)) }
            default: break
            }
        }
        return names
    }
}
