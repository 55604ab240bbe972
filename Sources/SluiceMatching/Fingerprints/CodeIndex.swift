// The index of fingerprints of somebody's own code.

/// Fingerprints of somebody's own code: numbers of runs of tokens, from which the code cannot be read.
///
/// The file: `SLUICEFP`, then in little-endian order 4 bytes of version (2), 4 bytes of tokens in a run, 8 bytes that
/// tell whether a key is the right one (0 where there is no key), 8 bytes of how many fingerprints follow, 8 bytes of
/// checksum (FNV-1a over the fingerprints as words of 8 bytes), a label with its length in one byte, filled up with
/// zeros to 256 bytes in all; then the fingerprints, 8 bytes each, ascending.
package final class CodeIndex: Sendable {
    /// What the code is called in findings.
    package let label: String
    /// The fingerprints, ascending.
    private let numbers: [UInt64]
    /// Where the fingerprints with each beginning of 16 bits start; one more at the end.
    private let starts: [Int32]
    /// Where numbering begins.
    let seed: UInt64

    static let magic = Array("SLUICEFP".utf8)
    /// How runs are numbered: another way is another version.
    static let version: UInt64 = 2
    static let headerSize = 256
    /// The most fingerprints that an index has: those of some three million lines, in files of at most 64 MiB.
    package static let maximumCount = 8_000_000
    /// The longest label, in bytes.
    package static let maximumLabel = 128

    /// Why bytes are no index that can be used.
    package struct FormatError: Error, Sendable, Hashable {
        /// What is wrong.
        package let reason: String
    }

    /// Reads an index. One that was made with a key needs that key; one that was made without needs none.
    package init(_ bytes: [UInt8], key: [UInt8]) throws(FormatError) {
        guard bytes.count >= Self.headerSize, bytes.starts(with: Self.magic) else {
            throw FormatError(reason: "this is no index of fingerprints of code")
        }
        guard Self.number(bytes, at: 8, byteCount: 4) == Self.version else {
            throw FormatError(reason: "the index is of another version: make it again with sluice fingerprint")
        }
        guard Self.number(bytes, at: 12, byteCount: 4) == UInt64(CodeTokens.runLength) else {
            throw FormatError(reason: "the index has runs of another length than \(CodeTokens.runLength) tokens")
        }
        let check = Self.number(bytes, at: 16, byteCount: 8)
        seed = CodeKey.seed(of: check == 0 ? [] : key)
        guard check == 0 || check == CodeKey.check(of: key) else {
            let reason =
                key.isEmpty ? "the index was made with a key, and there is none" : "the index was made with another key"
            throw FormatError(reason: reason)
        }
        let count = Self.number(bytes, at: 24, byteCount: 8)
        guard count <= UInt64(Self.maximumCount), bytes.count == Self.headerSize + Int(count) * 8 else {
            throw FormatError(reason: "the index is cut short, or longer than it says")
        }
        let labelLength = Int(bytes[40])
        guard labelLength <= Self.maximumLabel else { throw FormatError(reason: "the index's label is too long") }
        label = String(decoding: bytes[41..<41 + labelLength], as: UTF8.self)
        var numbers: [UInt64] = []
        numbers.reserveCapacity(Int(count))
        var checksum = FNV1a()
        var ascends = true
        for index in 0..<Int(count) {
            let number = Self.number(bytes, at: Self.headerSize + index * 8, byteCount: 8)
            checksum.add(number)
            if let last = numbers.last, last >= number { ascends = false }
            numbers.append(number)
        }
        guard checksum.value == Self.number(bytes, at: 32, byteCount: 8), ascends else {
            throw FormatError(reason: "the index is damaged: its checksum does not hold")
        }
        self.numbers = numbers
        var starts = [Int32](repeating: 0, count: 1 << 16 + 1)
        for number in numbers { starts[Int(number >> 48) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        self.starts = starts
    }

    /// Whether the run with this number is in the code.
    @inline(__always)
    func contains(_ number: UInt64) -> Bool {
        let beginning = Int(number >> 48)
        var low = Int(starts[beginning])
        var high = Int(starts[beginning + 1])
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] == number { return true }
            if numbers[middle] < number { low = middle + 1 } else { high = middle }
        }
        return false
    }

    private static func number(_ bytes: [UInt8], at offset: Int, byteCount: Int) -> UInt64 {
        (0..<byteCount).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64($1 * 8) }
    }
}
