// The operating system's calls that the command needs, behind safe Swift: files, directories, polling, environment.

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
        // strerror returns a valid C string for any number; only the main thread formats errors.
        unsafe String(cString: strerror(code))
    }

    fileprivate static var last: SystemError { SystemError(code: errno) }
}

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
        fileprivate let device: UInt64
        fileprivate let number: UInt64
    }

    package let kind: Kind
    /// In bytes; zero for what has no size.
    package let size: Int
    package let identity: Identity
    /// Who may read and write it.
    fileprivate let permissions: UInt32

    fileprivate init(_ status: stat) {
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
        // The path is a NUL-terminated string and `status` outlives the call.
        let result = unsafe path.withCString { name in
            unsafe followingLinks ? stat(name, &status) : lstat(name, &status)
        }
        guard result == 0 else { throw .last }
        return FileStatus(status)
    }
}

/// An open file, pipe or terminal; does not own it.
package struct Descriptor: Sendable, Hashable {
    package let rawValue: Int32

    package init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    package static let standardInput = Descriptor(rawValue: 0)
    package static let standardOutput = Descriptor(rawValue: 1)
    package static let standardError = Descriptor(rawValue: 2)

    /// Whether a person sits at it.
    package var isTerminal: Bool { isatty(rawValue) == 1 }

    /// What it is open on.
    package func status() throws(SystemError) -> FileStatus {
        var status = stat()
        // `status` outlives the call.
        guard unsafe fstat(rawValue, &status) == 0 else { throw .last }
        return FileStatus(status)
    }

    /// Waits until there are bytes or the end, then reads what is there, at most `buffer.count` bytes; 0 at the end.
    ///
    /// Throws an interruption when a stop signal came, see `StopSignal`.
    package func receive(into buffer: inout [UInt8]) throws(SystemError) -> Int {
        while true {
            if StopSignal.isInstalled { try wait(for: Int16(POLLIN)) }
            // The buffer is valid for its own count for the length of the call.
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(rawValue, $0.baseAddress, $0.count) }
            if count >= 0 { return count }
            try recover(waitingFor: Int16(POLLIN))
        }
    }

    /// Writes all bytes, however often the system takes only a part.
    package func send(_ bytes: Span<UInt8>) throws(SystemError) {
        var offset = 0
        while offset < bytes.count {
            // The span is valid for its own count for the length of the call.
            let count = unsafe bytes.extracting(offset..<bytes.count).withUnsafeBytes {
                unsafe write(rawValue, $0.baseAddress, $0.count)
            }
            if count >= 0 {
                offset += count
            } else {
                try recover(waitingFor: Int16(POLLOUT))
            }
        }
    }

    /// Writes a text.
    package func send(_ text: String) throws(SystemError) {
        try send(Array(text.utf8).span)
    }

    /// Empties a regular file.
    package func truncate() throws(SystemError) {
        guard ftruncate(rawValue, 0) == 0 else { throw .last }
    }

    /// Lets those read and write it who may read and write another file, as far as the system lets.
    func setPermissions(as other: FileStatus) {
        _ = fchmod(rawValue, mode_t(other.permissions))
    }

    /// Waits until what was written is kept.
    func synchronize() throws(SystemError) {
        guard fsync(rawValue) == 0 else { throw .last }
    }

    /// After a failed call: returns when it is worth another try, throws when not.
    private func recover(waitingFor events: Int16) throws(SystemError) {
        let error = SystemError.last
        switch error.code {
        case EINTR:
            if StopSignal.received != nil { throw error }
        case EAGAIN:
            try wait(for: events)
        default:
            throw error
        }
    }

    /// Waits until the descriptor is ready or a stop signal has come, which throws.
    private func wait(for events: Int16) throws(SystemError) {
        var entries = [pollfd(fd: rawValue, events: events, revents: 0)]
        if let bell = StopSignal.bell { entries.append(pollfd(fd: bell, events: Int16(POLLIN), revents: 0)) }
        while true {
            // The array outlives the call and its count is the one passed.
            let count = unsafe poll(&entries, nfds_t(entries.count), -1)
            if StopSignal.received != nil { throw SystemError(code: EINTR) }
            if count > 0 { return }
            if count < 0, errno != EINTR { throw .last }
        }
    }
}

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
            // The path is a NUL-terminated string for the length of the call.
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

/// Gives a file another name, in the place of what has it.
func renameFile(_ path: BytePath, to target: BytePath) throws(SystemError) {
    // Both paths are NUL-terminated strings for the length of the call.
    let result = unsafe path.withCString { from in unsafe target.withCString { to in unsafe rename(from, to) } }
    guard result == 0 else { throw .last }
}

/// Removes a file, if it is there.
func removeFile(_ path: BytePath) {
    // The path is a NUL-terminated string for the length of the call.
    _ = unsafe path.withCString { unsafe unlink($0) }
}

/// The names in a directory, without `.` and `..`, in no order.
package func namesInDirectory(_ path: BytePath) throws(SystemError) -> [[UInt8]] {
    // The path is a NUL-terminated string for the length of the call.
    guard let directory = unsafe path.withCString({ unsafe opendir($0) }) else { throw .last }
    // `directory` is open until the end of this function and nobody else has it.
    defer { unsafe closedir(directory) }
    var names: [[UInt8]] = []
    while true {
        errno = 0
        guard let entry = unsafe readdir(directory) else {
            if errno != 0 { throw .last }
            return names
        }
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        // The name lies in the entry, ends with NUL, and is copied before the next readdir.
        let start = unsafe UnsafeRawPointer(entry).advanced(by: offset)
        let count = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
        let name = unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
        if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
}

/// What this process knows of its surroundings.
package enum ProcessState {
    /// A variable of the environment; nil when it is not set or empty.
    package static func variable(_ name: String) -> String? {
        // getenv returns nil or a C string that stays as long as nobody changes the environment; nothing here does.
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// The process's number.
    static var id: Int32 { getpid() }

    /// How many cores can work at once.
    package static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// The running program's file.
    package static var executablePath: BytePath? {
        #if canImport(Darwin)
            var size: UInt32 = 4096
            var buffer = [CChar](repeating: 0, count: Int(size))
            // The buffer has `size` characters and the result is NUL-terminated.
            guard unsafe _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
            return BytePath(bytes: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
        #else
            var buffer = [CChar](repeating: 0, count: 4096)
            // The buffer has as many characters as the call is told.
            let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
            guard count > 0 else { return nil }
            return BytePath(bytes: buffer.prefix(count).map { UInt8(bitPattern: $0) })
        #endif
    }

    /// The bytes of a command-line argument whose text Swift has repaired, for file names that are not UTF-8.
    package static func argumentBytes(_ text: String) -> [UInt8] {
        guard text.utf8.contains(0xEF) else { return Array(text.utf8) }
        for index in 0..<Int(CommandLine.argc) {
            // argv holds argc C strings that live as long as the process.
            guard let argument = unsafe CommandLine.unsafeArgv[index] else { continue }
            if unsafe String(cString: argument) == text {
                let count = unsafe strlen(argument)
                return unsafe [UInt8](UnsafeRawBufferPointer(start: argument, count: count))
            }
        }
        return Array(text.utf8)
    }

    /// Replaces the process by the program in `file`, with the last `count` arguments of this process, byte for byte.
    /// Returns only when that fails.
    package static func become(_ file: BytePath, lastArguments count: Int) -> SystemError {
        let total = Int(CommandLine.argc)
        let first = max(1, total - max(0, count))
        // The new program decides for itself about broken pipes.
        _ = signal(SIGPIPE, SIG_DFL)
        defer { ignoreBrokenPipes() }
        return unsafe file.withCString { name in
            var arguments: [UnsafeMutablePointer<CChar>?] = unsafe [UnsafeMutablePointer(mutating: name)]
            // argv holds argc C strings that live as long as the process; the list ends with nil as execv wants it.
            for index in first..<max(first, total) { unsafe arguments.append(CommandLine.unsafeArgv[index]) }
            unsafe arguments.append(nil)
            unsafe execv(name, arguments)
            return .last
        }
    }

    /// Makes sure that descriptors 0, 1 and 2 are taken, so that no file opened later becomes the standard output.
    ///
    /// A closed one is opened the wrong way round: using it fails with a message instead of doing nothing.
    package static func occupyStandardDescriptors() {
        for (descriptor, flags) in [(Int32(0), O_WRONLY), (1, O_RDONLY), (2, O_WRONLY)]
        where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
            // The lowest free number is taken, which is this one. A failure leaves it as it was.
            _ = unsafe open("/dev/null", flags)
        }
    }

    /// Lets a write to a closed pipe fail instead of ending the process.
    package static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// Ends the process as the signal would have, so that a shell sees what it expects.
    package static func end(bySignal number: Int32) -> Never {
        _ = signal(number, SIG_DFL)
        // The threads that asynchronous commands run on block signals.
        allowSignal(number)
        raise(number)
        exit(128 + number)
    }

    /// Ends the process as a broken pipe ends `cat`: quietly, status 141 in a shell.
    package static func endByBrokenPipe() -> Never {
        end(bySignal: SIGPIPE)
    }

    /// Ends the process.
    package static func end(status: Int32) -> Never {
        exit(status)
    }
}

extension BytePath {
    /// Calls `body` with the path as a C string; a path with a NUL byte, which cannot exist, is cut there.
    fileprivate func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let name = bytes.map { CChar(bitPattern: $0) } + [0]
        // The array ends with NUL and lives for the length of the call, which is all that callers use it for.
        return unsafe name.withUnsafeBufferPointer { buffer in
            guard let address = buffer.baseAddress else { preconditionFailure("an array with one element has a base") }
            return unsafe body(address)
        }
    }

    /// The path without links and `..`; nil when it leads nowhere.
    package var resolved: BytePath? {
        // realpath with nil allocates the result, which is copied and freed here.
        guard let result = unsafe withCString({ unsafe realpath($0, nil) }) else { return nil }
        defer { unsafe free(result) }
        return unsafe BytePath(bytes: [UInt8](UnsafeRawBufferPointer(start: result, count: strlen(result))))
    }
}
