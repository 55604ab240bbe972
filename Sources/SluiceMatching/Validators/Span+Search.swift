// Small searches in a view of bytes.

import CSluiceScan

extension Span where Element == UInt8 {
    /// The first place of `byte` at or after `start`, or nil.
    package func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        var index = start
        while index < count {
            if self[index] == byte { return index }
            index += 1
        }
        return nil
    }

    /// The first place of the bytes of `text` at or after `start`, or nil. As fast as the C library.
    package func firstIndex(of text: StaticString, from start: Int = 0) -> Int? {
        guard start + text.utf8CodeUnitCount <= count else { return nil }
        // Sound: the search reads both ranges of bytes during the call and keeps no pointer.
        let offset = unsafe extracting(start..<count).withUnsafeBufferPointer { buffer -> Int? in
            guard let base = buffer.baseAddress else { return nil }
            let found = unsafe sluice_find(base, buffer.count, text.utf8Start, text.utf8CodeUnitCount)
            return found == buffer.count ? nil : found
        }
        return offset.map { start + $0 }
    }

    /// The last place of `byte`, or nil.
    package func lastIndex(of byte: UInt8) -> Int? {
        var index = count
        while index > 0 {
            index -= 1
            if self[index] == byte { return index }
        }
        return nil
    }

    /// Whether `byte` stands at or after `start`.
    package func contains(_ byte: UInt8, from start: Int = 0) -> Bool {
        firstIndex(of: byte, from: start) != nil
    }

    /// Whether the ASCII characters of `text` stand at `offset`.
    package func holds(_ text: StaticString, at offset: Int) -> Bool {
        // Sound: a static string's bytes are there for good.
        text.withUTF8Buffer { unsafe holds($0, at: offset) }
    }

    /// Whether the bytes of `text` stand at `offset`.
    package func holds(_ text: some Collection<UInt8>, at offset: Int) -> Bool {
        guard offset >= 0, offset + text.count <= count else { return false }
        var index = offset
        for byte in text {
            guard self[index] == byte else { return false }
            index += 1
        }
        return true
    }

    /// Whether all bytes in `range` are in `set`.
    package func holds(only set: ByteSet, in range: Range<Int>) -> Bool {
        for index in range where !set.contains(self[index]) { return false }
        return true
    }
}
