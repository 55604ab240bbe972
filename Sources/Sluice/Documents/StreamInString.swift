// A recorded stream of events inside of a string of a document.

import SluiceMatching
import SluiceModel
import SluicePayloads

/// A recorded stream of server-sent events inside of a string of a document, as logs and HAR files hold streamed
/// answers: read as the stream that it is, so that values are found that its events cut.
struct StreamInString: Sendable {
    /// Longer strings are read as text.
    static let longest = 4 << 20

    /// What is changed in the raw inside of the string, in order.
    private(set) var changes: [Edit] = []
    /// What was found, and where it lies in the raw inside of the string, by its place there.
    private(set) var findings: [(finding: LocatedFinding, range: Range<Int>)] = []
    /// What the policy blocks, and where it begins in the raw inside.
    private(set) var block: (what: FilterOutput.Blocked, start: Int)?
    /// How many places a rule gave up on at its limits.
    let undecidedCount: Int

    /// Reads the raw inside of a string; nil if that is no stream of JSON events.
    ///
    /// - Parameter setting: what `settings` says of texts that are no tool's.
    init?(_ raw: [UInt8], _ setting: StreamSetting, _ settings: PayloadSettings, work: inout PayloadWork) {
        var text = MappedText()
        var reader = JSONReader(insideString: .text)
        reader.read(raw.span, into: &text)
        reader.finish(into: &text)
        guard Self.isStream(text.text) else { return nil }

        var filter = EventFilter(.sse, dialect: nil, setting, settings, givesRewrites: true)
        var output = FilterOutput()
        filter.append(text.text.span, work: &work, to: &output)
        filter.finish(work: &work, to: &output)
        undecidedCount = filter.undecidedCount

        let places = RawPlaces(text.runs)
        changes = (filter.rewrites ?? []).sorted { $0.range.lowerBound < $1.range.lowerBound }.map {
            Edit(range: places.range($0.range), replacement: JSONEscape.escaped($0.replacement, depth: 1))
        }
        findings = output.findings.map { ($0, places.range($0.finding.range)) }
        findings.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        if let blocked = output.blockedAt {
            let start = Self.offset(of: blocked, in: text.text)
            block = (blocked, places.range(start..<start).lowerBound)
        }
    }

    private static func isStream(_ text: [UInt8]) -> Bool {
        var detector = FormatDetector()
        guard (detector.append(text.span) ?? detector.finish()) == .sse else { return false }
        return text.dropFirst(ByteOrderMark.count(in: text)).split(whereSeparator: {
            $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
        }).contains { line in
            guard line.starts(with: "data:".utf8) else { return false }
            let first = line.dropFirst(5).first { $0 != UInt8(ascii: " ") }
            return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        }
    }

    /// The place that a block names by line and column.
    private static func offset(of block: FilterOutput.Blocked, in text: [UInt8]) -> Int {
        var lines = LineTracker()
        var offset = 0
        while offset < text.count, (lines.line, lines.column) < (block.line, block.column) {
            lines.advance(over: text.span.extracting(offset..<offset + 1))
            offset += 1
        }
        return offset
    }
}

/// Where bytes of text lie in the raw bytes that spell it.
private struct RawPlaces {
    private let runs: [TextRun]
    /// Where each run begins, in text and in raw bytes.
    private var starts: [(text: Int, raw: Int)] = []
    private let rawEnd: Int

    init(_ runs: [TextRun]) {
        self.runs = runs
        starts.reserveCapacity(runs.count)
        var (text, raw) = (0, 0)
        for run in runs {
            starts.append((text, raw))
            text += run.textCount
            raw += run.rawCount
        }
        rawEnd = raw
    }

    /// The raw bytes that spell a range of text, with all of what spells several bytes together.
    func range(_ range: Range<Int>) -> Range<Int> {
        let lower = start(range.lowerBound)
        return lower..<(range.isEmpty ? lower : max(lower, end(range.upperBound)))
    }

    /// Where the byte at `offset` is spelled.
    private func start(_ offset: Int) -> Int {
        guard let index = run(offset) else { return rawEnd }
        return runs[index].isVerbatim ? starts[index].raw + offset - starts[index].text : starts[index].raw
    }

    /// Where the byte before `offset` is spelled to its end.
    private func end(_ offset: Int) -> Int {
        guard let index = run(offset - 1) else { return rawEnd }
        let run = runs[index]
        return run.isVerbatim ? starts[index].raw + offset - starts[index].text : starts[index].raw + run.rawCount
    }

    /// The run that the byte at `offset` is in.
    private func run(_ offset: Int) -> Int? {
        let index = (0..<runs.count).partitionPoint { starts[$0].text + runs[$0].textCount > offset }
        return index < runs.count ? index : nil
    }
}
