// The names of a document's members, as far as its first bytes tell.

/// The names of a document's members, as far as its first bytes tell.
package struct TopLevelNames {
    /// The names of the members of the object that begins the bytes, those that are there in full. Empty for anything
    /// else.
    package private(set) var names: Set<String> = []
    /// Whether no more names follow, whatever bytes do.
    package private(set) var isComplete = false

    /// Reads the names as far as `start` goes.
    package init(_ start: Span<UInt8>) {
        var depth = 0
        /// The string that ended last, without its quotes.
        var last: Range<Int>?
        var index = 0
        while index < start.count {
            switch start[index] {
            case UInt8(ascii: "\""):
                let end = Self.end(ofStringAt: index + 1, in: start)
                last = index + 1..<end
                index = end
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                isComplete = depth == 0 && start[index] == UInt8(ascii: "[")
                depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                isComplete = depth <= 0
            case UInt8(ascii: ":"):
                if depth == 1, let last {
                    names.insert(String(decoding: last.map { start[$0] }, as: UTF8.self))
                }
            default: break
            }
            if isComplete { return }
            index += 1
        }
    }

    /// The place of the quote that ends a string, or the end of the bytes.
    private static func end(ofStringAt start: Int, in bytes: Span<UInt8>) -> Int {
        var index = start
        while true {
            index = JSONText.specialByte(bytes, from: index)
            guard index < bytes.count, bytes[index] != UInt8(ascii: "\"") else { return min(index, bytes.count) }
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
            if index >= bytes.count { return bytes.count }
        }
    }
}
