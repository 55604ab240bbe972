// A file that is closed when the value ends.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that is closed when the value ends.
package struct OpenFile: ~Copyable, Sendable {
    package let descriptor: Descriptor

    /// Opens a file for reading. A pipe without a writer or a device does not block it.
    package init(reading path: BytePath, followingLinks: Bool = true) throws(SystemError) {
        try self.init(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | (followingLinks ? 0 : O_NOFOLLOW))
    }

    /// Opens or creates a file for writing, without emptying it. A new file is for its owner only.
    package init(writing path: BytePath) throws(SystemError) {
        try self.init(path, O_WRONLY | O_CREAT | O_NOCTTY)
    }

    private init(_ path: BytePath, _ flags: Int32) throws(SystemError) {
        var descriptor: Int32
        repeat {
            // Sound: the path is a NUL-terminated string for the length of the call.
            descriptor = unsafe path.withCString { unsafe open($0, flags | O_CLOEXEC, 0o600) }
        } while descriptor < 0 && errno == EINTR
        guard descriptor >= 0 else { throw .last }
        self.descriptor = Descriptor(rawValue: descriptor)
    }

    /// Creates a file that is not there yet, for its owner only.
    init(creating path: BytePath) throws(SystemError) {
        try self.init(path, O_WRONLY | O_CREAT | O_EXCL | O_NOCTTY)
    }

    /// Leaves the file open until the process ends.
    package consuming func keepOpen() -> Descriptor {
        let kept = descriptor
        discard self
        return kept
    }

    deinit {
        close(descriptor.rawValue)
    }
}
