// Runs a payload filter over bytes in chosen chunks.

package import Sluice
import SluiceMatching

/// What a payload filter makes of bytes that come in chosen chunks.
package struct PayloadRun: Sendable {
    package var bytes: [UInt8]
    package var findings: [LocatedFinding]
    package var blockedAt: FilterOutput.Blocked?
    /// The format that the payload was read as.
    package var format: PayloadFormat?

    /// Filters `payload` cut at `cuts`, ascending offsets, up to where it is blocked. Whether the filter rests after
    /// chunks, and after how many, goes by the length of the payload, as it changes nothing.
    package init(_ payload: [UInt8], cutAt cuts: some Sequence<Int>, source: PayloadSource, guardrail: Guardrail) {
        var filter = PayloadFilter(guardrail: guardrail, source: source)
        var output = FilterOutput()
        var start = 0
        let rests = Rests(length: payload.count)
        for (number, cut) in (Array(cuts) + [payload.count]).enumerated() {
            filter.append(payload.span.extracting(start..<cut), to: &output)
            if rests.comes(after: number) { filter.rest() }
            start = cut
            if output.isBlocked { break }
        }
        if !output.isBlocked { filter.finish(to: &output) }
        bytes = output.bytes
        findings = output.findings
        blockedAt = output.blockedAt
        format = filter.format
    }

    /// Whether two runs of one payload give the same. Of a chunk that is blocked what follows may still be searched, so
    /// that one of two blocked runs may have found more.
    package func agrees(with other: PayloadRun) -> Bool {
        guard bytes == other.bytes, blockedAt == other.blockedAt, format == other.format else { return false }
        if blockedAt == nil { return findings == other.findings }
        return zip(findings, other.findings).allSatisfy { $0 == $1 }
    }
}
