// Bytes to look for, as a table that a kernel reads.

import CSluiceScan

/// Bytes to look for, as a table with an entry for each byte value: quicker to search for than a `ByteSet`.
package struct ByteMarks: Sendable {
    @usableFromInline let table: [UInt8]

    /// Marks the bytes that `isMarked` says.
    package init(_ isMarked: (UInt8) -> Bool) {
        table = (UInt8.min...UInt8.max).map { isMarked($0) ? 1 : 0 }
    }

    /// Whether a byte is marked.
    @inlinable
    @inline(__always)
    package func contains(_ byte: UInt8) -> Bool { table[Int(byte)] != 0 }

    /// The index of the first marked byte from `start`, which lies within `bytes`, on; where there is none their count.
    package func first(in bytes: Span<UInt8>, from start: Int) -> Int {
        let rest = bytes.extracting(start..<bytes.count)
        // Sound: the kernel reads the bytes within their length, and one of the 256 entries of the table for each.
        return unsafe rest.withUnsafeBufferPointer { buffer in
            unsafe table.withUnsafeBufferPointer { table -> Int in
                guard let base = buffer.baseAddress, let entries = table.baseAddress else { return start }
                return unsafe start + sluice_skip_unmarked(base, buffer.count, entries)
            }
        }
    }
}

extension ByteWindow {
    /// The offset of the first marked byte from `offset` on, or where there is none `limit` or the window's end.
    package func firstMarked(_ marks: ByteMarks, from offset: Int, limit: Int) -> Int {
        let end = min(upperBound, limit)
        return offset < end ? offset + marks.first(in: span(offset..<end), from: 0) : end
    }
}
