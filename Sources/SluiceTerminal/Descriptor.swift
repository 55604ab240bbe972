// An open file, pipe or terminal.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

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
        // Sound: `status` outlives the call.
        guard unsafe fstat(rawValue, &status) == 0 else { throw .last }
        return FileStatus(status)
    }

    /// Waits until there are bytes or the end, then reads what is there, at most `buffer.count` bytes; 0 at the end.
    ///
    /// Throws an interruption when a stop signal came, see `StopSignal`.
    package func receive(into buffer: inout [UInt8]) throws(SystemError) -> Int {
        while true {
            if StopSignal.isInstalled { try wait(for: Int16(POLLIN)) }
            // Sound: the buffer is valid for its own count for the length of the call.
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(rawValue, $0.baseAddress, $0.count) }
            if count >= 0 { return count }
            try recover(waitingFor: Int16(POLLIN))
        }
    }

    /// Writes all bytes, however often the system takes only a part.
    package func send(_ bytes: Span<UInt8>) throws(SystemError) {
        var offset = 0
        while offset < bytes.count {
            // Sound: the span is valid for its own count for the length of the call.
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
            // Sound: the array outlives the call and its count is the one passed.
            let count = unsafe poll(&entries, nfds_t(entries.count), -1)
            if StopSignal.received != nil { throw SystemError(code: EINTR) }
            if count > 0 { return }
            if count < 0, errno != EINTR { throw .last }
        }
    }
}
