// Compresses texts in every way that the format knows, written apart from what reads them.

import SluiceMatching

/// Compresses texts as deflate (RFC 1951), wrapped as gzip members or zlib data, with blocks of all kinds and codes of
/// all lengths by chance.
struct Deflater {
    /// The kinds of blocks.
    enum Block: CaseIterable { case stored, fixed, dynamic }

    private enum Part {
        case byte(UInt8)
        case copy(length: Int, distance: Int)
    }

    private var bytes: [UInt8] = []
    private var bitCount = 0
    private var generator: SplitMix64

    private static let lengths: [(least: Int, bits: Int)] = {
        var result = (0..<8).map { (least: 3 + $0, bits: 0) }
        for bits in 1...5 { for _ in 0..<4 { result.append((next(result), bits)) } }
        return result + [(258, 0)]
    }()
    private static let distances: [(least: Int, bits: Int)] = {
        var result = (0..<4).map { (least: 1 + $0, bits: 0) }
        for bits in 1...13 { for _ in 0..<2 { result.append((next(result), bits)) } }
        return result
    }()

    private static func next(_ codes: [(least: Int, bits: Int)]) -> Int {
        codes.last.map { $0.least + 1 << $0.bits } ?? 0
    }

    private init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    /// A gzip member. `parts` are the flags of its header (RFC 1952, 2.3.1).
    static func gzip(_ text: [UInt8], seed: UInt64, blocks: [Block] = Block.allCases, parts: UInt8 = 0) -> [UInt8] {
        var result: [UInt8] = [0x1F, 0x8B, 8, parts, 1, 2, 3, 4, 0, 3]
        if parts & 4 != 0 { result += [5, 0, 1, 2, 3, 4, 5] }
        if parts & 8 != 0 { result += Array("name.txt".utf8) + [0] }
        if parts & 16 != 0 { result += Array("a comment".utf8) + [0] }
        if parts & 2 != 0 { result += [7, 8] }
        // Nobody looks at the checksum.
        return result + deflate(text, seed: seed, blocks: blocks) + [1, 2, 3, 4, 5, 6, 7, 8]
    }

    /// Zlib data.
    static func zlib(_ text: [UInt8], seed: UInt64, blocks: [Block] = Block.allCases) -> [UInt8] {
        [0x78, [0x01, 0x5E, 0x9C, 0xDA][Int(seed % 4)]] + deflate(text, seed: seed, blocks: blocks) + [1, 2, 3, 4]
    }

    /// A gzip member of a text and `copies` times 258 bytes that repeat it, for each of which two bits are enough.
    static func bomb(_ text: [UInt8], copies: Int) -> [UInt8] {
        var deflater = Deflater(seed: 1)
        var literals = [Int](repeating: 0, count: 286)
        for byte in text { literals[Int(byte)] = 8 }
        literals[256] = 8
        literals[285] = 1
        var distances = [Int](repeating: 0, count: 30)
        distances[code(of: text.count, in: Self.distances)] = 1
        deflater.put(1, 1)
        deflater.put(2, 2)
        let repeated = (0..<copies).map { _ in Part.copy(length: 258, distance: text.count) }
        deflater.appendDynamic(text.map(Part.byte) + repeated, literals, distances)
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflater.bytes + [1, 2, 3, 4, 5, 6, 7, 8]
    }

    private static func deflate(_ text: [UInt8], seed: UInt64, blocks: [Block]) -> [UInt8] {
        var deflater = Deflater(seed: seed)
        var start = 0
        repeat {
            let end = min(text.count, start + Int.random(in: 1...60_000, using: &deflater.generator))
            deflater.append(text, start..<end, blocks.randomElement(using: &deflater.generator) ?? .fixed)
            start = end
        } while start < text.count
        return deflater.bytes
    }

    private mutating func put(_ value: Int, _ count: Int) {
        for bit in 0..<count {
            if bitCount % 8 == 0 { bytes.append(0) }
            if value >> bit & 1 == 1 { bytes[bytes.count - 1] |= 1 << UInt8(bitCount % 8) }
            bitCount += 1
        }
    }

    private mutating func append(_ text: [UInt8], _ range: Range<Int>, _ block: Block) {
        put(range.upperBound == text.count ? 1 : 0, 1)
        switch block {
        case .stored:
            put(0, 2)
            bitCount = bytes.count * 8
            put(range.count, 16)
            put(~range.count & 0xFFFF, 16)
            bytes += text[range]
            bitCount = bytes.count * 8
        case .fixed:
            put(1, 2)
            let literals =
                [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112)
                + [Int](repeating: 7, count: 24) + [Int](repeating: 8, count: 8)
            write(parts(of: text, range), literals, [Int](repeating: 5, count: 30))
        case .dynamic:
            put(2, 2)
            appendDynamic(parts(of: text, range))
        }
    }

    /// The bytes of a range, and copies of what has been seen before it.
    private mutating func parts(of text: [UInt8], _ range: Range<Int>) -> [Part] {
        var seen: [[UInt8]: Int] = [:]
        for place in max(0, range.lowerBound - 30_000)..<range.lowerBound where place + 3 <= range.lowerBound {
            seen[Array(text[place..<(place + 3)])] = place
        }
        var result: [Part] = []
        var place = range.lowerBound
        while place < range.upperBound {
            let key = Array(text[place..<min(range.upperBound, place + 3)])
            var length = 0
            if key.count == 3, let before = seen[key], place - before <= 32_768 {
                while length < 258, place + length < range.upperBound, text[before + length] == text[place + length] {
                    length += 1
                }
                if length >= 3 { result.append(.copy(length: length, distance: place - before)) }
            }
            if length < 3 {
                result.append(.byte(text[place]))
                length = 1
            }
            for passed in place..<(place + length) where passed + 3 <= range.upperBound {
                seen[Array(text[passed..<(passed + 3)])] = passed
            }
            place += length
        }
        return result
    }

    private static func code(of value: Int, in codes: [(least: Int, bits: Int)]) -> Int {
        codes.lastIndex { $0.least <= value } ?? 0
    }

    /// The lengths of a full code for `symbols`, by chance.
    private mutating func randomCode(for symbols: Set<Int>, of count: Int, longest: Int) -> [Int] {
        var leaves = [0]
        while leaves.count < max(2, symbols.count) {
            let index = Int.random(in: 0..<leaves.count, using: &generator)
            guard leaves[index] < longest else { continue }
            leaves[index] += 1
            leaves.append(leaves[index])
        }
        var result = [Int](repeating: 0, count: count)
        for (symbol, length) in zip(symbols.sorted(), leaves) { result[symbol] = length }
        return result
    }

    private mutating func appendDynamic(_ parts: [Part]) {
        var used: Set<Int> = [256]
        var usedDistances: Set<Int> = []
        for part in parts {
            switch part {
            case .byte(let byte): used.insert(Int(byte))
            case .copy(let length, let distance):
                used.insert(257 + Self.code(of: length, in: Self.lengths))
                usedDistances.insert(Self.code(of: distance, in: Self.distances))
            }
        }
        let literals = randomCode(for: used, of: 286, longest: 15)
        let distances = randomCode(for: usedDistances, of: 30, longest: 15)
        appendDynamic(parts, literals, distances)
    }

    private mutating func appendDynamic(_ parts: [Part], _ literals: [Int], _ distances: [Int]) {
        let literalCount = max(257, (literals.lastIndex { $0 > 0 } ?? 0) + 1)
        let distanceCount = max(1, (distances.lastIndex { $0 > 0 } ?? 0) + 1)
        let all = Array(literals[..<literalCount] + distances[..<distanceCount])
        // Runs of lengths as 16 (the last one again), 17 and 18 (none), or each by itself.
        var coded: [(symbol: Int, more: Int, bits: Int)] = []
        var index = 0
        while index < all.count {
            var run = 1
            while index + run < all.count, all[index + run] == all[index] { run += 1 }
            if all[index] == 0, run >= 3, Bool.random(using: &generator) {
                let most = min(run, run >= 11 ? 138 : 10)
                coded.append(most >= 11 ? (18, most - 11, 7) : (17, most - 3, 3))
                index += most
            } else if index > 0, all[index - 1] == all[index], run >= 3, Bool.random(using: &generator) {
                coded.append((16, min(run, 6) - 3, 2))
                index += min(run, 6)
            } else {
                coded.append((all[index], 0, 0))
                index += 1
            }
        }
        let lengthCode = randomCode(for: Set(coded.map(\.symbol)), of: 19, longest: 7)
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        let orderCount = max(4, (order.lastIndex { lengthCode[$0] > 0 } ?? 0) + 1)
        put(literalCount - 257, 5)
        put(distanceCount - 1, 5)
        put(orderCount - 4, 4)
        for symbol in order[..<orderCount] { put(lengthCode[symbol], 3) }
        let codes = Self.codes(lengthCode)
        for part in coded {
            put(codes[part.symbol], lengthCode[part.symbol])
            put(part.more, part.bits)
        }
        write(parts, literals, distances)
    }

    /// The codes that lengths tell, as they are written: their first bit lowest.
    private static func codes(_ lengths: [Int]) -> [Int] {
        var result = [Int](repeating: 0, count: lengths.count)
        var code = 0
        for length in 1...15 {
            for symbol in lengths.indices where lengths[symbol] == length {
                for bit in 0..<length where code >> bit & 1 == 1 { result[symbol] |= 1 << (length - 1 - bit) }
                code += 1
            }
            code *= 2
        }
        return result
    }

    private mutating func write(_ parts: [Part], _ literals: [Int], _ distances: [Int]) {
        let codes = Self.codes(literals)
        let distanceCodes = Self.codes(distances)
        for part in parts {
            switch part {
            case .byte(let byte): put(codes[Int(byte)], literals[Int(byte)])
            case .copy(let length, let distance):
                let code = Self.code(of: length, in: Self.lengths)
                put(codes[257 + code], literals[257 + code])
                put(length - Self.lengths[code].least, Self.lengths[code].bits)
                let distanceCode = Self.code(of: distance, in: Self.distances)
                put(distanceCodes[distanceCode], distances[distanceCode])
                put(distance - Self.distances[distanceCode].least, Self.distances[distanceCode].bits)
            }
        }
        put(codes[256], literals[256])
    }
}
