// What a path leads to.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What a path leads to.
package struct FileStatus: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case file
        case directory
        case link
        case pipe
        case socket
        case device
        case other
    }

    /// A file's identity: the same for two paths to one file.
    package struct Identity: Sendable, Hashable {
        let device: UInt64
        let number: UInt64
    }

    package let kind: Kind
    /// In bytes; zero for what has no size.
    package let size: Int
    package let identity: Identity
    /// Who may read and write it.
    let permissions: UInt32

    init(_ status: stat) {
        permissions = UInt32(status.st_mode) & 0o777
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .link
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            case S_IFCHR, S_IFBLK: .device
            default: .other
            }
        size = Int(status.st_size)
        identity = Identity(
            device: UInt64(truncatingIfNeeded: status.st_dev),
            number: UInt64(truncatingIfNeeded: status.st_ino)
        )
    }

    /// Looks at a path.
    package static func of(_ path: BytePath, followingLinks: Bool = true) throws(SystemError) -> FileStatus {
        var status = stat()
        // Sound: the path is a NUL-terminated string and `status` outlives the call.
        let result = unsafe path.withCString { name in
            unsafe followingLinks ? stat(name, &status) : lstat(name, &status)
        }
        guard result == 0 else { throw .last }
        return FileStatus(status)
    }
}
