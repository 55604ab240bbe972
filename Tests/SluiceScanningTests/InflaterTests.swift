// Compressed data is read as it was written, whatever it is made of, and bad data does nothing but end.

import SluiceMatching
import Testing

struct InflaterTests {
    /// What comes of data, and after each byte how much had come.
    private static func inflate(_ data: [UInt8], _ packing: Inflater.Packing) -> ([UInt8], [Int], Inflater) {
        var inflater = Inflater(packing)
        var output: [UInt8] = []
        var counts: [Int] = []
        for byte in data {
            inflater.append(byte, to: &output)
            counts.append(output.count)
        }
        return (output, counts, inflater)
    }

    private static func text(_ generator: inout SplitMix64) -> [UInt8] {
        let words = (0..<20).map { _ in
            (0..<Int.random(in: 1...12, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
        }
        var result: [UInt8] = []
        let count = [0, 1, 30, 2_000, 70_000].randomElement(using: &generator) ?? 0
        while result.count < count { result += words.randomElement(using: &generator) ?? [0] }
        return result
    }

    @Test(arguments: 0..<40 as Range<UInt64>) func whatWasCompressedComesBack(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let text = Self.text(&generator)
        let parts = UInt8.random(in: 0...31, using: &generator)
        let member = Deflater.gzip(text, seed: seed, parts: parts)
        let (output, counts, inflater) = Self.inflate(member, .gzip)
        #expect(output == text && inflater.state == .reading, "seed \(seed)")
        // Eight bytes of checksum are no part of the text.
        #expect(counts.dropLast(8).last == text.count, "seed \(seed)")
        let more = Self.inflate(member + member + [0], .gzip)
        #expect(more.0 == text + text && more.2.state == .ended, "seed \(seed)")
        let zlib = Self.inflate(Deflater.zlib(text, seed: seed), .zlib)
        #expect(zlib.0 == text && zlib.2.state == .ended, "seed \(seed)")
    }

    /// A copy goes on by itself, and what is not complete begins where it says.
    @Test(arguments: 0..<20 as Range<UInt64>) func itIsAPlainValue(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let text = Self.text(&generator)
        let data = Deflater.gzip(text, seed: seed)
        let place = Int.random(in: 0...data.count, using: &generator)
        var (output, _, inflater) = Self.inflate(Array(data[..<place]), .gzip)
        #expect((0...7).contains(inflater.pendingByteCount) && inflater.pendingByteCount <= place)
        var copy = inflater
        var other = output
        for byte in data[place...].reversed() { copy.append(byte, to: &other) }
        for byte in data[place...] { inflater.append(byte, to: &output) }
        #expect(output == text, "seed \(seed), \(place)")
    }

    @Test(arguments: 0..<200 as Range<UInt64>) func badDataEndsIt(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var data = Deflater.gzip(Array("some text, and some text again; ".utf8), seed: seed)
        data += Deflater.gzip(Self.text(&generator).prefix(2_000) + [1], seed: seed + 1)
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            data[Int.random(in: 10..<data.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        for packing in [Inflater.Packing.gzip, .zlib] {
            let start: [UInt8] = packing == .gzip ? [] : [0x78, 0x9C]
            let (output, counts, _) = Self.inflate(start + data[(packing == .gzip ? 0 : 10)...], packing)
            #expect(output.count <= 1_500 * data.count)
            #expect(zip(counts, counts.dropFirst()).allSatisfy { $1 - $0 < 3_000 })
        }
        let noise = (0..<3_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        _ = Self.inflate([0x78, 0x9C] + noise, .zlib)
        _ = Self.inflate([0x1F, 0x8B, 8, noise[0] & 31, 0, 0, 0, 0, 0, 0] + noise, .gzip)
    }

    @Test(arguments: [
        ([0x1F, 0x8C], Inflater.Packing.gzip), ([0x1F, 0x8B, 7], .gzip), ([0x1F, 0x8B, 8, 0x20], .gzip),
        ([0x78, 0x9D], .zlib), ([0x88, 0x1C], .zlib), ([0x78, 0xBB], .zlib), ([0x78, 0x9C, 7], .zlib),
        // A stored block whose length is not said twice, a copy from before the beginning, too many codes.
        ([0x78, 0x9C, 1, 1, 0, 1, 0], .zlib), ([0x78, 0x9C, 0x03, 0x02], .zlib),
        ([0x78, 0x9C, 0xFD, 0xFF, 0xFF], .zlib),
        ([0x78, 0x9C, 0x05, 0xE0, 0x93, 0x24, 0x49, 0x92, 0x24, 0x49, 0x92, 0x24], .zlib),
    ]) func whatCannotBeIsSeen(data: [UInt8], packing: Inflater.Packing) {
        let (output, _, inflater) = Self.inflate(data, packing)
        #expect(output.isEmpty && inflater.state == .damaged, "\(data)")
    }
}
