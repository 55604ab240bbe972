// The names in a list of requirements.

/// Goes through a list of Python's requirements in quotation marks, `["a", "b[x]>=1"]`, for the names without a version;
/// those with one are told by it.
struct RequirementList {
    private let limit: Int
    /// Before this byte all is decided.
    private(set) var offset: Int

    /// Begins at `start`, behind the opening bracket, and reads no further than `limit`.
    init(from start: Int, limit: Int) {
        self.limit = limit
        offset = start
    }

    private static let gaps = ByteSet(ascii: " \t\r\n,")
    private static let lineEnds = ByteSet(ascii: "\r\n")
    private static let quotes = ByteSet(ascii: "\"'")
    /// What else a requirement is made of: extras, versions, markers.
    private static let specifiers = ByteSet(0x20...0x7E)

    /// The next name without a version; nil where the list ends, or something else than a text stands in it.
    mutating func next(in window: borrowing ByteWindow) throws(AwaitsBytes) -> Range<Int>? {
        while true {
            offset = try window.peekRunEnd(of: Self.gaps, from: offset, limit: limit)
            guard offset < limit, let first = try window.peek(offset) else { return nil }
            if first == UInt8(ascii: "#") {
                offset = try window.peekRunEnd(of: Self.lineEnds.inverted, from: offset, limit: limit)
                continue
            }
            guard Self.quotes.contains(first) else { return nil }
            let name = offset + 1
            var rest = Self.specifiers
            rest.remove(first)
            let end = try window.peekRunEnd(of: PackageText.nameBytes, from: name, limit: limit)
            let last = try PackageText.extrasEnd(from: end, limit: limit, in: window)
            let close = try window.peekRunEnd(of: rest, from: last, limit: limit)
            guard close < limit, try window.peek(close) == first else { return nil }
            offset = close + 1
            if close == last, end > name { return name..<end }
        }
    }
}
