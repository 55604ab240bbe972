// Where a reader writes: text is copied in long stretches, runs are joined as they grow.

import SluiceMatching
import SluiceModel

/// Where a reader writes: text is copied in long stretches, runs are joined as they grow.
///
/// The raw bytes of one chunk are walked once, from `position`. Those shown as they are are copied to the text
/// together, before anything else is added, and so are escape sequences between them, which are decoded then. Sums of
/// counts do not overflow: all of them are at most the bytes read so far.
struct TextSink: Sendable {
    /// What a sink goes on with where another one has stopped between chunks.
    struct Progress: Sendable {
        /// Bytes of text of all chunks so far.
        fileprivate(set) var textCount = 0
        fileprivate var lastEnd = 0

        /// Counts text that the sink's owner added by itself.
        mutating func pass(_ count: Int) { textCount += count }
    }

    /// The text so far; lent by the reader's owner for the time of one chunk.
    var out = MappedText()
    /// The place in the chunk: all bytes before it have been shown, hidden or skipped.
    private(set) var position = 0
    /// Bytes of the chunk before this place are in the text, unless they were hidden or skipped.
    private var copied = 0
    /// How many bytes of text less than raw bytes those make that are not copied yet; 0 if no escape is among them.
    private var excess = 0
    /// What is added to a place in the chunk to get the offset in the text.
    private var shift = 0
    /// The run that is growing; none if both counts are 0.
    private var run = TextRun(textCount: 0, rawCount: 0, kind: .structure, depth: 0)
    /// Bytes of text of all earlier chunks, less what `out` held before this one.
    private var textBefore = 0
    /// The latest runs, places and ends, which are cheaper to add here than to `out`, whose arrays may be shared.
    private var runs = Shelf<TextRun>(filledWith: TextRun(textCount: 0, rawCount: 0, kind: .structure, depth: 0))
    private var places = Shelf<MappedText.Place>(filledWith: MappedText.Place(offset: 0, path: .root))
    private var ends = Shelf<Int>(filledWith: 0)
    /// Where the last text ended, in bytes of text from the beginning of all.
    private var lastEnd = 0

    init(_ progress: Progress) {
        textBefore = progress.textCount
        lastEnd = progress.lastEnd
    }

    /// What another sink goes on with; between chunks.
    var progress: Progress { Progress(textCount: textBefore, lastEnd: lastEnd) }

    /// Begins a chunk.
    mutating func begin() {
        position = 0
        copied = 0
        excess = 0
        shift = out.text.count
        textBefore -= out.text.count
    }

    /// Ends a chunk.
    mutating func finish(_ raw: Span<UInt8>) {
        flush(raw)
        push()
        runs.empty(into: &out.runs)
        places.empty(into: &out.places)
        ends.empty(into: &out.ends)
        textBefore += out.text.count
    }

    /// Counts text that its owner added by itself.
    @inline(__always)
    mutating func pass(_ count: Int) { textBefore += count }

    /// The length of the text so far.
    @inline(__always)
    var textOffset: Int { position &+ shift }

    /// Shows the next `count` bytes of the chunk as they are. No backslash is among them unless `settle` was called
    /// since the last `escape`.
    @inline(__always)
    mutating func show(_ count: Int, _ kind: TextRun.Kind, depth: Int) {
        position &+= count
        if run.kind != kind || run.depth != UInt8(truncatingIfNeeded: depth) || !run.isVerbatim {
            push()
            run.kind = kind
            run.depth = UInt8(truncatingIfNeeded: depth)
        }
        run.textCount &+= count
        run.rawCount &+= count
    }

    /// Shows the text of the whole escape sequence that the next `rawCount` bytes of the chunk are.
    @inline(__always)
    mutating func escape(_ textCount: Int, _ rawCount: Int, _ kind: TextRun.Kind, depth: Int, _ raw: Span<UInt8>) {
        if excess == 0 { flush(raw) }
        position &+= rawCount
        excess &+= rawCount &- textCount
        shift &-= rawCount &- textCount
        push()
        run = TextRun(
            textCount: textCount,
            rawCount: rawCount,
            kind: kind,
            depth: UInt8(truncatingIfNeeded: depth)
        )
    }

    /// Decodes the escape sequences that were shown, so that a backslash may be shown as one.
    mutating func settle(_ raw: Span<UInt8>) {
        if excess > 0 { flush(raw) }
    }

    /// Shows a quote, the next `count` bytes of a string, which has no backslash, and a quote. In a string (depth 1 and
    /// more) the quotes are escape sequences.
    @inline(__always)
    mutating func showQuoted(_ count: Int, _ kind: TextRun.Kind, depth: Int, _ raw: Span<UInt8>) {
        if depth == 0 {
            show(1, .structure, depth: 0)
        } else {
            escape(1, 2, .structure, depth: depth, raw)
        }
        let quote = TextRun(
            textCount: 1,
            rawCount: depth == 0 ? 1 : 2,
            kind: .structure,
            depth: UInt8(truncatingIfNeeded: depth)
        )
        if count > 0 {
            runs.add(run, &out.runs)
            run.textCount = count
            run.rawCount = count
            run.kind = kind
            run.depth = UInt8(truncatingIfNeeded: depth + 1)
        } else if depth == 0 {
            return show(1, .structure, depth: 0)
        }
        runs.add(run, &out.runs)
        run = quote
        position &+= count &+ quote.rawCount
        excess &+= quote.rawCount &- 1
        shift &-= quote.rawCount &- 1
    }

    /// Shows a member of an object: its name, `gap` bytes from the quote after it to the quote before its value, which
    /// is a string, and a comma if it has one. Neither name nor value is empty or has a backslash. The value is at
    /// `path`, and a text ends after it.
    @inline(__always)
    mutating func showMember(
        _ names: TextRun,
        gap: Int,
        _ values: TextRun,
        _ path: PathTrail.Node,
        hasComma: Bool,
        depth: Int,
        _ raw: Span<UInt8>
    ) {
        let offset = textOffset
        let place = offset &+ names.textCount &+ gap &+ 2
        let comma = hasComma ? 1 : 0
        let level = UInt8(truncatingIfNeeded: depth)
        if depth == 0 {
            show(1, .structure, depth: 0)
            runs.makeRoom(4, &out.runs)
            runs.put(run, 0)
            runs.put(names, 1)
            runs.put(TextRun(textCount: gap &+ 2, rawCount: gap &+ 2, kind: .structure, depth: level), 2)
            runs.put(values, 3)
            runs.count &+= 4
            run = TextRun(textCount: 1 &+ comma, rawCount: 1 &+ comma, kind: .structure, depth: level)
            position &+= names.rawCount &+ gap &+ values.rawCount &+ 3 &+ comma
        } else {
            escape(1, 2, .structure, depth: depth, raw)
            let quote = run
            runs.makeRoom(7, &out.runs)
            runs.put(quote, 0)
            runs.put(names, 1)
            runs.put(quote, 2)
            runs.put(TextRun(textCount: gap, rawCount: gap, kind: .structure, depth: level), 3)
            runs.put(quote, 4)
            runs.put(values, 5)
            runs.put(quote, 6)
            runs.count &+= 6 &+ comma
            if hasComma { run = TextRun(textCount: 1, rawCount: 1, kind: .structure, depth: level) }
            position &+= names.rawCount &+ gap &+ values.rawCount &+ 6 &+ comma
            excess &+= 3
            shift &-= 3
        }
        places.add(MappedText.Place(offset: place, path: path), &out.places)
        let end = textOffset &- comma
        lastEnd = textBefore &+ end
        ends.add(end, &out.ends)
    }

    /// Passes over `count` bytes of the chunk, which some unit will stand for.
    @inline(__always)
    mutating func skip(_ count: Int, _ raw: Span<UInt8>) {
        flush(raw)
        position += count
        shift -= count
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
        shift += unit.count
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
        guard textBefore &+ offset != lastEnd else { return }
        lastEnd = textBefore &+ offset
        ends.add(offset, &out.ends)
    }

    /// Marks what follows.
    mutating func mark(_ mark: TextRun.Mark) {
        push()
        runs.add(TextRun(mark), &out.runs)
    }

    /// Says that the value at `path` begins here.
    @inline(__always)
    mutating func place(_ path: PathTrail.Node) {
        places.add(MappedText.Place(offset: textOffset, path: path), &out.places)
    }

    /// Notes a string that is hidden and ends here.
    mutating func note(_ value: Span<UInt8>, _ kind: MemberKind, in object: PathTrail.Node) {
        let start = out.noteBytes.count
        out.noteBytes.append(copying: value)
        let range = start..<out.noteBytes.count
        out.notes.append(MappedText.Note(offset: textOffset, object: object, kind: kind, value: range))
    }

    /// Notes that another document begins here behind one in the same text.
    mutating func noteDocument(at node: PathTrail.Node) {
        var note = MappedText.Note(offset: textOffset, object: node, kind: .other, value: 0..<0)
        note.beginsDocument = true
        out.notes.append(note)
    }

    /// Adds to the text what has been shown but is not in it yet.
    @inline(__always)
    private mutating func flush(_ raw: Span<UInt8>) {
        guard position > copied else { return }
        add(raw.extracting(copied..<position))
        copied = position
    }

    private mutating func add(_ shown: Span<UInt8>) {
        if excess == 0 { return out.text.append(copying: shown) }
        JSONUnescaping.append(shown, count: shown.count - excess, to: &out.text)
        excess = 0
    }

    @inline(__always)
    private mutating func push() {
        if run.rawCount > 0 {
            runs.add(run, &out.runs)
            run.textCount = 0
            run.rawCount = 0
        }
    }
}
