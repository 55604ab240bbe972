// Paths as the system takes and resolves them.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension BytePath {
    /// Calls `body` with the path as a C string; a path with a NUL byte, which cannot exist, is cut there.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let name = bytes.map { CChar(bitPattern: $0) } + [0]
        // Sound: the array ends with NUL and lives for the length of the call, which is all that callers use it for.
        return unsafe name.withUnsafeBufferPointer { buffer in
            guard let address = buffer.baseAddress else { preconditionFailure("an array with one element has a base") }
            return unsafe body(address)
        }
    }

    /// The path without links and `..`; nil when it leads nowhere.
    package var resolved: BytePath? {
        // Sound: realpath with nil allocates the result, which is copied and freed here.
        guard let result = unsafe withCString({ unsafe realpath($0, nil) }) else { return nil }
        defer { unsafe free(result) }
        return unsafe BytePath(bytes: [UInt8](UnsafeRawBufferPointer(start: result, count: strlen(result))))
    }
}
