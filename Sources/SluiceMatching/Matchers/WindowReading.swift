// Reading a window without deciding on bytes that have not come yet.

/// The byte that a matcher asked for has not come yet.
///
/// A matcher that reads ahead only through `peek` and its relatives cannot decide differently on a shorter window: it
/// either stops here, or has seen the same bytes that it sees in the complete window.
package struct AwaitsBytes: Error, Hashable, Sendable {}

extension ByteWindow {
    /// The byte at `offset`, or nil where the window is complete and ends before it. `offset` may not lie before the
    /// window.
    @inline(__always)
    package func peek(_ offset: Int) throws(AwaitsBytes) -> UInt8? {
        if offset < upperBound { return self[offset] }
        if isComplete { return nil }
        throw AwaitsBytes()
    }

    /// Whether a byte of `set` stands at `offset`.
    @inline(__always)
    package func peeks(_ set: ByteSet, at offset: Int) throws(AwaitsBytes) -> Bool {
        guard let byte = try peek(offset) else { return false }
        return set.contains(byte)
    }

    /// Whether `text` stands at `offset`. Stops at the first byte that differs.
    package func peeks(_ text: [UInt8], at offset: Int) throws(AwaitsBytes) -> Bool {
        let available = min(text.count, max(0, upperBound - offset))
        let start = offset - lowerBound
        for index in 0..<available where bytes[start &+ index] != text[index] { return false }
        guard available < text.count else { return true }
        if isComplete { return false }
        throw AwaitsBytes()
    }

    /// Whether `text`, which is in lower case, stands at `offset` in any case of its letters.
    package func peeks(lowerCased text: [UInt8], at offset: Int) throws(AwaitsBytes) -> Bool {
        for index in text.indices {
            guard let byte = try peek(offset + index), byte.asciiLowercased == text[index] else { return false }
        }
        return true
    }

    /// The end of the run of bytes of `set` from `offset` on, at most `limit`.
    package func peekRunEnd(of set: ByteSet, from offset: Int, limit: Int) throws(AwaitsBytes) -> Int {
        let end = runEnd(of: set, from: offset, limit: limit)
        if end < limit, end >= upperBound, !isComplete { throw AwaitsBytes() }
        return end
    }

    /// The byte before `offset`, unless the text begins there or the window does not reach so far.
    @inline(__always)
    package func byte(before offset: Int) -> UInt8? { byte(at: offset - 1) }

    /// Whether what stands before `offset` does not continue it to the left: no byte of `set`, or one that is the
    /// last of an escape such as `\n` or `%3D`, whose letter only looks like a part of the word.
    package func isFree(before offset: Int, of set: ByteSet) -> Bool {
        guard let last = byte(before: offset), set.contains(last) else { return true }
        guard let middle = byte(at: offset - 2) else { return false }
        if middle == UInt8(ascii: "\\") {
            return last == UInt8(ascii: "n") || last == UInt8(ascii: "r") || last == UInt8(ascii: "t")
        }
        return byte(at: offset - 3) == UInt8(ascii: "%") && ByteSet.hex.contains(middle) && ByteSet.hex.contains(last)
    }
}

extension RunCache {
    /// The end of the run of `runClass` from `offset` on, at most `limit`.
    package mutating func peekEnd(
        of runClass: RunClass,
        from offset: Int,
        limit: Int,
        in window: borrowing ByteWindow
    ) throws(AwaitsBytes) -> Int {
        let end = self.end(of: runClass, from: offset, in: window)
        if end < limit, end >= window.upperBound, !window.isComplete {
            waiting = RunWait(runClass: runClass, seenTo: end, limit: limit)
            throw AwaitsBytes()
        }
        return min(end, limit)
    }
}
