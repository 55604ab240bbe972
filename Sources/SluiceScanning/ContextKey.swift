// The key that a value is given to: `tax_id: …`, `"taxId": "…"`, `tax-id=…`.

import SluiceMatching

/// Finds the key that a value is given to, and compares it: without regard to case, `_` and `-`.
enum ContextKey {
    /// How far before a value its key can begin: quotes, operator and blanks included.
    static let reach = 96

    private static var valuePrefix: ByteSet { ByteSet(ascii: " \t\"'\\`") }
    private static var operators: ByteSet { ByteSet(ascii: ":=") }
    private static var bytes: ByteSet { ByteSet.wordCharacters.union(ByteSet(ascii: "-.")) }

    /// Where the key stands of the member or assignment whose value begins at `offset`; nil if there is none.
    static func range(before offset: Int, in text: borrowing ByteWindow) -> Range<Int>? {
        let lowest = max(text.lowerBound, offset - reach)
        var end = text.runStart(of: valuePrefix, before: offset, limit: lowest)
        guard end > lowest, operators.contains(text[end - 1]) else { return nil }
        end = text.runStart(of: operators.union(valuePrefix), before: end, limit: lowest)
        let start = text.runStart(of: bytes, before: end, limit: lowest)
        return start < end ? start..<end : nil
    }

    /// A key as it is compared.
    static func normalised(_ key: String) -> [UInt8] {
        key.utf8.filter { !isLeftOut($0) }.map(\.asciiLowercased)
    }

    /// Whether the bytes in `range`, normalised, are `key`. Copies nothing, as it is asked of every candidate.
    static func isKey(_ key: [UInt8], at range: Range<Int>, in text: borrowing ByteWindow) -> Bool {
        var matched = 0
        for offset in range {
            let byte = text[offset]
            if isLeftOut(byte) { continue }
            guard matched < key.count, key[matched] == byte.asciiLowercased else { return false }
            matched += 1
        }
        return matched == key.count
    }

    /// The hash of a normalised key: FNV-1a with 64 bits (Fowler, Noll, Vo; RFC 9923).
    static func hash(of key: [UInt8]) -> UInt64 {
        key.reduce(FNV.offsetBasis) { FNV.step($0, $1) }
    }

    /// The hash of the bytes in `range`, normalised.
    static func hash(of range: Range<Int>, in text: borrowing ByteWindow) -> UInt64 {
        var hash = FNV.offsetBasis
        for offset in range where !isLeftOut(text[offset]) { hash = FNV.step(hash, text[offset].asciiLowercased) }
        return hash
    }

    private static func isLeftOut(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private enum FNV {
        static let offsetBasis: UInt64 = 0xCBF2_9CE4_8422_2325

        static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
            (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
    }
}
