// Writes the decided bytes of a document out in their order.

import SluiceMatching

/// Writes the decided bytes of a document out in their order.
struct DocumentEditor: RawEditor, Sendable {
    /// A place in the document.
    struct Place: Sendable {
        /// The byte's offset.
        var offset: Int
        /// The byte's line, from 1.
        var line: Int
        /// The byte's column, in Unicode code points from 1.
        var column: Int
    }

    /// Decided bytes that may go out.
    var output: [UInt8] = []

    private var raw: [UInt8] = []
    /// How many bytes of `raw` have been written or dropped.
    private var head = 0
    /// How many bytes after `head` are kept and have not been copied yet.
    private var kept = 0
    private var offset = 0
    private var lines = LineTracker()
    private var isClosed: Bool

    /// - Parameter isSilent: whether decided bytes are not wanted.
    init(isSilent: Bool = false) {
        isClosed = isSilent
    }

    /// Takes raw bytes that will be decided about.
    mutating func receive(_ bytes: Span<UInt8>) {
        flush()
        if head > 0 {
            raw.removeFirst(head)
            head = 0
        }
        raw.append(copying: bytes)
    }

    /// How many bytes wait for a decision.
    var heldCount: Int { raw.count - head - kept }

    /// Copies what was kept to the output.
    mutating func flush() {
        guard kept > 0 else { return }
        let raw = raw
        let bytes = raw.span.extracting(head..<head + kept)
        lines.advance(over: bytes)
        if !isClosed { output.append(copying: bytes) }
        move(kept)
        kept = 0
    }

    mutating func keep(_ count: Int) {
        kept += count
    }

    mutating func drop(_ count: Int) {
        flush()
        let raw = raw
        lines.advance(over: raw.span.extracting(head..<head + count))
        move(count)
    }

    mutating func insert(_ bytes: [UInt8]) {
        flush()
        if !isClosed { output.append(contentsOf: bytes) }
    }

    mutating func close() {
        flush()
        isClosed = true
    }

    mutating func place() -> Place {
        flush()
        return Place(offset: offset, line: lines.line, column: lines.column)
    }

    mutating func lastPlace() -> Place { place() }

    /// The line and column are those of the next byte.
    mutating func place(ahead count: Int) -> Place {
        var place = place()
        place.offset += count
        return place
    }

    private mutating func move(_ count: Int) {
        head += count
        offset += count
    }
}
