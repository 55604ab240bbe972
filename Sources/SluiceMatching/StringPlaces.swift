// Where the strings of a document stand in its text.

/// Where the strings of a document stand in its text, as far back as anyone reads: what stands between them is
/// structure.
package struct StringPlaces: Sendable {
    private var starts: [Int] = []
    /// Where they end, as many as have ended.
    private var ends: [Int] = []

    /// No strings yet.
    package init() {}

    /// Notes where the inside of a string begins, behind all others.
    package mutating func begin(at start: Int) {
        starts.append(start)
    }

    /// Notes that a text ends, and with it the string that has begun in it.
    package mutating func end(at end: Int) {
        while ends.count < starts.count, starts[ends.count] < end { ends.append(end) }
    }

    /// Whether a string or another value begins at a byte.
    package func hasStart(at position: Int) -> Bool {
        let index = (0..<starts.count).partitionPoint { starts[$0] >= position }
        return index < starts.count && starts[index] == position
    }

    /// Where the last string or other value begins that does so at `position` or before; nil where that is not known.
    package func lastStart(upTo position: Int) -> Int? {
        let index = (0..<starts.count).partitionPoint { starts[$0] > position }
        return index > 0 ? starts[index - 1] : nil
    }

    /// Whether a byte that has come is one of a string.
    package func hold(_ position: Int) -> Bool {
        // Strings that come later in the same bytes are known already.
        let index = (0..<starts.count).partitionPoint { starts[$0] > position } - 1
        guard index >= 0 else { return false }
        return index >= ends.count || position < ends[index]
    }

    /// Forgets the strings that end before `offset`.
    package mutating func forget(before offset: Int) {
        let count = ends.prefix { $0 < offset }.count
        guard count > 64 else { return }
        starts.removeFirst(count)
        ends.removeFirst(count)
    }

    /// Gives up memory that is not used, for a stream that waits for its next bytes.
    package mutating func trim() {
        starts.trim()
        ends.trim()
    }
}
