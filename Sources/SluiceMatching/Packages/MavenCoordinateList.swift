// Coordinates of Maven, one after the other.

/// Goes through coordinates of Maven, one after the other: `'g:a:1.0', 'g:b:1.0'`, or `g:a:1.0,g:b:1.0` without
/// quotation marks of their own.
struct MavenCoordinateList {
    /// Before this byte all is decided.
    private(set) var offset: Int
    private let limit: Int
    private let separators: ByteSet
    private let isQuoted: Bool
    private var isFirst = true

    private static let quotes = ByteSet(ascii: "\"'`")
    private static let gaps = ByteSet(ascii: " \t\r\n,")
    /// What a version, a classifier and a type are made of, and the variables in their place.
    private static let rest = PackageText.nameBytes.union(ByteSet(ascii: ":@+${}[]()!<>"))
    private static let listRest = PackageText.nameBytes.union(ByteSet(ascii: ":@+${}"))

    /// Begins at the quotation mark of the first ones, and reads no further than `limit`.
    init(quotedFrom start: Int, limit: Int) {
        offset = start
        separators = Self.gaps
        isQuoted = true
        self.limit = limit
    }

    /// Begins at the first ones, before which a quotation mark may stand, and reads no further than `limit`.
    init(from start: Int, separators: ByteSet, limit: Int) {
        offset = start
        self.separators = separators
        isQuoted = false
        self.limit = limit
    }

    /// The next coordinates; nil where something else stands there.
    mutating func next(in window: borrowing ByteWindow) throws(AwaitsBytes) -> MavenCoordinates? {
        if isQuoted { return try nextQuoted(in: window) }
        return try nextBare(in: window)
    }

    private mutating func nextQuoted(in window: borrowing ByteWindow) throws(AwaitsBytes) -> MavenCoordinates? {
        if !isFirst {
            let gap = try window.peekRunEnd(of: separators, from: offset, limit: limit)
            guard (offset..<min(gap, window.upperBound)).contains(where: { window[$0] == UInt8(ascii: ",") }) else {
                return nil
            }
            offset = gap
        }
        isFirst = false
        guard offset < limit, let quote = try window.peek(offset), Self.quotes.contains(quote),
            let found = try MavenCoordinates(at: offset + 1, limit: limit, in: window)
        else { return nil }
        let end = try window.peekRunEnd(of: Self.rest, from: found.artifact.upperBound, limit: limit)
        guard end < limit, try window.peek(end) == quote else { return nil }
        offset = end + 1
        return found
    }

    private mutating func nextBare(in window: borrowing ByteWindow) throws(AwaitsBytes) -> MavenCoordinates? {
        let first = offset
        offset = try window.peekRunEnd(of: separators, from: offset, limit: limit)
        if isFirst, offset < limit {
            if try window.peeks(Self.quotes, at: offset) { offset += 1 }
        } else if offset == first {
            return nil
        }
        isFirst = false
        guard offset < limit, let found = try MavenCoordinates(at: offset, limit: limit, in: window) else { return nil }
        let end = try window.peekRunEnd(of: Self.listRest, from: found.artifact.upperBound, limit: limit)
        guard end < limit else { return nil }
        offset = end
        return found
    }
}
