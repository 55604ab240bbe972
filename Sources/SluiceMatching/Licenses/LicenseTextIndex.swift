// The index of licence texts: which runs of six words stand in which licences.

/// Which runs of six words stand in the texts and notices of which licences.
///
/// Made by `scripts/make-license-index.py`; the format is described in `Rules/licenses/README.md`. Some of the runs are
/// kept, by number, so that a licence's text can be recognised but not read from the index.
package final class LicenseTextIndex: Sendable {
    /// The licences, as SPDX expressions without AND and OR. Where evidence is equal, the first counts.
    package let names: [String]
    /// Where each bucket begins in `entries`; one more at the end.
    private let buckets: [UInt32]
    /// A tag in the high half, the number of a set of licences in the low half.
    private let entries: [UInt32]
    private let setStarts: [UInt32]
    private let members: [UInt16]
    private let bucketShift: UInt64
    private let tagShift: UInt64

    /// Why bytes are no index.
    package struct FormatError: Error, Sendable, Hashable {
        /// What is wrong.
        package let reason: String
    }

    private static let magic = Array("SLUICELI".utf8)
    private static let headerSize = 40

    /// Reads an index.
    package init(_ bytes: [UInt8]) throws(FormatError) {
        var reader = LittleEndianReader(bytes)
        guard bytes.count >= Self.headerSize, bytes.starts(with: Self.magic) else {
            throw FormatError(reason: "this is no index of licence texts")
        }
        reader.offset = Self.magic.count
        guard reader.uint32() == 1 else { throw FormatError(reason: "the index has a version that is not known") }
        guard reader.uint32() == LicenseWords.runLength else {
            throw FormatError(reason: "the index counts runs of another length than \(LicenseWords.runLength) words")
        }
        let nameCount = reader.uint32()
        let setCount = reader.uint32()
        let entryCount = reader.uint32()
        let bucketBits = reader.uint32()
        guard nameCount < 0xFFFF, setCount <= 0x1_0000, (1...24).contains(bucketBits), entryCount < 1 << 26 else {
            throw FormatError(reason: "a size in the index's header is out of range")
        }
        let (low, high) = (UInt64(reader.uint32()), UInt64(reader.uint32()))
        guard Self.checksum(of: bytes, from: Self.headerSize) == high << 32 | low else {
            throw FormatError(reason: "the index is damaged: its checksum does not hold")
        }
        bucketShift = UInt64(64 - bucketBits)
        tagShift = UInt64(48 - bucketBits)
        buckets = reader.uint32s(1 << bucketBits + 1)
        entries = reader.uint32s(entryCount).map { $0 << 16 | $0 >> 16 }
        setStarts = reader.uint32s(setCount + 1)
        members = reader.uint16s(Int(setStarts.last ?? 0))
        names = reader.names(nameCount)
        guard !reader.isShort, reader.offset == bytes.count,
            Self.ascends(buckets, to: entryCount), Self.ascends(setStarts, to: members.count),
            entries.allSatisfy({ $0 & 0xFFFF < setCount }), members.allSatisfy({ $0 < nameCount })
        else { throw FormatError(reason: "the index is damaged: its parts do not fit together") }
    }

    /// The set of licences in whose texts the run with this number stands, or nil.
    @inline(__always)
    func set(of number: UInt64) -> Int? {
        // Only even numbers are kept.
        if number & 1 != 0 { return nil }
        let bucket = Int(truncatingIfNeeded: number >> bucketShift)
        let tag = UInt32(truncatingIfNeeded: number >> tagShift) & 0xFFFF
        for index in Int(buckets[bucket])..<Int(buckets[bucket + 1]) where entries[index] >> 16 == tag {
            return Int(entries[index] & 0xFFFF)
        }
        return nil
    }

    /// The places of a set's licences in `members`.
    func memberRange(ofSet set: Int) -> Range<Int> {
        Int(setStarts[set])..<Int(setStarts[set + 1])
    }

    /// The licence at a place.
    func member(at place: Int) -> Int { Int(members[place]) }

    private static func ascends(_ offsets: [UInt32], to end: Int) -> Bool {
        offsets.first == 0 && offsets.last.map(Int.init) == end && zip(offsets, offsets.dropFirst()).allSatisfy(<=)
    }

    /// FNV-1a over words of eight bytes in little-endian order, the last one filled up with zeros.
    static func checksum(of bytes: [UInt8], from start: Int) -> UInt64 {
        let span = bytes.span
        var checksum = FNV1a()
        var offset = start
        while offset < span.count {
            var word: UInt64 = 0
            for index in 0..<min(8, span.count - offset) { word |= UInt64(span[offset + index]) << UInt64(index * 8) }
            checksum.add(word)
            offset += 8
        }
        return checksum.value
    }
}

/// Reads numbers; past the end zeros, and says so.
private struct LittleEndianReader {
    private let bytes: [UInt8]
    var offset = 0
    private(set) var isShort = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func number(byteCount: Int) -> Int {
        guard bytes.count - offset >= byteCount else {
            isShort = true
            return 0
        }
        var value = 0
        for index in 0..<byteCount { value |= Int(bytes[offset + index]) << (index * 8) }
        offset += byteCount
        return value
    }

    mutating func uint32() -> Int { number(byteCount: 4) }

    mutating func uint32s(_ count: Int) -> [UInt32] {
        guard bytes.count - offset >= count * 4 else {
            isShort = true
            return []
        }
        var result: [UInt32] = []
        result.reserveCapacity(count)
        for _ in 0..<count { result.append(UInt32(truncatingIfNeeded: number(byteCount: 4))) }
        return result
    }

    mutating func uint16s(_ count: Int) -> [UInt16] {
        guard bytes.count - offset >= count * 2 else {
            isShort = true
            return []
        }
        var result: [UInt16] = []
        result.reserveCapacity(count)
        for _ in 0..<count { result.append(UInt16(truncatingIfNeeded: number(byteCount: 2))) }
        return result
    }

    /// Texts that begin with their length in one byte.
    mutating func names(_ count: Int) -> [String] {
        var result: [String] = []
        for _ in 0..<count {
            let length = number(byteCount: 1)
            guard !isShort, bytes.count - offset >= length else {
                isShort = true
                return result
            }
            result.append(String(decoding: bytes[offset..<offset + length], as: UTF8.self))
            offset += length
        }
        return result
    }
}
