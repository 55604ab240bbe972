// Turns SIGINT, SIGTERM and SIGHUP into an orderly end of the filter.

import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Turns SIGINT, SIGTERM and SIGHUP into an orderly end: waiting calls fail as interrupted, a second signal kills at
/// once.
package enum StopSignal {
    private static let number = Atomic<Int32>(0)
    private static let readEnd = Atomic<Int32>(-1)
    private static let writeEnd = Atomic<Int32>(-1)

    /// The signal that came.
    package static var received: Int32? {
        let value = number.load(ordering: .acquiring)
        return value == 0 ? nil : value
    }

    /// Whether signals are caught.
    package static var isInstalled: Bool { bell != nil }

    /// A descriptor that becomes readable when a signal comes, so that no signal slips in before a wait.
    package static var bell: Int32? {
        let value = readEnd.load(ordering: .acquiring)
        return value < 0 ? nil : value
    }

    /// Catches SIGINT, SIGTERM and SIGHUP from now on, unless the process was started with them ignored.
    package static func install() {
        var ends: [Int32] = [0, 0]
        // pipe fills exactly two numbers.
        guard unsafe pipe(&ends) == 0 else { return }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        writeEnd.store(ends[1], ordering: .releasing)
        readEnd.store(ends[0], ordering: .releasing)
        catchSignal(SIGINT)
        catchSignal(SIGTERM)
        catchSignal(SIGHUP)
    }

    private static func catchSignal(_ signal: Int32) {
        var previous = sigaction()
        // Both structures outlive the calls; the handler does only what a handler may: atomics and write.
        guard unsafe sigaction(signal, nil, &previous) == 0, !previous.isIgnored else { return }
        var action = sigaction(handler: StopSignal.handle)
        _ = unsafe sigaction(signal, &action, nil)
        // A parent that starts programs from a worker thread may hand down a mask that blocks the signal.
        allowSignal(signal)
    }

    private static let handle: @convention(c) (Int32) -> Void = { signal in
        let error = errno
        StopSignal.number.store(signal, ordering: .releasing)
        // One byte of a live local is read; the pipe never blocks.
        _ = unsafe withUnsafeBytes(of: UInt8(1)) { unsafe write(writeEnd.load(ordering: .relaxed), $0.baseAddress, 1) }
        errno = error
    }
}

/// Lets a signal come to this thread.
func allowSignal(_ number: Int32) {
    var signals = sigset_t()
    // The set outlives the calls.
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
}

extension sigaction {
    /// Calls `handler` once and then returns to the signal's own effect; waiting calls are not restarted.
    fileprivate init(handler: @escaping @convention(c) (Int32) -> Void) {
        self.init()
        #if canImport(Darwin)
            unsafe __sigaction_u.__sa_handler = handler
            sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
        #else
            unsafe __sigaction_handler.sa_handler = handler
            sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
        #endif
    }

    /// Whether the signal is ignored (SIG_IGN is the address 1).
    var isIgnored: Bool {
        #if canImport(Darwin)
            unsafe unsafeBitCast(__sigaction_u.__sa_handler, to: Int.self) == 1
        #else
            unsafe unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self) == 1
        #endif
    }
}
