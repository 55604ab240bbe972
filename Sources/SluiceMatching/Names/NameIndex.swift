// Finds the names of services where words begin.

import CSluiceScan

/// The names of all rules' services, found where words begin: a bit for each hash of the bytes that one begins with
/// refuses most words, and a bucket of names that share three bytes decides about the rest.
///
/// Beside the automaton, because names are many: two thousand would make its table too large for the caches. A class,
/// so that streams share it for one reference count.
@safe package final class NameIndex: Sendable {
    private let names: FrozenArray<sluice_name>
    private let bytes: FrozenArray<UInt8>
    private let rules: FrozenArray<Int32>
    private let filters: FrozenArray<UInt64>
    private let bucketOfKey: FrozenArray<UInt16>
    private let buckets: FrozenArray<UInt32>
    // Sound: it is never written to, and has the addresses of the arrays above and of those of the type, which live as
    // long.
    private nonisolated(unsafe) let index: sluice_name_index
    private let mostRules: Int
    private let ruleCount: Int

    /// For each byte value, five bits that are the same for all bytes that are folded alike, and what it is folded to.
    private static let codes = FrozenArray((UInt8.min...UInt8.max).map { code(of: ServiceName.folded($0)) })
    private static let folded = FrozenArray((UInt8.min...UInt8.max).map(ServiceName.folded))

    /// How many bytes the key of a name has, and how many bits the code of each has.
    private static let keyLength = 3
    private static let codeBits = Int(SLUICE_CODE_BITS)
    /// For each filter, how many bytes are hashed, the most first.
    private static let hashedLengths = [SLUICE_LONG_NAME, SLUICE_NAME, SLUICE_SHORT_NAME].map { Int($0) }
    /// How many words a filter has.
    private static let filterSize = Int(SLUICE_NAME_FILTER_SIZE)
    /// For each folded byte, what is hashed of the bytes which it stands for.
    private static let spellings = (UInt8.min...UInt8.max).reduce(into: [Set<UInt64>](repeating: [], count: 256)) {
        $0[Int(ServiceName.folded($1))].insert(UInt64($1) & UInt64(SLUICE_NAME_BITS))
    }

    /// How many bytes of a name are compared in one go.
    private static let wordLength = 8

    /// How far back from its end a text must stay readable: a name, the byte that ends it and two that precede it.
    package static let history = ServiceName.maximumLength + 3

    /// Where the search is in a stream.
    package struct Cursor: Sendable {
        /// Names are reported that bytes from here on decide about.
        fileprivate var seen = 0

        /// The start of a stream.
        package init() {}
    }

    /// Arranges the names of rules 0, 1, ….
    package init(namesOfRules: [[ServiceName]]) {
        ruleCount = namesOfRules.count
        var rulesOfName: [ServiceName: [Int32]] = [:]
        for (rule, list) in namesOfRules.enumerated() {
            for name in Self.decisive(list) { rulesOfName[name, default: []].append(Int32(rule)) }
        }
        var namesOfKey: [Int: [ServiceName]] = [:]
        var filters = [UInt64](repeating: 0, count: Self.hashedLengths.count * Self.filterSize)
        for name in rulesOfName.keys {
            for key in Self.keys(of: name) { namesOfKey[key, default: []].append(name) }
            let filter = Self.hashedLengths.firstIndex { $0 <= name.bytes.count } ?? Self.hashedLengths.count - 1
            let length = Self.hashedLengths[filter]
            for word in Self.beginnings(of: name, length) {
                let hash = sluice_name_hash(word, Int32(length))
                filters[filter * Self.filterSize + Int(hash >> 6)] |= 1 << UInt64(hash & 63)
            }
        }

        var (names, bytes, rules, buckets) = ([sluice_name](), [UInt8](), [Int32](), [UInt32](repeating: 0, count: 1))
        // Words that no name begins like have a bucket without names.
        let none = namesOfKey.count
        var bucketOfKey = [UInt16](repeating: UInt16(none), count: 1 << (Self.keyLength * Self.codeBits))
        var mostRules = 0
        for (key, list) in namesOfKey.sorted(by: { $0.key < $1.key }) {
            bucketOfKey[key] = UInt16(buckets.count - 1)
            var ruleCount = 0
            for name in list.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
                let asking = (rulesOfName[name] ?? []).sorted()
                var entry = sluice_name()
                (entry.word, entry.mask) = Self.word(of: name)
                entry.start = UInt32(bytes.count)
                entry.length = UInt8(name.bytes.count)
                entry.rules_start = UInt32(rules.count)
                entry.rules_end = UInt32(rules.count + asking.count)
                bytes += name.bytes
                rules += asking
                names.append(entry)
                ruleCount += asking.count
            }
            mostRules = max(mostRules, ruleCount)
            buckets.append(UInt32(names.count))
        }
        buckets.append(UInt32(names.count))
        self.names = FrozenArray(names)
        self.bytes = FrozenArray(bytes)
        self.rules = FrozenArray(rules)
        self.filters = FrozenArray(filters)
        self.bucketOfKey = FrozenArray(bucketOfKey)
        self.buckets = FrozenArray(buckets)
        self.mostRules = mostRules
        unsafe index = sluice_name_index(
            codes: Self.codes.address,
            folded: Self.folded.address,
            filters: self.filters.address,
            bucket_of_key: self.bucketOfKey.address,
            buckets: self.buckets.address,
            names: self.names.address,
            bytes: self.bytes.address,
            rules: self.rules.address,
            most_rules: mostRules
        )
    }

    /// Whether there is nothing to look for.
    package var isEmpty: Bool { names.count == 0 }

    /// Makes `candidates` ready for the names of a block of `text` that begins where `cursor` is.
    package func begin(_ candidates: inout CandidateBuffer, at cursor: Cursor, in text: borrowing ByteWindow) {
        candidates.begin(ruleCount: ruleCount, most: mostRules)
        candidates.nextHit = max(0, start(cursor) - text.lowerBound)
    }

    /// Replaces the candidates by the next ones that names lead to, in the order of the text. False if there are no
    /// more.
    ///
    /// - Parameters:
    ///   - text: the retained bytes of the stream, up to what came last; `history` bytes before it are read.
    ///   - cursor: where the stream is; the caller ends the block with `advance`.
    package func collect(
        from text: borrowing ByteWindow,
        cursor: Cursor,
        into candidates: inout CandidateBuffer
    ) -> Bool {
        var next = candidates.nextHit
        guard next < text.upperBound - text.lowerBound else { return false }
        // Sound: as for `search`; `next` does not exceed the length.
        candidates.count = unsafe search(text, cursor, &candidates) { unsafe sluice_find_names(&$0, &next) }
        candidates.nextHit = next
        return true
    }

    /// Replaces the candidates by those of a place where a text begins that shares the stream with the one before it: a
    /// word begins there, whatever stands before. Finds nothing that `collect(from:)` finds.
    package func collect(
        at position: Int,
        in text: borrowing ByteWindow,
        cursor: Cursor,
        into candidates: inout CandidateBuffer
    ) {
        candidates.count = 0
        guard position >= text.lowerBound, position < text.upperBound else { return }
        let start = position - text.lowerBound
        // Sound: as for `search`; the position lies in the text.
        candidates.count = unsafe search(text, cursor, &candidates) { unsafe sluice_find_names_at(&$0, start) }
    }

    /// Remembers that a block has been dealt with.
    package func advance(_ cursor: inout Cursor, to end: Int) {
        cursor.seen = end
    }

    /// The first place that names which are not decided yet can begin at.
    package func start(_ cursor: Cursor) -> Int { cursor.seen - ServiceName.maximumLength - 1 }

    /// Calls a kernel with the tables, the text, what was asked, and room for candidates.
    private func search(
        _ text: borrowing ByteWindow,
        _ cursor: Cursor,
        _ candidates: inout CandidateBuffer,
        _ kernel: (inout sluice_name_search) -> Int
    ) -> Int {
        precondition(candidates.storage.count >= mostRules && candidates.asked.count == ruleCount)
        let epoch = candidates.epoch
        let span = text.span(text.lowerBound..<text.upperBound)
        let (seen, isFinal, textStart) = (max(0, cursor.seen - text.lowerBound), text.isComplete, text.lowerBound)
        // Sound: keys have 15 bits and hashes 16, which `bucketOfKey` and the filters have room for; buckets, names and
        // rules are numbered within the arrays that `init` made of them; `asked` has an entry for each rule; the kernel
        // reads the text within its length, writes at most as many candidates as there is room for, and keeps no
        // pointer.
        return unsafe withUnsafePointer(to: index) { index in
            unsafe span.withUnsafeBufferPointer { text in
                unsafe candidates.withUnsafeRoom { room, asked in
                    var search = unsafe sluice_name_search(
                        index: index,
                        text: text.baseAddress,
                        length: text.count,
                        seen: seen,
                        is_final: isFinal ? 1 : 0,
                        text_start: Int64(textStart),
                        asked: asked.baseAddress,
                        epoch: epoch,
                        candidates: room.baseAddress,
                        capacity: room.count
                    )
                    return unsafe kernel(&search)
                }
            }
        }
    }

    /// The names without those that a shorter one of them stands wherever they do.
    private static func decisive(_ names: [ServiceName]) -> Set<ServiceName> {
        let all = Set(names)
        return all.filter { name in
            !all.contains { shorter in
                let count = shorter.bytes.count
                guard count < name.bytes.count, name.bytes.starts(with: shorter.bytes) else { return false }
                return count > ServiceName.shortLength || !ByteSet.letters.contains(name.bytes[count])
            }
        }
    }

    /// The first `length` bytes of words that may be a name, the first the lowest; a shorter name stands before any.
    private static func beginnings(of name: ServiceName, _ length: Int) -> [UInt64] {
        (0..<length).reduce([0]) { words, index in
            let bytes = index < name.bytes.count ? spellings[Int(name.bytes[index])] : Set(0...UInt64(SLUICE_NAME_BITS))
            return words.flatMap { word in bytes.map { word | $0 << UInt64(8 * index) } }
        }
    }

    /// The codes of the first three bytes of a name, one behind the other; a shorter name stands before any.
    private static func keys(of name: ServiceName) -> [Int] {
        let known = name.bytes.prefix(keyLength).enumerated().reduce(0) { key, element in
            key | Int(code(of: element.element)) << (codeBits * element.offset)
        }
        let missing = max(0, keyLength - name.bytes.count)
        return (0..<1 << (codeBits * missing)).map { known | $0 << (codeBits * name.bytes.count) }
    }

    /// Five bits of a folded byte: letters have one each, digits and the rest share.
    private static func code(of byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 1
        case UInt8(ascii: "_"): 27
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 28 + byte & 3
        default: 0
        }
    }

    /// The first bytes of a name as they lie in memory, and the bits that count.
    private static func word(of name: ServiceName) -> (word: UInt64, mask: UInt64) {
        var (word, mask): (UInt64, UInt64) = (0, 0)
        for (index, byte) in name.bytes.prefix(wordLength).enumerated() {
            word |= UInt64(byte) << UInt64(8 * index)
            mask |= 0xFF << UInt64(8 * index)
        }
        return (UInt64(littleEndian: word), UInt64(littleEndian: mask))
    }
}
