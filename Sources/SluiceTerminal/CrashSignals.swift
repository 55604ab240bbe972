// Keeps the runtime from printing memory when the process crashes.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The signals by which a process ends that has gone wrong.
package enum CrashSignals {
    private static let numbers = [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]

    /// Lets the system end the process at once.
    ///
    /// The Swift runtime would print the registers and the memory that they point to, which may be a text on its way
    /// through, and would go on after SIGQUIT. Who sets `SWIFT_BACKTRACE` asks for that and gets it.
    package static func leaveToSystem() {
        guard unsafe getenv("SWIFT_BACKTRACE") == nil else { return }
        for number in numbers {
            var current = sigaction()
            // The structure outlives the call.
            guard unsafe sigaction(number, nil, &current) == 0, !current.isIgnored else { continue }
            _ = signal(number, SIG_DFL)
        }
    }
}
