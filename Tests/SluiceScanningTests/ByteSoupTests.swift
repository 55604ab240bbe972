// Random bytes, thick with what the prefilter looks for, in random chunks.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import SluiceScanning
import Testing

struct ByteSoupTests {
    private static let separators: [[UInt8]] = [
        [0], [0xFF], [0xC3], [0xC3, 0xA9], [0xE2, 0x80, 0x8B], [0xF0, 0x9F], [0x80], [0x0A], [0x0D, 0x0A], [0x20],
        [0x22],
        [0x5C, 0x6E], [0x3D], [0x3A], [0x2D], [0x5F], [0x2E], [0x40], [0x2F],
    ]

    /// Bytes of all values, between them whole and cut anchors of all rules.
    private static func soup(_ anchors: [Anchor], using generator: inout SplitMix64) -> [UInt8] {
        var text: [UInt8] = []
        for _ in 0..<Int.random(in: 1...60, using: &generator) {
            switch Int.random(in: 0..<8, using: &generator) {
            case 0...3:
                guard let anchor = anchors.randomElement(using: &generator) else { break }
                let length =
                    Int.random(in: 0..<4, using: &generator) == 0 ? Int.random(in: 0...8, using: &generator) : 64
                text += anchor.elements.prefix(length).compactMap { $0.members.randomElement(using: &generator) }
            case 4:
                let byte = UInt8.random(in: .min ... .max, using: &generator)
                text += [UInt8](repeating: byte, count: Int.random(in: 1...90, using: &generator))
            case 5:
                for _ in 0..<Int.random(in: 1...40, using: &generator) {
                    text.append(UInt8.random(in: .min ... .max, using: &generator))
                }
            case 6:
                for _ in 0..<Int.random(in: 1...60, using: &generator) {
                    text.append(ByteSet.base64URL.members.randomElement(using: &generator) ?? 0)
                }
            default:
                text += separators.randomElement(using: &generator) ?? []
            }
        }
        return text
    }

    /// Words that say what a number is, and groups of digits between all that stands between them.
    private static func numbers(using generator: inout SplitMix64) -> [UInt8] {
        let words = [
            "tel: ", "тел: ", "phone ", "call ", "fax=", "card ", "iban ", "ssn ", "born ", "passport ", "id: ",
            "account ",
            "\"phone\": \"", "plate ", "zip ", ", ", "\n",
        ]
        let signs = [" ", "-", ".", "/", "(", ")", " (", ") ", ")-", "+", "00", " - ", ":", ",", "\"", "x", "A", "DE"]
        var text = ""
        for _ in 0..<Int.random(in: 1...5, using: &generator) {
            text += words.randomElement(using: &generator) ?? ""
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                if Bool.random(using: &generator) { text += signs.randomElement(using: &generator) ?? "" }
                for _ in 0..<Int.random(in: 1...5, using: &generator) {
                    text += String(Int.random(in: 0...9, using: &generator))
                }
            }
            text += signs.randomElement(using: &generator) ?? ""
        }
        return Array(text.utf8)
    }

    @Test(arguments: 410..<416 as Range<UInt64>) func anyChunkingOfNumbers(seed: UInt64) throws {
        let guardrail = try DefaultRules.guardrail()
        var generator = SplitMix64(seed: seed)
        for round in 0..<300 {
            let text = Self.numbers(using: &generator)
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            for cutting in [Cutting.drip, .random(seed: generator.next(), largest: 7)] {
                let run = FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail)
                #expect(run == whole, "seed \(seed), round \(round), \(cutting)")
            }
        }
    }

    @Test(arguments: 400..<406 as Range<UInt64>) func anyChunking(seed: UInt64) throws {
        let guardrail = try DefaultRules.guardrail()
        let anchors = guardrail.scanner.rules.rules.flatMap(\.matcher.anchors)
        var generator = SplitMix64(seed: seed)
        for round in 0..<50 {
            let text = Self.soup(anchors, using: &generator)
            let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
            var cuttings: [Cutting] = [.drip]
            for largest in [3, 17, 200] { cuttings.append(.random(seed: generator.next(), largest: largest)) }
            for cutting in cuttings {
                let run = FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail)
                #expect(run == whole, "seed \(seed), round \(round), \(cutting)")
            }
            Self.expectFaithful(text, whole, "seed \(seed), round \(round)")
        }
    }

    /// The output is the text with each finding's bytes replaced and no other byte changed.
    private static func expectFaithful(_ text: [UInt8], _ run: FilterRun, _ label: String) {
        var rebuilt: [UInt8] = []
        var end = 0
        for finding in run.findings {
            rebuilt += text[end..<finding.finding.range.lowerBound]
            rebuilt += Array(finding.replacement.utf8)
            end = finding.finding.range.upperBound
        }
        #expect(run.bytes == rebuilt + text[end...], "\(label)")
    }

    @Test func everyByteValueAlonePassesUnchanged() throws {
        let guardrail = try DefaultRules.guardrail()
        for byte in UInt8.min ... .max {
            for count in [1, 70, 600] {
                let text = [UInt8](repeating: byte, count: count)
                let run = FilterRun(
                    text,
                    cutAt: Cutting.random(seed: 1, largest: 100).cuts(of: count),
                    guardrail: guardrail
                )
                #expect(run.bytes == text && run.findings.isEmpty, "\(count) times \(byte)")
            }
        }
    }
}
