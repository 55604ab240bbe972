// Writes log lines as JSON.

import Foundation
package import Logging
import SluicePayloads
import Synchronization

/// Writes each log message as one JSON object on a line of standard error, in one call. Who logs does not wait for it.
package struct JSONLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    private let label: String
    private let output: LogOutput

    /// - Parameter output: where lines go; tests collect them.
    package init(label: String, level: Logger.Level, output: LogOutput = .standardError) {
        self.label = label
        self.output = output
        logLevel = level
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var members: [(String, JSONValue)] = [
            ("time", .string(Date.now.formatted(Self.timeStyle))),
            ("level", .string(event.level.rawValue)),
            ("logger", .string(label)),
            ("message", .string(event.message.description)),
        ]
        var all = metadata
        for (name, value) in event.metadata ?? [:] { all[name] = value }
        for name in all.keys.sorted() where !Self.unwanted.contains(name) {
            if let value = all[name] { members.append((name, Self.json(value))) }
        }
        output.write(JSONValue.object(members).bytes + [UInt8(ascii: "\n")])
    }

    /// The line that tells of lines which were not written.
    static func line(ofLost count: Int) -> [UInt8] {
        let members: [(String, JSONValue)] = [
            ("time", .string(Date.now.formatted(timeStyle))), ("level", "warning"), ("logger", "sluice"),
            ("message", "lines of the log were lost, as nobody took them"), ("count", .integer(count)),
        ]
        return JSONValue.object(members).bytes + [UInt8(ascii: "\n")]
    }

    private static let timeStyle = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// The server library's own name of a request, which nobody else knows.
    private static let unwanted: Set<String> = ["hb.request.id"]

    private static func json(_ value: Logger.Metadata.Value) -> JSONValue {
        switch value {
        case .string(let text): .string(text)
        case .stringConvertible(let value): (value as? Int).map(JSONValue.integer) ?? .string(value.description)
        case .array(let values): .array(values.map(json))
        case .dictionary(let values): .object(values.sorted { $0.key < $1.key }.map { ($0.key, json($0.value)) })
        }
    }
}

/// Where log lines go.
package struct LogOutput: Sendable {
    private let send: @Sendable ([UInt8]) -> Void
    private let queue: LogQueue?

    /// Calls `send` with each line.
    package init(_ send: @escaping @Sendable ([UInt8]) -> Void) {
        self.send = send
        queue = nil
    }

    /// Calls `send` with each line on a thread of its own.
    ///
    /// - Parameter mostBytes: how many bytes of lines may wait; others are lost, and how many is told.
    package static func queued(mostBytes: Int, _ send: @escaping @Sendable ([UInt8]) -> Void) -> LogOutput {
        LogOutput(LogQueue(mostBytes: mostBytes, send))
    }

    private init(_ queue: LogQueue) {
        send = { queue.add($0) }
        self.queue = queue
    }

    /// Standard error. What cannot be written is lost.
    package static let standardError = queued(mostBytes: 4 << 20) { line in
        try? FileHandle.standardError.write(contentsOf: line)
    }

    /// Waits until all lines are written, for `time` at most.
    package func drain(within time: Duration = .seconds(1)) { queue?.drain(within: time) }

    fileprivate func write(_ line: [UInt8]) { send(line) }
}
