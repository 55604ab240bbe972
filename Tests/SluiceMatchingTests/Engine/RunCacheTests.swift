// Remembered runs end where runs end.

import SluiceMatching
import Testing

struct RunCacheTests {
    /// Random questions to a cache whose window grows and moves, against a look at the text.
    @Test(arguments: 0..<40 as Range<UInt64>) func agreesWithAFreshLook(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let alphabet = Array("aab1-".utf8)
        let text = (0..<400).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
        var table = RunClassTable()
        let classes = [
            table.runClass(for: .letters), table.runClass(for: .digits), table.runClass(for: .wordCharacters),
        ]
        var cache = RunCache(classCount: table.count)
        var lower = 0
        var upper = 1
        while upper < text.count {
            upper = min(text.count, upper + Int.random(in: 0...30, using: &generator))
            lower = min(upper, lower + Int.random(in: 0...20, using: &generator))
            for _ in 0..<8 {
                let offset = Int.random(in: lower...upper, using: &generator)
                guard let runClass = classes.randomElement(using: &generator) else { return }
                // Candidates are shown windows of their own width.
                let end = Int.random(in: offset...upper, using: &generator)
                let window = ByteWindow(text.span.extracting(lower..<end), lowerBound: lower, isComplete: false)
                var expected = offset
                while expected < end, runClass.set.contains(text[expected]) { expected += 1 }
                let found = cache.end(of: runClass, from: offset, in: window)
                #expect(found == expected, "seed \(seed)")
            }
        }
    }

    @Test func equalSetsShareAClass() {
        var table = RunClassTable()
        let first = table.runClass(for: .digits)
        #expect(table.runClass(for: .letters).index == 1)
        #expect(table.runClass(for: ByteSet("0123456789")) == first)
        #expect(table.count == 2)
    }
}
