// No rule finds anything where it says that it does not.

import Sluice
import SluiceMatching
import SluiceModel
import SluiceRules
import SluiceScanning
import Testing

struct RefusedPlacesTests {
    private static let pieces = [
        "0", "7", "12", "1985", "345678", "A", "AB", "FR", "x", "n", "T", "\\n", "\\t", "_", "-", "-", ".", "/", " ",
        " ",
        ":", "\n", "2026-08-14T15:17:10.414Z", "59.999a", "1999-01-31 23:59", "4026-99-99 15:17",
        "1985-02-03", "12.05.1990",
    ]

    /// Texts of digits, letters and signs, with time stamps among them.
    @Test(arguments: 0..<30 as Range<UInt64>) func hold(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        var text: [UInt8] = []
        while text.count < 200 { text += Array((Self.pieces.randomElement(using: &generator) ?? "").utf8) }
        let places = text.indices.map { Self.places(at: $0, in: text) }
        let rules = try DefaultRules.guardrail().scanner.rules
        var asked = 0
        for rule in rules.rules {
            let refused = rule.matcher.refusedPlaces
            guard !refused.isEmpty else { continue }
            let window = ByteWindow(text.span, lowerBound: 0, isComplete: true)
            var runs = RunCache(classCount: rules.runClassCount, patterns: PatternScratch())
            for position in text.indices where !refused.isDisjoint(with: places[position]) {
                asked += 1
                if case .noMatch = rule.matcher.match(at: position, in: window, runs: &runs) { continue }
                let shown = String(decoding: text, as: UTF8.self)
                Issue.record("\(rule.description.id) at \(position) of \(shown), seed \(seed)")
            }
        }
        #expect(asked > 1_000, "seed \(seed)")
    }

    private static func places(at position: Int, in text: [UInt8]) -> RefusedPlaces {
        let window = ByteWindow(text.span, lowerBound: 0, isComplete: true)
        var places: RefusedPlaces = []
        if !NumberBoundary.begins(at: position, in: window) {
            places = ByteSet.digits.contains(text[position]) ? [.inside, .digitsInside] : .inside
        }
        let shape = text[position...].prefix(16).map { ByteSet.digits.contains($0) ? UInt8(ascii: "1") : $0 }
        let isSeconds = shape.starts(with: "11.111".utf8) && shape.count > 6 && ByteSet.letters.contains(shape[6])
        let stamps = ["1111-11-11T11:11", "1111-11-11 11:11"]
        if isSeconds || stamps.contains(String(decoding: shape, as: UTF8.self)) { places.insert(.timeStamps) }
        return places
    }
}
