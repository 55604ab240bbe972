// Reads the parts of a data file.

/// Reads numbers; past the end zeros, and says so.
struct LittleEndianReader {
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

    mutating func uint16() -> Int { number(byteCount: 2) }

    mutating func uint32() -> Int { number(byteCount: 4) }

    /// Numbers of `byteCount` bytes each, which the result's type must be wide enough for.
    mutating func numbers<Value: FixedWidthInteger>(_ count: Int, byteCount: Int) -> [Value] {
        guard (bytes.count - offset) / byteCount >= count else {
            isShort = true
            return []
        }
        var result: [Value] = []
        result.reserveCapacity(count)
        for _ in 0..<count { result.append(Value(truncatingIfNeeded: number(byteCount: byteCount))) }
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
