// Compares stretches of bytes.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Compares stretches of bytes.
enum EqualBytes {
    /// Whether two stretches of the same length hold the same bytes.
    @inline(__always)
    static func areSame(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        // Sound: both are borrowed for the time of the call, and as many bytes are read as either has.
        unsafe left.withUnsafeBufferPointer { left in
            unsafe right.withUnsafeBufferPointer { right in
                guard let first = left.baseAddress, let second = right.baseAddress, left.count == right.count else {
                    return left.count == right.count
                }
                return unsafe memcmp(first, second, left.count) == 0
            }
        }
    }
}
