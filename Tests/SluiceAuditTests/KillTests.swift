// A writer that is killed in the middle of writing.

import Foundation
import SluiceAudit
import SluiceModel
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite struct KillTests {
    /// Killed at random times, again and again on one file: nothing that was acknowledged is lost, nothing is corrupt.
    @Test func aKilledWriterLosesOnlyWhatWasNotSafe() throws {
        let folder = try AuditFolder()
        var generator = SeededGenerator(seed: 50)
        var expected = 0
        var acknowledged = 0
        for round in 0..<12 {
            let process = Process()
            process.executableURL = try Program.url("SluiceAuditProbe")
            process.arguments = ["write", folder.database]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            // The first number says that it writes; the kill comes at any moment after it.
            let first = output.fileHandleForReading.availableData
            try #require(!first.isEmpty)
            Thread.sleep(forTimeInterval: Double.random(in: 0...0.08, using: &generator))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(process.terminationReason == .uncaughtSignal)
            let rest = try output.fileHandleForReading.readToEnd() ?? Data()
            let numbers = String(decoding: first + rest, as: UTF8.self).split(separator: "\n").compactMap { Int($0) }
            acknowledged += try #require(numbers.last)
            let result = try folder.verify()
            #expect(result.breach == nil, "round \(round)")
            #expect(result.starts == round + 1 && result.stops == 0)
            #expect(Int(result.decisions) >= acknowledged, "round \(round)")
            // Of one writer all records up to some number are there, each once.
            let prefix = "\(process.processIdentifier)-"
            let found = try folder.records().map(\.requestID).filter { $0.hasPrefix(prefix) }
            #expect(found == (0..<found.count).map { "\(prefix)\($0)" })
            expected += found.count
            #expect(Int(result.decisions) == expected)
        }
        #expect(acknowledged > 1000)
    }
}
