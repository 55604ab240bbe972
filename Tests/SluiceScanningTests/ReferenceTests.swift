// What the prefilter leads to is what brute force finds.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import SluiceScanning
import Testing

struct ReferenceTests {
    struct Recorder: ScanSink {
        var passed: [UInt8] = []
        var concealedCount = 0
        var findings: [Finding] = []

        mutating func pass(_ bytes: Span<UInt8>) { passed.append(copying: bytes) }
        mutating func announce(_ mark: Mark, value: Span<UInt8>) {}
        mutating func conceal(_ bytes: Span<UInt8>) { concealedCount += bytes.count }
        mutating func report(_ finding: Finding) { findings.append(finding) }
        mutating func remark(_ finding: Finding, mark: Mark, value: Span<UInt8>) {}
    }

    /// Brute force reads a text as it stands.
    private static func scanner() throws -> Scanner {
        Scanner(rules: try DefaultRules.guardrail().rules, key: DefaultRules.key, decodeDepth: 0)
    }

    private static func streamed(_ bytes: [UInt8], _ scanner: Scanner) -> Recorder {
        var stream = ScanStream(scanner: scanner)
        var scratch = ScanScratch()
        var recorder = Recorder()
        stream.append(bytes.span, scratch: &scratch, sink: &recorder)
        stream.finish(scratch: &scratch, sink: &recorder)
        return recorder
    }

    private static func expectAgreement(_ bytes: [UInt8], scanner: Scanner, _ label: String) {
        var expected = Recorder()
        ReferenceScanner(scanner: scanner).scan(bytes, sink: &expected)
        let found = streamed(bytes, scanner)
        #expect(found.findings.map(\.range) == expected.findings.map(\.range), "\(label)")
        #expect(found.findings.map(\.rule) == expected.findings.map(\.rule), "\(label)")
        #expect(found.findings.map(\.confidence) == expected.findings.map(\.confidence), "\(label)")
        #expect(found.passed == expected.passed, "\(label)")
    }

    @Test func fixtures() throws {
        let scanner = try Self.scanner()
        for (name, bytes) in try DefaultRules.fixtures(seed: 21) {
            // Brute force takes the square of the length, or more.
            Self.expectAgreement(Array(bytes.prefix(1_000)), scanner: scanner, name)
        }
    }

    @Test(arguments: 100..<130 as Range<UInt64>)
    func splicedExamples(seed: UInt64) throws {
        let scanner = try Self.scanner()
        let samples = DefaultRules.samples
        var generator = SplitMix64(seed: seed)
        let text = samples.make(pieces: 8, using: &generator)
        Self.expectAgreement(text, scanner: scanner, "seed \(seed)")
    }
}
