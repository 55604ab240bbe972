// The names of a document's members, as far as its first bytes tell.

/// The names of a document's members, as far as its first bytes tell.
package enum TopLevelNames {
    /// The names of the members of the object that `start` begins, those that are there in full. Empty for anything else.
    package static func read(_ start: some Collection<UInt8>) -> Set<String> {
        var names: Set<String> = []
        var depth = 0
        var string: [UInt8]?
        var last: [UInt8]?
        var isEscaped = false
        for byte in start {
            if let open = string {
                if isEscaped {
                    isEscaped = false
                    string?.append(byte)
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                    string?.append(byte)
                } else if byte == UInt8(ascii: "\"") {
                    last = open
                    string = nil
                } else if depth == 1 {
                    string?.append(byte)
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): string = []
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if depth == 0, byte == UInt8(ascii: "[") { return [] }
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ":"):
                if depth == 1, let last { names.insert(String(decoding: last, as: UTF8.self)) }
            default: break
            }
        }
        return names
    }
}
