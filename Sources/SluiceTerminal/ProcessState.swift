// What a process knows of its surroundings.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What this process knows of its surroundings.
package enum ProcessState {
    /// A variable of the environment; nil when it is not set or empty.
    package static func variable(_ name: String) -> String? {
        // Sound: getenv returns nil or a C string that stays as long as nobody changes the environment; nothing here
        // does.
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
            // Sound: the buffer has `size` characters and the result is NUL-terminated.
            guard unsafe _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
            return BytePath(bytes: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
        #else
            var buffer = [CChar](repeating: 0, count: 4096)
            // Sound: the buffer has as many characters as the call is told.
            let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
            guard count > 0 else { return nil }
            return BytePath(bytes: buffer.prefix(count).map { UInt8(bitPattern: $0) })
        #endif
    }

    /// The bytes of a command-line argument whose text Swift has repaired, for file names that are not UTF-8.
    package static func argumentBytes(_ text: String) -> [UInt8] {
        guard text.utf8.contains(0xEF) else { return Array(text.utf8) }
        for index in 0..<Int(CommandLine.argc) {
            // Sound: argv holds argc C strings that live as long as the process.
            guard let argument = unsafe CommandLine.unsafeArgv[index] else { continue }
            if unsafe String(cString: argument) == text {
                // Sound: the string has so many bytes before its NUL, which are copied.
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
        // Sound: the path lives for the length of the call, and nothing is written through the pointer to it.
        return unsafe file.withCString { name in
            var arguments: [UnsafeMutablePointer<CChar>?] = unsafe [UnsafeMutablePointer(mutating: name)]
            // Sound: argv holds argc C strings that live as long as the process; the list ends with nil as execv wants
            // it.
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
            // Sound: the path is a literal, which ends with NUL.
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
