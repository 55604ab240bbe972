// Own code: recognised by its fingerprints as a plain reading says, however the text is cut.

import Foundation
import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import SluiceScanning
import Testing

struct CodeFingerprintTests {
    /// Code of made-up names.
    private static func code(lines: Int, using generator: inout SplitMix64) -> String {
        func name() -> String {
            let letters = Array("abcdefghijklmnopqrstuvwxyz")
            return String(
                (0..<Int.random(in: 3...8, using: &generator)).map { _ in
                    letters[Int.random(in: 0..<26, using: &generator)]
                }
            )
        }
        return (0..<lines).map { _ in
            switch Int.random(in: 0..<5, using: &generator) {
            case 4: "  \(name()).\(name())(\"\(name())\", \(name()) + '\\n', \"\(name())\")"
            case 0: "let \(name()) = \(name())(\(Int.random(in: 0..<999, using: &generator)), \(name()))"
            case 1: "    if \(name()).\(name()) { return \(name()) }"
            case 2: "func \(name())(_ \(name()): Int) {"
            default: "        \(name())[\(name())] += \(name())"
            }
        }
        .joined(separator: "\n") + "\n"
    }

    private static func index(of code: String, key: [UInt8] = []) throws -> [UInt8] {
        var builder = CodeIndexBuilder(key: key)
        try builder.add(Array(code.utf8))
        return builder.finish(label: "ours").bytes
    }

    private static func guardrail(_ index: [UInt8], key: String = "") throws -> Guardrail {
        let name = "sluice-\(UInt64.random(in: 0 ... .max)).idx"
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(name)
        try Data(index).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let options = "{index: \(file.path)\(key.isEmpty ? "" : ", key: \"\(key)\"")}"
        return try SmallRules.guardrail(
            "rules:\n" + SmallRules.rule("own-code", "matcher: code-fingerprint\noptions: \(options)")
        )
    }

    @Test(arguments: 1..<9 as Range<UInt64>)
    func excerptsAreRecognisedHoweverTheyAreCut(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let own = Self.code(lines: 120, using: &generator)
        let guardrail = try Self.guardrail(try Self.index(of: own))
        let lines = own.split(separator: "\n", omittingEmptySubsequences: false)
        for start in stride(from: 0, to: 100, by: 9) {
            // Other indentation, other line breaks, upper case, inside other code.
            let excerpt = lines[start..<start + 16].map { "  \($0.uppercased().replacing(" = ", with: "="))" }
            let other = Self.code(lines: 30, using: &generator)
            let text = Array((other + excerpt.joined(separator: "\r\n") + "\n" + other).utf8)
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            #expect(whole.findings.map(\.finding.entity) == ["ours"], "seed \(seed), from line \(start)")
            // A run may begin with brackets that both have at the ends of their lines.
            let place = other.utf8.count
            #expect(whole.findings.allSatisfy { $0.finding.match.lowerBound >= place - 24 }, "seed \(seed)")
            for cutting in [Cutting.drip, .random(seed: seed, largest: 9), .random(seed: seed, largest: 300)] {
                #expect(
                    FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail) == whole,
                    "\(cutting)"
                )
            }
        }
    }

    @Test func otherCodeIsNotFlagged() throws {
        var generator = SplitMix64(seed: 3)
        let guardrail = try Self.guardrail(try Self.index(of: Self.code(lines: 400, using: &generator)))
        let other = Array(Self.code(lines: 4_000, using: &generator).utf8)
        #expect(FilterRun(other, cutAt: [], guardrail: guardrail).findings.isEmpty)
        for (_, bytes) in try DefaultRules.fixtures(seed: 4) {
            #expect(FilterRun(bytes, cutAt: [], guardrail: guardrail).findings.isEmpty)
        }
    }

    /// The tokens of a text, each with where it starts and whether strings meet before it, read as the documentation
    /// says.
    private static func tokens(_ text: String) -> [(start: Int, text: String, isJoint: Bool)] {
        let visible = visible(text)
        var found: [(start: Int, text: String, isJoint: Bool)] = []
        var index = 0
        var isJoint = false
        while index < visible.count {
            guard "\"'".contains(visible[index].text) else {
                found.append((visible[index].start, visible[index].text, isJoint))
                (isJoint, index) = (false, index + 1)
                continue
            }
            let cluster = visible[index...].prefix { "\"',+".contains($0.text) }
            let quotes = cluster.filter { "\"'".contains($0.text) }.count
            isJoint = isJoint || quotes > 1
            index = cluster.endIndex
            // What follows decides how many there are.
            if quotes % 2 == 1, index < visible.count {
                found.append((visible[cluster.startIndex].start, "\"", isJoint))
                isJoint = false
            }
        }
        return found
    }

    /// The words and marks of a text without blanks, backslashes and what they make blanks of.
    private static func visible(_ text: String) -> [(start: Int, text: String)] {
        let blanked = text.replacing(/\\+[nrt]?|[\x00-\x20\x7F]+/) {
            String(repeating: " ", count: $0.output.utf8.count)
        }
        var found: [(start: Int, text: String)] = []
        var place = 0
        var word = ""
        func end() {
            if !word.isEmpty { found.append((place - word.utf8.count, word)) }
            word = ""
        }
        for byte in blanked.utf8 {
            let character = Character(UnicodeScalar(byte))
            if character.isASCII, character.isLetter || character.isNumber || character == "_" {
                word += character.lowercased()
            } else {
                end()
                if byte > 0x20, byte != 0x7F { found.append((place, String(character))) }
            }
            place += 1
        }
        end()
        return found
    }

    /// The runs of twelve tokens with four words or more, each with where it starts and ends.
    private static func runs(_ text: String) -> [(start: Int, end: Int, text: String)] {
        let tokens = tokens(text)
        guard tokens.count >= 12 else { return [] }
        return (0...tokens.count - 12).compactMap { first in
            let run = tokens[first..<first + 12]
            let words = run.filter { token in token.text.filter { $0.isLetter || $0 == "_" }.count >= 3 }
            guard words.count >= 4, let last = run.last, !"\"',+".contains(run[first].text) else { return nil }
            let marks = run.filter { !$0.text.contains(/[a-z0-9_",+:]/) }
            guard marks.count >= 4 || !run.dropFirst().contains(where: \.isJoint) else { return nil }
            return (run[first].start, last.start + last.text.utf8.count, run.map(\.text).joined(separator: " "))
        }
    }

    /// A plain reading says where there can be no finding, and where there must be one.
    @Test(arguments: 21..<29 as Range<UInt64>)
    func findingsAreWhereAPlainReadingAllowsThem(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let own = Self.code(lines: 80, using: &generator)
        let guardrail = try Self.guardrail(try Self.index(of: own))
        let ownRuns = Set(Self.runs(own).map(\.text))
        let lines = own.split(separator: "\n")
        var mustCount = 0
        for round in 0..<8 {
            var text = ""
            for _ in 0..<6 {
                let first = Int.random(in: 0..<70, using: &generator)
                let count = Int.random(in: 1...12, using: &generator)
                text += lines[first..<min(80, first + count)].joined(separator: "\n") + "\n"
                // Rounds in which one passage does not go on in the next.
                let gap = round % 2 == 0 ? 100 : Int.random(in: 1...12, using: &generator)
                text += Self.code(lines: gap, using: &generator)
            }
            let runs = Self.runs(text)
            let shared = runs.filter { ownRuns.contains($0.text) }
            let places = FilterRun(Array(text.utf8), cutAt: [], guardrail: guardrail).findings.map(
                \.finding.range.lowerBound
            )
            for place in places {
                let before = shared.filter { $0.end <= place && $0.start > place - 1_024 }
                #expect(Set(before.map(\.text)).count >= 4, "seed \(seed), round \(round), at \(place)")
            }
            // Of eight runs in a row one at least is in the index: of 32 four.
            for (place, byte) in text.utf8.enumerated() where byte == UInt8(ascii: "\n") && round % 2 == 0 {
                let before = shared.filter { $0.end <= place && $0.start > place - 1_024 }.suffix(32)
                guard before.count == 32, let first = before.first, Set(before.map(\.text)).count == 32,
                    runs.filter({ $0.start >= first.start && $0.end <= place }).count == 32
                else { continue }
                mustCount += 1
                #expect(
                    places.contains { $0 <= place && $0 > place - 1_600 },
                    "seed \(seed), round \(round), at \(place)"
                )
            }
        }
        #expect(mustCount > 0)
    }

    /// How lines of code are written where their breaks are gone.
    enum Writing: String, CaseIterable, Sendable {
        case blanks, returns, list, aligned, literal, literalOfLiteral, joined, adjacent

        static func literal(_ text: String) -> String {
            let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            return "\"\(escaped)\""
        }

        func text(_ lines: [String]) -> String {
            switch self {
            case .blanks: lines.joined(separator: " ")
            case .returns: lines.joined(separator: "\r")
            case .list: "[" + lines.map(Self.literal).joined(separator: ", ") + "]"
            case .aligned: "[\n  " + lines.map(Self.literal).joined(separator: ",\n  ") + "\n]\n"
            case .literal: "let t = \(Self.literal(lines.joined(separator: "\n")));"
            case .literalOfLiteral: "let t = \(Self.literal(Self.literal(lines.joined(separator: "\n"))));"
            case .joined: lines.map { Self.literal($0 + "\n") }.joined(separator: " +\n    ") + ";\n"
            case .adjacent: lines.map { Self.literal($0 + "\n") }.joined(separator: "\n    ") + ";\n"
            }
        }
    }

    @Test(arguments: Writing.allCases, [1, 2, 3] as [UInt64])
    func codeWithoutItsLineBreaksIsRecognised(writing: Writing, seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let own = Self.code(lines: 120, using: &generator)
        let guardrail = try Self.guardrail(try Self.index(of: own))
        let lines = own.split(separator: "\n").map(String.init)
        for start in [3, 50, 80] {
            let text = Array(writing.text(Array(lines[start..<start + 24])).utf8)
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            #expect(whole.findings.map(\.finding.entity) == ["ours"], "seed \(seed), from line \(start)")
            for cutting in [Cutting.drip, .random(seed: seed, largest: 9), .random(seed: seed, largest: 300)] {
                #expect(
                    FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail) == whole,
                    "\(cutting)"
                )
            }
            let other = Self.code(lines: 24, using: &generator).split(separator: "\n").map(String.init)
            #expect(FilterRun(Array(writing.text(other).utf8), cutAt: [], guardrail: guardrail).findings.isEmpty)
        }
    }

    /// A string for each line, in one line or many, with its line break or without.
    @Test(arguments: [", ", ",\n   "], ["", "\n"])
    func linesThatAreStringsOfADocumentAreRead(joint: String, end: String) throws {
        var generator = SplitMix64(seed: 11)
        let own = Self.code(lines: 120, using: &generator)
        let guardrail = try Self.guardrail(try Self.index(of: own))
        let lines = own.split(separator: "\n").map { Writing.literal($0 + end) }
        for start in stride(from: 0, to: 90, by: 17) {
            let values = lines[start..<start + 24].joined(separator: joint)
            let text = "{\"lines\": [\(values)]}"
            let bytes = Array(text.utf8)
            func run(_ cutting: Cutting) -> PayloadRun {
                let source = PayloadSource(format: .json, dialect: .unknown)
                return PayloadRun(bytes, cutAt: cutting.cuts(of: bytes.count), source: source, guardrail: guardrail)
            }
            let whole = run(.split(0))
            #expect(whole.findings.map(\.finding.entity) == ["ours"], "from line \(start)")
            // What is flagged stands in a string: what is left is a document.
            #expect(whole.bytes != bytes && (try? JSONSerialization.jsonObject(with: Data(whole.bytes))) != nil)
            for cutting in [Cutting.drip, .random(seed: 1, largest: 9), .random(seed: 2, largest: 300)] {
                #expect(run(cutting).agrees(with: whole), "\(cutting)")
            }
        }
    }

    /// Lists and records of words are nobody's code, though their quotes and commas do not count.
    @Test func listsOfWordsAreNobodysCode() throws {
        let letters = Array("abcdefghij")
        let words: [String] = (0..<60).map { number in "word\(letters[number % 10])\(letters[number / 10])" }
        let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
        let records = words.map { "\"\($0)\": \"of \($0)\"" }.joined(separator: ",\n    ")
        let guardrail = try Self.guardrail(try Self.index(of: "let all = [\(list)]\n{\n    \(records)\n}\n"))
        let tuple = words.joined(separator: "', '")
        let others: [String] = [
            "x = ('\(tuple)')\n", "return {\(list)};\n", words.joined(separator: " ") + "\n",
            "config = {\n\(records)\n}\n", "{\(records.replacing("\n", with: ""))}\n",
        ]
        for other in others {
            let run = FilterRun(Array(other.utf8), cutAt: [], guardrail: guardrail)
            #expect(run.findings.isEmpty, "\(other.prefix(40))")
        }
    }

    /// Quotes, backslashes and brackets at random around own code, over more than the bytes that are looked back on.
    @Test(arguments: 41..<45 as Range<UInt64>)
    func everyCutOfSoupsFindsWhatBruteForceFinds(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let own = Self.code(lines: 60, using: &generator)
        let guardrail = try Self.guardrail(try Self.index(of: own))
        let marks = [
            "\"", "'", "\", \"", "\" +", ",", "+", "\\", "\\n", "\\\\t", "n", "\\\"", "\n", "\r", "\r\n", " ", ")", "}",
            "];", ":",
            "\",\n\"", String(repeating: " ", count: 70), String(repeating: "word ", count: 40),
        ]
        let lines = own.split(separator: "\n").map(String.init)
        var count = 0
        for round in 0..<4 {
            var text = ""
            while text.utf8.count < 5_000 {
                let first = Int.random(in: 0..<50, using: &generator)
                let joint = marks[Int.random(in: 0..<marks.count, using: &generator)]
                text += lines[first..<first + Int.random(in: 1...10, using: &generator)].joined(separator: joint)
                for _ in 0..<Int.random(in: 0...6, using: &generator) {
                    text += marks[Int.random(in: 0..<marks.count, using: &generator)]
                }
                if Int.random(in: 0..<4, using: &generator) == 0 {
                    text += String(repeating: "other ", count: Int.random(in: 100...300, using: &generator))
                }
            }
            let bytes = Array(text.utf8)
            let whole = FilterRun(bytes, cutAt: [], guardrail: guardrail)
            let ranges = whole.findings.map(\.finding.range)
            #expect(ranges == BruteForce.ranges(in: bytes, guardrail), "seed \(seed), round \(round)")
            count += ranges.count
            for cutting in [Cutting.drip, .random(seed: seed, largest: 9), .random(seed: seed, largest: 300)] {
                let cut = FilterRun(bytes, cutAt: cutting.cuts(of: bytes.count), guardrail: guardrail)
                #expect(cut == whole, "seed \(seed), round \(round), \(cutting)")
            }
        }
        #expect(count > 4)
    }

    @Test func bruteForceFindsTheSame() throws {
        var generator = SplitMix64(seed: 31)
        let own = Self.code(lines: 120, using: &generator)
        let guardrail = try Self.guardrail(try Self.index(of: own))
        let lines = own.split(separator: "\n")
        var text = ""
        for first in stride(from: 0, to: 110, by: 10) {
            text += Self.code(lines: Int.random(in: 1...140, using: &generator), using: &generator)
            text += lines[first..<first + Int.random(in: 2...10, using: &generator)].joined(separator: "\n") + "\n"
        }
        let bytes = Array(text.utf8)
        let whole = FilterRun(bytes, cutAt: [], guardrail: guardrail)
        #expect(whole.findings.map(\.finding.range) == BruteForce.ranges(in: bytes, guardrail))
        #expect(whole.findings.count > 3)
        for cut in 1..<bytes.count where cut % 7 == 0 {
            #expect(FilterRun(bytes, cutAt: [cut], guardrail: guardrail) == whole, "\(cut)")
        }
    }

    @Test func whatManyFilesShareIsNobodysCode() throws {
        var generator = SplitMix64(seed: 32)
        let notice = Self.code(lines: 12, using: &generator)
        var builder = CodeIndexBuilder(key: [])
        var files: [String] = []
        for _ in 0..<6 {
            files.append(notice + Self.code(lines: 40, using: &generator))
            try builder.add(Array(files[files.count - 1].utf8))
        }
        let guardrail = try Self.guardrail(builder.finish(label: "ours").bytes)
        #expect(FilterRun(Array((notice + "end\n").utf8), cutAt: [], guardrail: guardrail).findings.isEmpty)
        for file in files {
            #expect(!FilterRun(Array(file.utf8), cutAt: [], guardrail: guardrail).findings.isEmpty)
        }
    }

    /// A place is asked about once, however many there are.
    @Test(arguments: ["\n", "a\n", "let alpha = beta(gamma, delta)\n", ")", "\"alpha\", \\\\}"]) func floodsAskOnce(
        flood: String
    ) throws {
        var generator = SplitMix64(seed: 33)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "sluice-\(UInt64.random(in: 0 ... .max)).idx"
        )
        try Data(try Self.index(of: Self.code(lines: 60, using: &generator))).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let rule = SmallRules.rule("own-code", "matcher: code-fingerprint\noptions: {index: \(file.path)}")
        let asks = AskCount()
        let guardrail = try SmallRules.guardrail("rules:\n" + rule, counting: asks)
        let text = Array(String(repeating: flood, count: 5_000).utf8)
        #expect(FilterRun(text, cutAt: [], guardrail: guardrail).findings.isEmpty)
        let places = text.filter { ")]};\n\r".utf8.contains($0) }.count
        #expect(asks.value == places && places >= 5_000)
    }

    @Test func codeThatGoesOnIsToldOnce() throws {
        var generator = SplitMix64(seed: 5)
        let own = Self.code(lines: 600, using: &generator)
        let guardrail = try Self.guardrail(try Self.index(of: own))
        #expect(FilterRun(Array(own.utf8), cutAt: [], guardrail: guardrail).findings.count == 1)
    }

    @Test func aKeyIsNeededWhereThereIsOne() throws {
        var generator = SplitMix64(seed: 6)
        let own = Self.code(lines: 60, using: &generator)
        let index = try Self.index(of: own, key: [1, 2, 3])
        #expect(index != (try Self.index(of: own)))
        #expect(
            !FilterRun(Array(own.utf8), cutAt: [], guardrail: try Self.guardrail(index, key: "010203")).findings.isEmpty
        )
        for (key, reason) in [
            ("", "the index was made with a key, and there is none"), ("0102", "the index was made with another key"),
            ("01020", "must be an even number of hexadecimal digits"),
        ] {
            #expect { try Self.guardrail(index, key: key) } throws: { error in "\(error)".contains(reason) }
        }
        // An index without a key does not care for one.
        #expect(throws: Never.self) { try Self.guardrail(try Self.index(of: own), key: "0102") }
    }

    @Test func theSameCodeMakesTheSameIndex() throws {
        var generator = SplitMix64(seed: 7)
        let (one, two) = (Self.code(lines: 50, using: &generator), Self.code(lines: 50, using: &generator))
        var forwards = CodeIndexBuilder(key: [])
        var backwards = CodeIndexBuilder(key: [])
        for code in [one, two, one] { try forwards.add(Array(code.utf8)) }
        for code in [two, one] { try backwards.add(Array(code.utf8)) }
        #expect(forwards.finish(label: "x") == backwards.finish(label: "x"))
        #expect(try Self.index(of: one) != Self.index(of: two))
    }

    @Test func anIndexHasItsLimit() throws {
        var generator = SplitMix64(seed: 8)
        var builder = CodeIndexBuilder(key: [], maximumCount: 20)
        let code = Array(Self.code(lines: 200, using: &generator).utf8)
        #expect(throws: CodeIndexBuilder.TooMany.self) { try builder.add(code) }
    }

    @Test func labelsAreCutBetweenCharacters() throws {
        var builder = CodeIndexBuilder(key: [])
        try builder.add(Array("let alpha = beta(gamma, delta, epsilon, zeta)".utf8))
        let label = String(repeating: "ä", count: 100)
        let index = try CodeIndex(builder.finish(label: "x" + label).bytes, key: [])
        #expect(index.label == "x" + String(repeating: "ä", count: 63))
    }

    @Test(arguments: [
        (0, "this is no index of fingerprints of code"),
        (8, "the index is of another version: make it again with sluice fingerprint"),
        (12, "the index has runs of another length than 12 tokens"),
        (24, "the index is cut short, or longer than it says"),
        (40, "the index's label is too long"), (300, "the index is damaged: its checksum does not hold"),
    ])
    func aBrokenIndexIsRefused(place: Int, reason: String) throws {
        var generator = SplitMix64(seed: 9)
        var bytes = try Self.index(of: Self.code(lines: 60, using: &generator))
        bytes[place] ^= 0xFF
        #expect { try CodeIndex(bytes, key: []) } throws: { error in (error as? CodeIndex.FormatError)?.reason == reason
        }
        for count in [0, 100, 255, bytes.count - 1] {
            #expect(throws: CodeIndex.FormatError.self) { try CodeIndex(Array(bytes.prefix(count)), key: []) }
        }
    }
}
