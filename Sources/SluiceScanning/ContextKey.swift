// The key that a value is given to: `tax_id: …`, `"taxId": "…"`, `tax-id=…`, `"tax_ids": ["…"`.

import SluiceMatching

/// Finds the key that a value is given to, and compares it: without regard to case, `_` and `-`.
enum ContextKey {
    /// How far before a value its key can begin: quotes, operator and blanks included.
    static let reach = 96

    private static var valuePrefix: ByteSet { ByteSet(ascii: " \t\"'\\`[") }
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

    /// The hash of a normalised key.
    static func hash(of key: [UInt8]) -> UInt64 {
        var hash = FNV1a()
        for byte in key { hash.add(UInt64(byte)) }
        return hash.value
    }

    /// The hash of the bytes in `range`, normalised.
    static func hash(of range: Range<Int>, in text: borrowing ByteWindow) -> UInt64 {
        var hash = FNV1a()
        for offset in range where !isLeftOut(text[offset]) { hash.add(UInt64(text[offset].asciiLowercased)) }
        return hash.value
    }

    private static func isLeftOut(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
