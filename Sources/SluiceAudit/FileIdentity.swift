// Which file a path leads to.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Which file or folder a path leads to: the same for two paths to one.
package struct FileIdentity: Sendable, Equatable {
    private let device: UInt64
    private let number: UInt64

    /// Nil when there is nothing.
    package init?(_ path: String) {
        var status = stat()
        // The path is a C string for the length of the call, and `status` outlives it.
        guard unsafe stat(path, &status) == 0 else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }
}
