// The quick reader and the YAML library read the same rules out of the same file.

import Foundation
import SluiceMatching
import SluiceRules
import Testing

struct PlainYAMLTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Rules").path

    private static func texts() throws -> [(file: String, text: String)] {
        // A file of labels has no rules.
        try RuleDirectory.files(in: folder).filter { !$0.hasSuffix("/labels.yaml") && !$0.hasSuffix(".toml") }
            .map { ($0, try String(contentsOfFile: $0, encoding: .utf8)) }
    }

    /// All that a file says, lines included.
    private struct Reading: Equatable {
        var rules: [[AnyHashable]]
        var problems: [String]

        init(_ text: String, isQuick: Bool) {
            let read = RuleFileReader.read(text: text, file: "f", isQuick: isQuick)
            rules = read.rules.map { rule in
                [
                    rule.description, rule.detection, rule.maximumLength, rule.minimumEntropy, rule.validators,
                    rule.context, rule.allow, rule.samples, rule.onLimit, rule.isEnabled, rule.examples,
                ]
            }
            problems = read.problems.map(\.description)
        }
    }

    /// A file by itself does not know the lists of others.
    private static func isAboutLabels(_ problem: String) -> Bool {
        problem.contains("names a list of labels that no file has")
    }

    @Test func theRulesOfThisRepositoryAreReadQuicklyAndRight() throws {
        let texts = try Self.texts()
        for (file, text) in texts {
            let reading = Reading(text, isQuick: true)
            #expect(reading.problems.allSatisfy(Self.isAboutLabels), "\(file)")
            #expect(!reading.rules.isEmpty || !reading.problems.isEmpty, "\(file)")
            #expect(reading == Reading(text, isQuick: false), "\(file)")
        }
        let plainCount = texts.count { RuleFileReader.isPlain($0.text) }
        #expect(plainCount * 100 >= texts.count * 85, "\(plainCount) of \(texts.count)")
    }

    /// Without examples everything else reads the same, and the full parser takes over where the quick one gives up.
    @Test func examplesCanBeLeftOut() throws {
        for (file, text) in try Self.texts() {
            let whole = RuleFileReader.read(text: text, file: "f")
            for isQuick in [true, false] {
                let part = RuleFileReader.read(text: text, file: "f", isQuick: isQuick, readsExamples: false)
                #expect(part.problems.allSatisfy { Self.isAboutLabels($0.description) }, "\(file)")
                #expect(part.rules.map(\.description) == whole.rules.map(\.description), "\(file)")
                #expect(part.rules.map(\.detection) == whole.rules.map(\.detection), "\(file)")
                #expect(part.rules.allSatisfy { $0.examples.match.isEmpty && $0.examples.noMatch.isEmpty }, "\(file)")
            }
        }
    }

    @Test func mutatedFilesReadTheSame() throws {
        let pieces = [
            "&a ", "*a", "<<: ", "? ", "- ", "-", ": ", ":", " :", "\n", "\n\n", "|\n", ">\n", ">-\n", "|-\n", "[", "]",
            "[\n      ", "\n      ]", ",\n      ",
            "{", "}", ", ", ",", "'", "''", "\"", "\\", "\\n", "\\x41", "#", " # ", "!!str ", "!", "%", "@", "`", "~",
            "  ", "    ", "\t", "\r\n", "é", "\u{85}", "\u{2028}", "\u{FEFF}", "---\n", "...\n", "- - ", "key: ",
            "\"a\": ",
            "x-a: {b: c, d: [e, 'f']}\n",
        ]
        let texts = try Self.texts().map(\.text)
        var quickCount = 0
        for seed in UInt64(0)..<3000 {
            var generator = SplitMix64(seed: seed)
            let whole = try #require(texts.randomElement(using: &generator))
            var lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
            let first = lines.indices.randomElement(using: &generator) ?? 0
            // A part of a file, most often from the start of a rule on.
            let start = lines[first...].firstIndex { $0.hasPrefix("  - id:") } ?? first
            lines = Array(lines[start..<min(lines.count, start + 24)])
            var bytes = Array(("rules:\n" + lines.joined(separator: "\n") + "\n").utf8)
            for _ in 0..<Int.random(in: 0...3, using: &generator) where bytes.count > 2 {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                let end = min(bytes.count, place + Int.random(in: 1...4, using: &generator))
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0x20...0x7E, using: &generator)
                case 1: bytes.removeSubrange(place..<end)
                case 2:
                    // Most often where a value or a line begins, which is where a sign means something.
                    let starts = bytes.indices.filter { [UInt8(ascii: " "), UInt8(ascii: "\n")].contains(bytes[$0]) }
                    let piece = pieces.randomElement(using: &generator) ?? ""
                    bytes.insert(contentsOf: piece.utf8, at: (starts.randomElement(using: &generator) ?? 0) + 1)
                default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &generator))
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            guard RuleFileReader.isPlain(text) else { continue }
            quickCount += 1
            let quick = Reading(text, isQuick: true)
            let full = Reading(text, isQuick: false)
            #expect(quick == full, "seed \(seed)\n\(text)\n\(quick.problems)\n\(full.problems)")
        }
        #expect(quickCount > 500)
    }

    @Test(arguments: [
        "rules: []\n", "rules:\n- id: a\n  name: b\n- id: c\n", "x-a: {a: b}\nrules: [a, 'b c', \"d\\n\"]\n",
        "rules:\n  - id: a # b\n    name: 'it''s' # c\n\n    # d\n    tags: [ a b , c ]\n",
        "rules:\n  - id: a\n    description: >\n      one\n      two\n\n      three\n    pattern: |-\n      a\n       b\n\n      c\n",
        "rules: [a,]\n", "rules:\n  [\n    {a: b,\n     c: [d , e,\n      f ]\n    },\n  ]\n",
        "rules:\n  - token:\n      prefix: a\n      length: {min: 1, max: 2}\n",
    ])
    func plainFormsAreRead(text: String) {
        #expect(RuleFileReader.isPlain(text))
        #expect(Reading(text, isQuick: true) == Reading(text, isQuick: false))
    }

    @Test(arguments: [
        "", "a: b", "rules:\n", "rules: &a []\n", "rules: !!seq []\n", "rules: a: b\n", "rules: a\n  b\n",
        "rules: 'a\n  b'\n", "rules: []\nrules: []\n", "rules: {a: b, a: c}\n", "\"rules\": []\n", "rules: []\n---\n",
        "---\nrules: []\n", "rules:\t[]\n", "rules: []\r\n", "rules: |\n\n  a\n", "rules: |2\n   a\n",
        "rules: >\n  a\n   b\n",
        "rules: \"\\x41\"\n", "rules: [\n]\n", "rules: [a\n  b]\n", "rules: [a, # b\n  c]\n",
        "rules: [a,, b]\n", "rules: [\n  a,\n\n  #\n  b]\n",
        "rules: ]\n", "rules: []]\n", "rules: [] []\n", "rules: [a: b]\n",
        "rules: []\n  a: b\n", "rules:\n  - a\n - b\n", "rules:\n    a: b\n  c: d\n", "? rules\n", "rules:\n  - - a\n",
        "rules: \u{85}\n", "rules: 'a\u{2028}b'\n", "\u{FEFF}rules: []\n", "rules: %a\n", "rules: @a\n", "rules: []#\n",
        "rules: {" + String(repeating: "a: {", count: 40) + "}" + String(repeating: "}", count: 40) + "\n",
    ])
    func otherFormsAreLeftToTheLibrary(text: String) {
        #expect(!RuleFileReader.isPlain(text))
    }
}
