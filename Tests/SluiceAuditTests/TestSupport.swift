// What the tests of audits share.

import Foundation
import GRDB
import SluiceAudit
import SluiceModel
import Testing

/// How long a test waits for what must happen: a machine that does much else may need minutes for what takes a moment.
let patience = Duration.seconds(600)

/// Waits for something that another thread does; says whether it came.
func eventually(_ condition: () throws -> Bool) rethrows -> Bool {
    let end = ContinuousClock.now + patience
    while ContinuousClock.now < end {
        if try condition() { return true }
        Thread.sleep(forTimeInterval: 0.005)
    }
    return false
}

extension AuditWriter {
    /// Waits as long as a test does.
    @discardableResult
    func flush() -> Bool { flush(timeout: patience) }

    /// Ends, and waits as long as a test does.
    @discardableResult
    func close() -> Bool { close(timeout: patience) }
}

/// A folder that lasts as long as the value.
final class AuditFolder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("sluice-audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var database: String { path + "/audit.db" }

    /// Settings that do not wait for company.
    func configuration(key: AuditKey? = nil) -> AuditConfiguration {
        var configuration = AuditConfiguration(path: database, key: key)
        configuration.linger = .milliseconds(1)
        configuration.firstRetryPause = .milliseconds(5)
        configuration.longestRetryPause = .milliseconds(20)
        configuration.busyTimeout = .milliseconds(20)
        return configuration
    }

    /// Writes records and ends the writer.
    @discardableResult
    func write(_ records: [AuditRecord], _ configuration: AuditConfiguration? = nil) throws -> AuditStatistics {
        let writer = try AuditWriter(configuration ?? self.configuration())
        for record in records { writer.record(record) }
        #expect(writer.close())
        return writer.statistics
    }

    func verify(key: AuditKey? = nil, head: AuditHead? = nil) throws -> AuditVerification {
        try AuditReader(database).verify(key: key, heads: head.map { [$0] } ?? [])
    }

    /// All entries, in order.
    func entries(_ change: (inout AuditFilter) -> Void = { _ in }) throws -> [AuditEntry] {
        var filter = AuditFilter()
        change(&filter)
        var entries: [AuditEntry] = []
        try AuditReader(database).forEach(filter) { entries.append($0) }
        return entries
    }

    func records(_ change: (inout AuditFilter) -> Void = { _ in }) throws -> [AuditRecord] {
        try entries(change).compactMap { entry in
            if case .decision(let record) = entry.content { record } else { nil }
        }
    }

    /// Changes the database as somebody would who can write the file.
    func tamper(_ sql: String) throws {
        let queue = try DatabaseQueue(path: database)
        try queue.write { db in
            try db.execute(sql: sql)
            #expect(db.totalChangesCount > 0, "nothing was changed")
        }
        try queue.close()
    }
}

/// The code of the error that `body` throws; nil when it throws none.
func failure<Result>(_ body: () throws -> Result) -> AuditError.Code? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? AuditError)?.code
    }
}

/// A connection that holds the database until it is let go of.
func hold(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.beginTransaction(.immediate) }
    return queue
}

/// A generator whose numbers depend on the seed only.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// A record with random parts.
func randomRecord(_ index: Int, _ generator: inout SeededGenerator) -> AuditRecord {
    func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: values.indices, using: &generator)] }
    let findings = (0..<Int.random(in: 0...3, using: &generator)).map { place in
        AuditRecord.Finding(
            rule: pick(["openai-key", "openai-project-key", "email-address", "a[b]c"]),
            action: pick(Action.allCases),
            path: pick([nil, "messages[0].content", "größe"]),
            offset: 10 * place,
            length: Int.random(in: 1...100, using: &generator),
            fingerprint: Fingerprint(rawValue: pick([1, .max, 0x7F3A_09C2_D1E4_5B68])),
            confidence: Confidence(percent: Int.random(in: 0...100, using: &generator))
        )
    }
    var metadata: [String: String] = [:]
    for key in ["team", "model", "ümlaut", "a=b"] where Bool.random(using: &generator) {
        metadata[key] = pick(["payments", "search", "", "x*y?[z]", "日本"])
    }
    return AuditRecord(
        time: 1_790_000_000_000_000 + Int64(index) * 1_000_000,
        requestID: "request-\(index)",
        route: pick(["/v1/check", "/v1/filter", "/gateway/litellm"]),
        direction: pick(Direction.allCases + [nil]),
        policy: pick(["default", "strict"]),
        metadata: metadata,
        action: pick(Action.allCases),
        wouldBe: pick(Action.allCases),
        outcome: pick([.policy, .policy, .error(code: "deadline")]),
        findings: findings,
        latency: .microseconds(Int.random(in: 1...5000, using: &generator)),
        ruleSetVersion: pick(["v1", "v2"])
    )
}

/// Records with random parts.
func randomRecords(_ count: Int, seed: UInt64) -> [AuditRecord] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { randomRecord($0, &generator) }
}

let testKey = AuditKey(bytes: Array("a key that only these tests know".utf8))

/// A run of a built program that has ended.
struct ProgramRun {
    let status: Int32
    let output: String
    let errors: String
}

enum Program {
    /// A program beside the test bundle.
    static func url(_ name: String = "sluice-audit") throws -> URL {
        for argument in CommandLine.arguments + [Bundle.main.bundlePath] {
            var folder = URL(fileURLWithPath: argument)
            while folder.path != "/" {
                folder.deleteLastPathComponent()
                let candidate = folder.appendingPathComponent(name)
                var isFolder: ObjCBool = false
                let isThere = unsafe FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder)
                if isThere, !isFolder.boolValue { return candidate }
            }
        }
        throw CocoaError(.fileNoSuchFile)
    }

    /// Runs the program to its end.
    static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> ProgramRun {
        try shell("exec \"$0\" \"$@\"", arguments, environment: environment)
    }

    /// Runs a shell script in which `$0` is the program.
    static func shell(
        _ script: String,
        _ arguments: [String],
        environment: [String: String] = [:]
    ) throws -> ProgramRun {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script, try url().path] + arguments
        process.environment = environment.merging(["PATH": "/usr/bin:/bin"]) { given, _ in given }
        let folder = try AuditFolder()
        for name in ["out", "err"] { try Data().write(to: URL(fileURLWithPath: folder.path + "/" + name)) }
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path + "/out"))
        let errors = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path + "/err"))
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        process.waitUntilExit()
        func text(_ name: String) throws -> String {
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)), as: UTF8.self)
        }
        return ProgramRun(status: process.terminationStatus, output: try text("out"), errors: try text("err"))
    }
}

/// A record with nothing in it but what is given.
func emptyRecord(_ requestID: String = "r", time: Int64 = 0, latency: Duration = .zero) -> AuditRecord {
    AuditRecord(
        time: time,
        requestID: requestID,
        route: "/",
        direction: nil,
        policy: "default",
        action: .allow,
        latency: latency,
        ruleSetVersion: "v"
    )
}
