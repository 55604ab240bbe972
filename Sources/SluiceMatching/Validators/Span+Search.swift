// Small searches in a view of bytes.

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
        holds("\(text)".utf8, at: offset)
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
