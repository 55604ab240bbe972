// Checks whole messages.

import SluiceModel
import SluicePayloads

extension Guardrail {
    /// Checks the body of a request, whatever its format.
    ///
    /// - Parameters:
    ///   - body: the body's bytes.
    ///   - source: what is known of it; its direction is taken to be `request`.
    /// - Returns: what the policy makes of it. Linear in the body.
    public func check(request body: [UInt8], source: PayloadSource = PayloadSource()) -> Verdict {
        check(body, .request, source)
    }

    /// Checks the body of an answer, a document or a whole recorded stream.
    ///
    /// - Parameters:
    ///   - body: the body's bytes.
    ///   - source: what is known of it; its direction is taken to be `response`.
    /// - Returns: what the policy makes of it. Linear in the body.
    public func check(response body: [UInt8], source: PayloadSource = PayloadSource()) -> Verdict {
        check(body, .response, source)
    }

    private func check(_ body: [UInt8], _ direction: Direction, _ source: PayloadSource) -> Verdict {
        var source = source
        source.context.direction = direction
        var filter = PayloadFilter(guardrail: self, source: source)
        var output = FilterOutput()
        filter.append(body.span, to: &output)
        filter.finish(to: &output)
        let found = output.findings
        let isBlocked = output.isBlocked
        let isStream = filter.format.map { $0.framing != nil } ?? false
        return Verdict(
            action: isBlocked ? .block : found.map(\.action).max() ?? .allow,
            wouldBe: isBlocked ? .block : found.map(\.wouldBe).max() ?? .allow,
            findings: found,
            payload: isBlocked && !isStream ? nil : output.bytes,
            blockedAt: output.blockedAt,
            undecidedCount: filter.undecidedCount,
            format: filter.format
        )
    }
}
