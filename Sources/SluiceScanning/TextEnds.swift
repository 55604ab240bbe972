// Where the texts end that share a stream.

import SluiceMatching

/// Where the texts end that share a stream, one after the other: nothing matches across an end, and nothing is read
/// across it.
struct TextEnds: Sendable {
    private var ends: [Int] = []
    private var head = 0
    /// Where the text begins whose end is not known.
    private(set) var lastEnd = 0

    /// Whether the whole stream is one text as far as anyone may still read.
    var isEmpty: Bool { head == ends.count }

    /// The ends that have not been forgotten, ascending.
    var known: ArraySlice<Int> { ends[head...] }

    /// Adds an end, after all others.
    mutating func append(_ end: Int) {
        ends.append(end)
        lastEnd = end
    }

    /// Where the text begins that holds the byte at `position`, and where it ends, if it has ended.
    func bounds(around position: Int) -> (start: Int, end: Int?) {
        let next = (head..<ends.count).partitionPoint { ends[$0] > position }
        return (next > 0 ? ends[next - 1] : 0, next < ends.count ? ends[next] : nil)
    }

    /// Where the text begins that ends at `end`; nil where it began too long ago to be known.
    func start(before end: Int) -> Int? {
        let next = (head..<ends.count).partitionPoint { ends[$0] >= end }
        return next > head ? ends[next - 1] : nil
    }

    /// The ends that are not before `offset`.
    func ends(from offset: Int) -> ArraySlice<Int> {
        var first = ends.count
        while first > head, ends[first - 1] >= offset { first -= 1 }
        return ends[first...]
    }

    /// Forgets the ends that no one who reads from `offset` on has to know.
    mutating func forget(before offset: Int) {
        while head < ends.count, ends[head] < offset { head += 1 }
        guard head > 64, head * 2 > ends.count else { return }
        ends.removeFirst(head)
        head = 0
    }
}
