// One text of a payload on its way through reader, scanner and editor.

import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import SluiceScanning

/// One text of a payload, whole or coming in pieces: raw bytes are read into text, text is scanned, decisions become
/// edits of the raw bytes.
struct PayloadText<Editor: RawEditor>: Sendable {
    var reader: JSONReader
    var sink: PayloadSink<Editor>
    private var stream: ScanStream
    /// What the texts in documents are written in, and whose they are: one, once there is a document.
    private var scopes: [DocumentScopes] = []
    private let setting: StreamSetting
    /// What its strings are of which nothing else is said.
    private let string: ScopeHint
    private let form: Form
    /// Shows the words of commands as the commands that they make.
    private var words = CommandWords()
    /// What waits for the name of the tool that is called with it.
    private var waiting = WaitingText()
    /// How many bytes of text have been read.
    private var readCount = 0
    /// How many paths may be known before those that no one needs are forgotten.
    private var pathLimit = Self.leastPathLimit

    /// What the text is.
    enum Form: Sendable {
        /// A document with texts in its strings.
        case document
        /// What a tool is called with, a document.
        case toolArguments
        /// A text in a string of a document.
        case string
    }

    /// - Parameter writing: what the text is written in, unless the caller of all knows that better.
    init(
        reader: JSONReader,
        editor: Editor,
        setting: StreamSetting,
        scanner: Scanner,
        form: Form,
        writing: ScopeHint? = nil
    ) {
        let given = setting.scope.string
        let string = given.form == .blocks ? writing ?? given : given
        self.reader = reader
        sink = PayloadSink(policy: PlacedPolicy(setting), editor: editor)
        stream = ScanStream(
            scanner: scanner,
            disabledRules: setting.disabledRules,
            thresholds: setting.thresholds,
            placeThresholds: setting.places,
            scope: form == .document ? setting.scope.structure : string,
            joinsStrings: form == .document
        )
        self.setting = setting
        self.string = form == .toolArguments ? string : given
        self.form = form
        self.reader.notesCalls = looksForTools
    }

    /// Gives up what can be made again, for a text that waits for its next bytes.
    mutating func rest() {
        reader.rest()
        sink.rest()
        stream.rest()
    }

    /// How many bytes of text are not decided.
    var heldCount: Int { stream.heldCount + waiting.count }

    /// How many places a rule gave up on at its limits.
    var undecidedCount: Int { stream.undecidedCount }

    /// Reads what comes next with another reader. All text so far must have been decided.
    mutating func restart(_ reader: JSONReader) {
        self.reader = reader
        self.reader.notesCalls = looksForTools
        sink.forgetPaths()
        words = CommandWords()
        if !scopes.isEmpty { scopes[0].restart() }
    }

    private var looksForTools: Bool { setting.places?.looksForTools == true }

    /// Reads what text is written in; text that is in no document is what all of it is.
    private mutating func readScopes(_ work: inout PayloadWork) {
        if scopes.isEmpty {
            guard !work.text.places.isEmpty || !work.text.notes.isEmpty else {
                return work.scopes.removeAll(keepingCapacity: true)
            }
            let scope = DocumentScopes(
                TextScope(setting.scope, string: string),
                places: setting.places,
                isToolArguments: form == .toolArguments,
                // Events are not held for what a later one may say.
                mayWait: form == .document,
                textCount: readCount
            )
            scopes.append(scope)
        }
        scopes[0].read(work.text, trail: reader.trail, into: &work.scopes)
        // No rule looks at the document around a command, nor waits for what stood before it.
        if !scopes[0].beginnings.isEmpty { work.text.end(at: scopes[0].beginnings) }
    }

    /// Reads and scans the next raw bytes, which the editor has received.
    mutating func append(_ raw: Span<UInt8>, work: inout PayloadWork) {
        _ = read(raw, work: &work)
        scan(&work)
    }

    /// Reads the next raw bytes, to be scanned once the editor has received them. Returns how many the reader took.
    mutating func read(_ raw: Span<UInt8>, work: inout PayloadWork) -> Int {
        work.text.removeAll()
        return reader.read(raw, into: &work.text)
    }

    /// Takes raw bytes that the editor has received and that rules do not see here.
    mutating func pass(hidden count: Int, work: inout PayloadWork) {
        work.text.removeAll()
        work.text.append(hidden: count, depth: 1)
        scan(&work)
    }

    /// Scans text that has been read into `work`.
    mutating func scan(_ work: inout PayloadWork) {
        words.join(&work.text, reader.trail)
        sink.map(work.text)
        // Of a string that rules do not see only the end comes.
        if !work.text.text.isEmpty || !work.text.notes.isEmpty || !work.text.ends.isEmpty {
            readScopes(&work)
            scanRead(&work)
            readCount += work.text.text.count
        }
        sink.drain()
        if reader.trail.count > pathLimit {
            sink.withPaths { paths in
                let count = paths.count
                if !scopes.isEmpty { scopes[0].addPaths(to: &paths) }
                reader.compactTrail(keeping: &paths)
                if !scopes.isEmpty { scopes[0].renamePaths(paths[count...]) }
                paths.removeLast(paths.count - count)
            }
            // At least as many are new as are looked through, so that the work stays linear.
            pathLimit = max(Self.leastPathLimit, 2 * reader.trail.count)
        }
    }

    /// Scans text that has been read, but for what waits.
    private mutating func scanRead(_ work: inout PayloadWork) {
        let firstPending = scopes.isEmpty ? nil : scopes[0].tools?.firstPending
        let settled = scopes.isEmpty ? [] : scopes[0].takeSettledCalls()
        if waiting.count == 0, firstPending == nil, settled.isEmpty {
            let text = work.text.text
            let ends = work.text.ends
            return stream.append(
                text.span,
                textEnds: ends,
                scopeStarts: work.scopes,
                scratch: &work.scratch,
                sink: &sink
            )
        }
        waiting.append(work.text.text, ends: work.text.ends, starts: work.scopes, at: readCount)
        scanWaiting(settled, upTo: firstPending, &work)
    }

    /// Scans text that has waited.
    private mutating func scanWaiting(
        _ settled: [(code: Int16, tool: Int16)],
        upTo end: Int?,
        _ work: inout PayloadWork
    ) {
        waiting.settle(settled)
        let next = waiting.take(upTo: end)
        stream.append(
            next.bytes.span,
            textEnds: next.ends,
            scopeStarts: next.starts,
            scratch: &work.scratch,
            sink: &sink
        )
    }

    /// Ends the text: everything is decided.
    mutating func finish(work: inout PayloadWork) {
        work.text.removeAll()
        reader.finish(into: &work.text)
        scan(&work)
        if !scopes.isEmpty {
            scopes[0].settleCalls()
            scanWaiting(scopes[0].takeSettledCalls(), upTo: nil, &work)
        }
        stream.finish(scratch: &work.scratch, sink: &sink)
        sink.drain()
    }

    private static var leastPathLimit: Int { 1_024 }
}
