// CPU time and wall time.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// CPU time and wall time, in seconds.
public enum CPUClock {
    /// The CPU time that all threads of this process have used, in user and kernel mode.
    public static var processTime: Double { seconds(of: CLOCK_PROCESS_CPUTIME_ID) }

    /// A clock that only runs forward.
    public static var wallTime: Double { seconds(of: CLOCK_MONOTONIC) }

    private static func seconds(of clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
