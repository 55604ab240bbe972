// Turns what a stream decides into filtered bytes and located findings.

import SluiceMatching
import SluiceModel
import SluicePolicies
import SluiceScanning

/// Turns what a stream decides into filtered bytes and located findings.
struct FilterSink: ScanSink, Sendable {
    let action: TextFilter.Action
    let threshold: Confidence
    let style: MaskStyle

    var output = FilterOutput()
    /// Once set, nothing of the stream may follow.
    private(set) var blockedAt: FilterOutput.Blocked?
    private var place = LineTracker()
    private var preview = PreviewBuffer()
    private var current: Announced?

    private struct Announced: Sendable {
        var line: Int
        var column: Int
        var replacement: String
        var preview: String
        var isMasked: Bool
    }

    init(action: TextFilter.Action, threshold: Confidence, style: MaskStyle) {
        self.action = action
        self.threshold = threshold
        self.style = style
    }

    mutating func pass(_ bytes: Span<UInt8>) {
        place.advance(over: bytes)
        preview.append(bytes)
        write(bytes)
    }

    mutating func announce(_ mark: Mark) {
        let replacement = style.replacement(rule: mark.rule, fingerprint: mark.fingerprint)
        let isActedOn = mark.confidence >= threshold && !mark.isReportOnly
        current = Announced(
            line: place.line,
            column: place.column,
            replacement: replacement,
            preview: preview.text + replacement,
            isMasked: isActedOn && action == .mask
        )
        let text = Array(replacement.utf8)
        preview.append(text.span)
        guard isActedOn else { return }
        switch action {
        case .mask: write(text.span)
        case .block: blockedAt = blockedAt ?? .init(rule: mark.rule, line: place.line, column: place.column)
        case .report: break
        }
    }

    mutating func conceal(_ bytes: Span<UInt8>) {
        place.advance(over: bytes)
        if !(current?.isMasked ?? false) { write(bytes) }
    }

    mutating func report(_ finding: Finding) {
        guard let current else { return }
        self.current = nil
        output.findings.append(
            LocatedFinding(
                finding: finding,
                line: current.line,
                column: current.column,
                replacement: current.replacement,
                preview: current.preview
            )
        )
    }

    private mutating func write(_ bytes: Span<UInt8>) {
        guard blockedAt == nil, action != .report else { return }
        output.bytes.append(copying: bytes)
    }
}
