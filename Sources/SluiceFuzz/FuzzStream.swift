// The fuzz target: any text, cut anywhere, gives what the whole text gives.

import Sluice
import SluiceChecks
import SluiceRules

/// What all runs share: the rules of `Rules`, which must be in the working directory, as a run without rules finds
/// nothing wrong.
private let guardrail: Guardrail = {
    guard let rules = try? RuleSet.load(directory: "Rules") else {
        preconditionFailure("the rules of `Rules` cannot be loaded")
    }
    return Guardrail(rules: rules, key: FingerprintKey(bytes: Array(repeating: 1, count: 32)))
}()

/// libFuzzer's entry: the first bytes choose the cuts, the rest is the text.
///
/// A difference between the whole text and its pieces, bytes lost or added, or a finding out of order ends the run.
@c(LLVMFuzzerTestOneInput)
public func fuzzOneInput(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    // Sound: libFuzzer lends `count` readable bytes for the time of the call.
    let input = unsafe Array(UnsafeBufferPointer(start: data, count: count))
    guard input.count > 4 else { return -1 }
    let seed = input[..<4].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let text = Array(input[4...])
    let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
    for cutting in [Cutting.drip, .random(seed: seed, largest: 9), .split(Int(seed % UInt64(text.count)))] {
        let run = FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail)
        precondition(run == whole, "\(cutting) gives another result than the whole")
    }
    precondition(rebuilt(text, whole) == whole.bytes, "bytes outside findings have changed")
    return 0
}

/// What the output must be, from the text and the findings.
private func rebuilt(_ text: [UInt8], _ run: FilterRun) -> [UInt8] {
    var result: [UInt8] = []
    var end = 0
    for located in run.findings {
        let range = located.finding.range
        precondition(range.lowerBound >= end && range.upperBound <= text.count, "findings are out of order")
        result += text[end..<range.lowerBound]
        result += Array(located.replacement.utf8)
        end = range.upperBound
    }
    return result + text[end...]
}
