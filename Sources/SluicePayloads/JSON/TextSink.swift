// Where a reader writes: text is copied in long stretches, runs are joined as they grow.

import SluiceMatching

/// Where a reader writes: text is copied in long stretches, runs are joined as they grow.
///
/// The raw bytes of one chunk are walked once, from `position`. Those shown as they are are copied to the text together,
/// before anything else is added.
struct TextSink: Sendable {
    /// The text so far; lent by the reader's owner for the time of one chunk.
    var out = MappedText()
    /// The place in the chunk: all bytes before it have been shown, hidden or skipped.
    private(set) var position = 0
    /// Bytes of the chunk before this place are in the text, unless they were hidden or skipped.
    private var copied = 0
    /// The run that is growing; none if both counts are 0.
    private var run = TextRun(textCount: 0, rawCount: 0, kind: .structure, depth: 0)
    /// Bytes of text of all earlier chunks, less what `out` held before this one.
    private var textBefore = 0
    /// Where the last text ended, in bytes of text from the beginning of all.
    private var lastEnd = 0

    /// Begins a chunk.
    mutating func begin() {
        position = 0
        copied = 0
        textBefore -= out.text.count
    }

    /// Ends a chunk.
    mutating func finish(_ raw: Span<UInt8>) {
        flush(raw)
        push()
        textBefore += out.text.count
    }

    /// The length of the text so far.
    @inline(__always)
    var textOffset: Int { out.text.count + position - copied }

    /// Shows the next `count` bytes of the chunk as they are.
    @inline(__always)
    mutating func show(_ count: Int, _ kind: TextRun.Kind, depth: Int) {
        position += count
        if run.kind != kind || run.depth != UInt8(truncatingIfNeeded: depth) || !run.isVerbatim {
            push()
            run.kind = kind
            run.depth = UInt8(truncatingIfNeeded: depth)
        }
        run.textCount += count
        run.rawCount += count
    }

    /// Passes over `count` bytes of the chunk, which some unit will stand for.
    @inline(__always)
    mutating func skip(_ count: Int, _ raw: Span<UInt8>) {
        flush(raw)
        position += count
        copied = position
    }

    /// Hides the next `count` bytes of the chunk.
    mutating func hide(_ count: Int, _ raw: Span<UInt8>) {
        skip(count, raw)
        hide(skipped: count)
    }

    /// Hides raw bytes that were skipped.
    mutating func hide(skipped rawCount: Int) {
        if run.kind != .hidden {
            push()
            run.kind = .hidden
            run.depth = 0
        }
        run.rawCount += rawCount
    }

    /// Adds a unit, whose raw bytes were skipped.
    mutating func add(_ unit: ByteUnit, _ kind: TextRun.Kind, depth: Int) {
        var packed = unit.packed
        for _ in 0..<unit.count {
            out.text.append(UInt8(truncatingIfNeeded: packed))
            packed >>= 8
        }
        let depth = UInt8(truncatingIfNeeded: depth)
        let isVerbatim = unit.count == unit.rawCount
        if !isVerbatim || run.kind != kind || run.depth != depth || !run.isVerbatim {
            push()
            run.kind = kind
            run.depth = depth
        }
        run.textCount += unit.count
        run.rawCount += unit.rawCount
    }

    /// Says that a text ends here.
    @inline(__always)
    mutating func end() {
        let offset = textOffset
        guard textBefore + offset != lastEnd else { return }
        lastEnd = textBefore + offset
        out.ends.append(offset)
    }

    /// Says that the value at `path` begins here.
    @inline(__always)
    mutating func place(_ path: PathTrail.Node) {
        out.places.append(MappedText.Place(offset: textOffset, path: path))
    }

    /// Copies what has been shown but is not in the text yet.
    @inline(__always)
    private mutating func flush(_ raw: Span<UInt8>) {
        guard position > copied else { return }
        out.text.append(copying: raw.extracting(copied..<position))
        copied = position
    }

    @inline(__always)
    private mutating func push() {
        if run.rawCount > 0 {
            out.runs.append(run)
            run.textCount = 0
            run.rawCount = 0
        }
    }
}
