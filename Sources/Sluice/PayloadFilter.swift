// Filters one payload of any format.

import SluiceMatching
public import SluicePayloads

/// Filters one payload: a request's or an answer's body, a recorded log, an answer while it streams. Bytes in, filtered bytes
/// and findings out; what is found does not depend on how the bytes arrive.
///
/// A value belongs to one payload. It takes no locks while it scans and may move between threads.
public struct PayloadFilter: Sendable {
    private let settings: PayloadSettings
    private let source: PayloadSource
    private var detector: FormatDetector
    private var filter: Filter?
    /// The first bytes, until it is known how they are read.
    private var start: [UInt8] = []

    private enum Filter: Sendable {
        case text(TextFilter)
        case document(DocumentFilter)
        case events(EventFilter)

        mutating func append(_ bytes: Span<UInt8>, work: inout PayloadWork, to output: inout FilterOutput) {
            // Taken out, so that the state is changed in place and not copied.
            switch consume self {
            case .text(var filter):
                filter.append(bytes, work: &work, to: &output)
                self = .text(filter)
            case .document(var filter):
                filter.append(bytes, work: &work, to: &output)
                self = .document(filter)
            case .events(var filter):
                filter.append(bytes, work: &work, to: &output)
                self = .events(filter)
            }
        }

        mutating func finish(work: inout PayloadWork, to output: inout FilterOutput) {
            switch consume self {
            case .text(var filter):
                filter.finish(work: &work, to: &output)
                self = .text(filter)
            case .document(var filter):
                filter.finish(work: &work, to: &output)
                self = .document(filter)
            case .events(var filter):
                filter.finish(work: &work, to: &output)
                self = .events(filter)
            }
        }
    }

    /// The format, once it is known.
    public private(set) var format: PayloadFormat?

    /// Makes a filter for one payload that does what the guard's policy says.
    public init(guardrail: Guardrail, source: PayloadSource = PayloadSource()) {
        self.init(PayloadSettings(guardrail: guardrail, context: source.context), source)
    }

    /// Makes a filter for one payload that only reports and gives out no bytes.
    ///
    /// - Parameter path: the file that the payload comes from, which decides what rules apply.
    public init(observation: Observation, source: PayloadSource = PayloadSource(), path: String? = nil) {
        let settings = PayloadSettings(
            guardrail: observation.guardrail,
            context: source.context,
            observation: observation,
            path: path
        )
        self.init(settings, source)
    }

    private init(_ settings: PayloadSettings, _ source: PayloadSource) {
        self.settings = settings
        self.source = source
        detector = FormatDetector(contentType: source.contentType)
        format = source.format
    }

    /// Takes the next bytes of the payload and appends to `output` what may go out. Linear in the bytes.
    public mutating func append(_ bytes: Span<UInt8>, to output: inout FilterOutput) {
        guard filter == nil else { return give(bytes, to: &output) }
        start.append(copying: bytes)
        if format == nil { format = detector.append(bytes) }
        guard let format, PayloadReading.canBegin(format, source: source, start: start.span) else { return }
        begin(format, to: &output)
    }

    /// Ends the payload and appends to `output` what was held.
    public mutating func finish(to output: inout FilterOutput) {
        if filter == nil { begin(format ?? detector.finish(), to: &output) }
        ScratchPool.shared.withWork { work in filter?.finish(work: &work, to: &output) }
    }

    /// Bytes received that have not gone out.
    public var heldByteCount: Int {
        switch filter {
        case nil: start.count
        case .text(let filter): filter.heldByteCount
        case .document(let filter): filter.heldByteCount
        case .events(let filter): filter.heldByteCount
        }
    }

    /// How many places a rule gave up on at its limits, flagged as the rule's `on_limit` says.
    public var undecidedCount: Int {
        switch filter {
        case nil: 0
        case .text(let filter): filter.undecidedCount
        case .document(let filter): filter.undecidedCount
        case .events(let filter): filter.undecidedCount
        }
    }

    /// Begins with a format that is known, and what was held until then.
    private mutating func begin(_ format: PayloadFormat, to output: inout FilterOutput) {
        self.format = format
        let held = start
        start = []
        let watched = settings.setting.view.watchedParts
        switch PayloadReading(format: format, source: source, start: held, watched: watched) {
        case .text:
            filter = .text(TextFilter(setting: settings.setting, scanner: settings.scanner))
        case .events(let framing, let dialect):
            filter = .events(EventFilter(framing, dialect: dialect, settings.setting, settings))
        case .document(let reader):
            filter = .document(DocumentFilter(reader: reader, settings: settings))
        }
        give(held.span, to: &output)
    }

    private mutating func give(_ bytes: Span<UInt8>, to output: inout FilterOutput) {
        guard bytes.count > 0 else { return }
        ScratchPool.shared.withWork { work in filter?.append(bytes, work: &work, to: &output) }
    }
}
