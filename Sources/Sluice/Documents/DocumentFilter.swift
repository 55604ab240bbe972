// Filters one JSON document, or lines of them, of any size.

import SluiceModel
import SluicePayloads
import SluicePolicies
import SluiceScanning

/// Filters one JSON document, or lines of them, of any size in bounded memory.
struct DocumentFilter: Sendable {
    /// How many bytes are read at once, so that what waits between the steps stays small.
    private static let blockSize = 16_384

    /// What spells text again waits for that text; when so much waits, it is replaced whatever comes.
    private static let mostWaiting = 32 << 20

    private var text: PayloadText<DocumentEditor>

    init(reader: JSONReader, setting: StreamSetting, scanner: Scanner) {
        let editor = DocumentEditor(isSilent: setting.isObserved)
        text = PayloadText(reader: reader, editor: editor, setting: setting, scanner: scanner, form: .document)
    }

    var heldByteCount: Int { text.sink.editor.heldCount }
    var undecidedCount: Int { text.undecidedCount }

    mutating func append(_ bytes: Span<UInt8>, work: inout PayloadWork, to output: inout FilterOutput) {
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + Self.blockSize)
            let block = bytes.extracting(start..<end)
            text.sink.editor.receive(block)
            text.append(block, work: &work)
            start = end
        }
        collect(into: &output)
    }

    mutating func finish(work: inout PayloadWork, to output: inout FilterOutput) {
        text.finish(work: &work)
        collect(into: &output)
    }

    private mutating func collect(into output: inout FilterOutput) {
        text.sink.editor.takeOutput(into: &output.bytes)
        if text.sink.editor.waitingCount > Self.mostWaiting {
            text.sink.replaceSpellings()
            text.sink.editor.takeOutput(into: &output.bytes)
        }
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
        if let block = text.sink.block {
            output.blockedAt = .init(
                rule: block.rule,
                line: block.place.line,
                column: block.place.column,
                message: block.decision.message
            )
        }
    }
}
