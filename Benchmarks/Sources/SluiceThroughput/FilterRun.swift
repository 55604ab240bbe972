// One pass of a text through a fresh filter.

import Sluice
import SluiceBenchmarkKit

/// One pass of a text through a fresh filter.
struct FilterRun {
    /// CPU seconds.
    let seconds: Double
    /// Findings.
    let findings: Int
    /// Bytes that came out.
    let outputBytes: Int

    /// Filters `bytes` in chunks of `chunk` bytes and drops what comes out.
    init(_ bytes: [UInt8], with guardrail: Guardrail, chunk: Int) {
        var filter = TextFilter(guardrail: guardrail)
        var output = FilterOutput()
        var findings = 0
        var outputBytes = 0
        let start = CPUClock.processTime
        let span = bytes.span
        var offset = 0
        while offset < span.count {
            let end = min(span.count, offset + chunk)
            filter.append(span.extracting(offset..<end), to: &output)
            findings += output.findings.count
            outputBytes += output.bytes.count
            output.removeAll()
            offset = end
        }
        filter.finish(to: &output)
        seconds = CPUClock.processTime - start
        self.findings = findings + output.findings.count
        self.outputBytes = outputBytes + output.bytes.count
    }

    /// Always the same key, so that runs are alike.
    static let key = FingerprintKey(bytes: Array(0..<32))

    /// Millions of bytes per second for a text of `byteCount` bytes.
    func megabytesPerSecond(byteCount: Int) -> Double {
        Double(byteCount) / 1e6 / seconds
    }
}
