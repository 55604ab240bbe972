// Tells the lines of offsets in the last pieces of a text.

import SluiceMatching

/// Tells lines and columns of offsets in the last pieces of a text, so that memory does not grow with it.
package struct RecentLines: Sendable {
    /// The offsets of line feeds in the last two pieces.
    private var older: [Int] = []
    private var newer: [Int] = []
    /// How many line feeds came before those.
    private var count = 0
    /// The last line feed before those.
    private var last = -1
    private var length = 0

    package init() {}

    /// Takes the next piece.
    package mutating func append(_ piece: Span<UInt8>) {
        count += older.count
        last = older.last ?? last
        older = newer
        newer = []
        var position = 0
        while let place = piece.firstIndex(of: UInt8(ascii: "\n"), from: position) {
            newer.append(length + place)
            position = place + 1
        }
        length += piece.count
    }

    /// The line of `offset`, from 1, and how many bytes stand before it on that line.
    package func place(of offset: Int) -> (line: Int, column: Int) {
        let all = older + newer
        let passed = (0..<all.count).partitionPoint { all[$0] >= offset }
        let start = passed > 0 ? all[passed - 1] : last
        return (count + passed + 1, max(0, offset - start - 1))
    }
}
