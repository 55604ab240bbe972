// Streams as bytes, and how a client cuts them into events again.

import Sluice
import SluiceMatching
import SluiceModel
import SluicePayloads
import SluicePolicies

extension StreamShape {
    var format: PayloadFormat {
        switch framing {
        case .sse: .sse
        case .lines: .ndjson
        case .array: .array
        case .eventStream: .bedrock
        }
    }

    /// The stream as the body of an answer.
    var answer: PayloadSource {
        PayloadSource(format: format, dialect: dialect, context: PolicyContext(direction: .response))
    }
}

/// Streams as bytes, and how a client cuts them into events again: written apart from the framers that are tested.
enum StreamWire {
    /// How a server spells the framing.
    enum Variant: Sendable, CustomStringConvertible {
        case plain
        case carriageReturns
        case bareReturns
        case noSpaces
        case comments
        case mark

        var description: String { "\(Self.self)" }

        static func all(of shape: StreamShape) -> [Variant] {
            switch shape.framing {
            case .sse: [.plain, .carriageReturns, .bareReturns, .noSpaces, .comments, .mark]
            case .lines: [.plain, .carriageReturns]
            case .array, .eventStream: [.plain]
            }
        }
    }

    static func bytes(_ events: [OutgoingEvent], _ shape: StreamShape, _ variant: Variant = .plain) -> [UInt8] {
        let end = variant == .carriageReturns ? "\r\n" : variant == .bareReturns ? "\r" : "\n"
        switch shape.framing {
        case .sse:
            var text = variant == .mark ? "\u{FEFF}" : ""
            for event in events {
                if variant == .comments { text += ": ping\(end)retry: 3000\(end)" }
                let space = variant == .noSpaces ? "" : " "
                if !event.name.isEmpty { text += "event:\(space)\(event.name)\(end)" }
                text += "data:\(space)\(event.data)\(end)\(end)"
            }
            return Array(text.utf8)
        case .lines:
            return Array(events.map { $0.data + end }.joined().utf8)
        case .array:
            return Array(("[" + events.map(\.data).joined(separator: "\n,\r\n") + "\n]\n").utf8)
        case .eventStream:
            var writer = FrameWriter(.eventStream, isWrapped: shape.isWrapped)
            return events.flatMap { writer.bytes(of: $0) }
        }
    }

    static func events(_ bytes: [UInt8], _ shape: StreamShape) -> [(name: String, data: String)] {
        switch shape.framing {
        case .sse: serverSentEvents(String(decoding: bytes, as: UTF8.self))
        case .lines:
            String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map { ("", String($0)) }
        case .array, .eventStream: frames(bytes, shape.framing)
        }
    }

    private static func serverSentEvents(_ text: String) -> [(name: String, data: String)] {
        var events: [(name: String, data: String)] = []
        var name = ""
        var data: [String] = []
        var rest = text
        if rest.hasPrefix("\u{FEFF}") { rest.removeFirst() }
        for line in rest.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.isEmpty {
                if !data.isEmpty { events.append((name, data.joined(separator: "\n"))) }
                name = ""
                data = []
                continue
            }
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let value = parts[1].hasPrefix(" ") ? parts[1].dropFirst() : parts[1]
            if parts[0] == "data" { data.append(String(value)) }
            if parts[0] == "event" { name = String(value) }
        }
        return events
    }

    private static func frames(_ bytes: [UInt8], _ framing: Framing) -> [(name: String, data: String)] {
        var framer = framing.makeFramer()
        var frames: [Frame] = []
        framer.append(bytes.span, to: &frames)
        framer.finish(to: &frames)
        return frames.filter { $0.kind == .event && !$0.data.isEmpty }.map {
            ($0.name, String(decoding: $0.data, as: UTF8.self))
        }
    }
}
