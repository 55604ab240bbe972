// A table of texts that a matcher must find something in, or nothing.

import SluiceMatching
import SluiceModel
import Testing

/// One matcher with texts in which `«…»` marks what it must find, `‹…›` what it must find as a sample, and with texts
/// in which it must find nothing.
struct MatcherTable: Sendable {
    let type: any NamedMatcher.Type
    var options: [String: [String]] = [:]
    var finds: [String]
    var ignores: [String]

    /// Checks the tables, then prefixes, anchors and mutations of all of their texts.
    func check(location: SourceLocation = #_sourceLocation) throws {
        let probe = try PrefixProbe(type, options: options)
        for marked in finds {
            let (text, wanted) = Self.unmark(marked)
            let found = Self.outermost(probe.matches(text))
            #expect(found.map(\.secret) == wanted.map(\.range), "\(type.name): \(marked)", sourceLocation: location)
            #expect(
                found.map(\.isSample) == wanted.map(\.isSample),
                "\(type.name): \(marked)",
                sourceLocation: location
            )
        }
        for text in ignores {
            #expect(probe.matches(Array(text.utf8)).isEmpty, "\(type.name): \(text)", sourceLocation: location)
        }
        var generator = SplitMix64(seed: 20_260_101)
        for text in finds.map({ Self.unmark($0).text }) + ignores.map({ Array($0.utf8) }) {
            probe.check(text, location: location)
            probe.check(Array(text.dropLast()), "truncated", location: location)
            probe.check(text + Array(" ".utf8) + text, "doubled", location: location)
            for round in 0..<20 {
                let seed = generator.next()
                var mutations = SplitMix64(seed: seed)
                let mutated = Self.mutate(text, using: &mutations)
                probe.check(mutated, "seed \(seed) round \(round)", location: location)
            }
        }
    }

    /// What lies in no longer match: the scanner masks the union.
    private static func outermost(_ found: [RawMatch]) -> [RawMatch] {
        found.filter { one in
            !found.contains { $0.secret != one.secret && $0.secret.clamped(to: one.secret) == one.secret }
        }
    }

    private static func mutate(_ text: [UInt8], using generator: inout SplitMix64) -> [UInt8] {
        var bytes = text
        let alphabet = Array("0123456789aAfF.:-/@+() _%'\nxZ\u{E9}".utf8)
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            let byte = alphabet[Int.random(in: alphabet.indices, using: &generator)]
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: bytes.insert(byte, at: place)
            case 1 where place < bytes.count: bytes.remove(at: place)
            default: if place < bytes.count { bytes[place] = byte }
            }
        }
        return bytes
    }

    private static func unmark(_ marked: String) -> (text: [UInt8], wanted: [(range: Range<Int>, isSample: Bool)]) {
        var text: [UInt8] = []
        var wanted: [(range: Range<Int>, isSample: Bool)] = []
        var start = 0
        for character in marked {
            switch character {
            case "«", "‹": start = text.count
            case "»": wanted.append((start..<text.count, false))
            case "›": wanted.append((start..<text.count, true))
            default: text += Array(String(character).utf8)
            }
        }
        return (text, wanted)
    }
}
