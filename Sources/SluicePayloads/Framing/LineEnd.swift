// Finds the ends of lines.

import CSluiceScan

/// Finds the ends of lines.
enum LineEnd {
    /// The place of the first line feed or carriage return in `start..<end`, or `end`.
    @inline(__always)
    static func find(_ bytes: Span<UInt8>, from start: Int, upTo end: Int) -> Int {
        let part = bytes.extracting(start..<end)
        // Sound: the kernel reads the bytes of `part` only, which is borrowed for the time of the call.
        return unsafe part.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return end }
            return start + (unsafe sluice_line_end(base, buffer.count))
        }
    }
}
