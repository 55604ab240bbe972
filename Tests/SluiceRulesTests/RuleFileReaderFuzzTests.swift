// The reader under random changes of a valid file: it always returns, and names only places in the file.

import SluiceMatching
import SluiceRules
import Testing

@Test func mutatedFilesNeverTrap() {
    let original = Array(SampleRule.fullRule().utf8)
    let pieces = [
        "&a", "*a", "<<: ", "{{", "}}", "«", "»", "? ", "- ", ": ", "\n", "|\n", "[", "{", "'", "\"", "#", "!!",
    ]
    for seed in UInt64(0)..<1500 {
        var generator = SplitMix64(seed: seed)
        var bytes = original
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 1...12, using: &generator))
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: (pieces.randomElement(using: &generator) ?? "").utf8, at: place)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &generator))
            default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &generator))
            }
            if bytes.isEmpty { bytes = [0x20] }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let lineCount = 1 + text.unicodeScalars.count { ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains($0) }
        let (rules, problems) = RuleFileReader.read(text: text, file: "f")
        #expect(
            rules.count <= 1 && !(rules.isEmpty && problems.isEmpty && text.contains("id: full-rule-2")),
            "seed \(seed)"
        )
        for problem in problems {
            #expect((1...lineCount).contains(problem.location.line), "seed \(seed): \(problem)")
            #expect(!problem.reason.isEmpty && !problem.reason.contains("\n"), "seed \(seed): \(problem)")
        }
    }
}
