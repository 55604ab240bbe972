// The least that any filter must hold after a prefix of a text, found by trying continuations.

import Sluice
import SluiceBenchmarkKit

/// The least that any filter must hold after a prefix of a text, found by trying continuations.
///
/// What a filter has released after a prefix P must be a beginning of its output for every text that starts with P. So
/// it has to hold everything from the first place on at which the outputs for two continuations of P differ. All
/// continuations cannot be tried; a set of them is (the true one, the ends of samples whose beginning P ends with, runs
/// of several alphabets, separators, a domain, nothing). Fewer continuations can only make the result smaller, so it is
/// a bound from below: a filter may hold more than this and still hold the least possible.
struct Minimum {
    static let key = FingerprintKey(bytes: Array(0..<32))

    private let guardrail: Guardrail
    private let samples: [[UInt8]]
    private let endings: [[UInt8]]

    init(guardrail: Guardrail, seed: UInt64) {
        self.guardrail = guardrail
        var random = SeededGenerator(seed: seed ^ 0x6D69_6E)
        samples = PlantedSecret.oneOfEach(with: &random).map { Array($0.value.utf8) }
        let runs: [[Character]] = [
            Characters.digits, Characters.hex, Characters.lowerCase, Characters.base62, Characters.base64URL,
        ]
        var endings = [
            "", " ", "\n", "\"", ".", "-", "@", "_", ": ", "=", "@example.org ", ".example.org ", "a@b.example ",
        ]
        for alphabet in runs {
            for length in [1, 2, 4, 6, 8, 12, 16, 20, 24, 32, 36, 40, 64, 100] {
                endings.append(random.characters(alphabet, count: length) + " ")
            }
        }
        self.endings = endings.map { Array($0.utf8) }
    }

    /// How many bytes at the end of `text[..<end]` cannot be released yet.
    func held(of text: [UInt8], at end: Int) -> Int {
        let prefix = text[..<end]
        let first = marks(prefix, then: text[end...].prefix(512))
        var earliest = end
        for continuation in continuations(of: prefix) {
            let other = marks(prefix, then: continuation[...])
            earliest = min(earliest, Self.firstDifference(first, other, before: earliest))
        }
        return end - earliest
    }

    private func continuations(of prefix: ArraySlice<UInt8>) -> [[UInt8]] {
        var all = endings
        for sample in samples {
            for length in 1..<min(sample.count, prefix.count + 1) where prefix.last == sample[length - 1] {
                if prefix.suffix(length).elementsEqual(sample.prefix(length)) {
                    all.append(sample[length...] + [UInt8(ascii: " ")])
                }
            }
        }
        return all
    }

    /// A place that the filter replaces, and by what.
    private struct Mark: Hashable {
        let start: Int
        let replacement: String
        let end: Int
    }

    private func marks(_ prefix: ArraySlice<UInt8>, then rest: ArraySlice<UInt8>) -> [Mark] {
        var filter = TextFilter(guardrail: guardrail)
        var output = FilterOutput()
        let text = Array(prefix + rest)
        filter.append(text.span, to: &output)
        filter.finish(to: &output)
        return output.findings.map { located in
            // Where a mask ends beyond the prefix is of no matter to what may be released before it.
            let end = min(located.finding.range.upperBound, prefix.endIndex)
            return Mark(start: located.finding.range.lowerBound, replacement: located.replacement, end: end)
        }
    }

    /// The earliest input offset from which on two outputs differ, at most `limit`.
    private static func firstDifference(_ left: [Mark], _ right: [Mark], before limit: Int) -> Int {
        for index in 0..<max(left.count, right.count) {
            let one = index < left.count ? left[index] : nil
            let other = index < right.count ? right[index] : nil
            guard one != other else { continue }
            if let one, let other, one.start == other.start, one.replacement == other.replacement {
                return min(limit, one.end, other.end)
            }
            return min(limit, one?.start ?? limit, other?.start ?? limit)
        }
        return limit
    }
}
