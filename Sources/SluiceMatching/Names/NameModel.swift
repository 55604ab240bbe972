// A trained model of the name tagger: its lexicon, its weights and its thresholds, read from a file.

/// A trained model of the name tagger, as `scripts/train-names.sh` writes it: immutable and shared by all threads.
///
/// The file has, all numbers in little-endian order: the eight bytes `SLUICENT`; the format's version (32 bits); the
/// CRC-32 of everything behind this number (32 bits); the number of bits of a row's index, of a lexicon bucket's index,
/// and the number of lexicon entries (32 bits each); for each kind of entity three least scores, for a low, a medium
/// and a high confidence (32 bits each); 81 scores of a tag after a tag (32 bits each); the first entry of each bucket
/// and the end (32 bits each); the entries (a tag of 16 bits and 16 flags each); the rows of eight signed bytes.
package final class NameModel: Sendable {
    /// The version of the format that is read.
    package static let version: UInt32 = 1
    /// The largest file that is read, in bytes.
    package static let maximumByteCount = 5 << 20

    let lexicon: NameLexicon
    /// Eight weights a row, one for each tag but "no name".
    let rows: [SIMD8<Int8>]
    /// A row's index has these bits.
    let rowMask: UInt32
    /// The score of tag `n` after tag `m` at `m * 9 + n`.
    let links: [Int32]
    /// The least scores of each kind of entity, by `NameEntity.Kind`.
    let thresholds: [SIMD4<Int32>]

    /// Why a file is no model.
    package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        case tooLarge
        case notAModel
        case version(UInt32)
        case checksum
        case sizes

        package var description: String {
            switch self {
            case .tooLarge: "the model is larger than 5 MiB"
            case .notAModel: "this is not a model of the name tagger; scripts/train-names.sh makes one"
            case .version(let found): "the model has format version \(found), this program reads \(NameModel.version)"
            case .checksum: "the model is damaged: its checksum does not hold; take the file from the release again"
            case .sizes: "the model is damaged: its parts do not fill it"
            }
        }
    }

    private static let magic: [UInt8] = Array("SLUICENT".utf8)
    private static let checkedFrom = 16
    static let tagCount = 9
    private static let kindCount = 4

    /// Reads a model file.
    package init(_ bytes: [UInt8]) throws(Fault) {
        guard bytes.count <= Self.maximumByteCount else { throw .tooLarge }
        guard bytes.count > Self.checkedFrom, bytes.starts(with: Self.magic) else { throw .notAModel }
        var reader = Reader(bytes: bytes, offset: Self.magic.count)
        let version = reader.next()
        guard version == Self.version else { throw .version(version) }
        let checksum = reader.next()
        guard CRC32.checksum(bytes.span.extracting(Self.checkedFrom..<bytes.count)) == checksum else { throw .checksum }
        guard reader.has(12) else { throw .sizes }
        let (rowBits, bucketBits, entryCount) = (reader.next(), reader.next(), Int(reader.next()))
        guard 4...22 ~= rowBits, 4...22 ~= bucketBits, entryCount <= bytes.count else { throw .sizes }
        let (rowCount, bucketCount) = (1 << Int(rowBits), 1 << Int(bucketBits))
        let rest =
            4 * (Self.kindCount * 3 + Self.tagCount * Self.tagCount + bucketCount + 1 + entryCount) + 8 * rowCount
        guard reader.remaining == rest else { throw .sizes }
        thresholds = (0..<Self.kindCount).map { _ in
            SIMD4(reader.nextSigned(), reader.nextSigned(), reader.nextSigned(), 0)
        }
        links = (0..<(Self.tagCount * Self.tagCount)).map { _ in reader.nextSigned() }
        let starts = (0...bucketCount).map { _ in reader.next() }
        let isAscending = zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
        guard isAscending, starts.first == 0, starts.last == UInt32(entryCount) else { throw .sizes }
        // Scores must not overflow: a region has at most 64 tokens, each the sum of 27 bytes.
        let bound: Int32 = 1 << 20
        guard links.allSatisfy({ abs(Int64($0)) < Int64(bound) }) else { throw .sizes }
        lexicon = NameLexicon(starts: starts, entries: (0..<entryCount).map { _ in reader.next() })
        rowMask = UInt32(rowCount - 1)
        rows = (0..<rowCount).map { _ in reader.nextRow() }
    }

    private struct Reader {
        let bytes: [UInt8]
        var offset: Int

        var remaining: Int { bytes.count - offset }

        func has(_ count: Int) -> Bool { remaining >= count }

        mutating func next() -> UInt32 {
            defer { offset += 4 }
            return UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
                | UInt32(bytes[offset + 3]) << 24
        }

        mutating func nextSigned() -> Int32 { Int32(bitPattern: next()) }

        mutating func nextRow() -> SIMD8<Int8> {
            var row = SIMD8<Int8>.zero
            for index in 0..<8 { row[index] = Int8(bitPattern: bytes[offset + index]) }
            offset += 8
            return row
        }
    }
}

/// Words and what is known of them, in buckets by hash; a word is told from others in its bucket by a second hash.
struct NameLexicon: Sendable {
    private let starts: [UInt32]
    /// The second hash's upper half in the lower 16 bits, the flags above.
    private let entries: [UInt32]
    private let mask: UInt32

    init(starts: [UInt32], entries: [UInt32]) {
        self.starts = starts
        self.entries = entries
        mask = UInt32(starts.count - 2)
    }

    /// What is known of the word with these hashes.
    @inline(__always)
    func flags(hash: UInt32, second: UInt32) -> WordFlags {
        let bucket = Int((hash ^ hash >> 15) & mask)
        for index in Int(starts[bucket])..<Int(starts[bucket + 1]) where entries[index] & 0xFFFF == second >> 16 {
            return WordFlags(rawValue: UInt16(entries[index] >> 16))
        }
        return []
    }

    /// What is known of the word of these code points.
    func flags(_ points: UInt32...) -> WordFlags {
        var hash = NameHash()
        var second = NameHash(seed: NameHash.secondSeed)
        for point in points {
            hash.add(point)
            second.add(point)
        }
        return flags(hash: hash.value, second: second.value)
    }
}
