// The time from starting a program to its first filtered byte.

import SluiceBenchmarkKit

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The wall time from starting `sluice filter` to the first byte that comes out, all rules compiled; `cat` beside it
/// shows what starting any program costs.
struct StartupBenchmark {
    let program: String
    let rules: String
    let runs: Int

    /// Why a program could not be timed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    func report() throws {
        var table = MarkdownTable("program", "ms median", "ms p95", "ms worst")
        var times: [[Double]] = [[], []]
        for _ in 0..<runs {
            times[0].append(try firstByte(of: [program, "filter", "--rules", rules]) * 1000)
            times[1].append(try firstByte(of: ["/bin/cat"]) * 1000)
        }
        for (name, values) in zip(["sluice filter", "cat"], times) {
            let statistics = Statistics(values)
            table.add(
                name,
                statistics.median.rounded(to: 1),
                statistics.percentile(95).rounded(to: 1),
                statistics.greatest.rounded(to: 1)
            )
        }
        print("From exec to the first byte, \(runs) starts:\n\n\(table)\n")
    }

    /// Starts a program, writes a line to it and waits for the first byte of its answer. Seconds.
    private func firstByte(of arguments: [String]) throws -> Double {
        var input: [Int32] = [0, 0]
        var output: [Int32] = [0, 0]
        guard pipe(&input) == 0, pipe(&output) == 0 else { throw Failure(description: "no pipe could be made") }
        defer {
            close(output[0])
        }
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
        #else
            var actions = posix_spawn_file_actions_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input[0], 0)
        posix_spawn_file_actions_adddup2(&actions, output[1], 1)
        for descriptor in input + output { posix_spawn_file_actions_addclose(&actions, descriptor) }
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

        let pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var child: pid_t = 0
        let start = CPUClock.wallTime
        let status = posix_spawn(&child, arguments[0], &actions, nil, pointers, environ)
        close(input[0])
        close(output[1])
        guard status == 0 else {
            close(input[1])
            throw Failure(description: "\(arguments[0]) could not be started: \(String(cString: strerror(status)))")
        }
        let line = "one plain line\n"
        _ = write(input[1], line, line.utf8.count)
        var byte: UInt8 = 0
        let count = read(output[0], &byte, 1)
        let seconds = CPUClock.wallTime - start
        close(input[1])
        var ignored: Int32 = 0
        waitpid(child, &ignored, 0)
        guard count == 1 else { throw Failure(description: "\(arguments.joined(separator: " ")) answered nothing") }
        return seconds
    }
}
