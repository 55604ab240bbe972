// Runs a filter over a text in chosen chunks.

package import Sluice
import SluiceMatching
import SluiceRules

/// What a filter makes of a text that comes in chosen chunks.
package struct FilterRun: Hashable, Sendable {
    package var bytes: [UInt8]
    package var findings: [LocatedFinding]

    /// Filters `text`, of which is known what `source` says, cut at `cuts`, ascending offsets. Whether the filter rests
    /// after chunks, and after how many, goes by the length of the text, as it changes nothing.
    package init(
        _ text: [UInt8],
        cutAt cuts: some Sequence<Int>,
        guardrail: Guardrail,
        source: TextSource = TextSource()
    ) {
        var filter = TextFilter(guardrail: guardrail, source: source)
        var output = FilterOutput()
        var start = 0
        let rests = Rests(length: text.count)
        for (number, cut) in cuts.enumerated() {
            filter.append(text.span.extracting(start..<cut), to: &output)
            if rests.comes(after: number) { filter.rest() }
            start = cut
        }
        filter.append(text.span.extracting(start..<text.count), to: &output)
        filter.finish(to: &output)
        bytes = output.bytes
        findings = output.findings
    }
}

/// Ways of cutting a text.
package enum Cutting: Sendable, Hashable, CustomStringConvertible {
    /// In one piece.
    case whole
    /// In two, at an offset.
    case split(Int)
    /// A byte at a time.
    case drip
    /// In pieces of 1 to `largest` bytes, by a seed.
    case random(seed: UInt64, largest: Int)

    /// The offsets at which a text of `count` bytes is cut.
    package func cuts(of count: Int) -> [Int] {
        switch self {
        case .whole: return []
        case .split(let offset): return [min(offset, count)]
        case .drip: return count > 1 ? Array(1..<count) : []
        case .random(let seed, let largest):
            var generator = SplitMix64(seed: seed)
            var cuts: [Int] = []
            var offset = Int.random(in: 1...largest, using: &generator)
            while offset < count {
                cuts.append(offset)
                offset += Int.random(in: 1...largest, using: &generator)
            }
            return cuts
        }
    }

    package var description: String {
        switch self {
        case .whole: "whole"
        case .split(let offset): "split at \(offset)"
        case .drip: "one byte at a time"
        case .random(let seed, let largest): "random pieces of 1 to \(largest) bytes, seed \(seed)"
        }
    }
}

/// After which chunks a filter rests.
struct Rests {
    private let every: Int

    /// For a text of so many bytes: never, or after each chunk, every second or every third.
    init(length: Int) {
        every = length % 4
    }

    func comes(after number: Int) -> Bool { every > 0 && number % every == every - 1 }
}
