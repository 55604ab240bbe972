// A bounded view of a stream's retained bytes, addressed by offset from the start of the stream.

public import SluiceModel

/// A read-only view of the bytes around a candidate, addressed by offset from the start of the stream.
///
/// The window of a candidate ends at a place that depends only on the candidate (its position plus the rule's reach)
/// or at the end of the stream. While fewer bytes have arrived, `isComplete` is false and a matcher that would read
/// past `upperBound` must answer `needsMore`. A decision on a complete window cannot depend on chunking.
public struct ByteWindow: ~Escapable {
    @usableFromInline
    let bytes: Span<UInt8>
    /// The offset of the first byte that may be read.
    public let lowerBound: Int
    /// Whether no further byte will be shown: the window has its full width, or the stream has ended.
    public let isComplete: Bool

    /// Makes a view of `bytes`, the first of which stands at `lowerBound`.
    @inlinable
    @inline(__always)
    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>, lowerBound: Int, isComplete: Bool) {
        self.bytes = bytes
        self.lowerBound = lowerBound
        self.isComplete = isComplete
    }

    /// The part of the window that lies in one of several texts, from `start` to `end`; nil for a text that goes on.
    @_lifetime(copy self)
    package func narrowed(from start: Int, to end: Int?) -> ByteWindow {
        let lower = min(max(lowerBound, start), upperBound)
        let upper = max(lower, min(upperBound, end ?? upperBound))
        return ByteWindow(span(lower..<upper), lowerBound: lower, isComplete: isComplete || end != nil)
    }

    /// The part of the window before `end`, which is complete if the window is.
    @_lifetime(copy self)
    package func cut(at end: Int) -> ByteWindow {
        ByteWindow(span(lowerBound..<end), lowerBound: lowerBound, isComplete: isComplete)
    }

    /// The offset after the last byte that may be read.
    @inlinable
    @inline(__always)
    public var upperBound: Int { lowerBound + bytes.count }

    /// The byte at `offset`, which must lie within the bounds.
    @inlinable
    @inline(__always)
    public subscript(offset: Int) -> UInt8 { bytes[offset - lowerBound] }

    /// The byte at `offset`, or nil outside the bounds.
    @inlinable
    @inline(__always)
    public func byte(at offset: Int) -> UInt8? {
        offset >= lowerBound && offset < upperBound ? bytes[offset - lowerBound] : nil
    }

    /// Whether the byte at `offset` is in bounds and in `set`.
    @inlinable
    @inline(__always)
    public func holds(_ set: ByteSet, at offset: Int) -> Bool {
        guard let byte = byte(at: offset) else { return false }
        return set.contains(byte)
    }

    /// Whether the bytes from `offset` on are exactly those of `text`. False where the window is too short.
    package func hasPrefix(_ text: [UInt8], at offset: Int) -> Bool {
        guard offset >= lowerBound, offset + text.count <= upperBound else { return false }
        let start = offset - lowerBound
        for index in text.indices where bytes[start &+ index] != text[index] { return false }
        return true
    }

    /// The end of the run of bytes in `set` that starts at `offset`, looking no further than `limit`.
    package func runEnd(of set: ByteSet, from offset: Int, limit: Int = .max) -> Int {
        let end = min(upperBound, limit) - lowerBound
        var index = offset - lowerBound
        while index < end, set.contains(bytes[index]) { index += 1 }
        return index + lowerBound
    }

    /// The start of the run of bytes in `set` that ends before `offset`, looking back no further than `limit`.
    package func runStart(of set: ByteSet, before offset: Int, limit: Int = 0) -> Int {
        let start = max(lowerBound, limit) - lowerBound
        var index = offset - lowerBound
        while index > start, set.contains(bytes[index - 1]) { index -= 1 }
        return index + lowerBound
    }

    /// The bytes in `range`, which must lie within the bounds.
    @inlinable
    @inline(__always)
    @_lifetime(copy self)
    public func span(_ range: ByteRange) -> Span<UInt8> {
        bytes.extracting((range.lowerBound - lowerBound)..<(range.upperBound - lowerBound))
    }

    /// A copy of the bytes in `range`, which must lie within the bounds.
    package func copy(_ range: ByteRange) -> [UInt8] {
        range.map { self[$0] }
    }
}
