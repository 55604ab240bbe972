// A call of the operating system that failed.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A call of the operating system that failed.
package struct SystemError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The value of `errno`.
    package let code: Int32

    package init(code: Int32) {
        self.code = code
    }

    /// The reader at the other end of a pipe is gone.
    package var isBrokenPipe: Bool { code == EPIPE }

    /// Nothing has the name.
    package var isAbsence: Bool { code == ENOENT || code == ENOTDIR }
    /// Something has the name already.
    package var isPresence: Bool { code == EEXIST }
    /// Nothing can be made in the directory, although what is in it may be writable.
    package var isClosedDirectory: Bool { [EACCES, EPERM, EROFS, ENAMETOOLONG].contains(code) }
    /// A signal asked the process to stop while it waited.
    package var isInterruption: Bool { code == EINTR }

    /// A signal asked the process to stop.
    package static var interruption: SystemError { SystemError(code: EINTR) }
    /// Devices, pipes and directories are not replaced.
    static var unsupported: SystemError { SystemError(code: ENOTSUP) }

    /// The system's own words.
    package var description: String {
        var buffer = [CChar](repeating: 0, count: 256)
        return unsafe buffer.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return "error \(code)" }
            // Sound: the buffer has as many characters as the call is told, which ends its text with NUL, and lives
            // until that is copied. No other thread has it.
            _ = unsafe strerror_r(code, start, buffer.count)
            return unsafe String(cString: start)
        }
    }

    /// That of the call before.
    static var last: SystemError { SystemError(code: errno) }
}
