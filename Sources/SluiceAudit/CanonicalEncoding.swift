// The one way in which an entry is written down before it is hashed.

/// Values one after another, each with its kind and length, so that no two lists of values give the same bytes.
///
/// One byte for the kind (0 nothing, 1 integer, 2 text, 3 bytes); an integer is 8 bytes, little-endian; a text (UTF-8)
/// and bytes have their length first, as 8 bytes.
struct CanonicalEncoding {
    private(set) var bytes: [UInt8] = []

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func integer(_ value: Int64?) {
        guard let value else { return bytes.append(0) }
        bytes.append(1)
        word(UInt64(bitPattern: value))
    }

    mutating func text(_ value: String?) {
        guard let value else { return bytes.append(0) }
        bytes.append(2)
        word(UInt64(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    mutating func blob(_ value: [UInt8]?) {
        guard let value else { return bytes.append(0) }
        bytes.append(3)
        word(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    private mutating func word(_ value: UInt64) {
        var rest = value
        for _ in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }
}
