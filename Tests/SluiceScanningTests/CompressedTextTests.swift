// What is compressed inside digits is found, its mask covers all that carries it, and bombs cost little.

import Sluice
import SluiceChecks
import SluiceMatching
import SluiceModel
import SluiceRules
import Testing

struct CompressedTextTests {
    private static let rules =
        "rules:\n" + SmallRules.rule("token", "token: {prefix: tok_, alphabet: base62, length: 20}")

    private static func guardrail() throws -> Guardrail { try SmallRules.guardrail(rules, decodeDepth: 3) }

    private static func token(_ generator: inout SplitMix64) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        return Array("tok_".utf8) + (0..<20).map { _ in alphabet[Int(generator.next() % 62)] }
    }

    private static func words(_ count: Int, _ generator: inout SplitMix64) -> [UInt8] {
        (0..<count).flatMap { _ -> [UInt8] in
            let letters = Array("abcdefghij".utf8)
            return (0..<Int.random(in: 1...6, using: &generator)).map { _ in letters[Int(generator.next() % 10)] } + [
                32
            ]
        }
    }

    /// How much of a text has come when so much of its compressed data has been read.
    private static func counts(_ data: [UInt8]) -> [Int] {
        var inflater = Inflater(.gzip)
        var output: [UInt8] = []
        return [0]
            + data.map {
                inflater.append($0, to: &output)
                return output.count
            }
    }

    /// Nothing of the value comes of what stands before the mask, and all of it has come where the mask ends.
    @Test(arguments: 0..<60 as Range<UInt64>) func theMaskCoversWhatCarriesTheValue(seed: UInt64) throws {
        let guardrail = try Self.guardrail()
        var generator = SplitMix64(seed: seed)
        let before = Self.words(Int.random(in: 3...400, using: &generator), &generator)
        let after = [32] + Self.words(Int.random(in: 0...400, using: &generator), &generator)
        let token = Self.token(&generator)
        let data = Deflater.gzip(before + token + after, seed: seed, parts: UInt8(seed % 32))
        let text = Encoding.base64.apply(data)
        let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
        let found = whole.findings.map(\.finding)
        #expect(found.map(\.rule.rawValue) == ["token"], "seed \(seed)")
        let range = try #require(found.first?.range)
        let counts = Self.counts(data)
        let last = counts.count - 1
        #expect(
            range.lowerBound % 4 == 0 && counts[min(last, range.lowerBound / 4 * 3)] <= before.count,
            "seed \(seed)"
        )
        #expect(counts[min(last, range.upperBound / 4 * 3)] >= before.count + token.count, "seed \(seed)")
        // No more is masked than the groups of digits in which it begins and ends, and a copy that leads to it.
        let first = counts.lastIndex { $0 <= before.count } ?? 0
        let end = counts.firstIndex { $0 >= before.count + token.count } ?? last
        #expect(range.lowerBound >= (first - 10) / 3 * 4 && range.upperBound <= (end + 3) / 3 * 4, "seed \(seed)")
        for cutting in [Cutting.drip, .random(seed: seed, largest: 5), .random(seed: seed, largest: 300)] {
            let run = FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail)
            #expect(run == whole, "seed \(seed), \(cutting)")
        }
        if text.count < 600 {
            for cut in 0...text.count {
                #expect(FilterRun(text, cutAt: [cut], guardrail: guardrail) == whole, "seed \(seed), \(cut)")
            }
        }
    }

    /// Damaged data is read up to the damage, and every cut gives the same.
    @Test(arguments: 0..<60 as Range<UInt64>) func damagedData(seed: UInt64) throws {
        let guardrail = try Self.guardrail()
        var generator = SplitMix64(seed: seed)
        let token = Self.token(&generator)
        let words = Self.words(60, &generator)
        var data = Deflater.gzip(token + [32] + words + Self.token(&generator), seed: seed)
        data += Deflater.zlib(words, seed: seed)
        for _ in 0..<2 { data[Int.random(in: 12..<data.count, using: &generator)] ^= UInt8(1 << seed % 8) }
        let encoding = [Encoding.base64, .hex, .wrappedBase64][Int(seed % 3)]
        let text = encoding.apply(data) + Array(", +H4sIAAAAAAAAAA/eJwAAAAA".utf8) + Encoding.base64.apply(token)
        let whole = FilterRun(text, cutAt: [], guardrail: guardrail)
        for cutting in (0...text.count).map(Cutting.split) + [.drip, .random(seed: seed, largest: 9)] {
            let run = FilterRun(text, cutAt: cutting.cuts(of: text.count), guardrail: guardrail)
            #expect(run == whole, "seed \(seed), \(cutting)")
            if run != whole { return }
        }
    }

    @Test func whatIsNoTextIsNotRead() throws {
        var generator = SplitMix64(seed: 3)
        let token = Self.token(&generator)
        for start in [[0], [0x89, 0x50], Array("abc".utf8) + [7], [0xC3, 0x28]] as [[UInt8]] {
            let text = Encoding.gzip.apply(start + [32] + token)
            #expect(FilterRun(text, cutAt: [], guardrail: try Self.guardrail()).findings.isEmpty, "\(start)")
        }
        // What goes on behind the first bytes may be anything, as in an archive of files.
        let archive = Array("directory/file".utf8) + Array(repeating: 0, count: 400) + token + [0, 0, 0xFF]
        #expect(FilterRun(Encoding.gzip.apply(archive), cutAt: [], guardrail: try Self.guardrail()).findings.count == 1)
    }

    /// What a filter does with a text: how often it asked, what it could not decide, and the most that it held.
    private static func cost(_ text: [UInt8], chunk: Int) throws -> (
        asks: Int, undecided: Int, held: Int, bytes: [UInt8]
    ) {
        let asks = AskCount()
        let almost = SmallRules.rule("almost", "pattern: 'qz12[a-z]'")
        let guardrail = try SmallRules.guardrail(rules + almost, counting: asks, decodeDepth: 3)
        var filter = TextFilter(guardrail: guardrail)
        var output = FilterOutput()
        var held = 0
        for start in stride(from: 0, to: text.count, by: chunk) {
            filter.append(text.span.extracting(start..<min(text.count, start + chunk)), to: &output)
            held = max(held, filter.heldByteCount)
        }
        filter.finish(to: &output)
        return (asks.value, filter.undecidedCount, held, output.bytes)
    }

    /// A bomb is read as far as is allowed, which is told; what follows is found.
    @Test func aBombCostsLittle() throws {
        var generator = SplitMix64(seed: 4)
        let token = Self.token(&generator)
        // A hundred megabytes.
        let bomb = Encoding.base64.apply(Deflater.bomb(Array("qz12,".utf8), copies: 400_000))
        let text = bomb + [32] + token
        let allowed = 256 * 1_024 + 16 * text.count
        for chunk in [1_000, text.count] {
            let cost = try Self.cost(text, chunk: chunk)
            #expect(cost.undecided == 1 && cost.held < 100)
            #expect(cost.bytes.starts(with: bomb) && cost.bytes.count < text.count + 40)
            #expect(!cost.bytes.reversed().starts(with: token.reversed()))
            // One question for each five bytes.
            #expect(cost.asks > 50_000 && cost.asks < allowed / 5, "\(cost.asks)")
        }
    }

    @Test func bombsInBombsCostLittle() throws {
        var text = Encoding.base64.apply(Deflater.bomb(Array("qz12,".utf8), copies: 100_000))
        for _ in 0..<2 { text = Encoding.gzip.apply(text) }
        let cost = try Self.cost(text, chunk: 5_000)
        #expect(cost.undecided >= 1 && cost.held < 100 && cost.bytes == text)
        #expect(cost.asks < (3 * 256 * 1_024 + 80 * text.count) / 4, "\(cost.asks), \(text.count)")
    }

    /// Many small ones are not each free.
    @Test func manySmallBombs() throws {
        let bomb = Encoding.base64.apply(Deflater.bomb(Array("qz12,".utf8), copies: 800)) + [32]
        let cost = try Self.cost(Array(repeatElement(bomb, count: 200).joined()), chunk: 10_000)
        #expect(cost.undecided > 100 && cost.asks < (256 * 1_024 + 20 * bomb.count * 200) / 4, "\(cost.asks)")
    }
}
