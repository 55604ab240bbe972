// Ranges that are asked about again and again.

import SluiceMatching
import SluicePayloads
import Testing

struct RangeIndexTests {
    private static func range(_ generator: inout SplitMix64) -> Range<Int> {
        let start = Int.random(in: 0..<40, using: &generator)
        return start..<start + Int.random(in: 0..<8, using: &generator)
    }

    /// It says what a look at every range says.
    @Test(arguments: 0..<200 as Range<UInt64>) func agreesWithALookAtAll(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let ranges = (0..<Int(seed % 9)).map { _ in Self.range(&generator) }
        let index = RangeIndex(ranges)
        for _ in 0..<50 {
            let range = Self.range(&generator)
            let expected = ranges.contains { $0.overlaps(range) }
            #expect(index.overlaps(range) == expected, "seed \(seed): \(range) in \(ranges)")
        }
    }
}
