// Turns what a stream decides into filtered bytes and located findings.

import SluiceMatching
import SluiceModel
import SluicePolicies
import SluiceScanning

/// Turns what a stream decides into filtered bytes and located findings.
struct FilterSink: ScanSink, Sendable {
    private var policy: PlacedPolicy
    /// Whether the caller has let all bytes out already.
    let isObserver: Bool

    var output = FilterOutput()
    /// Once set, nothing of the stream may follow.
    @Seldom private(set) var blockedAt: FilterOutput.Blocked?
    private var place = LineTracker()
    private var preview = PreviewBuffer()
    @Seldom private var current: Announced?

    private struct Announced: Sendable {
        var line: Int
        var column: Int
        var decision: PolicyDecision
        var text: MaskedText
    }

    init(policy: PlacedPolicy, isObserver: Bool) {
        self.policy = policy
        self.isObserver = isObserver
    }

    /// Gives up what can be made again.
    mutating func rest() {
        output = FilterOutput()
        preview.rest()
        _current.rest()
    }

    mutating func pass(_ bytes: Span<UInt8>) {
        place.advance(over: bytes)
        preview.append(bytes)
        write(bytes)
    }

    mutating func announce(_ mark: Mark, value: Span<UInt8>) {
        let decision = policy.decide(mark)
        let text = preview.masked(mark, value: value, style: decision.style)
        preview.append(text.shownBytes, isOneLine: decision.style.isOneLine)
        switch decision.action {
        case .mask:
            write(text.replacementBytes)
        case .block:
            blockedAt =
                blockedAt
                ?? .init(
                    rule: mark.rule,
                    line: place.line,
                    column: place.column,
                    message: decision.message
                )
        case .allow, .log: break
        }
        current = Announced(line: place.line, column: place.column, decision: decision, text: text)
    }

    mutating func conceal(_ bytes: Span<UInt8>) {
        preview.skip(bytes.count)
        place.advance(over: bytes)
        if current?.decision.action != .mask { write(bytes) }
    }

    mutating func report(_ finding: Finding) {
        guard let announced = current.take() else { return }
        add(finding, announced)
    }

    mutating func remark(_ finding: Finding, mark: Mark, value: Span<UInt8>) {
        let decision = policy.decide(mark).reportedOnly
        let text = preview.masked(mark, value: value, style: decision.style)
        preview.hide(next: finding.range.count, as: text.shownBytes)
        add(finding, Announced(line: place.line, column: place.column, decision: decision, text: text))
    }

    private mutating func add(_ finding: Finding, _ announced: consuming Announced) {
        guard announced.decision.wouldBe > .allow else { return }
        output.findings.append(
            LocatedFinding(
                finding: finding,
                line: announced.line,
                column: announced.column,
                text: announced.text,
                decision: announced.decision
            )
        )
    }

    private mutating func write(_ bytes: Span<UInt8>) {
        guard blockedAt == nil, !isObserver else { return }
        output.bytes.append(copying: bytes)
    }
}
