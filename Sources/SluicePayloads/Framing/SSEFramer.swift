// Cuts a stream of server-sent events into events.

import SluiceMatching

/// Cuts a stream of server-sent events (`text/event-stream`, WHATWG HTML §9.2) into events.
///
/// An event ends with its blank line. If that ends in a carriage return, a line feed may follow that belongs to it: the
/// framer waits for that byte only where the line before ended in CR LF; elsewhere the event is out at once, and a line
/// feed that follows is the first byte of the next frame, where receivers ignore it. So nothing depends on the chunks.
///
/// A block without a `data` line is a keep-alive if it has only comments and `retry`; an event without data if it has
/// `event` or `id`, which receivers may act on; and torn if it has any other line, as that is no event stream at all
/// but perhaps an error page, which is scanned as text. The last event need not have a blank line, or even a line end.
package struct SSEFramer: Framer {
    /// What the block has so far; what carries more is greater.
    private enum Content: Int, Comparable {
        case nothing, field, unknown, data

        static func < (left: Content, right: Content) -> Bool { left.rawValue < right.rawValue }
    }

    private let limit: Int
    private var raw: [UInt8] = []
    /// Where the line begins in `raw`; negative in a torn block whose line began in an earlier piece.
    private var lineStart = 0
    private var stretches: [Range<Int>] = []
    private var name = 0..<0
    /// Values that are no data.
    private var asides: [Range<Int>] = []
    private var content = Content.nothing
    private var isTorn = false
    private var isFirstLine = true
    /// Whether the last byte is a carriage return that ended a line, so that a line feed belongs to that end.
    private var isAfterReturn = false
    /// Whether the block's blank line has come, but for a line feed that is expected.
    private var isComplete = false
    /// Whether the last line end is CR LF.
    private var usesPairs = false
    /// Room that the next event is likely to need.
    private var typicalCount = 0

    /// Makes a framer that tears blocks of more than `limit` bytes.
    package init(limit: Int = FrameLimit.bytes) {
        self.limit = max(1, limit)
    }

    package var heldCount: Int { raw.count }

    package mutating func append(_ bytes: Span<UInt8>, to frames: inout [Frame]) {
        var position = 0
        while position < bytes.count {
            if isAfterReturn {
                isAfterReturn = false
                if bytes[position] == UInt8(ascii: "\n") {
                    raw.append(UInt8(ascii: "\n"))
                    position += 1
                    usesPairs = true
                    lineStart = raw.count
                }
                if isComplete { endBlock(to: &frames) }
                continue
            }
            let limit = isTorn ? min(limit, FrameLimit.tornPiece) : limit
            if raw.count >= limit {
                tear(to: &frames)
                continue
            }
            let stop = min(bytes.count, position + limit - raw.count)
            var end = LineEnd.find(bytes, from: position, upTo: stop)
            let hasLineEnd = end < stop
            if hasLineEnd { end += 1 }
            if raw.isEmpty { raw.reserveCapacity(max(end - position + 2, typicalCount)) }
            raw.append(copying: bytes.extracting(position..<end))
            if hasLineEnd { endLine(with: bytes[end - 1], to: &frames) }
            position = end
        }
    }

    package mutating func finish(to frames: inout [Frame]) {
        if !isComplete { _ = readLine(end: raw.count) }
        if !raw.isEmpty { endBlock(to: &frames) }
    }

    package mutating func rest() {
        stretches.trim()
        asides.trim()
    }

    private mutating func endLine(with byte: UInt8, to frames: inout [Frame]) {
        let isBlank = readLine(end: raw.count - 1)
        lineStart = raw.count
        isAfterReturn = byte == UInt8(ascii: "\r")
        let expectsLineFeed = isAfterReturn && usesPairs
        usesPairs = false
        guard isBlank else { return }
        if expectsLineFeed { isComplete = true } else { endBlock(to: &frames) }
    }

    /// Reads the line that ends before `end`; the result says whether it is blank.
    private mutating func readLine(end: Int) -> Bool {
        var start = lineStart
        if isFirstLine {
            isFirstLine = false
            if !isTorn, start == 0 { start = ByteOrderMark.count(in: raw) }
        }
        guard start < end else { return true }
        if isTorn { return false }
        let (field, value) = SSEField.read(start..<end, of: raw)
        if field != .data, !value.isEmpty { asides.append(value) }
        switch field {
        case .data:
            stretches.append(value)
            content = .data
        case .event:
            name = value
            content = max(content, .field)
        case .id: content = max(content, .field)
        case .unknown: content = max(content, .unknown)
        case .retry, .comment: break
        }
        return false
    }

    private mutating func endBlock(to frames: inout [Frame]) {
        if isTorn {
            frames.append(.torn(raw))
        } else {
            switch content {
            case .nothing:
                frames.append(.keepAlive(raw))
                frames[frames.count - 1].asides = asides
            case .unknown: frames.append(.torn(raw))
            case .field, .data:
                frames.append(.event(raw, stretches, name: name))
                if !asides.isEmpty { frames[frames.count - 1].asides = asides }
            }
        }
        typicalCount = min(raw.count + 16, 4096)
        raw = []
        lineStart = 0
        stretches.removeAll(keepingCapacity: true)
        name = 0..<0
        asides.removeAll(keepingCapacity: true)
        content = .nothing
        isTorn = false
        isComplete = false
    }

    private mutating func tear(to frames: inout [Frame]) {
        frames.append(.torn(raw))
        lineStart -= raw.count
        raw = []
        stretches = []
        name = 0..<0
        asides = []
        isTorn = true
    }
}
