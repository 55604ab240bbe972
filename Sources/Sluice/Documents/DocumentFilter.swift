// Filters one JSON document, or lines of them, of any size.

import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies
import SluiceScanning

/// Filters one JSON document, or lines of them, of any size in bounded memory.
struct DocumentFilter: Sendable {
    /// How many bytes are read at once, so that what waits between the steps stays small.
    private static let blockSize = ScanScratch.blockSize

    /// What spells text again waits for that text; when so much waits, it is replaced whatever comes.
    private static let mostWaiting = 32 << 20

    private let settings: PayloadSettings
    private let setting: StreamSetting
    private var text: PayloadText<DocumentEditor>
    /// The beginning of a string that may hold a recorded stream, cut off by the end of the bytes.
    private var cut: [UInt8] = []
    /// The inside of a string that may hold a recorded stream, as far as it has come.
    private var string: [UInt8]?
    private var isAfterBackslash = false
    /// What was found in such strings, and where they end, until all before has been decided.
    private var found: [(end: Int, findings: [LocatedFinding])] = []
    private var blocked: FilterOutput.Blocked?
    /// Whether a stream in a string was blocked, which ends the document at once.
    private var hasEnded = false
    private var undecidedInStreams = 0

    init(reader: JSONReader, settings: PayloadSettings) {
        self.settings = settings
        setting = settings.setting
        var reader = reader
        reader.stopsAtStreams = true
        let editor = DocumentEditor(isSilent: setting.isObserved)
        text = PayloadText(reader: reader, editor: editor, setting: setting, scanner: settings.scanner, form: .document)
    }

    var heldByteCount: Int { text.sink.editor.heldCount + cut.count + (string?.count ?? 0) }
    var undecidedCount: Int { text.undecidedCount + undecidedInStreams }

    mutating func append(_ bytes: Span<UInt8>, work: inout PayloadWork, to output: inout FilterOutput) {
        guard !hasEnded else { return output.blockedAt = blocked }
        if cut.isEmpty {
            take(bytes, isLast: false, work: &work)
        } else {
            var joined: [UInt8] = []
            swap(&joined, &cut)
            joined.append(copying: bytes)
            take(joined.span, isLast: false, work: &work)
        }
        collect(into: &output)
    }

    /// Gives up what can be made again, for a filter that waits for its next bytes.
    mutating func rest() { text.rest() }

    mutating func finish(work: inout PayloadWork, to output: inout FilterOutput) {
        guard !hasEnded else { return output.blockedAt = blocked }
        var rest: [UInt8] = []
        swap(&rest, &cut)
        take(rest.span, isLast: true, work: &work)
        if string != nil { endString(work: &work) }
        if !hasEnded { text.finish(work: &work) }
        collect(into: &output)
    }

    private mutating func take(_ bytes: Span<UInt8>, isLast: Bool, work: inout PayloadWork) {
        let end = isLast ? bytes.count : bytes.count - StreamStart.cutCount(bytes)
        var start = 0
        while start < end, !hasEnded {
            if string != nil {
                start = takeString(bytes, from: start, upTo: end, work: &work)
                continue
            }
            var stop = min(end, start + Self.blockSize)
            if stop < end { stop -= StreamStart.cutCount(bytes.extracting(start..<stop)) }
            let block = bytes.extracting(start..<stop)
            let count = text.read(block, work: &work)
            text.sink.editor.receive(block.extracting(0..<count))
            text.scan(&work)
            start += count
            if text.reader.isAtStream { string = [] }
        }
        if end < bytes.count, !hasEnded { cut.append(copying: bytes.extracting(end..<bytes.count)) }
    }

    /// Takes more of a string that may hold a stream. Returns where what follows begins.
    private mutating func takeString(
        _ bytes: Span<UInt8>,
        from start: Int,
        upTo end: Int,
        work: inout PayloadWork
    ) -> Int {
        let end = min(end, start + StreamInString.longest - (string?.count ?? 0))
        var place = start
        var isClosed = false
        while place < end, !isClosed {
            if isAfterBackslash {
                isAfterBackslash = false
                place += 1
                continue
            }
            place = min(end, JSONText.specialByte(bytes, from: place))
            guard place < end else { break }
            isClosed = bytes[place] == UInt8(ascii: "\"")
            if isClosed { break }
            isAfterBackslash = bytes[place] == UInt8(ascii: "\\")
            place += 1
        }
        string?.append(copying: bytes.extracting(start..<place))
        if isClosed {
            endString(work: &work)
        } else if (string?.count ?? 0) >= StreamInString.longest {
            endString(isText: true, work: &work)
        }
        return place
    }

    /// Reads the string that has come, as a stream if it is one, else as text.
    private mutating func endString(isText: Bool = false, work: inout PayloadWork) {
        guard let raw = string.take() else { return }
        isAfterBackslash = false
        guard !isText, let stream = StreamInString(raw, setting, settings, work: &work) else {
            var start = 0
            while start < raw.count {
                let block = raw.span.extracting(start..<min(raw.count, start + Self.blockSize))
                text.sink.editor.receive(block)
                text.append(block, work: &work)
                start += block.count
            }
            return
        }
        undecidedInStreams += stream.undecidedCount
        note(stream, raw)
        guard let block = stream.block else {
            text.sink.editor.receive(raw.span, changes: stream.changes)
            return text.pass(hidden: raw.count, work: &work)
        }
        // Nothing of the string goes out, and all before it is decided.
        hasEnded = true
        var lines = text.sink.editor.linesOfNext()
        lines.advance(over: raw.span.extracting(0..<block.start))
        blocked = .init(rule: block.what.rule, line: lines.line, column: lines.column, message: block.what.message)
        text.finish(work: &work)
        text.sink.editor.close()
    }

    /// Takes over what was found in a stream that the string to come holds.
    private mutating func note(_ stream: StreamInString, _ raw: [UInt8]) {
        guard !stream.findings.isEmpty else { return }
        let start = text.sink.editor.receivedEnd
        var lines = text.sink.editor.linesOfNext()
        var offset = 0
        let path = ReportedPath.text(text.reader.trail.text(of: text.reader.openPath))
        let findings = stream.findings.map { finding, range in
            lines.advance(over: raw.span.extracting(offset..<range.lowerBound))
            offset = range.lowerBound
            return LocatedFinding(
                finding,
                at: DocumentEditor.Place(offset: start + offset, line: lines.line, column: lines.column),
                count: range.count,
                path: finding.path.map { $0 == "$" ? path : path + "|" + $0 } ?? path
            )
        }
        found.append((start + raw.count, findings))
    }

    private mutating func collect(into output: inout FilterOutput) {
        text.sink.editor.takeOutput(into: &output.bytes)
        if text.sink.editor.waitingCount > Self.mostWaiting {
            text.sink.replaceSpellings()
            text.sink.editor.takeOutput(into: &output.bytes)
        }
        let first = output.findings.count
        for placed in text.sink.findings where placed.decision.wouldBe > .allow {
            output.findings.append(
                LocatedFinding(
                    placed,
                    range: placed.start.offset..<max(placed.start.offset, placed.end.offset),
                    line: placed.start.line,
                    column: placed.start.column,
                    path: ReportedPath.text(text.reader.trail.text(of: placed.path))
                )
            )
        }
        text.sink.findings.removeAll(keepingCapacity: true)
        addFound(to: &output, from: first)
        if let block = text.sink.block {
            blocked = .init(
                rule: block.rule,
                line: block.place.line,
                column: block.place.column,
                message: block.decision.message
            )
        }
        output.blockedAt = output.blockedAt ?? blocked
    }

    /// Adds what was found in streams at its place among the findings from `first` on, once all before it is decided.
    private mutating func addFound(to output: inout FilterOutput, from first: Int) {
        while let next = found.first, blocked != nil || text.sink.editor.decidedEnd >= next.end {
            found.removeFirst()
            let index =
                output.findings[first...].firstIndex { $0.finding.range.lowerBound >= next.end }
                ?? output.findings.endIndex
            output.findings.insert(contentsOf: next.findings, at: index)
        }
    }
}
