// Inflates compressed data as it comes.

/// Inflates gzip members (RFC 1952) and zlib data (RFC 1950), both of deflate (RFC 1951), as they come.
///
/// This is not zlib, for two reasons. A stream is a plain value that may be copied and go on twice; zlib's state is
/// memory that points to itself. And a mask covers the bytes that carry a value, whatever the chunks: after each byte
/// everything that it completes has been put out, and `pendingByteCount` says where what is not complete begins, to the
/// byte.
///
/// Bad data ends it and can do nothing else: lengths, distances and codes are checked where they are used. Checksums
/// are not, as what they are about has been looked at by then.
package struct Inflater: Sendable {
    /// How the data is wrapped.
    package enum Packing: Sendable, Hashable {
        /// As gzip members, one after the other.
        case gzip
        /// As zlib data.
        case zlib
    }

    /// How far it is.
    package enum State: Sendable, Hashable {
        /// More may come.
        case reading
        /// The data has ended.
        case ended
        /// This is no such data, or not any more.
        case damaged
    }

    /// What is read next. Where a number stands, so much has been read of it, or is left.
    enum Step: Sendable {
        case header(read: Int)
        case extraLength
        case extra(left: Int)
        case name
        case comment
        case headerChecksum
        case blockHeader
        case storedLength
        case stored(left: Int)
        case counts
        case lengthLengths(read: Int)
        case lengths
        case symbols
        case checksum(left: Int)
        case nextMember
    }

    /// Copies reach back so far.
    private static let windowSize = 32_768
    /// What the codes for copies from 257 on stand for: a least length, to which the value of so many bits is added.
    private static let copyLengths: [(least: Int, bits: Int)] = [
        (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 1), (13, 1), (15, 1), (17, 1), (19, 2),
        (23, 2), (27, 2), (31, 2), (35, 3), (43, 3), (51, 3), (59, 3), (67, 4), (83, 4), (99, 4), (115, 4), (131, 5),
        (163, 5), (195, 5), (227, 5), (258, 0),
    ]
    /// The same of distances.
    private static let copyDistances: [(least: Int, bits: Int)] = [
        (1, 0), (2, 0), (3, 0), (4, 0), (5, 1), (7, 1), (9, 2), (13, 2), (17, 3), (25, 3), (33, 4), (49, 4), (65, 5),
        (97, 5), (129, 6), (193, 6), (257, 7), (385, 7), (513, 8), (769, 8), (1_025, 9), (1_537, 9), (2_049, 10),
        (3_073, 10), (4_097, 11), (6_145, 11), (8_193, 12), (12_289, 12), (16_385, 13), (24_577, 13),
    ]
    /// The order in which the lengths of the codes for lengths stand.
    private static let lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    private static let fixedLengths: [UInt8] =
        Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112) + Array(repeating: 7, count: 24)
        + Array(repeating: 8, count: 8)
    private static let fixedLiterals = HuffmanCode(lengths: fixedLengths[...]) ?? HuffmanCode()
    private static let fixedDistances =
        HuffmanCode(lengths: Array(repeating: 5, count: 30)[...]) ?? HuffmanCode()

    let packing: Packing
    /// How far it is.
    package internal(set) var state = State.reading
    var step = Step.header(read: 0)
    /// What has come and not been read, the next bit lowest.
    var bits: UInt64 = 0
    var bitCount = 0
    /// Which optional parts a gzip header has that have not been read.
    var headerParts = 0
    /// How many bytes have been put out of this member.
    var memberCount = 0

    private var isLastBlock = false
    private var literals = HuffmanCode()
    private var distances = HuffmanCode()
    /// The codes for lengths, and the lengths that have been read.
    private var lengthCode = HuffmanCode()
    private var lengths: [UInt8] = []
    private var literalCount = 0
    private var distanceCount = 0
    private var lengthLengthCount = 0
    /// The bytes that were put out last; the next goes to `windowEnd`.
    private var window: [UInt8] = []
    private var windowEnd = 0

    /// Starts at the beginning of the data.
    package init(_ packing: Packing) {
        self.packing = packing
    }

    /// How many of the bytes that came last hold what is not complete: it begins in the first of them. At most seven.
    package var pendingByteCount: Int { (bitCount + 7) / 8 }

    /// Takes the next byte, and adds to `output` what it completes: less than 3,000 bytes.
    package mutating func append(_ byte: UInt8, to output: inout [UInt8]) {
        // No part has more than 48 bits, so that there is room for eight.
        bits |= UInt64(byte) << UInt64(bitCount)
        bitCount += 8
        while state == .reading, advance(&output) {}
    }

    /// Reads the next part, and tells whether it had come whole.
    private mutating func advance(_ output: inout [UInt8]) -> Bool {
        switch step {
        case .symbols: return readSymbol(&output)
        case .blockHeader: return readBlockHeader()
        case .storedLength:
            guard let value = take(32) else { return false }
            guard value & 0xFFFF == ~value >> 16 & 0xFFFF else { return damaged() }
            startStored(value & 0xFFFF)
        case .stored(let left):
            guard let byte = take(8) else { return false }
            put(UInt8(truncatingIfNeeded: byte), &output)
            startStored(left - 1)
        case .counts:
            guard let counts = take(14) else { return false }
            literalCount = counts & 31 + 257
            distanceCount = counts >> 5 & 31 + 1
            lengthLengthCount = counts >> 10 + 4
            guard literalCount <= 286, distanceCount <= 30 else { return damaged() }
            lengths = Array(repeating: 0, count: Self.lengthOrder.count)
            step = .lengthLengths(read: 0)
        case .lengthLengths(let read):
            guard let length = take(3) else { return false }
            lengths[Self.lengthOrder[read]] = UInt8(truncatingIfNeeded: length)
            step = .lengthLengths(read: read + 1)
            if read + 1 == lengthLengthCount {
                guard let code = HuffmanCode(lengths: lengths[...]) else { return damaged() }
                lengthCode = code
                lengths.removeAll(keepingCapacity: true)
                step = .lengths
            }
        case .lengths: return readLength()
        default: return readWrapping()
        }
        return true
    }

    /// Ends at what cannot be.
    mutating func damaged() -> Bool {
        state = .damaged
        return true
    }

    /// The next bits, which are taken, or nil if not all have come.
    mutating func take(_ count: Int) -> Int? {
        guard bitCount >= count else { return nil }
        let value = bits & ((1 << UInt64(count)) - 1)
        drop(count)
        return Int(value)
    }

    private mutating func drop(_ count: Int) {
        bits >>= UInt64(count)
        bitCount -= count
    }

    private mutating func readBlockHeader() -> Bool {
        guard let header = take(3) else { return false }
        isLastBlock = header & 1 == 1
        switch header >> 1 {
        case 0:
            drop(bitCount % 8)
            step = .storedLength
        case 1:
            literals = Self.fixedLiterals
            distances = Self.fixedDistances
            step = .symbols
        case 2: step = .counts
        default: return damaged()
        }
        return true
    }

    private mutating func startStored(_ count: Int) {
        if count == 0 { endBlock() } else { step = .stored(left: count) }
    }

    private mutating func endBlock() {
        guard isLastBlock else {
            step = .blockHeader
            return
        }
        drop(bitCount % 8)
        step = .checksum(left: packing == .gzip ? 8 : 4)
    }

    /// Reads the next length of a code, or how often the last one or none is repeated.
    private mutating func readLength() -> Bool {
        var used = 0
        guard let symbol = decoded(lengthCode.read(bits, count: bitCount, used: &used)) else { return false }
        if symbol < 16 {
            drop(used)
            lengths.append(UInt8(truncatingIfNeeded: symbol))
        } else {
            let (least, width) = symbol == 16 ? (3, 2) : symbol == 17 ? (3, 3) : (11, 7)
            guard bitCount >= used + width else { return false }
            drop(used)
            guard let more = take(width) else { return false }
            guard let repeated = symbol == 16 ? lengths.last : 0 else { return damaged() }
            guard lengths.count + least + more <= literalCount + distanceCount else { return damaged() }
            lengths.append(contentsOf: repeatElement(repeated, count: least + more))
        }
        guard lengths.count == literalCount + distanceCount else { return true }
        guard let literalCode = HuffmanCode(lengths: lengths[..<literalCount]),
            let distanceCode = HuffmanCode(lengths: lengths[literalCount...])
        else { return damaged() }
        literals = literalCode
        distances = distanceCode
        step = .symbols
        return true
    }

    /// Reads a byte, a copy or the end of a block.
    private mutating func readSymbol(_ output: inout [UInt8]) -> Bool {
        var used = 0
        guard let symbol = decoded(literals.read(bits, count: bitCount, used: &used)) else { return false }
        if symbol < 256 {
            drop(used)
            put(UInt8(truncatingIfNeeded: symbol), &output)
            return true
        }
        if symbol == 256 {
            drop(used)
            endBlock()
            return true
        }
        guard symbol - 257 < Self.copyLengths.count else { return damaged() }
        let length = Self.copyLengths[symbol - 257]
        guard let count = value(length, used: &used) else { return false }
        guard let code = decoded(distances.read(bits, count: bitCount, used: &used)) else { return false }
        guard let distance = value(Self.copyDistances[code], used: &used) else { return false }
        guard distance <= memberCount else { return damaged() }
        drop(used)
        copy(count, from: distance, &output)
        return true
    }

    /// The symbol that has been read; nil if its code has not come whole, or is none, which ends the data.
    private mutating func decoded(_ reading: HuffmanCode.Reading) -> Int? {
        switch reading {
        case .symbol(let symbol): return symbol
        case .incomplete: return nil
        case .none:
            state = .damaged
            return nil
        }
    }

    /// What a code stands for whose bits stand after `used`; nil if not all have come.
    private func value(_ code: (least: Int, bits: Int), used: inout Int) -> Int? {
        guard bitCount >= used + code.bits else { return nil }
        let more = bits >> UInt64(used) & ((1 << UInt64(code.bits)) - 1)
        used += code.bits
        return code.least + Int(more)
    }

    private mutating func copy(_ count: Int, from distance: Int, _ output: inout [UInt8]) {
        var source = (windowEnd - distance) & (Self.windowSize - 1)
        for _ in 0..<count {
            put(window[source], &output)
            source = (source + 1) & (Self.windowSize - 1)
        }
    }

    private mutating func put(_ byte: UInt8, _ output: inout [UInt8]) {
        output.append(byte)
        if window.count < Self.windowSize { window.append(byte) } else { window[windowEnd] = byte }
        windowEnd = (windowEnd + 1) & (Self.windowSize - 1)
        memberCount += 1
    }
}
