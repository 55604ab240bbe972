// What is found when every rule is tried at every byte.

import Sluice
import SluiceModel
import SluiceScanning

/// What is found when every rule is tried at every byte.
enum BruteForce {
    /// The masked ranges of a whole text.
    static func ranges(in text: [UInt8], _ guardrail: Guardrail) -> [ByteRange] {
        var sink = Ranges()
        ReferenceScanner(scanner: guardrail.scanner).scan(text, sink: &sink)
        return sink.ranges
    }

    private struct Ranges: ScanSink {
        var ranges: [ByteRange] = []
        mutating func pass(_ bytes: Span<UInt8>) {}
        mutating func announce(_ mark: Mark, value: Span<UInt8>) {}
        mutating func conceal(_ bytes: Span<UInt8>) {}
        mutating func report(_ finding: Finding) { ranges.append(finding.range) }
        mutating func remark(_ finding: Finding, mark: Mark, value: Span<UInt8>) {}
    }
}
