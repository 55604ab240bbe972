// The length and both ends of a flagged value: all of it that a replacement may need.

/// The length and both ends of a flagged value: all of it that a replacement may need. Never longer than 64 bytes,
/// however long the value is.
public struct ValueExcerpt: Sendable {
    /// How many characters the value has: bytes that begin one in UTF-8.
    public private(set) var count = 0
    private var head: [UInt8] = []
    private var tail: [UInt8] = []

    /// The bytes kept of each end: what the characters that may be shown take at most.
    private static let endByteCount = MaskStyle.maximumShownCount * 4

    /// The excerpt of an empty value.
    public init() {}

    /// The excerpt of a whole value.
    public init(of value: Span<UInt8>) {
        append(value)
    }

    /// Takes the next bytes of the value.
    public mutating func append(_ bytes: Span<UInt8>) {
        for index in bytes.indices {
            if bytes[index] & 0xC0 != 0x80 { count += 1 }
            if head.count < Self.endByteCount { head.append(bytes[index]) }
        }
        let kept = min(bytes.count, Self.endByteCount)
        let excess = tail.count + kept - Self.endByteCount
        if excess > 0 { tail.removeFirst(excess) }
        for index in (bytes.count - kept)..<bytes.count { tail.append(bytes[index]) }
    }

    /// The first `wanted` characters, or nil where they are not UTF-8.
    func first(_ wanted: Int) -> String? {
        var seen = 0
        let end = head.firstIndex { byte in
            if byte & 0xC0 != 0x80 { seen += 1 }
            return seen > wanted
        }
        return Self.text(head[..<(end ?? head.endIndex)], count: wanted)
    }

    /// The last `wanted` characters, or nil where they are not UTF-8.
    func last(_ wanted: Int) -> String? {
        guard wanted > 0 else { return "" }
        var seen = 0
        let start = tail.lastIndex { byte in
            if byte & 0xC0 != 0x80 { seen += 1 }
            return seen == wanted
        }
        return Self.text(tail[(start ?? tail.startIndex)...], count: wanted)
    }

    private static func text(_ bytes: ArraySlice<UInt8>, count: Int) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self), text.unicodeScalars.count == count else {
            return nil
        }
        return text
    }
}
