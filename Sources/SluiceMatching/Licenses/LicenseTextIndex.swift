// The index of licence texts: which runs of six words stand in which licences, and in which order.

/// Which runs of six words stand in the texts and notices of which licences, and in which order.
///
/// Made by `scripts/make-license-index.py`; the format is described in `Rules/licenses/README.md`. Some of the runs are
/// kept, by number, so that a licence's text can be recognised but not read from the index.
///
/// Each run that is kept has a place, from 0 to `placeCount`, so that runs which follow each other in a text mostly
/// have places that do.
package final class LicenseTextIndex: Sendable {
    /// The licences, as SPDX expressions without AND and OR. Where evidence is equal, the first counts.
    package let names: [String]
    /// Where each bucket begins in `entries`; one more at the end.
    private let buckets: [UInt32]
    /// A tag in the high half, the number of a set of licences in the low half.
    private let entries: [UInt32]
    /// The place of each entry's run.
    private let places: [UInt32]
    private let setStarts: [UInt32]
    private let members: [UInt16]
    /// For each licence its first text; one more at the end.
    private let textStarts: [Int]
    /// For each text its first stretch; one more at the end.
    private let stretchStarts: [Int]
    /// For each text how many runs it has.
    private let textLengths: [Int]
    /// A run's place in the higher bits, in the lowest eight how many runs stand from there on in the text.
    private let stretches: [UInt32]
    /// How many places there are.
    let placeCount: Int
    private let bucketShift: UInt64
    private let tagShift: UInt64

    /// Why bytes are no index.
    package struct FormatError: Error, Sendable, Hashable {
        /// What is wrong.
        package let reason: String
    }

    private static let magic = Array("SLUICELI".utf8)
    private static let headerSize = 48

    /// Reads an index.
    package init(_ bytes: [UInt8]) throws(FormatError) {
        var reader = LittleEndianReader(bytes)
        guard bytes.count >= Self.headerSize, bytes.starts(with: Self.magic) else {
            throw FormatError(reason: "this is no index of licence texts")
        }
        reader.offset = Self.magic.count
        guard reader.uint32() == 2 else { throw FormatError(reason: "the index has a version that is not known") }
        guard reader.uint32() == LicenseWords.runLength else {
            throw FormatError(reason: "the index counts runs of another length than \(LicenseWords.runLength) words")
        }
        let nameCount = reader.uint32()
        let setCount = reader.uint32()
        let entryCount = reader.uint32()
        let bucketBits = reader.uint32()
        let textCount = reader.uint32()
        let stretchCount = reader.uint32()
        guard nameCount < 0xFFFF, setCount <= 0x1_0000, (1...24).contains(bucketBits), entryCount < 1 << 24 else {
            throw FormatError(reason: "a size in the index's header is out of range")
        }
        let (low, high) = (UInt64(reader.uint32()), UInt64(reader.uint32()))
        guard Self.checksum(of: bytes, from: Self.headerSize) == high << 32 | low else {
            throw FormatError(reason: "the index is damaged: its checksum does not hold")
        }
        bucketShift = UInt64(64 - bucketBits)
        tagShift = UInt64(48 - bucketBits)
        buckets = reader.numbers(1 << bucketBits + 1, byteCount: 4)
        entries = reader.numbers(entryCount, byteCount: 4).map { (entry: UInt32) in entry << 16 | entry >> 16 }
        places = reader.numbers(entryCount, byteCount: 3)
        setStarts = reader.numbers(setCount + 1, byteCount: 4)
        members = reader.numbers(Int(setStarts.last ?? 0), byteCount: 2)
        names = reader.names(nameCount)
        var textStarts: [Int] = []
        var stretchStarts = [0]
        for text in 0..<textCount where !reader.isShort {
            let name = reader.uint16()
            while textStarts.count <= min(name, nameCount) { textStarts.append(text) }
            stretchStarts.append(stretchStarts[text] + reader.uint16())
        }
        while textStarts.count <= nameCount { textStarts.append(textCount) }
        let stretches: [UInt32] = reader.numbers(stretchCount, byteCount: 4)
        let placeCount = stretches.reduce(0) { max($0, Self.range(of: $1).upperBound) }
        guard !reader.isShort, reader.offset == bytes.count,
            Self.ascends(buckets, to: entryCount), Self.ascends(setStarts, to: members.count),
            entries.allSatisfy({ $0 & 0xFFFF < setCount }), members.allSatisfy({ $0 < nameCount }),
            textStarts.count == nameCount + 1, stretchStarts.last == stretchCount,
            places.allSatisfy({ $0 < placeCount })
        else { throw FormatError(reason: "the index is damaged: its parts do not fit together") }
        textLengths = zip(stretchStarts, stretchStarts.dropFirst()).map { first, end in
            stretches[first..<end].reduce(0) { $0 + Self.range(of: $1).count }
        }
        self.textStarts = textStarts
        self.stretchStarts = stretchStarts
        self.stretches = stretches
        self.placeCount = placeCount
    }

    /// A run that stands in licences.
    struct Run {
        /// Its place in the index.
        let place: Int
        /// The set of licences in whose texts it stands.
        let set: Int
    }

    /// The run with this number, or nil where it stands in no licence or is not kept.
    @inline(__always)
    func run(of number: UInt64) -> Run? {
        guard let entry = entry(of: number) else { return nil }
        return Run(place: Int(places[entry]), set: Int(entries[entry] & 0xFFFF))
    }

    /// Whether the run with this number is kept.
    @inline(__always)
    func holds(_ number: UInt64) -> Bool { entry(of: number) != nil }

    @inline(__always)
    private func entry(of number: UInt64) -> Int? {
        // Only even numbers are kept.
        if number & 1 != 0 { return nil }
        let bucket = Int(truncatingIfNeeded: number >> bucketShift)
        let tag = UInt32(truncatingIfNeeded: number >> tagShift) & 0xFFFF
        return (Int(buckets[bucket])..<Int(buckets[bucket + 1])).first { entries[$0] >> 16 == tag }
    }

    /// The texts of a licence.
    func texts(of license: Int) -> Range<Int> { textStarts[license]..<textStarts[license + 1] }

    /// How many runs a text has.
    func length(ofText text: Int) -> Int { textLengths[text] }

    /// Gives the places of a text's runs in the order of the text, as ranges.
    @inline(__always)
    func forEachPlaceRange(ofText text: Int, _ body: (Range<Int>) -> Void) {
        for stretch in stretchStarts[text]..<stretchStarts[text + 1] { body(Self.range(of: stretches[stretch])) }
    }

    private static func range(of stretch: UInt32) -> Range<Int> {
        let place = Int(stretch >> 8)
        return place..<place + Int(stretch & 0xFF)
    }

    /// The places of a set's licences in `members`.
    func memberRange(ofSet set: Int) -> Range<Int> {
        Int(setStarts[set])..<Int(setStarts[set + 1])
    }

    /// The licence at a place.
    func member(at place: Int) -> Int { Int(members[place]) }

    /// Whether a licence is one of a set.
    func set(_ set: Int, holds license: Int) -> Bool {
        // The members of a set ascend.
        let range = memberRange(ofSet: set)
        let place = range.partitionPoint { member(at: $0) >= license }
        return place < range.upperBound && member(at: place) == license
    }

    private static func ascends(_ offsets: [UInt32], to end: Int) -> Bool {
        offsets.first == 0 && offsets.last.map(Int.init) == end && zip(offsets, offsets.dropFirst()).allSatisfy(<=)
    }

    /// FNV-1a over words of eight bytes in little-endian order, the last one filled up with zeros.
    package static func checksum(of bytes: [UInt8], from start: Int) -> UInt64 {
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
