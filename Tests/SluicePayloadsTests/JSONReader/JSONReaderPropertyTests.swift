// What holds of every document.

import Foundation
import SluiceMatching
import SluicePayloads
import Testing

struct JSONReaderPropertyTests {
    static let fields = FieldTree(keep: ["word"], data: ["é"], signed: ["*.word"])

    @Test(arguments: 0..<300 as Range<UInt64>)
    func cutsDoNotMatter(_ seed: UInt64) {
        var generator = DocumentGenerator(seed: seed)
        let raw = generator.hostileBytes()
        let fields = seed % 2 == 0 ? FieldTree.everything : Self.fields
        for form in ReaderForm.allCases {
            let whole = read(raw, form, fields: fields)
            #expect(read(raw, cuts: Array(0..<raw.count), form, fields: fields) == whole, "seed \(seed) \(form)")
            for _ in 0..<10 {
                let cuts = (0..<5).map { _ in Int.random(in: 0...raw.count, using: &generator.random) }.sorted()
                #expect(read(raw, cuts: cuts, form, fields: fields) == whole, "seed \(seed) \(form) cuts \(cuts)")
            }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func noCutMatters(_ seed: UInt64) {
        var generator = DocumentGenerator(seed: seed)
        let raw = generator.hostileBytes()
        let whole = read(raw, fields: Self.fields)
        for cut in 0...raw.count {
            #expect(read(raw, cuts: [cut], fields: Self.fields) == whole, "seed \(seed) cut \(cut)")
        }
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func aCutLineIsNotFollowedIntoTheNext(_ seed: UInt64) {
        var generator = DocumentGenerator(seed: seed)
        let line = generator.document().replacing("\n", with: " ")
        let next = "{\"next\":" + generator.document().replacing("\n", with: " ") + "}"
        let cut = Array(line.utf8.prefix(Int.random(in: 0...line.utf8.count, using: &generator.random)))
        let raw = cut + Array("\n\(next)\n".utf8)
        let expected = read(next).text { $0.kind == .content }
        #expect(read(raw, .lines).text { $0.kind == .content }.hasSuffix(expected), "seed \(seed)")
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func runsPartitionBothSides(_ seed: UInt64) {
        var generator = DocumentGenerator(seed: seed)
        let raw = generator.hostileBytes()
        for form in ReaderForm.allCases {
            let reading = read(raw, form, fields: Self.fields)
            #expect(reading.runs.reduce(0) { $0 + $1.rawCount } == raw.count, "seed \(seed) \(form)")
            #expect(reading.runs.reduce(0) { $0 + $1.textCount } == reading.text.count, "seed \(seed) \(form)")
            #expect(reading.ends == reading.ends.sorted() && Set(reading.ends).count == reading.ends.count)
            var rawStart = 0
            var textStart = 0
            for run in reading.runs {
                if run.isVerbatim {
                    let text = reading.text[textStart..<textStart + run.textCount]
                    #expect(text == raw[rawStart..<rawStart + run.rawCount], "seed \(seed) \(form)")
                }
                #expect(run.kind != .structure || form != .plain)
                rawStart += run.rawCount
                textStart += run.textCount
            }
        }
    }

    /// Of two values that one text holds, the second is in the document that the first is.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func noTextHoldsTwoValues(_ seed: UInt64) throws {
        var generator = DocumentGenerator(seed: seed)
        let reading = read(generator.document() + generator.blanks() + generator.document())
        var last = (text: -1, path: "")
        for place in reading.places {
            let parts = place.split(separator: " ", maxSplits: 1)
            let offset = try #require(parts.first.flatMap { Int($0) })
            let path = parts.count > 1 ? String(parts[1]) : ""
            let text = reading.ends.count { $0 <= offset }
            let isInside = path.hasPrefix(last.path + "|") || last.path == "$" && path.hasPrefix("|")
            #expect(text != last.text || isInside, "seed \(seed) \(path)")
            last = (text, path)
        }
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func stringsAreWhatAParserSees(_ seed: UInt64) throws {
        var generator = DocumentGenerator(seed: seed)
        let raw = generator.document()
        guard let expected = try? PlainDecoder.strings(raw) else {
            Issue.record("seed \(seed): not JSON: \(raw)")
            return
        }
        #expect(Self.strings(raw) == expected.filter(Self.isVisible), "seed \(seed) \(raw)")
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func replacedTextLeavesValidDocuments(_ seed: UInt64) throws {
        var generator = DocumentGenerator(seed: seed)
        let raw = generator.document()
        let mask = "a \"mask\" \\ \n"
        let masked = String(decoding: Self.masked(Array(raw.utf8), mask), as: UTF8.self)
        let strings = try PlainDecoder.strings(masked)
        #expect(strings.allSatisfy { !Self.isVisible($0) || $0.hasPrefix(mask) }, "seed \(seed) \(masked)")
        #expect(Self.strings(masked) == strings.filter(Self.isVisible), "seed \(seed)")
    }

    /// The strings that the reader shows, sorted: all content between two quotes.
    private static func strings(_ raw: String) -> [String] {
        let reading = read(raw)
        var strings: [String] = []
        var current: [UInt8] = []
        var start = 0
        for run in reading.runs {
            if run.kind == .content {
                current += reading.text[start..<start + run.textCount]
            } else if !current.isEmpty {
                strings.append(String(decoding: current, as: UTF8.self))
                current = []
            }
            start += run.textCount
        }
        return strings.filter(isVisible).sorted()
    }

    /// Whether a string is more than the blanks that may also stand before a document in a string.
    private static func isVisible(_ text: String) -> Bool {
        !text.unicodeScalars.allSatisfy { " \t\r\n".unicodeScalars.contains($0) }
    }

    /// The document with every string's inside and every number replaced by `mask` and a number.
    private static func masked(_ raw: [UInt8], _ mask: String) -> [UInt8] {
        var masked: [UInt8] = []
        var rawStart = 0
        // Neighbouring runs of content are one string's, those of a number one number's.
        var last = TextRun.Kind.structure
        let reading = read(raw)
        for (count, run) in reading.runs.enumerated() {
            let text = Array((mask + "\(count)").utf8)
            switch run.kind {
            case .content:
                if last != .content { masked += JSONEscape.escaped(text, depth: Int(run.depth)) }
            case .number:
                if last != .number { masked += JSONEscape.quoted(text, depth: Int(run.depth)) }
            default:
                masked += raw[rawStart..<rawStart + run.rawCount]
            }
            last = run.kind
            rawStart += run.rawCount
        }
        return masked
    }
}
