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

    /// What spells text again, of which it is not known whether it goes out.
    private struct Spelling: Sendable {
        var id: Int
        /// Where it lies in `output`.
        var range: Range<Int>
        var replacement: StaticString
    }

    /// Decided bytes that have not gone out.
    private var output: [UInt8] = []
    /// What waits in `output`, in order.
    private var spellings: [Spelling] = []
    /// The last of them, if it has not ended.
    private var open: Spelling?

    /// What is changed in bytes to come that are kept, by offsets in the document, in order.
    private var changes: [Edit] = []
    private var changeHead = 0
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

    /// How many bytes wait for a decision, about themselves or about what they spell again.
    var heldCount: Int { raw.count - head - kept + output.count }

    /// How many bytes wait until it is known whether text that they spell again, or that of others before, is masked.
    var waitingCount: Int { output.count }

    /// Moves decided bytes that may go out to the end of `bytes`.
    mutating func takeOutput(into bytes: inout [UInt8]) {
        flush()
        guard let end = spellings.first?.range.lowerBound ?? open?.range.lowerBound else {
            if bytes.isEmpty {
                swap(&bytes, &output)
            } else {
                bytes.append(contentsOf: output)
            }
            return output.removeAll(keepingCapacity: true)
        }
        guard end > 0 else { return }
        bytes.append(contentsOf: output[..<end])
        output.removeFirst(end)
        moveSpellings(from: 0, by: -end)
    }

    /// Copies what was kept to the output.
    mutating func flush() {
        guard kept > 0 else { return }
        let raw = raw
        let bytes = raw.span.extracting(head..<head + kept)
        lines.advance(over: bytes)
        if !isClosed { copy(bytes) }
        move(kept)
        kept = 0
    }

    /// Copies kept bytes, of which some are to be changed.
    private mutating func copy(_ bytes: Span<UInt8>) {
        var start = 0
        while changeHead < changes.count, changes[changeHead].range.upperBound <= offset + bytes.count {
            let change = changes[changeHead]
            output.append(copying: bytes.extracting(start..<change.range.lowerBound - offset))
            output.append(contentsOf: change.replacement)
            start = change.range.upperBound - offset
            changeHead += 1
        }
        output.append(copying: bytes.extracting(start..<bytes.count))
    }

    /// Takes raw bytes that will be kept together, but for `changes` in them.
    mutating func receive(_ bytes: Span<UInt8>, changes new: [Edit]) {
        receive(bytes)
        if changeHead == changes.count {
            changes.removeAll()
            changeHead = 0
        }
        let start = receivedEnd - bytes.count
        changes += new.map { $0.moved(by: start) }
    }

    /// The offset of the next byte to be received.
    var receivedEnd: Int { offset + raw.count - head }

    /// How many bytes of the document are decided.
    var decidedEnd: Int { offset + kept }

    /// Where the next byte to be received will stand.
    func linesOfNext() -> LineTracker {
        var lines = lines
        let raw = raw
        lines.advance(over: raw.span.extracting(head..<raw.count))
        return lines
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

    mutating func beginSpelling(_ id: Int, replacement: StaticString) {
        flush()
        if !isClosed { open = Spelling(id: id, range: output.count..<output.count, replacement: replacement) }
    }

    mutating func endSpelling() {
        flush()
        guard var ended = open.take() else { return }
        ended.range = ended.range.lowerBound..<output.count
        spellings.append(ended)
    }

    mutating func settleSpellings(_ ids: [Int], areReplaced: Bool) {
        var index = 0
        for id in ids {
            while index < spellings.count, spellings[index].id < id { index += 1 }
            guard index < spellings.count, spellings[index].id == id else { continue }
            let spelling = spellings.remove(at: index)
            // An empty one spells nothing.
            guard areReplaced, spelling.range.count > 2 else { continue }
            let replacement = spelling.replacement.withUTF8Buffer { unsafe Array($0) }
            output.replaceSubrange(spelling.range, with: replacement)
            moveSpellings(from: index, by: replacement.count - spelling.range.count)
        }
    }

    private mutating func moveSpellings(from first: Int, by distance: Int) {
        for index in first..<spellings.count { spellings[index].range = spellings[index].range.moved(by: distance) }
        if let range = open?.range { open?.range = range.moved(by: distance) }
    }

    private mutating func move(_ count: Int) {
        head += count
        offset += count
    }
}

extension Range<Int> {
    fileprivate func moved(by distance: Int) -> Self { lowerBound + distance..<upperBound + distance }
}
