// Bytes to look for, as a table that a kernel reads.

import CSluiceScan

/// Bytes to look for, as a table with an entry for each byte value.
package struct ByteMarks: Sendable {
    fileprivate let table: [UInt8]

    /// Marks the bytes of a set.
    package init(_ set: ByteSet) {
        table = (UInt8.min...UInt8.max).map { set.contains($0) ? 1 : 0 }
    }
}

extension ByteWindow {
    /// The offset of the first marked byte from `offset` on, or where there is none `limit` or the window's end.
    package func firstMarked(_ marks: ByteMarks, from offset: Int, limit: Int) -> Int {
        let end = min(upperBound, limit)
        guard offset < end else { return end }
        let bytes = span(offset..<end)
        // Sound: the kernel reads the bytes within their length, and one of the 256 entries of the table for each.
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe marks.table.withUnsafeBufferPointer { table -> Int in
                guard let base = buffer.baseAddress, let entries = table.baseAddress else { return end }
                return unsafe offset + sluice_skip_unmarked(base, buffer.count, entries)
            }
        }
    }
}
