// Writes events of its own into a stream of any framing.

/// Writes events of its own into a stream of any framing: the error or the ending that a stopped stream gets.
///
/// It is shown everything that goes out before, so that it knows whether an event or a line is still open, which line
/// ends the stream uses, and whether an element of the array has been sent.
package struct FrameWriter: Sendable {
    /// The framing of what is written.
    package let framing: Framing
    /// Whether events of a binary stream are base64 inside `chunk` messages.
    private var isWrapped: Bool
    private var lineEnd: [UInt8]?
    /// The last bytes that were sent, at most four.
    private var tail = Tail()
    /// The last byte that was sent of an array that is no blank.
    private var lastSolid: UInt8?
    /// Whether the array's closing bracket, or a document that is no array, has been sent.
    private var isArrayClosed = false

    /// Makes a writer at the start of a stream.
    package init(_ framing: Framing, isWrapped: Bool = false) {
        self.framing = framing
        self.isWrapped = isWrapped
    }

    /// Says that `frame` has been sent as `bytes`, its raw bytes or what they were rewritten to.
    package mutating func sent(_ frame: Frame, as bytes: [UInt8]) {
        switch framing {
        case .sse, .lines:
            if lineEnd == nil { lineEnd = Self.lineEnd(after: frame) }
        case .array:
            if frame.kind == .event, !isArrayClosed {
                let isBare = lastSolid == nil && !Self.opensArray(frame)
                isArrayClosed = isBare || (frame.dataCount == 0 && frame.raw.last == UInt8(ascii: "]"))
            }
        case .eventStream:
            if case .wrapped = frame.encoding { isWrapped = true }
        }
        note(bytes)
    }

    /// The bytes that send `event`. Nothing where nothing can be added: after the end of an array.
    package mutating func bytes(of event: OutgoingEvent) -> [UInt8] {
        let bytes: [UInt8]
        switch framing {
        case .sse: bytes = sseEvent(event)
        case .lines:
            let end = lineEnd ?? [UInt8(ascii: "\n")]
            let isOpen = !tail.isEmpty && tail.last != UInt8(ascii: "\n")
            bytes = (isOpen ? end : []) + Self.lines(of: event.data).joined(separator: " ".utf8) + end
        case .array:
            guard !isArrayClosed else { return [] }
            bytes = separator + event.data.utf8
        case .eventStream: bytes = message(event)
        }
        note(bytes)
        return bytes
    }

    /// The bytes that end the stream after the last event: an array's closing bracket, nothing elsewhere.
    package mutating func closing() -> [UInt8] {
        guard framing == .array, !isArrayClosed else { return [] }
        isArrayClosed = true
        let bytes = Array((lastSolid == nil ? "[]" : "]").utf8)
        note(bytes)
        return bytes
    }

    private mutating func note(_ bytes: [UInt8]) {
        for index in max(0, bytes.count - Tail.most)..<bytes.count { tail.append(bytes[index]) }
        if framing == .array, let last = bytes.last(where: { !JSONBytes.isBlank($0) }) { lastSolid = last }
    }

    private func sseEvent(_ event: OutgoingEvent) -> [UInt8] {
        let end = lineEnd ?? [UInt8(ascii: "\n")]
        var bytes: [UInt8] = []
        if !tail.isEmpty, !endsLine { bytes += end }
        if !tail.isEmpty, !endsEvent { bytes += end }
        if let name = Self.lines(of: event.name).first, !name.isEmpty { bytes += "event: ".utf8 + name + end }
        for line in Self.lines(of: event.data) { bytes += "data: ".utf8 + line + end }
        return bytes + end
    }

    /// Whether what was sent ends with a line end.
    private var endsLine: Bool { tail.last == UInt8(ascii: "\n") || tail.last == UInt8(ascii: "\r") }

    /// Whether what was sent ends with a blank line. The four bytes known are enough for two ends of any kind.
    private var endsEvent: Bool {
        guard endsLine else { return false }
        let isPair = tail.last == UInt8(ascii: "\n") && tail.byte(fromEnd: 1) == UInt8(ascii: "\r")
        guard let before = tail.byte(fromEnd: isPair ? 2 : 1) else { return true }
        return before == UInt8(ascii: "\n") || before == UInt8(ascii: "\r")
    }

    /// A few bytes in one number.
    private struct Tail: Sendable {
        static let most = 4

        private var packed: UInt32 = 0
        private var count = 0

        var isEmpty: Bool { count == 0 }
        var last: UInt8? { byte(fromEnd: 0) }

        func byte(fromEnd index: Int) -> UInt8? {
            index < count ? UInt8(truncatingIfNeeded: packed >> UInt32(8 * index)) : nil
        }

        mutating func append(_ byte: UInt8) {
            packed = packed << 8 | UInt32(byte)
            count = min(Self.most, count + 1)
        }
    }

    /// What stands before the next element.
    private var separator: [UInt8] {
        switch lastSolid {
        case nil: [UInt8(ascii: "[")]
        case UInt8(ascii: "["), UInt8(ascii: ","): []
        default: Array(",\r\n".utf8)
        }
    }

    private func message(_ event: OutgoingEvent) -> [UInt8] {
        let payload = Array(event.data.utf8)
        let isChunk = (isWrapped || event.name == "chunk") && !event.isError
        // The general exception of Bedrock's streams, for an error that the dialect has no name for.
        let errorName = event.name.isEmpty ? "modelStreamErrorException" : event.name
        let headers = EventStreamMessage.headers([
            event.isError ? (":exception-type", errorName) : (":event-type", isChunk ? "chunk" : event.name),
            (":content-type", "application/json"),
            (":message-type", event.isError ? "exception" : "event"),
        ])
        let wrapped = #"{"bytes":""#.utf8 + WrappedPayload.base64(payload) + #""}"#.utf8
        return EventStreamMessage.message(headers: headers[...], payload: isChunk ? Array(wrapped) : payload)
    }

    /// The line end after the last line of a frame's data.
    private static func lineEnd(after frame: Frame) -> [UInt8]? {
        guard frame.kind == .event, case .stretches(let stretches) = frame.encoding, let last = stretches.last else {
            return nil
        }
        let rest = frame.raw[last.upperBound...].prefix(2)
        if rest.elementsEqual("\r\n".utf8) { return pairedEnd }
        switch rest.first {
        case UInt8(ascii: "\r"): return returnEnd
        case UInt8(ascii: "\n"): return feedEnd
        default: return nil
        }
    }

    // One array each for all streams.
    private static let pairedEnd = Array("\r\n".utf8)
    private static let returnEnd = Array("\r".utf8)
    private static let feedEnd = Array("\n".utf8)

    /// Whether the frame holds the array's opening bracket before its element.
    private static func opensArray(_ frame: Frame) -> Bool {
        guard case .stretches(let stretches) = frame.encoding else { return false }
        return frame.raw[..<(stretches.first?.lowerBound ?? frame.raw.count)].contains(UInt8(ascii: "["))
    }

    /// The lines of a text, at least one, cut at line ends of any kind.
    private static func lines(of text: String) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        let bytes = Array(text.utf8)
        var start = 0
        for (index, byte) in bytes.enumerated() {
            guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
            let isPair = byte == UInt8(ascii: "\n") && index > 0 && bytes[index - 1] == UInt8(ascii: "\r")
            if !isPair { lines.append(bytes[start..<index]) }
            start = index + 1
        }
        lines.append(bytes[start...])
        return lines
    }
}
