// The fuzz target of payloads: any bytes, read as any format and cut anywhere, give what the whole gives.

import Sluice
import SluiceChecks
import SluiceRules

/// What all runs share: the rules of `Rules`, which must be in the working directory, as a run without rules finds
/// nothing wrong; once with a policy that masks and once with one that blocks.
private let guardrails: [Guardrail] = {
    guard let rules = try? RuleSet.load(directory: "Rules") else {
        preconditionFailure("the rules of `Rules` cannot be loaded")
    }
    let key = FingerprintKey(bytes: Array(repeating: 1, count: 32))
    return [Action.mask, .block].map { action in
        Guardrail(rules: rules, policy: .uniform(action: action, threshold: .medium), key: key)
    }
}()

/// libFuzzer's entry: the first four bytes choose how the rest is read and cut; `0000` lets the filter find out.
///
/// Another output, finding or block than the whole payload's, a clean text or document that does not come out as it
/// came, or a crash ends the run.
@c(LLVMFuzzerTestOneInput)
public func fuzzOneInput(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    // Sound: libFuzzer lends `count` readable bytes for the time of the call.
    let input = unsafe Array(UnsafeBufferPointer(start: data, count: count))
    guard input.count > 4 else { return -1 }
    let choices = input[..<4].map { Int($0 &- UInt8(ascii: "0")) }
    let formats = [nil] + PayloadFormat.allCases
    let dialects = [nil] + DialectID.allCases
    let directions: [Direction?] = [nil, .request, .response]
    var source = PayloadSource()
    source.format = formats[choices[0] % formats.count]
    source.dialect = dialects[choices[1] % dialects.count]
    source.context.direction = directions[choices[2] % directions.count]
    let guardrail = guardrails[choices[2] / directions.count % guardrails.count]
    let seed = input[..<4].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }

    let payload = Array(input[4...])
    let whole = PayloadRun(payload, cutAt: [], source: source, guardrail: guardrail)
    for cutting in [Cutting.drip, .random(seed: seed, largest: 40), .split(Int(seed % UInt64(payload.count)))] {
        let run = PayloadRun(payload, cutAt: cutting.cuts(of: payload.count), source: source, guardrail: guardrail)
        precondition(run.agrees(with: whole), "\(cutting) gives another result than the whole")
    }
    if whole.findings.isEmpty, whole.blockedAt == nil, whole.format == .text || whole.format == .json {
        precondition(whole.bytes == payload, "a clean payload has changed")
    }
    return 0
}
