// Where the strings of a document begin that share a stream.

/// Where the strings of a document begin, as far as they may still be asked about.
struct StringStarts: Sendable {
    private var offsets: [Int] = []
    /// How many of them have been read over.
    private var readCount = 0

    /// Adds a string, after all others.
    mutating func append(_ offset: Int) { offsets.append(offset) }

    /// The next that begins before `end` or there, if there is one. It counts as read.
    mutating func next(upTo end: Int) -> Int? {
        guard readCount < offsets.count, offsets[readCount] <= end else { return nil }
        readCount += 1
        return offsets[readCount - 1]
    }

    /// Where the string begins that holds the byte at `offset`; 0 if none does.
    func start(of offset: Int) -> Int {
        guard let last = offsets.last else { return 0 }
        if last <= offset { return last }
        let next = offsets.indices.partitionPoint { offsets[$0] > offset }
        return next > 0 ? offsets[next - 1] : 0
    }

    /// Forgets what no one who asks about `offset` and later places has to know.
    mutating func forget(before offset: Int) {
        let next = (0..<readCount).partitionPoint { offsets[$0] > offset }
        guard next > 64, next * 2 > offsets.count else { return }
        offsets.removeFirst(next - 1)
        readCount -= next - 1
    }
}
