// Filters one text stream.

import SluiceMatching
public import SluiceModel
public import SluicePolicies
import SluiceScanning

/// Filters one text stream: bytes in, filtered bytes and findings out. Any chunking gives the same result.
///
/// A value belongs to one stream. It takes no locks while it scans and may move between threads.
public struct TextFilter: Sendable {
    /// What to do with findings.
    public enum Action: String, Sendable, CaseIterable {
        /// Replace flagged bytes.
        case mask
        /// Stop at the first finding, before its bytes are out.
        case block
        /// Change nothing, hold nothing, report.
        case report

        fileprivate var decided: SluiceModel.Action {
            switch self {
            case .mask: .mask
            case .block: .block
            case .report: .log
            }
        }
    }

    private var stream: ScanStream
    private var sink: FilterSink

    /// Makes a filter for one stream of a guard's rules.
    ///
    /// - Parameters:
    ///   - guardrail: the compiled rules and the key, shared by all streams.
    ///   - action: what to do with findings of at least `threshold`.
    ///   - threshold: findings below it pass and are reported only.
    ///   - style: how values are replaced.
    ///   - source: what is known of the text, which decides what rules apply.
    public init(
        guardrail: Guardrail,
        action: Action = .mask,
        threshold: Confidence = Confidence(percent: 0),
        style: MaskStyle = .tagged,
        source: TextSource = TextSource()
    ) {
        func setting(_ action: SluiceModel.Action) -> StreamSetting {
            guardrail.uniformSetting(action: action, threshold: threshold, style: style)
        }
        stream = ScanStream(
            scanner: guardrail.scanner,
            disabledRules: guardrail.disabledRules(for: source),
            // A filter that only reports joins what overlaps, as one that masks does.
            thresholds: setting(.mask).thresholds,
            scope: TextScope(language: source.language, path: source.path, direction: source.direction).plain
        )
        sink = FilterSink(policy: PlacedPolicy(setting(action.decided)), isObserver: action == .report)
    }

    /// Makes a filter for one stream that does what the guard's policy says.
    public init(guardrail: Guardrail, context: PolicyContext, path: String? = nil) {
        self.init(setting: guardrail.setting(for: context, path: path), scanner: guardrail.scanner)
    }

    init(setting: StreamSetting, scanner: Scanner) {
        stream = ScanStream(
            scanner: scanner,
            disabledRules: setting.disabledRules,
            thresholds: setting.thresholds,
            placeThresholds: setting.places,
            scope: setting.scope.plain
        )
        sink = FilterSink(policy: PlacedPolicy(setting), isObserver: setting.isObserved)
    }

    /// Takes the next bytes of the stream and appends to `output` what may go out. Linear in the bytes.
    public mutating func append(_ bytes: Span<UInt8>, to output: inout FilterOutput) {
        if sink.isObserver { output.bytes.append(copying: bytes) }
        ScratchPool.shared.withWork { work in append(bytes, work: &work, to: &output) }
    }

    /// Ends the stream and appends to `output` what was held.
    public mutating func finish(to output: inout FilterOutput) {
        ScratchPool.shared.withWork { work in finish(work: &work, to: &output) }
    }

    /// Makes the filter small while it waits for its next bytes: it gives up what it can make again. That takes about a
    /// microsecond, and about as much when bytes come, and changes nothing of what is found and goes out.
    public mutating func rest() {
        stream.rest()
        sink.rest()
    }

    /// Bytes received and not yet decided. A filter that only reports lets them out nevertheless.
    public var heldByteCount: Int { stream.heldCount }

    /// How many places a rule gave up on at its limits, flagged as the rule's `on_limit` says.
    public var undecidedCount: Int { stream.undecidedCount }

    /// Scans the next bytes; a filter that only reports does not let them out.
    mutating func append(_ bytes: Span<UInt8>, work: inout PayloadWork, to output: inout FilterOutput) {
        swap(&sink.output, &output)
        stream.append(bytes, scratch: &work.scratch, sink: &sink)
        swap(&sink.output, &output)
        output.blockedAt = sink.blockedAt
    }

    mutating func finish(work: inout PayloadWork, to output: inout FilterOutput) {
        swap(&sink.output, &output)
        stream.finish(scratch: &work.scratch, sink: &sink)
        swap(&sink.output, &output)
        output.blockedAt = sink.blockedAt
    }
}
