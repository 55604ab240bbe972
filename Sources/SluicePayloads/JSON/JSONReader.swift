// Reads JSON that arrives in chunks into the text that rules see.

import SluiceMatching
import SluiceModel

/// Reads JSON that arrives in chunks into the text that rules see, in one pass. How it is cut into chunks does not
/// change what is read.
///
/// Reads a document or several (NDJSON), the inside of one of its strings, or plain text. Memory grows with the depth
/// of nesting only, if the owner calls `compactTrail` now and then. Whatever is no JSON is text.
package struct JSONReader: Sendable {
    /// How much of a string's documents in documents is read as such: text at this depth is not looked into.
    package static let deepestText = 4
    /// How many objects and arrays may be open in one document; a deeper one is text from there on.
    package static let deepestNesting = 10_000
    /// Longer names are cut for the path.
    static let longestName = 256

    /// The paths of the values placed so far.
    package var trail = PathTrail()

    let fields: FieldTree
    /// What is marked of what the fields say.
    let marked: FieldTree.Flags
    /// What the fields say of documents in strings.
    let inner: FieldTree.Cursor
    var levels: [JSONLevel]
    var frames: [JSONFrame] = []
    /// Where it writes: one while bytes are lexed, none in a string that is plain text and while it waits for bytes.
    private var sinks: [TextSink] = []
    /// What that one goes on with.
    private var written = TextSink.Progress()
    /// The name of the member that is being read, decoded.
    var name: [UInt8] = []
    /// The beginning of a string that may be base64.
    var undecided: [ByteUnit] = []
    /// Whether reading stops inside of a text of the outermost document that begins as a recorded stream does.
    package var stopsAtStreams = false
    /// Whether it has stopped there.
    package internal(set) var isAtStream = false
    /// Whether strings that rules do not see are noted where they may say which tool is called.
    package var notesCalls = false
    /// The string that is being noted, as far as it has come, what its name says, and its object; nil if none is.
    var note: (value: [UInt8], kind: MemberKind, object: PathTrail.Node)?
    /// The beginning of a string that is not shown and may say what data beside it is; nil where none is open.
    var formWord: [UInt8]?
    /// Whether a number or literal came since a text ended, so that it ends before what follows: no value is read
    /// together with another.
    var needsEnd = false
    /// Whether a line feed in a string, where JSON has none, ends the document: each line begins a new one.
    let isOnLines: Bool
    /// Whether only blanks have come since the last line feed.
    private var isAtLineStart = true
    private let isPlain: Bool

    /// A reader of a document, or of several with white space between them.
    ///
    /// - Parameters:
    ///   - marked: what of what `fields` says stands as marks among the runs.
    ///   - isOnLines: whether the documents stand on lines, so that one which breaks off does not take the next with it.
    package init(fields: FieldTree = .everything, marked: FieldTree.Flags = [], isOnLines: Bool = false) {
        self.init(fields: fields, marked: marked, isOnLines: isOnLines, isPlain: false)
    }

    /// A reader of the inside of one string that arrives in pieces: all of its text has a depth of 1 or more.
    package init(insideString form: LaneTraits.Form, isSigned: Bool = false) {
        self.init(fields: .everything, marked: [], isOnLines: false, isPlain: false)
        levels[0].state = .string
        levels[0].isEndless = true
        levels[0].use = .probing
        levels[0].isSigned = isSigned
        levels[0].kind = isSigned ? .signed : .content
        if form == .json {
            openSink()
            openInner(0, needsBrackets: false)
        }
    }

    /// A reader of plain text: all of it is content of depth 0.
    package static var plainText: JSONReader {
        JSONReader(fields: .everything, marked: [], isOnLines: false, isPlain: true)
    }

    private init(fields: FieldTree, marked: FieldTree.Flags, isOnLines: Bool, isPlain: Bool) {
        self.fields = fields
        self.marked = marked
        self.isOnLines = isOnLines
        self.isPlain = isPlain
        inner = fields.inner
        levels = [JSONLevel(cursor: fields.root)]
    }

    /// Whether the document is no JSON from some byte on; in NDJSON, the current line.
    package var isBroken: Bool { levels[0].state == .broken }

    /// Reads the next bytes and adds their text to `out`, except that of an incomplete escape sequence, literal or
    /// beginning of base64 (at most 64 characters), which is added when it is complete.
    ///
    /// Returns how many bytes were read: all of them, unless the reader is to stop at streams and did.
    @discardableResult
    package mutating func read(_ raw: Span<UInt8>, into out: inout MappedText) -> Int {
        isAtStream = false
        if isInsideText, levels[0].pending.count == 0, JSONStringEnd.find(raw, from: 0, upTo: raw.count) == raw.count {
            out.append(verbatim: raw, kind: levels[0].kind, depth: 1)
            if sinks.isEmpty { written.pass(raw.count) } else { sink.pass(raw.count) }
            return raw.count
        }
        openSink()
        swap(&sink.out, &out)
        sink.begin()
        if isPlain {
            sink.show(raw.count, .content, depth: 0)
        } else {
            lex(0, raw, upTo: raw.count)
        }
        sink.finish(raw)
        swap(&sink.out, &out)
        isAtLineStart = isFirstOnLine(raw, sink.position)
        return sink.position
    }

    /// Whether only blanks stand between `place` and the beginning of its line.
    func isFirstOnLine(_ raw: Span<UInt8>, _ place: Int) -> Bool {
        var index = place
        while index > 0 {
            index -= 1
            switch raw[index] {
            case UInt8(ascii: "\n"): return true
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): continue
            default: return false
            }
        }
        return isAtLineStart
    }

    /// Gives up what can be made again, for a reader that waits for its next bytes.
    package mutating func rest() {
        if let progress = sinks.first?.progress { written = progress }
        sinks = []
        name.trim()
        undecided.trim()
        frames.trim()
        if isAtUsualText { levels = levels[0].isSigned ? Self.signedText : Self.usualText } else { levels.trim() }
    }

    /// What most lanes of streams are in as soon as they have begun: one array for all that wait.
    private static let usualText = JSONReader(insideString: .text).inPlainText
    private static let signedText = JSONReader(insideString: .text, isSigned: true).inPlainText

    /// Its levels when the string that it reads has turned out to be plain text.
    private var inPlainText: [JSONLevel] {
        var levels = levels
        levels[0].use = .plain
        return levels
    }

    /// Whether it is where `inPlainText` is, between two characters.
    private var isAtUsualText: Bool {
        guard isInsideText, levels.count == 1 else { return false }
        let level = levels[0]
        return level.state == .string && level.pending.count == 0 && level.mark == nil && !level.marksBase64Only
            && level.kind == (level.isSigned ? .signed : .content) && level.frameBase == 0
            && level.root == .root && level.node == .root && level.cursor == fields.root
    }

    private mutating func openSink() {
        if sinks.isEmpty { sinks.append(TextSink(written)) }
    }

    /// Where it writes, in place; there while bytes are lexed.
    var sink: TextSink {
        @inline(__always) _read { yield sinks[0] }
        @inline(__always) _modify { yield &sinks[0] }
    }

    /// The path of the string that the reader has stopped in.
    package var openPath: PathTrail.Node { levels[0].node }

    /// Whether the reader is in a string that is plain text and is never left.
    @inline(__always)
    private var isInsideText: Bool {
        levels[0].isEndless && levels[0].use == .plain
    }

    /// Adds what was still held to `out`, at the end of all bytes.
    package mutating func finish(into out: inout MappedText) {
        openSink()
        swap(&sink.out, &out)
        sink.begin()
        let nothing: [UInt8] = []
        if !isPlain { close(0, nothing.span) }
        endMarks(0)
        sink.finish(nothing.span)
        swap(&sink.out, &out)
    }

    /// Forgets the paths of all values that are neither open nor in `paths`, which are given their new names. Other
    /// paths handed out before have no meaning after it.
    package mutating func compactTrail(keeping paths: inout [PathTrail.Node]) {
        var kept = frames.map(\.node)
        for index in levels.indices { kept += [levels[index].root, levels[index].node] }
        kept.append(note?.object ?? .root)
        let openCount = kept.count
        kept += paths
        trail.compact(keeping: &kept)
        paths = Array(kept[openCount...])
        for index in frames.indices { frames[index].node = kept[index] }
        for index in levels.indices {
            levels[index].root = kept[frames.count + 2 * index]
            levels[index].node = kept[frames.count + 2 * index + 1]
        }
        note?.object = kept[openCount - 1]
    }
}

extension JSONReader {
    /// Forgets the paths of all values that are not open. Paths handed out before have no meaning after it.
    package mutating func compactTrail() {
        var none: [PathTrail.Node] = []
        compactTrail(keeping: &none)
    }
}
