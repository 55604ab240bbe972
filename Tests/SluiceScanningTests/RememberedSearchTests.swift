// What matchers remember between candidates changes no decision.

import Sluice
import SluiceMatching
import SluiceModel
import SluiceScanning
import Testing

/// Texts dense with names, values and markers, in which nearly every candidate finds something remembered from the one
/// before it: streams must find in them what brute force without any memory finds.
struct RememberedSearchTests {
    private static let connectionParts = [
        ";pwd=" + "ab12", ";Password=" + "Zq81x", "&pwd=" + "q9w8e7", ";server=", "host =", ";xserver=",
        ";data source=", ";",
        "=", ":", " ", "'", "\n", ";accountkey=" + "k3j4h5", "abc", "defaultendpointsprotocol =",
    ]
    private static let assignmentParts = [
        "password=", "secret: ", "token\"", "pass", "api_key=", "=", "\"", "\\", "'", " ", "\n", "a1b2c3d4e5",
        "Zq81xT0p",
        "Cookie: ", "sid=", "; ", "Authorization: Bearer ", "password=\"\\", ">", "sk" + "-", "1.1.", ":", "::",
        "2001:db8:",
        "12:34:56", "a@b.co:", "ey" + "J", "://", "123456789 ",
    ]

    private struct Recorder: ScanSink {
        var passed: [UInt8] = []
        var masked: [Range<Int>] = []

        mutating func pass(_ bytes: Span<UInt8>) { passed.append(copying: bytes) }
        mutating func announce(_ mark: Mark, value: Span<UInt8>) {}
        mutating func conceal(_ bytes: Span<UInt8>) {}
        mutating func report(_ finding: Finding) { masked.append(finding.range) }
        mutating func remark(_ finding: Finding, mark: Mark, value: Span<UInt8>) {}
    }

    @Test(arguments: 0..<12 as Range<UInt64>) func connectionStrings(seed: UInt64) throws {
        try Self.check(Self.connectionParts, seed: seed)
    }

    @Test(arguments: 100..<124 as Range<UInt64>) func assignmentsAndPrefixes(seed: UInt64) throws {
        try Self.check(Self.assignmentParts, seed: seed)
    }

    private static func check(_ parts: [String], seed: UInt64) throws {
        let scanner = try DefaultRules.guardrail().scanner
        var generator = SplitMix64(seed: seed)
        var text: [UInt8] = []
        while text.count < 600 {
            // Repetitions make what is remembered worth something.
            let part = parts.randomElement(using: &generator) ?? ""
            for _ in 0..<Int.random(in: 1...6, using: &generator) { text += Array(part.utf8) }
        }
        var expected = Recorder()
        ReferenceScanner(scanner: scanner).scan(text, sink: &expected)
        for largest in [1, 20, 400] {
            var stream = ScanStream(scanner: scanner)
            var scratch = ScanScratch()
            var found = Recorder()
            var start = 0
            while start < text.count {
                let end = min(text.count, start + Int.random(in: 1...largest, using: &generator))
                stream.append(text.span.extracting(start..<end), scratch: &scratch, sink: &found)
                start = end
            }
            stream.finish(scratch: &scratch, sink: &found)
            #expect(found.masked == expected.masked, "seed \(seed), chunks up to \(largest)")
            #expect(found.passed == expected.passed, "seed \(seed), chunks up to \(largest)")
        }
    }
}
