// Cuts a binary event stream into messages.

import SluiceMatching

/// Cuts a binary event stream (`application/vnd.amazon.eventstream`, AWS Bedrock) into messages.
///
/// A frame's name is `:event-type`, or `:exception-type`, or `:error-code`. After a wrong checksum or a length that
/// cannot be, nothing says where messages begin, so everything from there on is torn. A message that is too long is
/// torn alone, as is one with headers that cannot be read.
package struct EventStreamFramer: Framer {
    private let limit: Int
    private var raw: [UInt8] = []
    private var prelude: EventStreamMessage.Prelude?
    /// How many bytes of a message that is too long are still to come.
    private var tornCount = 0
    private var isBroken = false

    /// Makes a framer that tears messages of more than `limit` bytes.
    package init(limit: Int = FrameLimit.bytes) {
        self.limit = max(EventStreamMessage.overhead, limit)
    }

    package var heldCount: Int { raw.count }

    package mutating func append(_ bytes: Span<UInt8>, to frames: inout [Frame]) {
        var position = 0
        while position < bytes.count {
            let count = min(bytes.count - position, wantedCount - raw.count)
            raw.append(copying: bytes.extracting(position..<position + count))
            position += count
            if raw.count == wantedCount { takePart(to: &frames) }
        }
    }

    package mutating func finish(to frames: inout [Frame]) {
        if !raw.isEmpty { frames.append(.torn(raw)) }
        raw = []
    }

    /// The length at which `raw` is looked at next.
    private var wantedCount: Int {
        if isBroken { return FrameLimit.tornPiece }
        if tornCount > 0 { return min(tornCount, FrameLimit.tornPiece) }
        return prelude?.total ?? EventStreamMessage.preludeCount
    }

    private mutating func takePart(to frames: inout [Frame]) {
        if isBroken {
            emitTorn(to: &frames)
        } else if tornCount > 0 {
            tornCount -= raw.count
            emitTorn(to: &frames)
        } else if let prelude {
            takeMessage(prelude, to: &frames)
        } else if let prelude = EventStreamMessage.prelude(of: raw) {
            if prelude.total > limit {
                tornCount = prelude.total - raw.count
                emitTorn(to: &frames)
            } else {
                self.prelude = prelude
                raw.reserveCapacity(min(prelude.total, 64 << 10))
            }
        } else {
            isBroken = true
        }
    }

    private mutating func takeMessage(_ prelude: EventStreamMessage.Prelude, to frames: inout [Frame]) {
        self.prelude = nil
        guard EventStreamMessage.hasChecksum(raw) else {
            isBroken = true
            return emitTorn(to: &frames)
        }
        let headersEnd = EventStreamMessage.preludeCount + prelude.headers
        let headersRange = EventStreamMessage.preludeCount..<headersEnd
        guard let headers = EventStreamMessage.stringHeaders(of: raw, in: headersRange) else {
            return emitTorn(to: &frames)
        }
        let name = headers[":event-type"] ?? headers[":exception-type"] ?? headers[":error-code"] ?? ""
        let range = headersEnd..<raw.count - 4
        let payload = Array(raw[range])
        if headers[":event-type"] == "chunk", let (data, string) = WrappedPayload.read(payload) {
            let inRaw = string.lowerBound + headersEnd..<string.upperBound + headersEnd
            let encoding = Frame.Encoding.wrapped(payload: range, string: inRaw)
            frames.append(Frame(raw: raw, data: data, name: name, kind: .event, encoding: encoding))
        } else {
            frames.append(Frame(raw: raw, data: payload, name: name, kind: .event, encoding: .message(payload: range)))
        }
        raw = []
    }

    private mutating func emitTorn(to frames: inout [Frame]) {
        frames.append(.torn(raw))
        raw = []
    }
}
