// The working memory of one thread.

import SluiceMatching

/// The working memory of one thread: lent to a stream for the time of one append, so that idle streams stay small.
///
/// It cannot be copied, as what PCRE2 writes to may be used by one thread at a time.
package struct ScanScratch: ~Copyable, Sendable {
    /// Streams take their input in blocks of at most this many bytes. What is made of a block pushes the automaton's
    /// table, of which a quarter of a megabyte is used all the time, out of the nearer caches: of smaller blocks, half
    /// of the automaton's time would be spent fetching it again.
    package static let blockSize = 65_536

    var work: [UInt8] = []
    var hits = HitBuffer(capacity: blockSize)
    var candidates = CandidateBuffer()
    let patterns = PatternScratch()
    var scopeStarts: [ScopeStart] = []
    /// Where values begin in secret columns of tables.
    var cells: [Int] = []
    /// Room for marks: of a text, and of the views that lie in each other.
    private var marks: [HiddenMarkBuffer] = []

    /// Whether the memory is of ordinary size. A stream that had to hold much leaves more behind than is worth keeping.
    package var isWorthKeeping: Bool { work.capacity <= 1 << 20 }

    /// Lends room for marks.
    mutating func takeMarks() -> HiddenMarkBuffer { marks.popLast() ?? HiddenMarkBuffer() }

    /// Takes room for marks back.
    mutating func giveBack(_ buffer: consuming HiddenMarkBuffer) { marks.append(buffer) }

    /// Takes the memory, about 700 KB.
    package init() {
        work.reserveCapacity(Self.blockSize + 4_096)
    }
}
