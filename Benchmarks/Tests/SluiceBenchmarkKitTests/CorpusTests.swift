// Checks that generated texts are what they claim to be.

import Foundation
import SluiceBenchmarkKit
import Testing

struct CorpusTests {
    @Test(arguments: CorpusKind.allCases)
    func sizeIsExactAndSeedDecides(kind: CorpusKind) {
        let first = Corpus(kind: kind, byteCount: 200_000, seed: 7)
        let again = Corpus(kind: kind, byteCount: 200_000, seed: 7)
        #expect(first.bytes.count == 200_000)
        #expect(first.bytes == again.bytes)
        #expect(first.planted == again.planted)
    }

    @Test(arguments: [CorpusKind.chat, .code, .logs, .prose, .mixed])
    func otherSeedsGiveOtherTexts(kind: CorpusKind) {
        let first = Corpus(kind: kind, byteCount: 50_000, seed: 1)
        let second = Corpus(kind: kind, byteCount: 50_000, seed: 2)
        #expect(first.bytes != second.bytes)
    }

    @Test(arguments: [CorpusKind.chat, .code, .logs, .prose, .mixed])
    func valuesArePlantedAtTheGivenDensity(kind: CorpusKind) {
        let count = Corpus(kind: kind, byteCount: 2_000_000, seed: 3).planted.values.reduce(0, +)
        #expect((70...130).contains(count), "\(count) values in 2 MB of \(kind.rawValue), about 100 expected")
        #expect(Corpus(kind: kind, byteCount: 200_000, seed: 3, secretDistance: 0).planted.isEmpty)
    }

    @Test func chatLinesAreJSON() throws {
        let corpus = Corpus(kind: .chat, byteCount: 400_000, seed: 5, secretDistance: 2000)
        let lines = corpus.bytes.split(separator: UInt8(ascii: "\n")).dropLast()
        #expect(lines.count > 20)
        for line in lines {
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line)) }
        }
    }

    @Test func cardsAndAccountsCarryTheirCheckDigits() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<50 {
            let secrets = PlantedSecret.oneOfEach(with: &random)
            let card = try #require(secrets.first { $0.kind == "payment-card" })
            let digits = card.value.compactMap(\.wholeNumberValue)
            let sum = digits.reversed().enumerated().reduce(0) { sum, item in
                let doubled = item.offset.isMultiple(of: 2) ? item.element : item.element * 2
                return sum + (doubled > 9 ? doubled - 9 : doubled)
            }
            #expect(sum % 10 == 0, "\(card.value)")

            let account = try #require(secrets.first { $0.kind == "iban" })
            // ISO 13616: country and check digits go to the end, D is 13 and E is 14, the number is 1 modulo 97.
            let number = account.value.dropFirst(4) + "1314" + account.value.dropFirst(2).prefix(2)
            let remainder = number.reduce(0) { ($0 * 10 + ($1.wholeNumberValue ?? 0)) % 97 }
            #expect(remainder == 1, "\(account.value)")
        }
    }
}
