// Copies a span to the end of an array.

extension Array where Element == UInt8 {
    /// Appends a copy of `bytes`.
    package mutating func append(copying bytes: Span<UInt8>) {
        // Sound: the array reads the buffer during the call only, and the span is borrowed for that long.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe append(contentsOf: buffer)
        }
    }
}
