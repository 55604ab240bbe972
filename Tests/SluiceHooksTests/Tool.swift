// Runs programs of the system.

import Foundation

/// Runs a program of the system without keeping a thread of the tests waiting, which the server under test may need.
enum Tool {
    struct Run: Sendable {
        let status: Int32
        /// What it wrote to standard output and standard error.
        let output: String
    }

    static func run(_ name: String, _ arguments: [String]) async throws -> Run {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        let status = try await withCheckedThrowingContinuation { (end: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { end.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                end.resume(throwing: error)
            }
        }
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        return Run(status: status, output: String(decoding: output, as: UTF8.self))
    }
}
