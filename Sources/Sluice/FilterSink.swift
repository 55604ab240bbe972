// Turns what a stream decides into filtered bytes and located findings.

import SluiceMatching
import SluiceModel
import SluicePolicies
import SluiceScanning

/// Turns what a stream decides into filtered bytes and located findings.
struct FilterSink: ScanSink, Sendable {
    let view: PolicyView
    /// Whether the caller has let all bytes out already.
    let isObserver: Bool

    var output = FilterOutput()
    /// Once set, nothing of the stream may follow.
    private(set) var blockedAt: FilterOutput.Blocked?
    private var place = LineTracker()
    private var preview = PreviewBuffer()
    private var current: Announced?

    private struct Announced: Sendable {
        var line: Int
        var column: Int
        var decision: PolicyDecision
        var replacement: String
        var preview: String
    }

    init(view: PolicyView, isObserver: Bool) {
        self.view = view
        self.isObserver = isObserver
    }

    mutating func pass(_ bytes: Span<UInt8>) {
        place.advance(over: bytes)
        preview.append(bytes)
        write(bytes)
    }

    mutating func announce(_ mark: Mark, value: Span<UInt8>) {
        let announced = announced(mark, value, view.decide(mark))
        current = announced
        let text = Array(announced.replacement.utf8)
        preview.append(text.span)
        switch announced.decision.action {
        case .mask:
            write(text.span)
        case .block:
            blockedAt =
                blockedAt
                ?? .init(
                    rule: mark.rule,
                    line: place.line,
                    column: place.column,
                    message: announced.decision.message
                )
        case .allow, .log: break
        }
    }

    mutating func conceal(_ bytes: Span<UInt8>) {
        place.advance(over: bytes)
        if current?.decision.action != .mask { write(bytes) }
    }

    mutating func report(_ finding: Finding) {
        guard let current else { return }
        self.current = nil
        add(finding, current)
    }

    mutating func remark(_ finding: Finding, mark: Mark, value: Span<UInt8>) {
        add(finding, announced(mark, value, view.decide(mark).reportedOnly))
    }

    private func announced(_ mark: Mark, _ value: Span<UInt8>, _ decision: PolicyDecision) -> Announced {
        let replacement = decision.replacement(for: mark, value: value)
        return Announced(
            line: place.line,
            column: place.column,
            decision: decision,
            replacement: replacement,
            preview: preview.text + replacement
        )
    }

    private mutating func add(_ finding: Finding, _ announced: Announced) {
        guard announced.decision.wouldBe > .allow else { return }
        output.findings.append(
            LocatedFinding(
                finding: finding,
                line: announced.line,
                column: announced.column,
                replacement: announced.replacement,
                preview: announced.preview,
                decision: announced.decision
            )
        )
    }

    private mutating func write(_ bytes: Span<UInt8>) {
        guard blockedAt == nil, !isObserver else { return }
        output.bytes.append(copying: bytes)
    }
}
