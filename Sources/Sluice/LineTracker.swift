// Counts lines and columns of bytes that go by.

import CSluiceScan

/// Counts lines and columns of bytes that go by: lines from 1, columns in Unicode code points from 1.
package struct LineTracker: Sendable {
    /// The line of the next byte.
    package private(set) var line = 1
    /// The column of the next byte.
    package private(set) var column = 1

    /// Begins at line 1, column 1.
    package init() {}

    /// Moves past `bytes`.
    package mutating func advance(over bytes: Span<UInt8>) {
        // Sound: the kernel reads `count` bytes and keeps no pointer; an empty span is not passed on.
        let counted = unsafe bytes.withUnsafeBufferPointer { buffer -> sluice_line_count? in
            guard let base = buffer.baseAddress, !buffer.isEmpty else { return nil }
            return unsafe sluice_count_lines(base, buffer.count)
        }
        guard let counted else { return }
        line += counted.newlines
        column = (counted.newlines == 0 ? column : 1) + counted.columns
    }
}
