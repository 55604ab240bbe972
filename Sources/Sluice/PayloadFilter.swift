// Filters one payload of any format.

import SluiceMatching
public import SluicePayloads

/// Filters one payload: a request's or an answer's body, a recorded log, an answer while it streams. Bytes in, filtered
/// bytes and findings out; what is found does not depend on how the bytes arrive.
///
/// A value belongs to one payload. It takes no locks while it scans and may move between threads.
public struct PayloadFilter: Sendable {
    private let settings: PayloadSettings
    /// Finds out the format; nil once it is known how the payload is read.
    @Seldom private var detector: FormatDetector?
    /// What filters, once it is known how the payload is read; changed in place.
    private var filter: (any FormatFilter)?
    private var hasBegun = false
    /// The first bytes, until it is known how they are read.
    private var start: [UInt8] = []

    /// What can be said of the payload so far: kept here for those who ask often.
    private struct Standing: Sendable {
        var held = 0
        var undecided = 0
    }

    private var standing = Standing()

    /// The format, once it is known.
    public private(set) var format: PayloadFormat?

    /// Makes a filter for one payload that does what the guard's policy says.
    public init(guardrail: Guardrail, source: PayloadSource = PayloadSource()) {
        self.init(PayloadSettings(guardrail: guardrail, source: source))
    }

    /// Makes a filter for one payload that only reports and gives out no bytes.
    ///
    /// - Parameter path: the file that the payload comes from, which decides what rules apply.
    public init(observation: Observation, source: PayloadSource = PayloadSource(), path: String? = nil) {
        let settings = PayloadSettings(
            guardrail: observation.guardrail,
            source: source,
            observation: observation,
            path: path
        )
        self.init(settings)
    }

    private init(_ settings: PayloadSettings) {
        self.settings = settings
        format = settings.source.format
        guard format == nil else { return }
        let source = settings.source
        let isAnswer = PayloadReading.dialect(of: source) != nil
        detector = FormatDetector(contentType: source.contentType, isAnswer: isAnswer)
    }

    /// Takes the next bytes of the payload and appends to `output` what may go out. Linear in the bytes.
    public mutating func append(_ bytes: Span<UInt8>, to output: inout FilterOutput) {
        guard !hasBegun else { return give(bytes, to: &output) }
        start.append(copying: bytes)
        if format == nil { format = detector?.append(bytes) }
        guard let format, PayloadReading.canBegin(format, source: settings.source, start: start.span) else { return }
        begin(format, to: &output)
    }

    /// Ends the payload and appends to `output` what was held.
    public mutating func finish(to output: inout FilterOutput) {
        if !hasBegun { begin(format ?? detector?.finish() ?? .text, to: &output) }
        ScratchPool.shared.withWork { work in
            filter?.finish(work: &work, to: &output)
        }
        note()
    }

    /// Makes the filter small while it waits for its next bytes: it gives up what it can make again. That takes about a
    /// microsecond, and about as much when bytes come, and changes nothing of what is found and goes out. Worth its
    /// while where many streams wait at once.
    public mutating func rest() {
        filter?.rest()
    }

    /// Bytes received that have not gone out.
    public var heldByteCount: Int { hasBegun ? standing.held : start.count }

    /// How many places a rule gave up on at its limits, flagged as the rule's `on_limit` says.
    public var undecidedCount: Int { standing.undecided }

    /// Begins with a format that is known, and what was held until then.
    private mutating func begin(_ format: PayloadFormat, to output: inout FilterOutput) {
        self.format = format
        detector = nil
        _detector.rest()
        hasBegun = true
        let held = start
        start = []
        let setting = settings.setting
        let watched = setting.view.watchedParts
        switch PayloadReading(format: format, source: settings.source, start: held, watched: watched) {
        case .text:
            filter = TextFilter(setting: setting, scanner: settings.scanner)
        case .events(let framing, let dialect):
            filter = EventFilter(framing, dialect: dialect, setting, settings)
        case .document(let reader):
            filter = DocumentFilter(reader: reader, settings: settings)
        }
        give(held.span, to: &output)
    }

    private mutating func give(_ bytes: Span<UInt8>, to output: inout FilterOutput) {
        guard bytes.count > 0 else { return }
        ScratchPool.shared.withWork { work in
            filter?.append(bytes, work: &work, to: &output)
        }
        note()
    }

    private mutating func note() {
        guard let filter else { return }
        standing = Standing(held: filter.heldByteCount, undecided: filter.undecidedCount)
    }
}
