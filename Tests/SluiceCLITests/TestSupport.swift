// What the tests of the command share: temporary folders, the built program, a rule of their own.

import Foundation
import SluiceCLI
import SluiceModel
import Testing

/// A folder that lasts as long as the value.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("sluice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    var path: String { url.path }

    /// Writes a file and the folders it needs; returns its path.
    @discardableResult
    func write(_ name: String, _ text: String = "") throws -> String {
        try write(name, Data(text.utf8))
    }

    @discardableResult
    func write(_ name: String, _ data: Data) throws -> String {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
        return file.path
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self)
    }

    /// Makes a named pipe.
    func makePipe(_ name: String) throws {
        let tool = Process()
        tool.executableURL = URL(fileURLWithPath: "/bin/sh")
        tool.arguments = ["-c", "mkfifo \"$0\"", url.appendingPathComponent(name).path]
        try tool.run()
        tool.waitUntilExit()
        try #require(tool.terminationStatus == 0)
    }

    /// A rules directory with one rule, `test-token`: `zqx_` and twelve lower-case hexadecimal digits.
    func writeRules() throws -> String {
        try write(
            "rules/test.yaml",
            """
            rules:
              - id: test-token
                name: Test token
                description: A token that only these tests know.
                category: secret
                severity: high
                confidence: high
                tags: [testing]
                token:
                  prefix: zqx_
                  alphabet: lower-hex
                  length: 12
                examples:
                  match: ['«zqx_{{lower-hex:12}}»']
                  no_match: ['zqx_tooshort']

            """
        )
        return url.appendingPathComponent("rules").path
    }
}

/// A value that the rule of `writeRules` finds, made of parts so that no file holds it.
let testToken = "zq" + "x_" + "0123456789ab"

/// A run of the built program that has ended.
struct ProgramRun {
    let status: Int32
    let isSignal: Bool
    let output: String
    let errors: String
}

enum Program {
    /// The program beside the test bundle.
    static func url() throws -> URL {
        let arguments = CommandLine.arguments + [Bundle.main.bundlePath]
        for argument in arguments {
            var folder = URL(fileURLWithPath: argument)
            while folder.path != "/" {
                folder.deleteLastPathComponent()
                let candidate = folder.appendingPathComponent("sluice")
                if (try? FileStatus.of(BytePath(candidate.path)))?.kind == .file { return candidate }
            }
        }
        throw CommandFailure("the program was not found beside \(arguments)")
    }

    /// Prepares a run with an environment that holds nothing but what is given.
    static func process(_ arguments: [String], folder: String? = nil, environment: [String: String] = [:]) throws
        -> Process
    {
        let process = Process()
        process.executableURL = try url()
        process.arguments = arguments
        process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { given, _ in given }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        return process
    }

    /// Looks again and again until something holds, or for so long that a machine which does much else has come to it.
    static func wait(until holds: () throws -> Bool) rethrows {
        let end = ContinuousClock.now + .seconds(600)
        while try !holds(), ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.01) }
    }

    /// Waits for the end of a process, which must come.
    static func waitForEnd(of process: Process) throws {
        wait { !process.isRunning }
        let hangs = process.isRunning
        if hangs { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        try #require(!hangs, "the process does not end")
    }

    /// Runs the program to its end.
    static func run(
        _ arguments: [String],
        input: String = "",
        folder: String? = nil,
        environment: [String: String] = [:]
    ) throws -> ProgramRun {
        try finish(try process(arguments, folder: folder, environment: environment), input: input)
    }

    /// Runs a shell script in which `$0` is the program.
    static func shell(_ script: String, _ arguments: [String] = [], folder: String? = nil) throws -> ProgramRun {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script, try url().path] + arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        return try finish(process, input: "")
    }

    private static func finish(_ process: Process, input: String) throws -> ProgramRun {
        let folder = try TemporaryFolder()
        let inputPath = try folder.write("in", input)
        let outputPath = try folder.write("out")
        let errorPath = try folder.write("err")
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: inputPath))
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: outputPath))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errorPath))
        try process.run()
        try waitForEnd(of: process)
        return ProgramRun(
            status: process.terminationStatus,
            isSignal: process.terminationReason == .uncaughtSignal,
            output: try folder.read("out"),
            errors: try folder.read("err")
        )
    }
}

/// A finding for the tests of reports.
func record(
    path: String = "src/a.txt",
    rule: RuleID = "test-token",
    severity: Severity = .high,
    isSample: Bool = false,
    isVerified: Bool = false,
    range: Range<Int> = 4..<20,
    preview: String = "key=[REDACTED:test-token:0000]"
) -> FindingRecord {
    FindingRecord(
        path: BytePath(path),
        finding: Finding(
            rule: rule,
            category: .secret,
            severity: severity,
            confidence: Confidence(percent: 90),
            isVerified: isVerified,
            isSample: isSample,
            entity: nil,
            range: range,
            match: range,
            fingerprint: Fingerprint(rawValue: 0xAB),
            isUndecided: false,
            alsoMatched: ["other"]
        ),
        line: 3,
        column: 5,
        preview: preview
    )
}
