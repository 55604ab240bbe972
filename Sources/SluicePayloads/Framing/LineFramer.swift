// Cuts newline-delimited JSON into lines.

import SluiceMatching

/// Cuts newline-delimited JSON into lines: one frame a line, its end included. The data is the line without its line
/// feed and a carriage return before that; lines of blanks are keep-alives.
package struct LineFramer: Framer {
    private let limit: Int
    private var raw: [UInt8] = []
    private var isTorn = false
    private var isFirstLine = true

    /// Makes a framer that tears lines of more than `limit` bytes.
    package init(limit: Int = FrameLimit.bytes) {
        self.limit = max(1, limit)
    }

    package var heldCount: Int { raw.count }

    package mutating func append(_ bytes: Span<UInt8>, to frames: inout [Frame]) {
        var position = 0
        while position < bytes.count {
            let limit = isTorn ? min(limit, FrameLimit.tornPiece) : limit
            if raw.count >= limit {
                frames.append(.torn(raw))
                raw = []
                isTorn = true
                continue
            }
            let stop = min(bytes.count, position + limit - raw.count)
            var end = LineEnd.find(bytes, from: position, upTo: stop)
            // A carriage return alone ends no line.
            while end < stop, bytes[end] != UInt8(ascii: "\n") { end = LineEnd.find(bytes, from: end + 1, upTo: stop) }
            let hasLineEnd = end < stop
            if hasLineEnd { end += 1 }
            raw.append(copying: bytes.extracting(position..<end))
            if hasLineEnd { endLine(contentEnd: raw.count - 1, to: &frames) }
            position = end
        }
    }

    package mutating func finish(to frames: inout [Frame]) {
        if !raw.isEmpty { endLine(contentEnd: raw.count, to: &frames) }
    }

    private mutating func endLine(contentEnd: Int, to frames: inout [Frame]) {
        let start = isFirstLine && !isTorn ? ByteOrderMark.count(in: raw) : 0
        var end = contentEnd
        if end > start, raw[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        if isTorn {
            frames.append(.torn(raw))
        } else if raw[start..<end].allSatisfy({ JSONBytes.isBlank($0) }) {
            frames.append(.keepAlive(raw))
        } else {
            frames.append(.event(raw, [start..<end]))
        }
        raw = []
        isTorn = false
        isFirstLine = false
    }
}
