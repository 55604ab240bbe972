// Text of events beside their data: comments, ids, names.

import SluiceModel
import SluicePayloads

/// Remembers short texts beside the data of events in which nothing was found, as most come again and again.
struct AsideScreen: Sendable {
    private static let most = 16
    private static let longest = 64

    private var clean: [ArraySlice<UInt8>] = []

    /// Whether nothing is in `text`, as far as is known.
    func isClean(_ text: ArraySlice<UInt8>) -> Bool {
        text.count <= Self.longest && clean.contains { $0.elementsEqual(text) }
    }

    /// Notes that nothing is in `text`.
    mutating func note(_ text: ArraySlice<UInt8>) {
        guard text.count <= Self.longest, clean.count < Self.most else { return }
        clean.append(Array(text)[...])
    }
}

extension EventFilter {
    /// Scans the texts beside the data of an event, each by itself. A finding that blocks stops the stream before the
    /// event. The result is what is masked there, and whether anything was found.
    mutating func readAsides(
        of frame: Frame,
        offset: Int,
        place: LineTracker,
        work: inout PayloadWork,
        to output: inout FilterOutput
    ) -> (edits: [Edit], hasFindings: Bool) {
        var hasFindings = false
        var edits: [Edit] = []
        var places = PlaceCounter(offset: offset, start: place)
        for range in frame.asides where blocked == nil {
            let text = frame.raw[range]
            if screen.isClean(text) { continue }
            var filter = TextFilter(setting: setting, scanner: settings.scanner)
            var found = FilterOutput()
            filter.append(Array(text).span, work: &work, to: &found)
            filter.finish(work: &work, to: &found)
            undecidedCount += filter.undecidedCount
            if found.findings.isEmpty, found.blockedAt == nil {
                screen.note(text)
                continue
            }

            func start(_ index: Int) -> DocumentEditor.Place {
                places.place(of: range.lowerBound + index, in: frame.raw)
            }
            hasFindings = true
            for finding in found.findings {
                output.findings.append(LocatedFinding(finding, at: start(finding.finding.range.lowerBound)))
            }
            if let block = found.blockedAt {
                let first = start(min(found.bytes.count, range.count))
                let what = FilterOutput.Blocked(block.rule, at: first, message: block.message)
                blocked = Blocked(event: queue.nextNumber, output: what)
            } else if !setting.isObserved, !found.bytes.elementsEqual(text) {
                // A line must stay one.
                let masked = found.bytes.map {
                    $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") ? UInt8(ascii: " ") : $0
                }
                edits.append(Edit(range: range, replacement: masked))
            }
        }
        if !edits.isEmpty { isStreamChanged = true }
        return (edits, hasFindings)
    }
}
