// Several texts in one stream.

import Sluice
import SluiceMatching
import SluiceModel
import SluiceRules
import SluiceScanning
import Testing

/// Several texts that share one stream are scanned as if each had one of its own, but for the rules that findings pair
/// with.
struct TextEndsTests {
    struct Recorder: ScanSink {
        var passed: [UInt8] = []
        var findings: [Finding] = []
        var remarks: [Finding] = []
        var offset = 0

        mutating func pass(_ bytes: Span<UInt8>) { passed.append(copying: bytes) }
        mutating func announce(_ mark: Mark, value: Span<UInt8>) {}
        mutating func conceal(_ bytes: Span<UInt8>) {}
        mutating func report(_ finding: Finding) { findings.append(finding) }
        mutating func remark(_ finding: Finding, mark: Mark, value: Span<UInt8>) { remarks.append(finding) }
    }

    /// Texts that begin and end with quotes, as strings of documents do, among them cut examples.
    private static func texts(_ generator: inout SplitMix64) throws -> [[UInt8]] {
        let examples = try TestRules.examples(seed: generator.next())
        return (0..<Int.random(in: 1...12, using: &generator)).map { _ in
            let example = examples.randomElement(using: &generator) ?? []
            let cut =
                Bool.random(using: &generator) ? example.count : Int.random(in: 0...example.count, using: &generator)
            let part = Bool.random(using: &generator) ? example.prefix(cut) : example.suffix(cut)
            return Array("\"".utf8) + part + Array("\"".utf8)
        }
    }

    private static func alone(_ texts: [[UInt8]], _ scanner: Scanner) -> Recorder {
        var all = Recorder()
        for text in texts {
            var stream = ScanStream(scanner: scanner)
            var scratch = ScanScratch()
            var recorder = Recorder()
            stream.append(text.span, scratch: &scratch, sink: &recorder)
            stream.finish(scratch: &scratch, sink: &recorder)
            all.passed += recorder.passed
            all.findings += recorder.findings
        }
        return all
    }

    private static func together(_ texts: [[UInt8]], _ scanner: Scanner, _ generator: inout SplitMix64) -> Recorder {
        let joined = texts.flatMap { $0 }
        var ends: [Int] = []
        for text in texts { ends.append((ends.last ?? 0) + text.count) }
        var stream = ScanStream(scanner: scanner)
        var scratch = ScanScratch()
        var recorder = Recorder()
        var start = 0
        while start < joined.count {
            let end = min(joined.count, start + Int.random(in: 1...200, using: &generator))
            let inside = ends.filter { $0 > start && $0 <= end }.map { $0 - start }
            stream.append(joined.span.extracting(start..<end), textEnds: inside, scratch: &scratch, sink: &recorder)
            if ends.contains(end) { #expect(stream.heldCount == 0, "held over an end") }
            start = end
        }
        stream.finish(scratch: &scratch, sink: &recorder)
        return recorder
    }

    private static let scanner = Result {
        var definitions = TestRules.definitions
        for index in definitions.indices { definitions[index].pairing = nil }
        return Scanner(rules: try RuleSet.compile(definitions), key: TestRules.key)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func eachIsScannedAsIfAlone(seed: UInt64) throws {
        let scanner = try Self.scanner.get()
        var generator = SplitMix64(seed: seed)
        let texts = try Self.texts(&generator)
        let expected = Self.alone(texts, scanner)
        for _ in 0..<3 {
            let found = Self.together(texts, scanner, &generator)
            #expect(found.passed == expected.passed, "seed \(seed)")
            #expect(found.findings.map(\.rule) == expected.findings.map(\.rule), "seed \(seed)")
            #expect(found.findings.map(\.fingerprint) == expected.findings.map(\.fingerprint), "seed \(seed)")
            #expect(found.findings.map(\.confidence) == expected.findings.map(\.confidence), "seed \(seed)")
        }
    }
}
