// Makes an index of fingerprints of code.

/// Makes an index of fingerprints of code by winnowing (Schleimer, Wilkerson, Aiken, SIGMOD 2003): of every eight runs
/// of tokens that follow each other the one with the least number is kept. So of any nineteen tokens in a row that come
/// again one run at least is recognised.
///
/// What many of the files have in common, such as the notice of a licence, tells nobody's code and is left out.
package struct CodeIndexBuilder: Sendable {
    private let key: [UInt8]
    private let seed: UInt64
    private let maximumCount: Int
    /// Fingerprints with how many files have them, ascending.
    private var known: [(number: UInt64, fileCount: UInt32)] = []
    /// Fingerprints of files since, each once for a file.
    private var fresh: [UInt64] = []
    private var fileCount = 0

    /// How many runs there are to choose one from.
    static let windowLength = 8
    /// Left out is what so many files and more have, if they are more than a tenth of all.
    static let commonFileCount = 4

    /// There are more fingerprints than an index may have.
    package struct TooMany: Error, Sendable, Hashable {
        /// How many it may have.
        package let maximumCount: Int
    }

    /// An empty index under `key`; empty for none.
    package init(key: [UInt8], maximumCount: Int = CodeIndex.maximumCount) {
        self.key = key
        self.maximumCount = min(maximumCount, CodeIndex.maximumCount)
        seed = CodeKey.seed(of: key)
    }

    /// Adds the code of one file.
    package mutating func add(_ code: [UInt8]) throws(TooMany) {
        fileCount += 1
        fresh += Set(fingerprints(of: code))
        guard fresh.count > max(1 << 16, known.count / 2) || known.count + fresh.count > maximumCount else { return }
        merge()
        if known.count > maximumCount { throw TooMany(maximumCount: maximumCount) }
    }

    private func fingerprints(of code: [UInt8]) -> [UInt64] {
        let window = ByteWindow(code.span, lowerBound: 0, isComplete: true)
        var tokens = CodeTokens(from: 0, seed: seed)
        var recent: [UInt64] = []
        var chosen: [UInt64] = []
        while let run = tokens.run(before: code.count, in: window) {
            recent.append(run.number)
            if recent.count > Self.windowLength { recent.removeFirst() }
            guard recent.count == Self.windowLength, let least = recent.min(), least != chosen.last else { continue }
            chosen.append(least)
        }
        // Of short files the one that there is.
        if chosen.isEmpty, let least = recent.min() { chosen.append(least) }
        return chosen
    }

    private mutating func merge() {
        fresh.sort()
        var merged: [(number: UInt64, fileCount: UInt32)] = []
        merged.reserveCapacity(known.count + fresh.count)
        func add(_ number: UInt64, _ count: UInt32) {
            if merged.last?.number == number {
                merged[merged.count - 1].fileCount += count
            } else {
                merged.append((number, count))
            }
        }
        var place = 0
        for entry in known {
            while place < fresh.count, fresh[place] < entry.number {
                add(fresh[place], 1)
                place += 1
            }
            add(entry.number, entry.fileCount)
        }
        for number in fresh[place...] { add(number, 1) }
        known = merged
        fresh.removeAll(keepingCapacity: true)
    }

    /// The bytes of the index, and how many fingerprints are in it; the label is cut to what there is room for.
    package mutating func finish(label: String) -> (bytes: [UInt8], count: Int) {
        merge()
        let numbers = known.filter { entry in
            Int(entry.fileCount) < Self.commonFileCount || Int(entry.fileCount) * 10 <= fileCount
        }.map(\.number)
        var label = Array(label.utf8.prefix(CodeIndex.maximumLabel))
        // No half of a character.
        while !label.isEmpty, String(validating: label, as: UTF8.self) == nil { label.removeLast() }
        var checksum = FNV1a()
        for number in numbers { checksum.add(number) }
        var bytes = CodeIndex.magic
        bytes.reserveCapacity(CodeIndex.headerSize + numbers.count * 8)
        func append(_ value: UInt64, _ count: Int) {
            for index in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(index * 8))) }
        }
        append(CodeIndex.version, 4)
        append(UInt64(CodeTokens.runLength), 4)
        append(CodeKey.check(of: key), 8)
        append(UInt64(numbers.count), 8)
        append(checksum.value, 8)
        bytes.append(UInt8(label.count))
        bytes += label
        bytes += [UInt8](repeating: 0, count: CodeIndex.headerSize - bytes.count)
        for number in numbers { append(number, 8) }
        return (bytes, numbers.count)
    }
}
